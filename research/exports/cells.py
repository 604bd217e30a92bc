"""Cells of spreadsheets: a source's words must never become a formula in the reader's program (CSV injection)."""

import re
from datetime import date
from decimal import Decimal

LIVE = tuple("=+-@\t\r\n＝＋－＠")
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LONGEST = 32_767  # characters in one cell, the limit of the common programs


def cell(value):
    """Return a value as a cell takes it: numbers stay numbers, lists become text, and no text is a formula."""
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    text = ILLEGAL.sub("", "; ".join(value) if isinstance(value, list) else str(value))
    return f"'{text}" if text.startswith(LIVE) else text
