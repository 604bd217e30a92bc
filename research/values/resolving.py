"""Which days a date means, given what it leans on: the published day, the date before it in the text, an anchor."""

from dataclasses import replace
from decimal import Decimal
from math import ceil, floor

from . import edtf
from .bounds import reach
from .calendars import Context, Span, calendar_span, day_of, month_of, published_day, year_of, years_span
from .days import add_months, civil, day_number, iso_week, month_length, month_span, weekday, year_span
from .value import Unreadable
from .when import When

MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
DAYS_IN = {"second": Decimal(1) / 86_400, "minute": Decimal(1) / 1440, "hour": Decimal(1) / 24, "day": 1, "night": 1,
           "week": 7, "weekend": 7, "fortnight": 14}  # fmt: skip
MONTH_DAYS = Decimal("30.4375")


def resolve(when: When, context: Context) -> Span:
    """The days a date means. Raises Unreadable: impossible days, ambiguous forms, or what it lacks."""
    if when.form == "problem":
        raise Unreadable(when.problem, when.reason)
    found = RESOLVERS[when.form](when, context)
    if when.half and found.grain == "day" and len(when.half) == 2:
        found = replace(found, timex=f"{found.timex}T{when.half}")
    if when.clock and found.grain == "day" and when.form != "clock":
        exact = f"{edtf.day_text(found.low)}T{when.clock[:5]}:00{when.clock[5:]}"
        found = replace(found, timex=f"{found.timex}T{when.clock}", edtf=exact)
    return found


def _base(when, context):
    if isinstance(when.base, When):
        found = resolve(when.base, context)
        return found.low, found.high
    if when.base == "last" or (context.narrative and context.last and when.form != "step"):
        if context.anchor:
            return context.anchor
        last = context.day if when.grain in ("day", "hour", "week") and context.day else context.last
        if last and None not in (last.low, last.high):
            return last.low, last.high
        raise Unreadable("lacks", "It needs the date it counts from.")
    if when.base == "event":
        if context.anchor:
            return context.anchor
        raise Unreadable("lacks", f"It needs the date of what it counts from: “{when.part}”.")
    if not context.published:
        raise Unreadable("lacks", "It needs the date the article was published.")
    return context.published


