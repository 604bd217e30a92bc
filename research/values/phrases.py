"""The grammar of dates that lean on another date: parts, directions, steps, times of day, ranges."""

from .clocks import clock_at
from .dates import calendar, duration_at
from .quantities import hedges
from .tokens import Tokens
from .when import DASHES, When

DEEPEST = 4
EVENT_WORDS = 8


def date(tokens: Tokens, at: int) -> When | None:
    """The date or range of dates that begins at a token, without a preposition in front."""
    words, low = tokens.language, tokens.low
    opened = low[at] in words.from_ or low[at] in words.between
    first = dated(tokens, at + opened)
    if first is None or first.form in ("range", "problem"):
        return first
    return _range(tokens, at, first, opened) or (None if opened else first)


def _range(tokens, at, first, opened):
    low, words, link = tokens.low, tokens.language, first.end
    joins = (
        words.and_
        if opened and low[at] in words.between
        else words.to | (DASHES if not opened or low[at] in words.from_ else set())
    )
    if low[link] not in joins:
        return None
    second = dated(tokens, link + 1)
    if second is None or second.form not in ("calendar", "within", "shift", "step") or first.clock:
        return None
    if not opened and low[link] not in DASHES and _size(first) != _size(second):
        return None
    if first.form == "calendar" and first.year is None and second.form == "calendar":
        first.year = second.year
        if first.year is not None and first.month and second.month and first.month > second.month:
            first.year -= 1
    return When("range", at, second.end, pieces=[first, second])


def _size(when):
    return (when.form, when.day is None, when.month is None, when.weekday is None)


def dated(tokens: Tokens, at: int, depth: int = 0) -> When | None:
    """One date, with what it stands within and the time of day beside it."""
    if depth > DEEPEST:
        return None
    found = _clocked(tokens, at, depth) or _core(tokens, at, depth)
    if found is None or found.form == "problem":
        return found
    return _half_behind(tokens, _within(tokens, found, depth))


def _core(tokens, at, depth):
    words, word = tokens.language, tokens.low[at]
    if word in words.the and not tokens.is_figure(at + 1):
        return _definite(tokens, at, depth)
    if word in words.the:
        return _from(at, calendar(tokens, at + 1))
    return (
        _offset(tokens, at, depth) or _part(tokens, at, depth) or _direction(tokens, at) or _weekday(tokens, at, depth)
        or _talk(tokens, at) or _half_of(tokens, at, depth) or calendar(tokens, at)
    )  # fmt: skip


def _from(at, found):
    """Take in the article, except before a bare year ("the 2020 war") or a day of a month."""
    if found and not (found.form == "calendar" and found.years == 1 and found.group is None):
        found.start = at
    return found


def _definite(tokens, at, depth):
    low, words = tokens.low, tokens.language
    grain = words.grains.get(low[at + 1])
    if grain and low[at + 2] in words.before | words.after:  # the day before, the day after X
        sign = -1 if low[at + 2] in words.before else 1
        return _stepped(tokens, at, at + 2, grain, sign, depth)
    if grain and abs(direction := words.directions.get(low[at + 2], 0)) == 2:  # the year previous
        return When("shift", at, at + 3, grain=grain, count=_count(direction), base="last")
    if grain and low[at + 1] in words.half_parts:
        return _half_of(tokens, at + 1, depth, start=at)
    if grain and (depth or (grain == "day" and at and low[at - 1] in words.day_leads)):  # the end of the month
        return When("shift", at, at + 2, grain=grain, base="last")
    return _from(at, _core(tokens, at + 1, depth + 1)) if depth <= DEEPEST else None


def _stepped(tokens, at, link, grain, sign, depth):
    base = dated(tokens, link + 1, depth + 1)
    if base:
        return When("shift", at, base.end, grain=grain, count=sign, base=base)
    if tokens.low[link + 1][:1].isalpha() and tokens.low[link] not in tokens.language.before:
        return None
    return When("shift", at, link + 1, grain=grain, count=sign, base="last")


def _offset(tokens, at, depth):
    """two weeks ago, six days later, nearly four years after November 2020."""
    words = tokens.language
    figure, hedge = hedges(tokens, at)
    found = duration_at(tokens, figure)
    if not found:
        return None
    number, unit, end = found
    made = When("offset", at, end + 1, duration=number, grain=unit, hedge=hedge, count=1)
    word = tokens.low[end]
    if word in words.ago:
        made.base, made.count = "published", -1
    elif tuple(tokens.low[end : end + 2]) == words.from_now or word in words.hence:
        made.base, made.end = "published", end + 1 + (word not in words.hence)
    elif word in words.after or word in words.before:
        return _offset_from(tokens, made, end, depth)
    elif word in words.later or word in words.earlier:
        made.base, made.count = "last", -1 if word in words.earlier else 1
    else:
        return None
    return made


def _offset_from(tokens, made, link, depth):
    words = tokens.language
    made.count = -1 if tokens.low[link] in words.before else 1
    base = dated(tokens, link + 1, depth + 1)
    if base and base.form != "problem":
        made.base, made.end = base, base.end
        return made
    end = link + 1
    while end < link + EVENT_WORDS and tokens.low[end][:1].isalpha():
        end += 1
    if end == link + 1:
        if tokens.low[link] not in words.earlier | words.later:
            return None
        made.base, made.end = "last", end
        return made
    made.base, made.end, made.part = "event", end, tokens.slice(link, end)
    return made


