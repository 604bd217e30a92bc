"""An article's text as HTML: the text stays what it is, whatever lies around it."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from research.desk.marking import Mark, lines_of, marked, pieces, unseen_in, whole

TAG = re.compile(r"<[^>]*>")
ODD = st.sampled_from([*"ab <&>'\"{}\n", "🇦🇲", "👩‍👩‍👧", "é", "\u202e", "\u200b", "\u200d", "م", "\U000e0067"])
TEXTS = st.lists(ODD, max_size=60).map("".join)


def plain(markup):
    """What a browser gives back as text."""
    return html.unescape(TAG.sub("", str(markup)))


@st.composite
def marked_texts(draw):
    text = draw(TEXTS)
    places = st.integers(0, max(len(text), 1))
    pairs = draw(st.lists(st.tuples(places, places), max_size=8))
    stretches = {(min(pair), min(max(pair), len(text))) for pair in pairs}
    marks = [Mark(low, high, number) for number, (low, high) in enumerate(sorted(stretches)) if low < high]
    return text, marks


@given(marked_texts())
def test_the_text_is_kept_to_the_character(made):
    text, marks = made
    assert plain(whole(text, marks)) == text


@given(marked_texts())
def test_a_line_drawn_alone_is_as_in_the_whole(made):
    text, marks = made
    drawn = str(whole(text, marks))
    for start, end in lines_of(text):
        assert str(marked(text, marks, start, end)) in drawn


@given(marked_texts())
def test_pieces_know_the_shortest_mark_and_how_many_lie_there(made):
    text, marks = made
    for start, end, mark, depth in pieces([0, len(text)], marks) if text else []:
        over = [one for one in marks if one.start <= start and one.end >= end]
        assert depth == len(over)
        assert mark is None if not over else mark.end - mark.start == min(one.end - one.start for one in over)


@given(marked_texts())
def test_marks_begin_where_they_say(made):
    text, marks = made
    for match in re.finditer(r'data-at="(\d+)">(?:<span[^>]*>)?([^<]*)', str(whole(text, marks))):
        at, words = int(match[1]), html.unescape(match[2])
        assert text[at : at + len(words)] == words


def test_markup_in_a_text_is_only_text():
    assert "<script" not in str(whole("<script>alert(1)</script>", [Mark(0, 8, 1)]))


def test_a_long_text_is_cut_into_runs():
    text = "\n".join(["A line of some sixty characters, as they are found in papers."] * 400)
    drawn = str(whole(text, []))
    assert drawn.count('<div class="run">') == drawn.count("</div>") == 4


def test_lines_of_a_stretch_are_whole_lines():
    assert lines_of("one\ntwo\nthree", 5, 6) == [(4, 8)]
    assert lines_of("one\ntwo\nthree", 2, 9) == [(0, 4), (4, 8), (8, 13)]
    assert lines_of("") == []


def test_direction_changing_and_hidden_characters_show():
    assert unseen_in("a\u202eb\u200bc\ufeff", 0, 6) == {1: 2, 3: 4, 5: 6}


def test_joiners_that_do_their_work_do_not_show():
    assert unseen_in("می\u200cخواهم क्\u200dष 👩\u200d👩", 0, 20) == {}


def test_joiners_between_latin_letters_show():
    assert unseen_in("pay\u200dment", 0, 8) == {3: 4}


def test_tags_spell_a_flag_or_hide_a_message():
    flag, message = "🏴\U000e0067\U000e0062\U000e007f", "x\U000e0067\U000e0062"
    assert unseen_in(flag, 0, 9) == {}
    assert unseen_in(message, 0, 9) == {1: 3}