def _shift(when, context):
    """last week, this year, the same day, the following month: whole weeks, months or years."""
    low, high = _base(when, context)
    grain, count = when.grain, when.count
    if grain in ("day", "week", "weekend", "fortnight"):
        if low != high and not (grain == "day" and count > 0 and isinstance(when.base, When)):
            raise Unreadable("lacks", f"To tell the {grain}, the day it counts from must be known.")
        return _week(high, count, grain) if grain != "day" else day_of(high + count)
    years = {"year": 1, "decade": 10, "century": 100}.get(grain)
    if years:
        return _year_shift(low, high, count, years)
    first, last = civil(low), civil(high)
    if first[:2] != last[:2]:
        raise Unreadable("lacks", f"To tell the {grain}, the month it counts from must be known.")
    if grain == "quarter":
        total = first[0] * 4 + (first[1] - 1) // 3 + count
        return calendar_span(When("calendar", 0, 0, year=total // 4, group=33 + total % 4), context)
    year, month, _ = civil(add_months(day_number(*first[:2], 1), count))
    return month_of(year, month)


def _year_shift(low, high, count, years):
    first, last = civil(low)[0], civil(high)[0]
    if first // years != last // years:
        raise Unreadable("lacks", "To tell the year, the year it counts from must be known.")
    if years == 1:
        return year_of(first + count)
    return years_span(When("calendar", 0, 0, year=(first // years + count) * years, years=years), Context())


def _week(number, count, grain):
    monday = number - weekday(number) + 7 * count
    year, week = iso_week(monday)
    if grain == "weekend":
        return Span(monday + 5, monday + 6, f"{year}-W{week:02d}-WE", "weekend")
    return Span(monday, monday + 6, f"{year}-W{week:02d}", "week")


def _step(when, context):
    """last September, next Wednesday, this spring."""
    inner, direction = when.inner, when.direction
    if direction in (9, 2, -2) or (context.narrative and context.last):
        if not context.last or context.last.low is None:
            raise Unreadable("lacks", "It needs the date it counts from.")
        base = civil(context.last.low)[0]
        return calendar_span(
            inner, replace(context, year=base + {2: 1, -2: -1}.get(direction, 0) * (inner.month is None))
        )
    now = published_day(context, "last, this or next")
    if inner.weekday is not None:
        return _weekday_step(inner.weekday, direction, now)
    year = civil(now)[0]
    for candidate in {-1: (year, year - 1), 0: (year,), 1: (year, year + 1)}[direction]:
        found = calendar_span(inner, replace(context, year=candidate))
        if direction == 0 or (found.high < now if direction < 0 else found.low > now):
            return found
    return found


def _weekday_step(which, direction, now):
    if direction == 0:
        return day_of(now - weekday(now) + which)
    if direction < 0:
        return day_of(now - ((weekday(now) - which) % 7 or 7))
    return day_of(now + ((which - weekday(now)) % 7 or 7))


def _offset(when, context):
    low, high = _base(when, context)
    number, unit, sign = when.duration, when.grain, when.count
    least, most, _, _ = reach(Decimal(number.amount), Decimal(number.unit), when.hedge, measure=True)
    ends = (least, most) if sign > 0 else (most, least)
    first = None if ends[0] is None else _moved(low, ends[0] * sign, unit, ceil)
    last = None if ends[1] is None else _moved(high, ends[1] * sign, unit, floor)
    point = _point(_moved(low, Decimal(number.amount) * sign, unit, floor), unit)
    if first is not None and last is not None and first > last:
        first = last = _moved(low, Decimal(number.amount) * sign, unit, floor)
    return Span(first, last, point, "days" if first != last else "day", _counted(when, least, most, low, high))


def _moved(number, count, unit, rounding):
    """A day some units on; what is no whole number of days or months is cut towards the inside."""
    if unit in DAYS_IN:
        days = count * DAYS_IN[unit]
        return number + (floor(days) if abs(days) < 1 and unit not in ("day", "night") else rounding(days))
    months = count * MONTHS_IN[unit]
    whole = floor(months)
    if abs(whole) > 120_000:
        raise Unreadable("impossible", "That is too far away.")
    year, month, day = civil(number)
    moved = add_months(number, whole)
    if day == month_length(year, month) and months == whole:  # the end of November is four years on the same end
        year, month, _ = civil(moved)
        moved = day_number(year, month, month_length(year, month)) if day >= 28 else moved
    return moved + rounding((months - whole) * MONTH_DAYS)


def _point(number, unit):
    year, month, _ = civil(number)
    if unit == "decade" and year > 0:
        return f"{year // 10:03d}"
    if unit in ("year", "decade", "century"):
        return year_of(year).timex
    return month_of(year, month).timex if unit in ("month", "quarter") else day_of(number).timex


def _counted(when, least, most, low, high):
    reaches = f"{least.normalize():f}" + (" or more" if most is None else f" to {most.normalize():f}")
    ways = "before" if when.count < 0 else "after"
    base = edtf.day_text(low) if low == high else f"{edtf.day_text(low)} to {edtf.day_text(high)}"
    return f"Read as {reaches} {when.grain}s {ways} {base}."


def _within(when, context):
    outer = resolve(when.outer, context)
    if when.inner is not None:
        if outer.grain == "year":
            return calendar_span(when.inner, replace(context, year=civil(outer.low or 0)[0]))
        return outer
    if not when.part:
        return outer
    low, high = _third(outer, when.part)
    why = f"“{when.part}” is read as the {when.part} third."
    return Span(low, high, outer.timex, outer.grain, f"{outer.why} {why}".strip(), edtf.write(low, high))


def _third(span, part):
    """The early, middle or late third: whole months of a year, whole years of a decade, days of anything shorter."""
    place = {"early": 0, "mid": 1, "late": 2}[part]
    first, last = civil(span.low), civil(span.high)
    if span.grain in ("decade", "century"):
        size = last[0] - first[0] + 1
        return year_span(first[0] + size * place // 3, first[0] + -(-size * (place + 1) // 3) - 1)
    if span.grain == "year":
        return month_span(first[0], 4 * place + 1, 4 * place + 4)
    size = span.high - span.low + 1
    return span.low + size * place // 3, span.low + -(-size * (place + 1) // 3) - 1


def _range(when, context):
    first, last = when.pieces
    low = resolve(first, context)
    high = resolve(last, replace(context, last=low))
    if low.low is None or high.high is None or low.low > high.high:
        raise Unreadable("impossible", "The range ends before it begins.")
    return Span(low.low, high.high, f"{low.timex}/{high.timex}", "range", low.why, last=high)


def _clock(when, context):
    raise Unreadable("lacks", "A time of day needs its date.")


RESOLVERS = {
    "calendar": calendar_span, "shift": _shift, "step": _step, "offset": _offset, "within": _within, "range": _range,
    "clock": _clock,
}  # fmt: skip
