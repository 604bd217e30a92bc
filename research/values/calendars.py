"""Which days a calendar date means, and whence its year is taken where it does not say it."""

from dataclasses import dataclass, replace

from . import edtf
from .days import civil, day_number, month_span, weekday, year_span
from .value import Unreadable

SEASON_MARKS = {21: "SP", 22: "SU", 23: "FA", 24: "WI", 33: "Q1", 34: "Q2", 35: "Q3", 36: "Q4", 40: "H1", 41: "H2"}
MONTH_NAMES = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


@dataclass(slots=True)
class Span:
    """First and last day (None: open), the value as TIMEX3 writes it, its grain, and how it was come by."""

    low: int | None
    high: int | None
    timex: str
    grain: str
    why: str = ""
    edtf: str = ""
    last: "Span | None" = None


@dataclass(slots=True)
class Context:
    """What a date may lean on: spans of days, and whether the sentence looks ahead."""

    published: tuple[int, int] | None = None
    last: Span | None = None
    day: Span | None = None  # the last date that was a day
    anchor: tuple[int, int] | None = None
    ahead: bool = False
    narrative: bool = False
    year: int | None = None
    lenient: bool = False  # let a weekday pass that does not fit its date


def year_of(year: int) -> Span:
    timex = f"BC{1 - year:04d}" if year < 1 else f"{year:04d}"
    return Span(*year_span(year), timex, "year")


def month_of(year: int, month: int) -> Span:
    return Span(*month_span(year, month), f"{year_of(year).timex}-{month:02d}", "month")


def day_of(number: int, why: str = "") -> Span:
    year, month, day = civil(number)
    return Span(number, number, f"{year_of(year).timex}-{month:02d}-{day:02d}", "day", why)


def calendar_span(when, context):
    if when.weekday is not None and when.day is None:
        return _weekday(when.weekday, context)
    if when.years > 1 or (when.problem == "century" and when.month is None and when.group is None):
        return years_span(when, context)
    year, why = _year(when, context)
    if when.group is not None:
        low, high = edtf.span(f"{edtf.year_text(year)}-{when.group}")
        found = Span(low, high, f"{year_of(year).timex}-{SEASON_MARKS[when.group]}", "season", why)
        found.edtf = f"{edtf.year_text(year)}-{when.group}"
        return found
    if when.month is None:
        return replace(year_of(year), why=why) if why else year_of(year)
    if when.day is None:
        if not 1 <= when.month <= 12:
            raise Unreadable("impossible", f"There is no month {when.month}.")
        return replace(month_of(year, when.month), why=why) if why else month_of(year, when.month)
    return _day(year, when, why, context.lenient)


def _day(year, when, why, lenient=False):
    try:
        number = day_number(year, when.month, when.day)
    except ValueError:
        reason = f"{MONTH_NAMES[when.month - 1]} {year} has no day {when.day}."
        raise Unreadable("impossible", reason) from None
    if when.weekday is not None and weekday(number) != when.weekday:
        said, right = WEEKDAYS[when.weekday], WEEKDAYS[weekday(number)]
        if not lenient:
            raise Unreadable(
                "ambiguous", f"{when.day} {MONTH_NAMES[when.month - 1]} {year} was a {right}, not a {said}."
            )
    return day_of(number, why)


def years_span(when, context):
    year = when.year
    if when.problem == "century":
        base = context.published or (context.last and (context.last.low, context.last.high))
        if not base or base[0] is None:
            raise Unreadable("lacks", "The century is not said: a published date would tell it.")
        now = civil(base[0])[0]
        year = now - now % 100 + year
        year -= 100 if year > now + (0 if when.years > 1 else 5) else 0
        if when.years == 1:
            return year_of(year)
    low, high = year_span(year, year + when.years - 1)
    if year < 1:
        timex = f"BC{(-year) // 10:03d}" if when.years == 10 else f"BC{-year // 100:02d}"
    else:
        timex = f"{year // when.years:0{3 if when.years == 10 else 2}d}"
    return Span(low, high, timex, "decade" if when.years == 10 else "century")


def _year(when, context):
    """The year of a date, and whence it is taken where the date does not say it."""
    if when.year is not None and when.problem != "century":
        return when.year, ""
    if when.problem == "century":
        return civil(years_span(replace(when, month=None, group=None), context).low)[0], ""
    if context.year is not None:
        return context.year, ""
    month = when.month or edtf.SEASONS[when.group][0] or 1
    if context.last and context.last.low is not None and (context.narrative or not context.published):
        return _year_after(context.last, month, when), "The year is that of the date before it."
    if not context.published:
        raise Unreadable("lacks", "The year is not said: a published date would tell it.")
    return _nearest_year(month, when, context), "The year is the one that fits the published date."


def _year_after(last, month, when):
    """In a story told in order, January after last November is that of the next year."""
    year, before, _ = civil(last.low)
    if last.grain in ("year", "decade", "century", "season"):
        return year
    return year + 1 if before - month >= 10 else year


def _nearest_year(month, when, context):
    first, last = (civil(number) for number in context.published)
    if first[0] != last[0]:
        raise Unreadable("lacks", "The published date spans years, so it cannot tell the year.")
    year, now = first[0], first[1]
    if first[:2] != last[:2]:  # published in some month of a year: only that year can be meant
        return year
    distance = month - now
    if context.ahead:
        return year + 1 if distance < 0 else year
    return year - 1 if distance > (0 if when.group is None else 5) else year


def _weekday(which, context):
    if context.narrative and context.last and context.last.low is not None and context.last.low == context.last.high:
        return day_of(context.last.low + (which - weekday(context.last.low)) % 7)
    now = published_day(context, WEEKDAYS[which])
    name = WEEKDAYS[which]
    if context.ahead:
        return day_of(now + (which - weekday(now)) % 7, f"The first {name} from the published date on.")
    return day_of(now - (weekday(now) - which) % 7, f"The last {name} up to the published date.")


def published_day(context, said):
    if not context.published:
        raise Unreadable("lacks", f"“{said}” needs the date the article was published.")
    if context.published[0] != context.published[1]:
        raise Unreadable("lacks", f"“{said}” needs the day the article was published, not only about when.")
    return context.published[0]
