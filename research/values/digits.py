"""Dates written in digits: 2024-04-17, 17/04/2024, 2023-24, 1980s, 499 BC, and bare years."""

import re

from .units import WORDS
from .when import DASHES, When

DAY = re.compile(r"0?[1-9]|[12]\d|3[01]")
ANY_YEAR = re.compile(r"\d{4}")
YEAR = re.compile(r"1\d{3}|20\d{2}|21\d{2}")


def iso(tokens, at):
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


def slashed(tokens, at):
    """17/04/2024 can be one day only, 05/04/2024 two."""
    low, sign = tokens.low, tokens.low[at + 1]
    if sign not in ("/", "-", ".") or low[at + 3] != sign or not _tight(tokens, at, 5):
        return None
    if not (
        DAY.fullmatch(low[at]) and DAY.fullmatch(low[at + 2]) and low[at + 4].isdecimal() and len(low[at + 4]) in (2, 4)
    ):
        return None
    first, second, year = int(low[at]), int(low[at + 2]), int(low[at + 4])
    said = tokens.slice(at, at + 5)
    if len(low[at + 4]) == 2 or (first <= 12 and second <= 12 and first != second):
        reason = f"“{said}” can be read day first or month first: write the month as a word."
        return When("problem", at, at + 5, problem="ambiguous", reason=reason)
    day, month = (second, first) if second > 12 else (first, second)
    return When("calendar", at, at + 5, year=year, month=month, day=day)


def decade(tokens, at):
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


def era_year(tokens, at):
    """499 BC, and the 499 of "499–493 BC"; AD 70."""
    low, words = tokens.low, tokens.language
    if not low[at].isdecimal() or len(low[at]) > 4:
        return None
    if low[at + 1] in words.eras_before:
        return When("calendar", at, at + 2, year=1 - int(low[at]))
    if low[at + 1] in words.eras_after and int(low[at]):
        return When("calendar", at, at + 2, year=int(low[at]))
    if low[at + 1] in DASHES | words.and_ | words.to and low[at + 2].isdecimal() and low[at + 3] in words.eras_before:
        return When("calendar", at, at + 1, year=1 - int(low[at]))
    return None


def year(tokens, at):
    """A bare year, where the figure is not said to count something."""
    low = tokens.low
    if not YEAR.fullmatch(low[at]) or counts_something(tokens, at):
        return None
    if tokens.joined(at) and low[at - 1] in (".", ",", "/", ":", "_", "#"):
        return None
    end = at + 1
    if tokens.joined(end) and (low[end][:1].isalpha() or (low[end] in ("/", ":") and tokens.joined(end + 1))):
        return None
    end += low[end] in tokens.language.year_words
    return When("calendar", at, end, year=int(low[at]))


def counts_something(tokens, at):
    low, words = tokens.low, tokens.language
    after, before = low[at + 1], low[at - 1] if at else ""
    if after in words.percent or after in words.scales or after in words.currencies or before in words.currency_signs:
        return True
    if before in words.figure_words and not (before == "no" and low[at - 2] != "."):
        return True
    if before in words.before_year:
        return False
    if after in words.durations or after in WORDS:
        return True
    hedged = before in words.hedges and words.hedges[before] in ("about", "nearly", "more than", "less than")
    if hedged and before not in words.sides:
        return True
    is_plural = after.endswith("s") and len(after) > 3 and after not in words.stops and after not in words.not_plural
    return (is_plural or after in words.plurals) and not tokens.is_capital(at + 1) and not _opens(tokens, at)


def _opens(tokens, at):
    return at > 0 and tokens.low[at - 1] in tokens.language.directions
