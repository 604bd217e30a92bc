"""Finding in running text: offsets, problems, notes, and no input that makes it run away."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.values import find, read, suggest_modality
from research.values.checks import label
from research.values.timex import timex

SENTENCE = (
    "In September 2023 some 120,000 ethnic Armenians fled after a 23-hour operation; "
    "on Wednesday Moscow said that 1,960 peacekeepers would leave by 2025."
)


def test_every_expression_is_found_in_order():
    assert [found.text for found in find(SENTENCE, published="2024-04-17")] == [
        "September 2023",
        "some 120,000 ethnic Armenians",
        "23-hour",
        "Wednesday",
        "1,960 peacekeepers",
        "by 2025",
    ]


def test_what_is_found_reads_alone_as_it_read_in_the_text():
    for found in find(SENTENCE, published="2024-04-17"):
        assert read(found.text, found.kind, published="2024-04-17").bounds == found.value.bounds


def test_what_cannot_be_read_is_found_with_its_reason():
    (found,) = find("They left on 05/04/2024.")

    assert (found.text, found.value, found.problem) == ("05/04/2024", None, "ambiguous")
    assert "day first or month first" in found.reason


def test_a_relative_day_without_a_published_date_is_found_and_says_what_it_lacks():
    (found,) = find("They left on Wednesday.")

    assert (found.value, found.problem) == (None, "lacks")


def test_a_month_takes_its_year_from_the_date_before_it():
    *_, found = find("War came in June 1939 and the city fell in September.")

    assert found.value.edtf == "1939-09"
    assert "date before it" in found.value.explanation


def test_offsets_count_code_points_beyond_the_bmp():
    text = "🕊️🕊️ 17 April 2024 🕊️ 1,960 people"

    assert [text[found.start : found.end] for found in find(text)] == ["17 April 2024", "1,960 people"]


def test_a_name_with_a_figure_is_no_figure():
    assert find("Boeing 737 and COVID-19 and Route 66 and A330") == []


def test_one_of_them_is_not_a_figure_anybody_compares():
    assert find("It was one of them.") == []


def test_the_day_of_the_saying_is_warned_of():
    found = next(found for found in find(SENTENCE, published="2024-04-17") if found.text == "Wednesday")

    assert "said" in found.note


@pytest.mark.parametrize(
    ("text", "said", "modality"),
    [
        ("Troops left in 2024.", "2024", "happened"),
        ("Troops will leave by 2025.", "by 2025", "planned"),
        ("Experts expect that troops leave by 2025.", "by 2025", "predicted"),
        ("Peacekeepers have begun to leave in 2024.", "2024", "ongoing"),
        ("Russia did not leave in 2024.", "2024", "denied"),
        ("Russia didn't leave in 2024.", "2024", "denied"),
        ("He denied that troops left in 2024.", "2024", "denied"),
        ("If they leave in 2025, it ends.", "2025", "conditional"),
        ("In April 2024, Russia will begin to leave.", "April 2024", "planned"),
        ("Those who fled in 2023 hope, but no one will return before 2030.", "2023", "happened"),
        ("Not only 2,000 troops left.", "2,000", "happened"),
        ("U.S. troops left in 2020. They will return.", "2020", "happened"),
    ],
)
def test_modality_is_that_of_the_clause(text, said, modality):
    start = text.index(said)

    assert suggest_modality(text, start, start + len(said))[0] == modality


def test_a_dateline_is_warned_of():
    text = "MOSCOW (17 April 2024) – Troops have left."

    assert "dateline" in suggest_modality(text, 8, 21)[1]


WORDS = st.sampled_from(
    """the a in of on by since after before two twenty hundred million half dozen about nearly more than 17 2024 2,000
    1.2 2023-24 05/04/2024 April May Wednesday week years days ago later last next end early morning 12:30 pm $ % ( )
    - – , . ' BC 1980s 21st century bn 120 000 to and or people until not""".split()
)
TEXTS = st.lists(WORDS, max_size=25).map(" ".join) | st.lists(WORDS, max_size=25).map("".join) | st.text(max_size=60)


@given(TEXTS, st.sampled_from([None, "2024-04-17", "2024"]))
def test_offsets_always_slice_to_the_expression(text, published):
    at = 0
    for found in find(text, published=published):
        assert found.text == text[found.start : found.end]
        assert at <= found.start < found.end
        assert (found.value is None) == bool(found.problem)
        at = found.end


@given(TEXTS)
def test_bounds_found_are_in_order(text):
    for found in find(text, published="2024-04-17"):
        if found.value:
            assert found.value.bounds[0] <= found.value.bounds[1]


@given(TEXTS, TEXTS)
def test_a_check_always_has_a_verdict(sentence, passage):
    assert label(sentence, passage) in {"SUPPORTS", "REFUTES", "NOT ENOUGH INFO"}


PIECES = [
    "9", "1 ", "one ", "1,", "1.", "1-", "1/", "(", "1 (", "about ", "the end of ", "last ", "early ",
    "two years after ", "hundred ", "1 million ", "May ", "April 1 ", "2024 ", "2024-", "2023-24 ", "\n",
    "\n ", " ", "12:",
    "3 p.m. ", "$",
    "US$ ", "twenty-", "'9", "from 1 to ", "between ", "that ", "Monday ", "the day before ", "half a ", "100 ", "İ1 ",
    "first quarter of ", "one hundred and ", "morning of ", "A", "1–", "(1 ", "not ", "No. ",
]  # fmt: skip


def seconds(function, text):
    start = time.process_time()
    function(text)
    return time.process_time() - start


@pytest.mark.parametrize("piece", PIECES)
def test_no_line_makes_find_run_away(piece):
    """Four times the text may take some four times as long; a quadratic step would take sixteen times."""
    base = min(seconds(find, piece * (3_000 // len(piece))) for _ in range(2))

    assert min(seconds(find, piece * (12_000 // len(piece))) for _ in range(2)) < max(base * 9, 0.1)


def test_deep_nesting_is_no_recursion():
    assert timex("the day before " * 2_000) is not None


@pytest.mark.parametrize("text", ["1 " * 20_000, "2024 and 17 April 2024 " * 2_000])
def test_a_check_of_too_many_values_is_not_begun(text):
    assert label(text, text) == "NOT ENOUGH INFO"


def test_the_numbers_of_a_list_are_no_figures():
    text = "1. It left.\n2) In 2024 it left 3 posts.\n2024. A year."
    assert [found.text for found in find(text)] == ["2024", "3 posts", "2024"]
