"""Values in an editor's words, such that reading the words gives the value back."""

from decimal import Decimal

from .bounds import last_unit, reach
from .days import civil, month_length
from .edtf import year_text
from .units import MEASURES, dimension, factor
from .value import Value

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
NAMED_HEDGES = ("about", "nearly", "more than", "at least", "less than", "at most", "just over", "exactly")


def say(value: Value) -> str:
    """One line that shows the value with its bounds, e.g. "1 Jan – 31 Dec 2025 (year)", "about 2,000 (1,800–2,200)
    people". `read` gives the same bounds, amount, unit and hedge for it."""
    return _say_date(value.earliest, value.latest) if value.kind == "date" else _say_quantity(value)


def window(value: Value, low: tuple, high: tuple) -> str:
    """Two keys of `Value.bounds` in words, in the unit of the given value."""
    if value.kind == "date":
        return _say_date(*(int(key[0]) if Decimal(key[0]).is_finite() else None for key in (low, high)))
    scale = factor(value.unit)
    lower, upper = (end / scale if (end := Decimal(key[0])).is_finite() else None for key in (low, high))
    if lower is not None and lower == upper:
        return f"{_number(lower)} {value.unit}".strip()
    return f"{_range(lower, upper, bool(low[1]), bool(high[1]))} {value.unit}".strip()


def _say_date(earliest, latest):
    if earliest is None and latest is None:
        return "any day"
    if latest is None:
        return f"from {say_day(earliest)} on"
    if earliest is None:
        return f"by {say_day(latest)}"
    if earliest == latest:
        return say_day(earliest)
    grain = _grain(earliest, latest)
    same_year = civil(earliest)[0] == civil(latest)[0]
    text = f"{say_day(earliest, year=not same_year)} – {say_day(latest)}"
    return f"{text} ({grain})" if grain else text


def say_day(number: int, *, year: bool = True) -> str:
    """A day as "17 Apr 2024"; years before 1 count as BC does."""
    which, month, day = civil(number)
    text = f"{day} {MONTHS[month - 1]}"
    if not year:
        return text
    return f"{text} {1 - which} BC" if which < 1 else f"{text} {year_text(which)}"


def _grain(earliest, latest):
    (year, month, day), (last_year, last_month, last_day) = civil(earliest), civil(latest)
    if day != 1 or last_day != month_length(last_year, last_month):
        return ""
    if (year, month) == (last_year, last_month):
        return "month"
    if (month, last_month) != (1, 12):
        return ""
    return {0: "year", 9: "decade", 99: "century"}.get(last_year - year, "")


def _say_quantity(value):
    unit = value.unit
    bounds = (value.lower, value.upper, value.lower_open, value.upper_open)
    if value.amount is None:
        return f"{_range(*bounds)} {unit}".strip()
    hedge = value.hedge if value.hedge in NAMED_HEDGES else ""
    figure = f"{hedge} {_number(value.amount)}".strip()
    if not hedge and value.lower == value.amount == value.upper:
        hedge = "exactly"
    implied = reach(value.amount, last_unit(value.amount), hedge or "exact", measure=dimension(unit) in MEASURES)
    shown = (
        "" if bounds == implied and not (hedge == "about" and value.lower != value.upper) else f" ({_range(*bounds)})"
    )
    return f"{figure}{shown} {unit}".strip()


def _range(lower, upper, lower_open, upper_open):
    if upper is None:
        return f"{'more than' if lower_open else 'at least'} {_number(lower)}"
    if lower is None:
        return f"{'less than' if upper_open else 'at most'} {_number(upper)}"
    if not lower_open and not upper_open:
        return f"{_number(lower)}–{_number(upper)}"
    return f"{'over ' if lower_open else ''}{_number(lower)} to {'under ' if upper_open else ''}{_number(upper)}"


def _number(number):
    plain = number.normalize()
    if plain == plain.to_integral_value():
        return f"{int(plain):,}"
    return f"{plain:,f}"
