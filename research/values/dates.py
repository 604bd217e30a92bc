"""The grammar of dates: what stands in the text, not yet which days it means (`resolving` tells that)."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from .numerals import Numeral, numeral
from .tokens import Tokens

DASHES = {"-", "–", "—", "−", "\ufffd"}  # the last stands where a dash was lost in conversion
DAY = re.compile(r"0?[1-9]|[12]\d|3[01]")
YEAR = re.compile(r"1\d{3}|20\d{2}|21\d{2}")
DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


@dataclass(slots=True)
class When:
    """A date as said. `form` tells which fields count: calendar, shift, step, offset, within, range, problem."""

    form: str
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    group: int | None = None  # season, quarter or half, as EDTF numbers them
    years: int = 1  # 10 for a decade, 100 for a century
    part: str = ""
    clock: str = ""
    half: str = ""  # MO, AF, EV, NI
    holiday: bool = False
    direction: int = 0
    grain: str = ""
    count: int = 0
    duration: Numeral | None = None
    hedge: str = "exact"
    base: "When | str" = ""
    inner: "When | None" = None
    outer: "When | None" = None
    pieces: list = field(default_factory=list)
    problem: str = ""
    reason: str = ""


def calendar(tokens: Tokens, at: int) -> When | None:
    """A date by the calendar that begins at a token: day, month, year, decade, century, season, quarter, half."""
    if tokens.is_figure(at):
        return _from_figure(tokens, at)
    words, word = tokens.language, tokens.low[at]
    if word in words.months:
        return _from_month(tokens, at)
    if word in words.seasons or word in words.quarters or word in words.halves:
        return _season(tokens, at)
    if word in words.ordinals:
        return _from_ordinal(tokens, at, words.ordinals[word], at + 1)
    if word in words.decades:
        return When("calendar", at, at + 1, year=words.decades[word] * 10, years=10, problem="century")
    if word in ("'", "’") and tokens.is_figure(at + 1) and len(tokens.low[at + 1]) == 2 and tokens.joined(at + 1):
        return _short_year(tokens, at)
    return _holiday(tokens, at)


def _short_year(tokens, at):
    two, words = int(tokens.low[at + 1]), tokens.language
    before = tokens.low[at - 1] if at else ""
    if before.isalpha() and before not in words.skipped | words.of | words.the | words.parts_direct | set(words.sides) | set(words.seasons):
        return None
    if tokens.low[at + 2] == "s" and tokens.joined(at + 2):
        return When("calendar", at, at + 3, year=two, years=10, problem="century")
    return When("calendar", at, at + 2, year=two, problem="century")


def _from_figure(tokens, at):
    word, low = tokens.low[at], tokens.low
    if (match := DOTTED.fullmatch(word)) and 1 <= int(match[2]) <= 12:
        return When("calendar", at, at + 1, year=int(match[3]), month=int(match[2]), day=int(match[1]))
    if not word.isdecimal() or len(word) > 4:
        return None
    return (
        _iso(tokens, at) or _slashed(tokens, at) or _day_first(tokens, at) or _ordinal_figure(tokens, at)
        or _decade(tokens, at) or _era_year(tokens, at) or (_year(tokens, at) if low[at - 1] != "/" or at == 0 else None)
    )  # fmt: skip


def _iso(tokens, at):
    low = tokens.low
    if not YEAR.fullmatch(low[at]) or low[at + 1] not in DASHES | {"/", "."} or not _tight(tokens, at, 3):
        return None
    if len(low[at + 2]) != 2 or not low[at + 2].isdecimal() or (low[at + 1] == "." and low[at + 3] != "."):
        return None
    if tokens.joined(at + 3) and low[at + 3] != low[at + 1] and low[at + 3][:1].isalpha():
        return None
    month = int(low[at + 2])
    if low[at + 3] == low[at + 1] and _tight(tokens, at, 5) and low[at + 4].isdecimal():
        return When("calendar", at, at + 5, year=int(low[at]), month=month, day=int(low[at + 4]))
    if low[at + 3] == "-" and low[at + 4][:2].isdecimal() and low[at + 4][2:3] == "t" and _tight(tokens, at, 5):
        return None
    return _year_and_two(tokens, at, month)


def _year_and_two(tokens, at, two):
    """2023-24 is a range, 2024-04 a month, and 2011-12 may be either."""
    year = int(tokens.low[at])
    is_range, is_month = two > year % 100, 1 <= two <= 12 and tokens.low[at + 1] == "-"
    if is_month and not is_range:
        return When("calendar", at, at + 3, year=year, month=two)
    if not is_range:
        return None
    last = year - year % 100 + two
    pieces = [When("calendar", at, at + 1, year=year), When("calendar", at + 2, at + 3, year=last)]
    if is_month:
        reason = f"“{tokens.slice(at, at + 3)}” may be a month or two years: write which."
        return When("problem", at, at + 3, problem="ambiguous", reason=reason, pieces=pieces)
    return When("range", at, at + 3, pieces=pieces)


def _tight(tokens, at, count):
    return all(tokens.joined(place) for place in range(at + 1, at + count))


def _slashed(tokens, at):
    """17/04/2024 can be one day only, 05/04/2024 two."""
    low, sign = tokens.low, tokens.low[at + 1]
    if sign not in ("/", "-", ".") or low[at + 3] != sign or not _tight(tokens, at, 5):
        return None
    if not (DAY.fullmatch(low[at]) and DAY.fullmatch(low[at + 2]) and low[at + 4].isdecimal() and len(low[at + 4]) in (2, 4)):
        return None
    first, second, year = int(low[at]), int(low[at + 2]), int(low[at + 4])
    said = tokens.slice(at, at + 5)
    if len(low[at + 4]) == 2 or (first <= 12 and second <= 12 and first != second):
        reason = f"“{said}” can be read day first or month first: write the month as a word."
        return When("problem", at, at + 5, problem="ambiguous", reason=reason)
    day, month = (second, first) if second > 12 else (first, second)
    return When("calendar", at, at + 5, year=year, month=month, day=day)


def _day_first(tokens, at):
    """17 April 2024, 17th of April, 19–20 September 2023, 19 and 20 September."""
    low, words = tokens.low, tokens.language
    if not DAY.fullmatch(low[at]):
        return None
    end = at + 1 + (low[at + 1] in words.ordinal_endings and tokens.joined(at + 1))
    if low[end] in DASHES or low[end] in words.range_words or low[end] == "/":
        return _two_days(tokens, at, end)
    end += low[end] in words.the
    end += low[end] in words.of and low[end + 1] in words.months
    end += low[end] in DASHES and low[end + 1] in words.months
    if low[end] not in words.months or (low[end] in words.doubtful_months and not tokens.is_capital(end)):
        return None
    found = When("calendar", at, end + 1, month=words.months[low[end]], day=int(low[at]))
    return _with_year(tokens, found)


def _two_days(tokens, at, link):
    low = tokens.low
    if not DAY.fullmatch(low[link + 1]):
        return None
    second = _day_first(tokens, link + 1)
    if second is None or second.form != "calendar":
        return None
    first = When("calendar", at, link, year=second.year, month=second.month, day=int(low[at]))
    if first.day >= second.day:
        return None
    return When("range", at, second.end, pieces=[first, second])


def _with_year(tokens, found):
    """The year behind a month or a season, with or without a comma, and a full stop behind "Sept." """
    low, words, end = tokens.low, tokens.language, found.end
    if low[end] == "." and len(low[end - 1]) <= 4 and tokens.joined(end) and tokens.is_figure(end + 1):
        end += 1
    end += low[end] == "," and YEAR.fullmatch(low[end + 1]) is not None
    end += low[end] in words.of and (YEAR.fullmatch(low[end + 1]) is not None or _era_year(tokens, end + 1) is not None)
    end += low[end] in DASHES and YEAR.fullmatch(low[end + 1]) is not None and tokens.joined(end + 1)
    if era := _era_year(tokens, end):
        found.year, found.end = era.year, era.end
    elif YEAR.fullmatch(low[end]) and not _counts_something(tokens, end):
        found.year, found.end = int(low[end]), end + 1
        found.end += low[end + 1] in getattr(words, "year_words", ())
    elif low[end] in ("'", "’") and len(low[end + 1]) == 2 and low[end + 1].isdecimal() and tokens.joined(end + 1):
        found.year, found.end, found.problem = int(low[end + 1]), end + 2, "century"
    return found


def _from_month(tokens, at):
    """April 2024, April 17, 2024, April 17th, April 6–7."""
    low, words = tokens.low, tokens.language
    if low[at] in words.doubtful_months and not _is_month(tokens, at):
        return None
    found = When("calendar", at, at + 1, month=words.months[low[at]])
    end = at + 1 + (low[at + 1] == "." and len(low[at]) <= 4 and tokens.is_figure(at + 2))
    end += low[end] in words.the and DAY.fullmatch(low[end + 1]) is not None
    if not DAY.fullmatch(low[end]) or (tokens.joined(end + 1) and low[end + 1] in ("/", ":")):
        return _with_year(tokens, found)
    found.day, found.end = int(low[end]), end + 1
    found.end += low[found.end] in words.ordinal_endings and tokens.joined(found.end)
    link = found.end
    if low[link] in DASHES and DAY.fullmatch(low[link + 1]) and int(low[link + 1]) > found.day:
        after = link + 2 + (low[link + 2] in words.ordinal_endings)
        second = _with_year(tokens, When("calendar", link + 1, after, month=found.month, day=int(low[link + 1])))
        found.year = second.year
        return When("range", at, second.end, pieces=[found, second])
    return _with_year(tokens, found)


def _is_month(tokens, at):
    """May, March and short forms as months: written large, and beside a figure or behind a preposition."""
    low, words = tokens.low, tokens.language
    if not tokens.is_capital(at):
        return False
    behind = at + 1 + (low[at + 1] in (".", ","))
    if tokens.is_figure(behind) or (at and tokens.is_figure(at - 1)):
        return True
    before = low[at - 1] if at else ""
    return before in words.skipped | words.of | set(words.sides) | set(words.directions) | words.parts_direct | {
        "and", "to", "-", "–", "(", "/", "from", "between"
    } or (at == 0 and len(tokens) == 1)


def _season(tokens, at):
    low, words = tokens.low, tokens.language
    if low[at] in words.seasons:
        group = words.seasons[low[at]]
        if low[at] in words.doubtful_seasons and not _is_season(tokens, at):
            return None
    else:
        group = 32 + words.quarters[low[at]] if low[at] in words.quarters else 39 + words.halves[low[at]]
    return _with_year(tokens, When("calendar", at, at + 1, group=group))


def _is_season(tokens, at):
    """The fall of 1863 and in the fall, but not the fall of a city."""
    low, words = tokens.low, tokens.language
    if YEAR.fullmatch(low[at + 1]) or (low[at + 1] in words.of and YEAR.fullmatch(low[at + 2])):
        return True
    before = at - 1 - (at > 0 and low[at - 1] in words.the)
    led = before >= 0 and low[before] in {"in", "during", "that"} | set(words.directions) | words.parts_direct
    return led and low[at + 1] not in words.of


def _ordinal_figure(tokens, at):
    low = tokens.low
    if low[at + 1] not in tokens.language.ordinal_endings or not tokens.joined(at + 1):
        return None
    return _from_ordinal(tokens, at, int(low[at]), at + 2)


def _from_ordinal(tokens, at, number, end):
    """the 21st century, the first quarter, the second half of 2008, the fifth of May."""
    low, words = tokens.low, tokens.language
    end += low[end] in DASHES
    if low[end] in words.centuries and number <= 30:
        found = When("calendar", at, end + 1, year=(number - 1) * 100, years=100)
        if low[end + 1] in words.eras_before:
            found.year, found.end = -number * 100 + 1, end + 2
        return found
    if low[end] in words.quarter_words and number <= 4:
        return _with_year(tokens, When("calendar", at, end + 1, group=32 + number))
    if low[end] in words.half_words and number <= 2:
        return _with_year(tokens, When("calendar", at, end + 1, group=39 + number))
    if low[end] in words.of and low[end + 1] in words.months and number <= 31:
        return _with_year(tokens, When("calendar", at, end + 2, month=words.months[low[end + 1]], day=number))
    return None


def _decade(tokens, at):
    """1980s, 470s BC, the 1990's."""
    low, end, word = tokens.low, at + 1, tokens.low[at]
    end += low[end] in ("'", "’") and tokens.joined(end)
    if low[end] != "s" or not tokens.joined(end) or word[-1] != "0" or len(word) < 2:
        return None
    if len(word) == 2:
        return When("calendar", at, end + 1, year=int(word), years=10, problem="century")
    before = low[end + 1] in tokens.language.eras_before
    year, years = int(word), 100 if word.endswith("00") and not before else 10
    return When("calendar", at, end + 1 + before, year=-year - 8 if before else year, years=years)


