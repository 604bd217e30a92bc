"""What `say` prints reads back as the same value."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.values import Value, from_amount, from_edtf, read, read_date, read_quantity, say
from research.values.bounds import reach
from research.values.edtf import write

DAYS = st.integers(-400_000, 1_000_000)
AMOUNTS = st.one_of(
    st.integers(0, 10**9).map(Decimal),
    st.decimals(0, 10**6, places=2),
    st.integers(1, 99).map(lambda n: n * Decimal(1000)),
)
UNITS = st.sampled_from(["", "people", "days", "weeks", "km", "%", "USD", "out of 10", "tanks"])
HEDGED = st.sampled_from(["exact", "exactly", "about", "nearly", "more than", "at least", "less than", "at most"])


def same(value, again):
    return (value.bounds, value.amount, value.unit) == (again.bounds, again.amount, again.unit)


@given(DAYS, st.integers(0, 5000), st.sampled_from(["both", "from", "by"]))
def test_dates_read_back(first, length, ends):
    earliest = None if ends == "by" else first
    latest = None if ends == "from" else first + length
    value = Value("date", edtf=write(earliest, latest), earliest=earliest, latest=latest)

    again = read_date(say(value))

    assert (again.earliest, again.latest) == (earliest, latest)


@given(AMOUNTS, HEDGED, UNITS)
def test_hedged_figures_read_back(amount, hedge, unit):
    value = read_quantity(f"{'' if hedge == 'exact' else hedge} {amount:f} {unit}")

    again = read_quantity(say(value))

    assert same(value, again)
    assert again.hedge == value.hedge


@given(AMOUNTS, AMOUNTS, UNITS, st.booleans(), st.booleans())
def test_ranges_read_back(one, other, unit, lower_open, upper_open):
    lower, upper = sorted((one, other))
    if lower == upper:
        upper += 1
    value = from_amount(lower=lower, upper=upper, unit=unit, lower_open=lower_open, upper_open=upper_open)

    assert same(value, read_quantity(say(value)))


@given(AMOUNTS, AMOUNTS, AMOUNTS, UNITS, st.booleans(), st.booleans())
def test_bounds_set_by_hand_read_back(one, two, three, unit, lower_open, upper_open):
    lower, amount, upper = sorted((one, two, three))
    if lower == upper:
        upper += 1
    value = from_amount(amount, lower, upper, unit=unit, lower_open=lower_open, upper_open=upper_open)

    assert same(value, read_quantity(say(value)))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (from_edtf("2025"), "1 Jan – 31 Dec 2025 (year)"),
        (from_edtf("2024-04"), "1 Apr – 30 Apr 2024 (month)"),
        (from_edtf("2024-04-17"), "17 Apr 2024"),
        (from_edtf("[..2025]"), "by 31 Dec 2025"),
        (from_edtf("[2023..]"), "from 1 Jan 2023 on"),
        (from_edtf("-0489"), "1 Jan – 31 Dec 490 BC (year)"),
        (read_quantity("approximately 2,000 people"), "about 2,000 (1,800–2,200) people"),
        (read_quantity("1,960 people"), "1,960 people"),
        (read_quantity("up to 1,000 people"), "at most 1,000 people"),
    ],
)
def test_how_values_are_said(value, said):
    assert say(value) == said


def test_kinds_but_date_and_quantity_are_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="kind"):
        read("2024", "text")


def test_the_table_is_what_the_reader_uses():
    assert reach(Decimal(2000), Decimal(1000), "about")[:2] == (1800, 2200)
