"""The grammar of calendar dates: what stands in the text, not yet which days it means (`resolving` tells that)."""

import re
from decimal import Decimal

from .digits import ANY_YEAR, DAY, YEAR, counts_something, decade, era_year, iso, slashed, year
from .numerals import Numeral, numeral
from .tokens import Tokens
from .when import DASHES, When

DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


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
        return short_year(tokens, at)
    return _holiday(tokens, at)


def short_year(tokens, at):
    two, words = int(tokens.low[at + 1]), tokens.language
    before = tokens.low[at - 1] if at else ""
    if before.isalpha() and before not in words.skipped | words.of | words.the | words.parts_direct | set(
        words.sides
    ) | set(words.seasons):
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
        iso(tokens, at) or slashed(tokens, at) or _day_first(tokens, at) or _ordinal_figure(tokens, at)
        or decade(tokens, at) or era_year(tokens, at) or (year(tokens, at) if low[at - 1] != "/" or at == 0 else None)
    )  # fmt: skip


def _day_first(tokens, at):
    """17 April 2024, 17th of April, 19–20 September 2023, 19 and 20 September."""
    low, words = tokens.low, tokens.language
    if not DAY.fullmatch(low[at]):
        return None
    end = at + 1 + (low[at + 1] in words.ordinal_endings and tokens.joined(at + 1))
    if low[end] in DASHES or low[end] in words.range_words or low[end] == "/":
        return _two_days(tokens, at, end) or _one_day(tokens, at)
    return _one_day(tokens, at)


def _one_day(tokens, at):
    low, words = tokens.low, tokens.language
    end = at + 1 + (low[at + 1] in words.ordinal_endings and tokens.joined(at + 1))
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
    second = _one_day(tokens, link + 1)
    if second is None:
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
    end += low[end] in words.of and (YEAR.fullmatch(low[end + 1]) is not None or era_year(tokens, end + 1) is not None)
    end += low[end] in DASHES and YEAR.fullmatch(low[end + 1]) is not None and tokens.joined(end + 1)
    if era := era_year(tokens, end):
        found.year, found.end = era.year, era.end
    elif (YEAR if found.day is None else ANY_YEAR).fullmatch(low[end]) and not counts_something(tokens, end):
        found.year, found.end = int(low[end]), end + 1
        found.end += low[end + 1] in words.year_words
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
    return before in words.before_month or len(tokens) == 1


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
    return before >= 0 and low[before] in words.before_season and low[at + 1] not in words.of


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