def _part(tokens, at, depth):
    """early 2024, mid-April, the end of the month, later that year."""
    low, words = tokens.low, tokens.language
    if low[at] not in words.parts:
        return None
    end = at + 1
    if low[at] in words.parts_direct and low[end] in DASHES:
        end += 1
    elif low[end] in words.part_kinds and low[end + 1] in words.of:
        end += 2
    elif low[end] in words.of or (low[end] in words.part_links and low[at] in words.parts_direct | words.parts_later):
        end += 1
    elif low[at] not in words.parts_direct | words.parts_later and low[end] not in words.of:
        return None
    outer = dated(tokens, end, depth + 1)
    if outer is None or outer.form not in ("calendar", "shift", "step", "within") or outer.clock:
        return None
    if outer.form == "calendar" and outer.day is not None:
        return None
    return When("within", at, outer.end, part=words.parts[low[at]], outer=outer)


def _direction(tokens, at):
    """last year, next Wednesday, this spring, the following day, that same month."""
    low, words = tokens.low, tokens.language
    if low[at] not in words.directions:
        return None
    direction, end = words.directions[low[at]], at + 1
    if low[at] in words.pointers and low[end] in words.same:
        direction, end = 9, at + 2
    grain = words.grains.get(low[end])
    if grain in ("time", "season"):
        grain = None
    if grain and not (grain == "day" and direction == 0):
        base = "published" if abs(direction) < 2 else "last"
        made = When("shift", at, end + 1, grain=grain, count=_count(direction), base=base)
        made.half = words.half_parts.get(low[end], "")
        return made
    if low[end] in words.half_parts and direction == 0:
        return When("shift", at, end + 1, grain="day", base="published", half=words.half_parts[low[end]])
    inner = _named(tokens, end)
    if inner is None:
        return None
    if inner.year is not None:
        inner.start = end if abs(direction) != 9 else at
        return inner
    return When("step", at, inner.end, direction=direction, inner=inner)


def _count(direction):
    return {9: 0, -2: -1, 2: 1}.get(direction, direction)


def _named(tokens, at):
    low, words = tokens.low, tokens.language
    if low[at] in words.weekdays:
        return When("calendar", at, at + 1, weekday=words.weekdays[low[at]])
    if low[at] in words.months and (low[at] not in words.doubtful_months or tokens.is_capital(at)):
        return calendar(tokens, at) or When("calendar", at, at + 1, month=words.months[low[at]])
    if low[at] in words.seasons:
        return When("calendar", at, at + 1, group=words.seasons[low[at]])
    return None


def _weekday(tokens, at, depth):
    """Wednesday; Wednesday, 17 April 2024; Monday morning."""
    low, words = tokens.low, tokens.language
    if low[at] not in words.weekdays or not tokens.is_capital(at):
        return None
    if len(low[at]) < 5 and low[at + 1] not in (".", ",") and not tokens.is_figure(at + 1):
        return None
    end = at + 1 + (low[at + 1] == "." and len(low[at]) < 5)
    end += low[end] == ","
    end += low[end] in words.the
    behind = calendar(tokens, end)
    if behind and behind.form == "calendar" and behind.day is not None:
        behind.weekday, behind.start = words.weekdays[low[at]], at
        return behind
    return When("calendar", at, at + 1, weekday=words.weekdays[low[at]])


def _talk(tokens, at):
    low, words = tokens.low, tokens.language
    if low[at] not in words.days_of_talk:
        return None
    half = "NI" if low[at] in words.nights else ""
    return When("shift", at, at + 1, grain="day", count=words.days_of_talk[low[at]], base="published", half=half)


def _half_of(tokens, at, depth, start=None):
    """the morning of 31 January 1965."""
    low, words = tokens.low, tokens.language
    if low[at] not in words.half_parts or low[at + 1] not in words.of | words.day_links:
        return None
    found = dated(tokens, at + 2, depth + 1)
    if found:
        found.start, found.half = at if start is None else start, words.half_parts[low[at]]
    return found


def _half_behind(tokens, found):
    half = tokens.language.half_parts.get(tokens.low[found.end])
    if half and len(half) == 2 and (found.weekday is not None or found.form == "shift"):
        found.half, found.end = half, found.end + 1
    return found


def _within(tokens, found, depth):
    """October of next year, the first quarter of last year, August of that year, January last year."""
    low, words = tokens.low, tokens.language
    if found.form != "calendar" or found.year is not None or found.weekday is not None:
        return found
    at = found.end + (low[found.end] in words.of or low[found.end] == ",")
    if low[at] not in words.directions and low[at] not in words.the:
        return found
    outer = dated(tokens, at, depth + 1)
    if outer is None or outer.form != "shift" or outer.grain not in ("year", "month"):
        return found
    return When("within", found.start, outer.end, inner=found, outer=outer)


def _clocked(tokens, at, depth):
    """16:15 UTC on 1 June; 3:00 a.m."""
    clock = clock_at(tokens, at)
    if clock is None:
        return None
    text, end = clock
    link = end + (tokens.low[end] == "," or tokens.low[end] in tokens.language.day_links)
    found = dated(tokens, link, depth + 1)
    if found and found.form in ("calendar", "shift") and _is_day(found):
        found.pieces, found.clock, found.start = [at, end, found.start], text, at
        return found
    return When("clock", at, end, clock=text)


def _is_day(when):
    return when.day is not None or when.weekday is not None or when.grain == "day"
