import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.briefings.citations import citations, numbers_in, sentences


def test_claims_are_cited_in_order_and_once():
    assert citations("One [@c12], two [@c3] and again [@c12].") == ([12, 3], [])


def test_one_bracket_may_cite_several():
    assert citations("Both [@c1; @c2].")[0] == [1, 2]


@pytest.mark.parametrize("text", ["[@wire]", "[@c0]", "[@c 12]", "[@c12, c13]", "[@c12x]", "[@c1234567890]"])
def test_what_is_no_citation_of_ours_is_told(text):
    assert citations(f"So {text} says.") == ([], [text])


def test_code_is_no_citation():
    assert citations("`[@c1]`\n\n    [@c2]\n") == ([], [])


def test_a_citation_in_a_heading_a_list_and_a_quotation_counts():
    assert citations("# A [@c1]\n\n- b [@c2]\n\n> c [@c3]")[0] == [1, 2, 3]


def test_a_link_is_no_citation():
    assert citations("[@c1](https://example.org)")[0] == [1]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One [@c1]. Two [@c2].", [("One.", (1,)), ("Two.", (2,))]),
        ("One. [@c1] Two. [@c2]", [("One.", (1,)), ("Two.", (2,))]),
        ("“One.” [@c1] [@c3] Two!", [("“One.”", (1, 3)), ("Two!", ())]),
        ("Gen. J. Smith left [@c1]. End", [("Gen. J. Smith left.", (1,)), ("End", ())]),
        ("About 1.5 million [@c1].", [("About 1.5 million.", (1,))]),
        ("**Bold [@c1]** and\nmore [@c2].", [("Bold and\nmore.", (1, 2))]),
        ("One [@c1]\n\nTwo [@c2]", [("One", (1,)), ("Two", (2,))]),
    ],
)
def test_a_citation_belongs_to_its_sentence(body, expected):
    assert [(found.text, found.claims) for found in sentences(body)] == expected


@given(st.text(alphabet="ab .!?[]@c1;\n“”`*", max_size=80))
def test_every_citation_stands_in_some_sentence(body):
    cited = {number for sentence in sentences(body) for number in sentence.claims}
    assert cited == set(citations(body)[0])


@pytest.mark.parametrize("line", ["[@c1" * 5_000, "![" * 10_000, "[@c1; " * 3_000, "!" * 90_000, ". " * 40_000])
def test_odd_texts_take_no_time(line):
    begin = time.perf_counter()
    citations(line)
    sentences(line)
    assert time.perf_counter() - begin < 3


def test_numbers_of_a_foreign_key_are_none():
    assert numbers_in("smith2004") == ()
