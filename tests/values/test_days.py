import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.values import civil, day_number


@given(st.dates())
def test_days_are_counted_as_python_counts_them(date):
    assert day_number(date.year, date.month, date.day) == date.toordinal()


@given(st.integers(-3_000_000, 3_500_000))
def test_a_day_number_names_one_day(number):
    assert day_number(*civil(number)) == number


def test_the_day_before_the_year_one_is_in_the_year_nought():
    assert civil(datetime.date.min.toordinal() - 1) == (0, 12, 31)


@pytest.mark.parametrize("day", [(2023, 2, 29), (2024, 13, 1), (2024, 0, 1), (2024, 4, 31), (2024, 4, 0)])
def test_days_that_do_not_exist_are_refused(day):
    with pytest.raises(ValueError, match="no day"):
        day_number(*day)
