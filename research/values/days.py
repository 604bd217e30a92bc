"""Day numbers of the proleptic Gregorian calendar, as `date.toordinal()` counts them, but also before the year 1."""

MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
FARTHEST_YEAR = 999_999


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    return 29 if month == 2 and is_leap(year) else MONTH_LENGTHS[month - 1]


def day_number(year: int, month: int, day: int) -> int:
    """The number of a day; 1 January of the year 1 is day 1, the day before it is day 0.

    Years are astronomical, as in ISO 8601: the year 0 is 1 BC. Raises ValueError for a day that does not exist.
    """
    if not (1 <= month <= 12 and 1 <= day <= month_length(year, month) and abs(year) <= FARTHEST_YEAR):
        raise ValueError(f"There is no day {year}-{month}-{day}.")
    # Counted from 1 March, so that the leap day comes last and needs no case of its own.
    shifted = year if month > 2 else year - 1
    era, of_era = divmod(shifted, 400)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 305


def civil(number: int) -> tuple[int, int, int]:
    """Year, month and day of a day number: the opposite of `day_number`."""
    era, of_era = divmod(number + 305, 146_097)
    year_of_era = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year_of_era + era * 400 + (month <= 2), month, of_year - (153 * shifted + 2) // 5 + 1


def year_span(year: int, last: int | None = None) -> tuple[int, int]:
    return day_number(year, 1, 1), day_number(year if last is None else last, 12, 31)


def month_span(year: int, month: int, last: int | None = None) -> tuple[int, int]:
    """From the first of a month to the end of that month, or of a later one of the same year."""
    last = last or month
    return day_number(year, month, 1), day_number(year, last, month_length(year, last))


def add_months(number: int, months: int) -> int:
    """The same day some months on, or the last of that month where it has no such day."""
    year, month, day = civil(number)
    total = year * 12 + month - 1 + months
    year, month = divmod(total, 12)
    return day_number(year, month + 1, min(day, month_length(year, month + 1)))


def weekday(number: int) -> int:
    """Monday is 0."""
    return (number - 1) % 7


def iso_week(number: int) -> tuple[int, int]:
    """The ISO 8601 year and week of a day."""
    thursday = number - weekday(number) + 3
    year = civil(thursday)[0]
    return year, (thursday - day_number(year, 1, 1)) // 7 + 1
