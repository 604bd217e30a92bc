"""Values as JSON says them."""

import json
from datetime import date
from decimal import Decimal

from research.values import civil


def _plain(value):
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value)} has no form in JSON")


encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain, check_circular=False).encode


def iso_day(number):
    """Return a day number as ISO 8601, also before the year 1 ("-0043-03-15"); None for None."""
    if number is None:
        return None
    year, month, day = civil(number)
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{day:02d}"
