from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.values import Value, from_amount, from_edtf, read, relation

PAIRS = [
    ("date", "2025", "April 17, 2024", "disjoint"),
    ("date", "2024", "April 17, 2024", "more precise"),
    ("date", "17 April 2024", "April 17, 2024", "same"),
    ("date", "by 2025", "since 2023", "overlaps"),
    ("date", "nearly four years after November 2020", "2025", "disjoint"),
    ("date", "nearly four years after November 2020", "17 April 2024", "more precise"),
    ("quantity", "approximately 2,000", "1,960", "more precise"),
    ("quantity", "some 120,000", "nearly 100,000", "disjoint"),
    ("quantity", "some 120,000 ethnic Armenians", "nearly 100,000 people", "disjoint"),
    ("quantity", "23 hours", "one day", "more precise"),
    ("quantity", "44 days", "six weeks", "more precise"),
    ("quantity", "44-day", "one month", "disjoint"),
    ("quantity", "more than 5 people", "fewer than 6 people", "disjoint"),
    ("quantity", "up to 1,000", "500", "more precise"),
    ("quantity", "2,000 troops", "1,960 peacekeepers", "more precise"),
    ("quantity", "2,000", "2,100", "disjoint"),
    ("quantity", "5 km", "5 people", "not comparable"),
    ("quantity", "$5", "€5", "not comparable"),
    ("quantity", "90 tanks", "90 soldiers", "not comparable"),
    ("quantity", "90 deaths", "90 soldiers", "not comparable"),
    ("quantity", "one mile", "1.6 km", "more precise"),
]


@pytest.mark.parametrize(("kind", "one", "other", "expected"), PAIRS)
def test_how_two_values_stand(kind, one, other, expected):
    assert relation(read(one, kind), read(other, kind)).kind == expected


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"modality": "planned"}, "plan"),
        ({"modality": "denied"}, "denied"),
        ({"scope": "the south"}, "scope"),
        ({"as_of": "2024"}, "as of"),
    ],
)
def test_what_keeps_values_apart_is_said(change, word):
    found = relation(from_edtf("2024"), from_edtf("2025", **change))

    assert found.kind == "not comparable"
    assert word in found.reason


def test_a_date_and_a_figure_do_not_compare():
    assert relation(from_edtf("2024"), from_amount(2024)).kind == "not comparable"


ENDS = st.one_of(st.none(), st.integers(0, 20))


@st.composite
def values(draw):
    low, high = draw(ENDS), draw(ENDS)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Value("date", earliest=low, latest=high)


@given(values(), values())
def test_a_relation_is_the_same_from_either_side(one, other):
    assert relation(one, other).kind == relation(other, one).kind


@given(values(), values(), st.integers(0, 5), st.integers(0, 5))
def test_widening_a_bound_never_makes_a_contradiction(one, other, down, up):
    wider = replace(
        one,
        earliest=None if one.earliest is None else one.earliest - down,
        latest=None if one.latest is None else one.latest + up,
    )

    if relation(one, other).kind != "disjoint":
        assert relation(wider, other).kind != "disjoint"