def _era_year(tokens, at):
    """499 BC, and the 499 of "499–493 BC"; AD 70."""
    low, words = tokens.low, tokens.language
    if not low[at].isdecimal() or len(low[at]) > 4:
        return None
    if low[at + 1] in words.eras_before:
        return When("calendar", at, at + 2, year=1 - int(low[at]))
    if low[at + 1] in words.eras_after and int(low[at]):
        return When("calendar", at, at + 2, year=int(low[at]))
    if low[at + 1] in DASHES | {"and", "to"} and low[at + 2].isdecimal() and low[at + 3] in words.eras_before:
        return When("calendar", at, at + 1, year=1 - int(low[at]))
    return None


def _year(tokens, at):
    """A bare year, where the figure is not said to count something."""
    low = tokens.low
    if not YEAR.fullmatch(low[at]) or _counts_something(tokens, at):
        return None
    if tokens.joined(at) and low[at - 1] in (".", ",", "/", ":", "_", "#"):
        return None
    end = at + 1
    if tokens.joined(end) and (low[end][:1].isalpha() or (low[end] in ("/", ":") and tokens.joined(end + 1))):
        return None
    end += low[end] in getattr(tokens.language, "year_words", ())
    return When("calendar", at, end, year=int(low[at]))


def _counts_something(tokens, at):
    low, words = tokens.low, tokens.language
    after, before = low[at + 1], low[at - 1] if at else ""
    if after in words.percent or after in words.scales or after in words.currencies or before in words.currency_signs:
        return True
    if before in words.figure_words and not (before == "no" and low[at - 2] != "."):
        return True
    if before in words.skipped | words.of | words.the | set(words.months) | words.between | words.from_ | {"by", "since", "until", "before", "after", "(", ","}:
        return False
    if after in words.durations or after in ("km", "m", "metres", "meters", "miles", "feet", "people", "men"):
        return True
    hedged = before in words.hedges and words.hedges[before] in ("about", "nearly", "more than", "less than")
    if hedged and before not in words.sides:
        return True
    is_plural = after.endswith("s") and len(after) > 3 and after not in words.stops and after not in words.not_plural
    return (is_plural or after in words.plurals) and not tokens.is_capital(at + 1) and not _opens(tokens, at)


def _opens(tokens, at):
    return at > 0 and tokens.low[at - 1] in tokens.language.directions


def _holiday(tokens, at):
    for length in (5, 2, 1):
        day = tokens.language.holidays.get(tuple(tokens.low[at : at + length]))
        if day and tokens.is_capital(at):
            return _with_year(tokens, When("calendar", at, at + length, month=day[0], day=day[1], holiday=True))
    return None


def duration_at(tokens: Tokens, at: int) -> tuple[Numeral, str, int] | None:
    """A figure with a unit of time: (numeral, unit, index behind it)."""
    words, low = tokens.language, tokens.low
    number = numeral(tokens, at)
    if number is None and low[at] in words.articles:
        number = Numeral(Decimal(1), Decimal(1), at + 1, in_words=True)
    if number is None:
        return None
    end = number.end
    end += low[end] in DASHES and tokens.joined(end)
    end += low[end] in words.articles and number.unit < 1
    return (number, words.durations[low[end]], end + 1) if low[end] in words.durations else None
