from decimal import Decimal

import pytest

from research import values
from research.desk.charts import LAYOUTS, NARROW, WIDE, Mark, Scale, _beside, date_ticks, hue_of, number_ticks

DAY = values.day_number


def days(first, last, layout=WIDE):
    return Scale([DAY(*first), DAY(*last)], layout, least=15)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_bar_lies_within_its_room(layout):
    mark = days((2024, 4, 17), (2025, 12, 31), layout).mark(DAY(2024, 4, 17), DAY(2025, 12, 31))
    assert layout.left <= mark.x < mark.x + mark.width <= layout.right


def test_an_open_end_reaches_the_edge():
    mark = days((2024, 1, 1), (2025, 1, 1)).mark(None, DAY(2025, 1, 1))
    assert mark.x == WIDE.left


def test_one_day_is_wide_enough_to_see():
    assert days((1900, 1, 1), (2025, 1, 1)).mark(DAY(2000, 1, 1), DAY(2000, 1, 1)).width == 8


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ((2024, 4, 10), (2024, 4, 20), ["Apr 2024", "May 2024"]),
        ((2023, 11, 1), (2024, 7, 30), ["Nov 2023", "Jan 2024", "Mar 2024", "May 2024", "Jul 2024"]),
        ((2020, 11, 10), (2025, 12, 31), ["2021", "2022", "2023", "2024", "2025", "2026"]),
        ((-44, 3, 15), (14, 8, 19), ["41 BC", "21 BC", "1 BC"]),
    ],
)
def test_a_scale_of_days_is_marked_at_round_dates(first, last, words):
    assert [said for _, said in date_ticks(days(first, last))] == words


def test_a_narrow_drawing_has_fewer_marks():
    assert len(date_ticks(days((2020, 11, 10), (2025, 12, 31), NARROW))) <= 4


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (95_000, 132_000, ["100,000", "110,000", "120,000", "130,000"]),
        (1, 5, ["1", "2", "3", "4", "5"]),
        (Decimal("0.2"), Decimal("0.9"), ["0", "1"]),
    ],
)
def test_a_scale_of_figures_is_marked_at_round_ones(low, high, words):
    said = [words for _, words in number_ticks(Scale([low, high], WIDE, least=1))]
    assert [word for word in words if word in said] == words


def test_words_stand_before_a_bar_that_reaches_the_end():
    assert _beside(Mark(700, 290), "seventeen", WIDE)[2] == "end"


def test_words_that_fit_nowhere_are_cut():
    words, _, _ = _beside(Mark(300, 500), "w" * 80, WIDE)
    assert words.endswith("…") and len(words) < 30


def test_after_the_eighth_position_there_is_no_colour():
    assert [hue_of(letters) for letters in ("A", "H", "I", "A B", "27", "")] == ["a", "h", "", "", "", ""]
