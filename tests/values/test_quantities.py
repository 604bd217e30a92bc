"""Figures as sources write them, in digits and in words."""

from decimal import Decimal

import pytest

from research.values import Unreadable, read_quantity

READ = [
    # said, amount, unit, hedge
    ("some 120,000 ethnic Armenians", 120_000, "ethnic Armenians", "about"),
    ("nearly 100,000 Karabakh Armenians", 100_000, "Karabakh Armenians", "nearly"),
    ("a total of 1,960 peacekeepers were sent", 1960, "peacekeepers", "exact"),
    ("only up to 1,000 people", 1000, "people", "at most"),
    ("120 000 people", 120_000, "people", "exact"),
    ("12 345 678", 12_345_678, "", "exact"),
    ("1,20,000", 120_000, "", "exact"),
    ("1.2bn", 1_200_000_000, "", "exact"),
    ("$5m", 5_000_000, "USD", "exact"),
    ("US$ 2.7 billion", 2_700_000_000, "USD", "exact"),
    ("1.2 billion euros", 1_200_000_000, "EUR", "exact"),
    ("£16.8 million", 16_800_000, "GBP", "exact"),
    ("twenty-three", 23, "", "exact"),
    ("two hundred and five thousand", 205_000, "", "exact"),
    ("one and a half million", 1_500_000, "", "exact"),
    ("half a million", 500_000, "", "exact"),
    ("two dozen tanks", 24, "tanks", "exact"),
    ("a hundred soldiers", 100, "soldiers", "exact"),
    ("ten per cent", 10, "%", "exact"),
    ("2.62%", "2.62", "%", "exact"),
    ("the 44-day war", 44, "days", "exact"),
    ("a mere 23 hours", 23, "hours", "exact"),
    ("half an hour", "0.5", "hours", "exact"),
    ("50 km", 50, "km", "exact"),
    ("5 square miles", 5, "square miles", "exact"),
    ("3.7/10", "3.7", "out of 10", "exact"),
    ("58 out of 100", 58, "out of 100", "exact"),
    ("6.3+ million followers", 6_300_000, "followers", "at least"),
    ("5 or more cars", 5, "cars", "at least"),
    ("over a year", 1, "years", "more than"),
    ("2000", 2000, "", "exact"),
    ("٢٣ people", 23, "people", "exact"),
]


@pytest.mark.parametrize(("said", "amount", "unit", "hedge"), READ)
def test_figures_are_read(said, amount, unit, hedge):
    value = read_quantity(said)

    assert (value.amount, value.unit, value.hedge) == (Decimal(amount), unit, hedge)


@pytest.mark.parametrize(
    ("said", "lower", "upper"),
    [
        ("between 24 and 32 million albums", 24_000_000, 32_000_000),
        ("24 to 32 million", 24_000_000, 32_000_000),
        ("$24-$32 million", 24_000_000, 32_000_000),
        ("10-12 percent", 10, 12),
        ("60 to 90 days", 60, 90),
        ("1,800–2,200 people", 1800, 2200),
    ],
)
def test_ranges_have_bounds_and_no_amount(said, lower, upper):
    value = read_quantity(said)

    assert (value.amount, value.lower, value.upper) == (None, lower, upper)


@pytest.mark.parametrize(
    "said",
    [
        "2,00",
        "05/04/2024",
        "1.2.3",
        "2–0",
        "A330",
        "COVID-19",
        "flight 1549",
        "nineteen ninety",
        "9" * 5000,
        "9" * 16,
        "",
        "many",
    ],
)
def test_the_beginning_of_a_numeral_is_never_taken_for_it(said):
    with pytest.raises(Unreadable):
        read_quantity(said)


def test_two_figures_are_not_one():
    with pytest.raises(Unreadable) as refused:
        read_quantity("2,000 soldiers and 90 tanks")

    assert refused.value.problem == "ambiguous"


def test_a_date_beside_a_figure_is_left_alone():
    assert read_quantity("nearly 100,000 people fled in September 2023").amount == 100_000


def test_bounds_in_brackets_are_taken_as_they_stand():
    value = read_quantity("2,000 (1,900 to under 2,300) people")

    assert (value.lower, value.upper, value.upper_open) == (1900, 2300, True)


def test_a_reading_explains_itself():
    assert read_quantity("some 120,000 people").explanation == "“about” 120,000 is read as 108,000 to 132,000."
