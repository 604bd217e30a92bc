"""Reading one date or figure."""
import datetime
import re
from decimal import Decimal

from .bounds import last_unit, reach
from .byhand import from_edtf
from .edtf import write
from .value import Unreadable, Value
MONTHS = {m: i + 1 for i, m in enumerate("january february march april may june july august september october november december".split())}
def read_date(text, *, published=None, anchor=None):
    t = text.strip().lower()
    if m := re.fullmatch(r"(?:(\d{1,2}) )?([a-z]+) (?:(\d{1,2}), )?(\d{4})", t):
        mon = MONTHS.get(m[2])
        if mon:
            day = m[1] or m[3]
            return from_edtf(f"{m[4]}-{mon:02d}" + (f"-{int(day):02d}" if day else ""), says=text)
    if re.fullmatch(r"\d{4}", t):
        return from_edtf(t, says=text)
    raise Unreadable("nothing", "No date is there.")
def read_quantity(text):
    m = re.fullmatch(r"(?:(some|about|around|approximately|nearly|almost|more than|up to) )?(\d{1,3}(?:,\d{3})*|\d+)(?: (.*))?", text.strip().lower())
    if not m:
        raise Unreadable("nothing", "No figure is there.")
    h = {"some": "about", "around": "about", "approximately": "about", "almost": "nearly", "up to": "at most", None: "exact"}.get(m[1], m[1])
    n = Decimal(m[2].replace(",", ""))
    lo, hi, a, b = reach(n, last_unit(n), h)
    return Value("quantity", says=text, hedge=h, amount=n, lower=lo, upper=hi, lower_open=a, upper_open=b, unit=m[3] or "")
def read(text, kind, *, published=None, anchor=None):
    return read_date(text, published=published, anchor=anchor) if kind == "date" else read_quantity(text)
