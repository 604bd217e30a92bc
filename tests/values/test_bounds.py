"""The one table of widths: every row of it, with the figures it was tried on."""

from decimal import Decimal

import pytest

from research.values import Unreadable, from_amount, read_quantity

WIDTHS = [
    # said, lower, upper, lower open, upper open
    ("44", 44, 44, False, False),
    ("50", 50, 50, False, False),
    ("1,960", 1960, 1960, False, False),
    ("2,000", 1950, 2050, False, True),
    ("100,000", 95_000, 105_000, False, True),
    ("120,000", 115_000, 125_000, False, True),
    ("1.2bn", 1_150_000_000, 1_250_000_000, False, True),
    ("half a million", 475_000, 525_000, False, True),
    ("two dozen", "22.8", "25.2", False, True),
    ("exactly 2,000", 2000, 2000, False, False),
    ("approximately 2,000", 1800, 2200, False, False),
    ("some 120,000", 108_000, 132_000, False, False),
    ("approximately 68.57 %", "68.52", "68.62", False, False),
    ("nearly 100,000", 92_000, 101_000, False, True),
    ("nearly 50", 46, 50, False, True),
    ("just over 100,000", 100_000, 108_000, True, True),
    ("more than 90,000", 90_000, None, True, False),
    ("at least 5", 5, None, False, False),
    ("fewer than 6", 0, 6, False, True),
    ("up to 1,000", 0, 1000, False, False),
    ("dozens of people", 24, 100, False, True),
    ("scores of people", 40, 100, False, True),
    ("hundreds of people", 200, 1000, False, True),
    ("thousands of people", 2000, 10_000, False, True),
    ("tens of thousands of people", 20_000, 100_000, False, True),
    ("hundreds of thousands of people", 200_000, 1_000_000, False, True),
    ("one day", "0.75", "1.25", False, True),
    ("six weeks", "5.5", "6.5", False, True),
    ("nearly four years", 3, 4, False, True),
    ("about six weeks", 5, 7, False, False),
]


@pytest.mark.parametrize(("said", "lower", "upper", "lower_open", "upper_open"), WIDTHS)
def test_how_far_a_figure_reaches(said, lower, upper, lower_open, upper_open):
    value = read_quantity(said)

    assert value.lower == Decimal(lower)
    assert value.upper == (None if upper is None else Decimal(upper))
    assert (value.lower_open, value.upper_open) == (lower_open, upper_open)


def test_a_vague_figure_has_no_amount():
    assert read_quantity("hundreds of people").amount is None


def test_the_amount_of_a_strict_bound_does_not_move():
    assert read_quantity("more than 5 people").amount == 5


def test_strict_bounds_of_counts_close_to_whole_numbers():
    more, fewer = read_quantity("more than 5 people").bounds, read_quantity("fewer than 6 people").bounds

    assert fewer[1] < more[0]


def test_money_is_not_closed_to_whole_numbers():
    more, fewer = read_quantity("more than $5").bounds, read_quantity("less than $6").bounds

    assert more[0] < fewer[1]


@pytest.mark.parametrize(
    "given",
    [
        {"amount": "nan"},
        {"amount": "Infinity"},
        {"amount": "1e999"},
        {"amount": "9" * 5000},
        {"amount": 10**15},
        {"amount": "1.2.3"},
        {"amount": float("inf")},
        {"lower": 5, "upper": 4},
        {"amount": 7, "lower": 1, "upper": 5},
        {"lower": 5, "upper": 5, "lower_open": True},
        {},
    ],
)
def test_nonsense_set_by_hand_is_refused(given):
    with pytest.raises(Unreadable):
        from_amount(**given)


def test_an_amount_alone_is_exactly_that_amount():
    value = from_amount("1,960".replace(",", ""), unit="people")

    assert (value.lower, value.upper) == (1960, 1960)


def test_a_bound_alone_leaves_the_other_end_open():
    value = from_amount(lower=5, lower_open=True)

    assert (value.amount, value.upper) == (None, None)
