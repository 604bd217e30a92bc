import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.briefings.changes import changes, note_changes

TEXT = st.lists(st.text(alphabet="ab \n", max_size=12), max_size=5).map("\n\n".join)


def told(paragraphs, *kinds):
    said = ("".join(text for kind, text in paragraph if kind in kinds) for paragraph in paragraphs)
    return " ".join(said).split()


@given(TEXT, TEXT)
def test_what_was_and_what_is_can_be_read_off(before, after):
    found = changes(before, after)
    assert told(found, "same", "removed") == before.split()
    assert told(found, "same", "added") == after.split()


@given(TEXT)
def test_the_same_text_has_no_changes(text):
    assert all(kind == "same" for paragraph in changes(text, text) for kind, _ in paragraph)


def test_one_word_is_told_apart():
    assert changes("The force left.", "The force stayed.") == [
        [("same", "The force "), ("removed", "left."), ("added", "stayed.")]
    ]


def test_a_new_paragraph_is_added_whole():
    assert changes("One.", "One.\n\nTwo.")[1] == [("added", "Two.")]


@pytest.mark.parametrize("word", ["a ", "a\n\n"])
@pytest.mark.parametrize("times", [1_900, 30_000])
def test_a_long_text_takes_no_time(word, times):
    begin = time.perf_counter()
    changes(word * times, word * times + "b")
    changes(word * times, ("b" + word) * times)
    assert time.perf_counter() - begin < 5


def test_footnotes_added_removed_and_rated_anew():
    old = {"footnotes": [{"claim": 1, "rating": {"letters": "B2"}}, {"claim": 2, "rating": {"letters": "B2"}}]}
    new = {"footnotes": [{"claim": 2, "rating": {"letters": "C2"}}, {"claim": 3, "rating": {"letters": "B2"}}]}
    added, removed, rerated = note_changes(old, new)
    assert [[note["claim"] for note in found] for found in (added, removed)] == [[3], [1]]
    assert [(a["rating"]["letters"], b["rating"]["letters"]) for a, b in rerated] == [("B2", "C2")]
