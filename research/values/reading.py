"""Reading one date or figure, with the sentence that explains the reading."""

import datetime

from . import edtf
from .calendars import Context, Span
from .language import language
from .quantities import quantity_value
from .resolving import resolve
from .scanning import Mention, scan
from .tokens import Tokens
from .value import Unreadable, Value
from .when import When
from .words import say_day

LONGEST_TEXT = 2000
KINDS = ("date", "quantity")


def read(text: str, kind: str, *, published=None, anchor=None, lang: str = "en") -> Value:
    """The one date or quantity of a text; `kind` is "date" or "quantity". See `read_date` and `read_quantity`."""
    if kind not in KINDS:
        raise ValueError(f"kind is one of {KINDS}, not {kind!r}.")
    return (
        read_date(text, published=published, anchor=anchor, lang=lang)
        if kind == "date"
        else read_quantity(text, lang=lang)
    )


def read_date(text: str, *, published=None, anchor=None, lang: str = "en") -> Value:
    """The one date of a text, with its EDTF (ISO 8601-2), first and last day.

    published: when the article appeared, an EDTF string, a `datetime.date` or None: "on Wednesday" needs the day, "last
    year" the year. anchor: the same types, the date of the event or of the date before in "two weeks after the
    ceasefire". Raises Unreadable, whose `problem` is nothing, ambiguous, impossible or lacks.
    """
    tokens = _tokens(text, lang)
    found = _only([one for one in scan(tokens) if one.when], "date", text)
    context = Context(published=day_span(published), anchor=day_span(anchor))
    context.ahead = found.side in ("by", "until")
    return date_value(tokens, found, resolve(found.when, context))


def read_quantity(text: str, *, lang: str = "en") -> Value:
    """The one quantity of a text, with amount, bounds and unit. Raises Unreadable as `read_date` does."""
    tokens = _tokens(text, lang)
    figures = [one for one in scan(tokens) if one.figure]
    found = _only(figures or list(scan(tokens, dates=False)), "figure", text)  # "2000" alone is a figure here
    return quantity_value(tokens, found.figure)


def _tokens(text, lang):
    if len(text) > LONGEST_TEXT:
        raise Unreadable("nothing", "The text is too long to be one date or figure: mark fewer words.")
    return Tokens(text.strip(), language(lang))


def _only(found, what, text):
    if len(found) == 1:
        return found[0]
    if found:
        raise Unreadable("ambiguous", f"There are {len(found)} of them: mark one {what} alone.")
    if any(letter.isdecimal() for letter in text):
        raise Unreadable("nothing", f"No {what} that we can read is written here.")
    raise Unreadable("nothing", f"There is no {what} here.")


def day_span(given) -> tuple[int, int] | None:
    """First and last day of an EDTF string or a `datetime.date`; None where nothing, or only an open end, is given."""
    if given is None or given == "":
        return None
    if isinstance(given, datetime.datetime):
        given = given.date()
    if isinstance(given, datetime.date):
        return given.toordinal(), given.toordinal()
    low, high = edtf.span(given)
    return None if low is None or high is None else (low, high)


def date_value(tokens: Tokens, found: Mention, span: Span) -> Value:
    """The value of a date that was found: its days, cut by "by", "since" and the like."""
    says, when = tokens.slice(found.start, found.end), found.when or When("problem", 0, 0)
    if when.form == "shift" and when.grain in ("decade", "century") and when.count:
        raise Unreadable("ambiguous", f"“{says}” may be years counted back, or those of the calendar: write the years.")
    low, high, text = _sided(span, found)
    hedge = found.side if found.side not in ("as of", "exact", "") else "exact"
    if when.form == "offset" and when.hedge != "exact":
        hedge = when.hedge
    if found.about:
        hedge, text = "about", text + "~" if text[-1:].isdigit() and "." not in text else text
    return Value("date", says, hedge, _why(says, span, low, high), text, low, high)


def _sided(span: Span, found: Mention):
    """By X ends with X, before X ends the day before it; since and after mirror them."""
    low, high, side = span.low, span.high, found.side
    if side == "by":
        return None, high, edtf.write(None, high)
    if side == "until":
        return None, high, edtf.write(None, high, lasting=True)
    if side == "before":
        last = None if low is None else low - 1
        return None, last, edtf.write(None, last)
    if side == "since":
        return low, None, edtf.write(low, None)
    if side == "after":
        first = None if high is None else high + 1
        return first, None, edtf.write(first, None)
    lasting = span.last is not None
    return low, high, span.edtf or edtf.write(low, high, lasting=lasting)


def _why(says, span, low, high):
    if low is None or high is None:
        end = (
            f"up to {say_day(high)}"
            if high is not None
            else f"from {say_day(low)} on"
            if low is not None
            else "any day"
        )
        return f"“{says}” is read as {end}. {span.why}".strip()
    days = say_day(low) if low == high else f"{say_day(low)} to {say_day(high)}"
    return f"“{says}” is read as {days}. {span.why}".strip()
