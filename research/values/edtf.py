"""EDTF (ISO 8601-2), as far as a desk needs it: what days a string means, and the shortest string for given days."""

import re
from collections.abc import Mapping

from .days import FARTHEST_YEAR, civil, day_number, month_length, month_span, year_span
from .value import Unreadable

LONGEST = 80
DATE = re.compile(r"(-?[0-9X]{4}|Y-?[0-9]{5,6})(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?(?:T[0-9:Z.+-]{2,20})?")
QUALIFIER = re.compile(r"[?~%]")

# Sub-year groupings: first and last month, counted from the year's January. Seasons are those of the northern
# hemisphere and generous; "winter 2023" may be either end of the year, so it reaches into both neighbours.
SEASONS: Mapping[int, tuple[int, int]] = {
    21: (3, 6), 22: (6, 9), 23: (9, 12), 24: (0, 15),
    25: (3, 6), 26: (6, 9), 27: (9, 12), 28: (0, 15),
    29: (9, 12), 30: (0, 15), 31: (3, 6), 32: (6, 9),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12),
}  # fmt: skip


def span(edtf: str) -> tuple[int | None, int | None]:
    """First and last day an EDTF string can mean (level 1, and the sets of level 2); None is open.

    Raises Unreadable for a string that is no EDTF, or a day that does not exist. A qualifier (~ ? %) has no width.
    """
    text = edtf.strip()
    if not text or len(text) > LONGEST:
        raise Unreadable("nothing", "There is no EDTF date here.")
    text = QUALIFIER.sub("", text)
    if text[0] in "[{" and text[-1] in "]}":
        return _set_span(text[1:-1])
    if "/" in text:
        first, _, last = text.partition("/")
        return _ordered(_open_or(first)[0], _open_or(last)[1], edtf)
    return _date_span(text)


def _set_span(text):
    spans = []
    for item in text.split(","):
        first, dots, last = item.strip().partition("..")
        low, high = _open_or(first), _open_or(last)
        spans.append(_ordered(low[0], high[1] if dots else low[1], text))
    lows, highs = [low for low, _ in spans], [high for _, high in spans]
    return None if None in lows else min(lows), None if None in highs else max(highs)


def _ordered(low, high, text):
    if low is not None and high is not None and low > high:
        raise Unreadable("impossible", f"“{text}” ends before it begins.")
    return low, high


def _open_or(text):
    return (None, None) if text in ("", "..") else _date_span(text)


def _date_span(text):
    match = DATE.fullmatch(text)
    if not match:
        raise Unreadable("nothing", f"“{text}” is no EDTF date.")
    year, month, day = match.groups()
    first, last = _years(year.removeprefix("Y"))
    if month is None:
        return year_span(first, last)
    low, high = _months(month, text)
    if day is None:
        return _month_edge(first, low, 1), _month_edge(last, high, 31)
    return _exact(first, low, int(day.replace("X", "0")) or 1, text), _last_day(last, high, day, text)


def _years(year):
    sign = -1 if year.startswith("-") else 1
    digits = year.lstrip("-")
    ends = sorted(sign * int(digits.replace("X", filler)) for filler in "09")
    if abs(ends[0]) > FARTHEST_YEAR or abs(ends[1]) > FARTHEST_YEAR:
        raise Unreadable("impossible", f"The year {year} is too far away.")
    return ends[0], ends[1]


def _months(month, text):
    if "X" in month:
        return (1, 12) if month in ("XX", "0X") else (10, 12)
    if (number := int(month)) in SEASONS:
        return SEASONS[number]
    if not 1 <= number <= 12:
        raise Unreadable("impossible", f"“{text}” has no such month.")
    return number, number


def _month_edge(year, month, day):
    """First or last day of a month counted from a year's January: 0 is the December before, 15 the March after."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return day_number(year, month, min(day, month_length(year, month)))


def _exact(year, month, day, text):
    try:
        return day_number(year, month, day)
    except ValueError:
        raise Unreadable("impossible", f"There is no such day as “{text}”.") from None


def _last_day(year, month, day, text):
    if "X" not in day:
        return _exact(year, month, int(day), text)
    longest = month_length(year, month)
    return day_number(year, month, min(int(day.replace("X", "9")), longest) or longest)


def year_text(year: int) -> str:
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def day_text(number: int) -> str:
    year, month, day = civil(number)
    return f"{year_text(year)}-{month:02d}-{day:02d}"


def write(low: int | None, high: int | None, *, lasting: bool = False) -> str:
    """The shortest EDTF for these days: one date where they are one, else a set, or an interval if it is `lasting`."""
    if low is None and high is None:
        return "../.."
    if low is not None and high is not None and (whole := _one_date(low, high)):
        return whole
    grain = max(_grain(low, first=True), _grain(high, first=False))
    first, last = _cut(low, grain), _cut(high, grain)
    return f"{first or '..'}/{last or '..'}" if lasting else f"[{first}..{last}]"


def _one_date(low, high):
    (year, month, _), last_year = civil(low), civil(high)[0]
    if low == high:
        return day_text(low)
    if (low, high) == year_span(year):
        return year_text(year)
    if (low, high) == month_span(year, month):
        return f"{year_text(year)}-{month:02d}"
    if year >= 0 and (low, high) == year_span(year, last_year) and last_year <= 9999:
        for size, mark in ((10, "X"), (100, "XX")):
            if year % size == 0 and last_year == year + size - 1:
                return f"{year // size:0{4 - len(mark)}d}{mark}"
    return ""


def _grain(number, *, first):
    """How much of a date an end must spell out: 0 the year, 1 the month, 2 the day."""
    if number is None:
        return 0
    year, month, day = civil(number)
    if day != (1 if first else month_length(year, month)):
        return 2
    return 0 if month == (1 if first else 12) else 1


def _cut(number, grain):
    if number is None:
        return ""
    year, month, _ = civil(number)
    return (year_text(year), f"{year_text(year)}-{month:02d}", day_text(number))[grain]
