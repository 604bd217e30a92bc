"""Times as TIMEX3 writes them (ISO-TimeML): for measuring the reader against marked corpora."""

from collections.abc import Iterator
from decimal import Decimal

from .calendars import Context, day_of
from .language import language
from .reading import day_span
from .resolving import resolve
from .telling import remember, told
from .tokens import Tokens
from .value import Unreadable
from .when import When

LETTERS = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "fortnight": "W",
           "weekend": "D", "month": "M", "quarter": "Q", "year": "Y", "decade": "E", "century": "C"}  # fmt: skip
SETS = {"annual": "P1Y", "annually": "P1Y", "yearly": "P1Y", "daily": "P1D", "weekly": "P1W", "monthly": "P1M"}
REFERENCES = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "current": "PRESENT_REF", "recently": "PAST_REF",
    "former": "PAST_REF", "future": "FUTURE_REF",
}  # fmt: skip
FEW = {"few", "several", "many", "recent"}
FOR = {"for", "within", "in", "than", "over", "under", "after", "lasting", "lasted"}


def timex(text: str, published: str | None = None) -> list[dict]:
    """The time expressions of a text: start and end in code points, TIMEX3 value and type.

    published: the day the document was written, "YYYY-MM-DD" or None.
    """
    tokens = Tokens(text, language())
    context = Context(published=day_span(published), lenient=True)
    found = {}
    for mention in told(tokens, context):
        for start, end, value, kind in _marks(tokens, mention, context):
            found[tokens.starts[start]] = {
                "start": tokens.starts[start],
                "end": tokens.ends[end - 1],
                "value": value,
                "type": kind,
            }
    for start, end, value, kind in _words(tokens):
        found.setdefault(
            tokens.starts[start],
            {"start": tokens.starts[start], "end": tokens.ends[end - 1], "value": value, "type": kind},
        )
    return [found[start] for start in sorted(found)]


def _marks(tokens, mention, context) -> Iterator[tuple]:
    if mention.figure:
        yield from _duration(tokens, mention.figure)
        return
    for when in mention.when.pieces if mention.when.form in ("range", "problem") else [mention.when]:
        yield from _date(tokens, when, context)


def _date(tokens, when: When, context):
    if when.clock and when.pieces and tokens.low[when.pieces[1]] in (",", "on"):
        clock = When("clock", when.pieces[0], when.pieces[1], clock=when.clock)
        when.start, when.clock = when.pieces[2], ""
        dated = list(_date(tokens, when, context))
        yield from (*_date(tokens, clock, context), *dated)
        return
    try:
        span = resolve(when, context)
    except Unreadable:
        yield from _unresolved(tokens, when, context)
        return
    remember(context, when, span)
    yield when.start, when.end, span.timex, "TIME" if "T" in span.timex else "DATE"


def _unresolved(tokens, when, context):
    if when.form == "clock":
        known = context.last if context.last and context.last.grain == "day" else None
        known = known or (day_of(context.published[0]) if context.published else None)
        yield when.start, when.end, f"{known.timex[:10] if known else 'XXXX-XX-XX'}T{when.clock}", "TIME"
    elif when.form == "offset":
        yield when.start, when.duration.end + 1, _period(when.duration.amount, when.grain), "DURATION"


def _period(amount, unit):
    amount = (
        amount * 10
        if unit == "decade"
        else amount * 100
        if unit == "century"
        else amount * 2
        if unit == "fortnight"
        else amount
    )
    letter = {"decade": "Y", "century": "Y"}.get(unit, LETTERS[unit])
    figure = f"{amount.normalize():f}"
    return f"PT{figure}{letter[1]}" if letter[0] == "T" else f"P{figure}{letter}"


def _duration(tokens, figure):
    unit = tokens.language.durations.get(figure.unit)
    if not unit or not figure.first:
        return
    last = figure.first
    if figure.second:
        yield figure.first_at, figure.first.end, _period(figure.first.amount, unit), "DURATION"
        last = figure.second
    start = figure.start if last is figure.first else figure.second_at
    yield start, figure.end, _period(last.amount, unit), "DURATION"


def _words(tokens):
    low, durations = tokens.low, tokens.language.durations
    for at, word in enumerate(low):
        if word in REFERENCES:
            yield at, at + 1, REFERENCES[word], "DATE"
        elif word in SETS:
            yield at, at + 1, SETS[word], "SET"
        elif word in FEW and low[at + 1] in durations:
            yield from _few(tokens, at, durations[low[at + 1]])
        elif word in FOR and low[at + 1] in ("a", "an") and low[at + 2] in durations and low[at + 2] != "second":
            yield at + 1, at + 3, _period(Decimal(1), durations[low[at + 2]]), "DURATION"


def _few(tokens, at, unit):
    """a few days, several months; "a few days later" is only some time after."""
    start = at - (tokens.low[at - 1] in ("a", "the"))
    behind = tokens.low[at + 2]
    if behind in tokens.language.later | tokens.language.earlier:
        yield start, at + 3, "FUTURE_REF" if behind in tokens.language.later else "PAST_REF", "DATE"
    else:
        yield start, at + 2, _period(Decimal(1), unit).replace("1", "X"), "DURATION"
