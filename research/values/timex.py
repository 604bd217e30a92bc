"""Times as TIMEX3 writes them (ISO-TimeML): for measuring the reader against marked corpora."""

from collections.abc import Iterator
from statistics import median

from .dates import When
from .language import language
from .modality import sentence_around
from .reading import day_span
from .resolving import Context, Span, resolve
from .scanning import Mention, scan
from .tokens import Tokens
from .value import Unreadable

LETTERS = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "fortnight": "W",
           "weekend": "D", "month": "M", "quarter": "Q", "year": "Y", "decade": "E", "century": "C"}  # fmt: skip
DATES_AWAY = 1200  # days: a text whose years lie farther from its publication tells a history
AHEAD = {"will", "shall", "plans", "plan", "expected", "scheduled", "due", "until", "upcoming", "by"}
SETS = {"annual": "P1Y", "annually": "P1Y", "yearly": "P1Y", "daily": "P1D", "weekly": "P1W", "monthly": "P1M"}
REFERENCES = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "current": "PRESENT_REF", "recently": "PAST_REF",
    "recent": "PAST_REF", "former": "PAST_REF", "formerly": "PAST_REF", "previously": "PAST_REF", "future": "FUTURE_REF",
}  # fmt: skip
FEW = {"few", "several", "many", "some"}


def timex(text: str, published: str | None = None) -> list[dict]:
    """The time expressions of a text: start and end in code points, TIMEX3 value and type.

    published: the day the document was written, "YYYY-MM-DD" or None.
    """
    tokens = Tokens(text, language())
    mentions = list(scan(tokens))
    context = Context(published=day_span(published), lenient=True)
    context.narrative = is_history(mentions, context.published)
    found = {}
    for mention in mentions:
        for start, end, value, kind in _marks(tokens, mention, context):
            found[tokens.starts[start]] = {"start": tokens.starts[start], "end": tokens.ends[end - 1], "value": value, "type": kind}
    for start, end, value, kind in _words(tokens):
        found.setdefault(tokens.starts[start], {"start": tokens.starts[start], "end": tokens.ends[end - 1], "value": value, "type": kind})
    return [found[start] for start in sorted(found)]


def is_history(mentions: list[Mention], published) -> bool:
    """Whether a text tells of times long before it was written, so that dates lean on those told before."""
    years = [mention.when.year for mention in mentions if mention.when and mention.when.year and mention.when.years == 1]
    if not published:
        return True
    return bool(years) and abs(median(years) * 365.2425 - published[0]) > DATES_AWAY


def _marks(tokens, mention, context) -> Iterator[tuple]:
    if mention.figure:
        yield from _duration(tokens, mention.figure)
        return
    context.ahead = bool(AHEAD & set(sentence_around(tokens.text, tokens.starts[mention.start], tokens.ends[mention.end - 1])[1].lower().split()))
    for when in mention.when.pieces if mention.when.form in ("range", "problem") else [mention.when]:
        yield from _date(tokens, when, context)


def _date(tokens, when: When, context):
    try:
        span = resolve(when, context)
    except Unreadable:
        yield from _unresolved(tokens, when, context)
        return
    _remember(context, when, span)
    yield when.start, when.end, span.timex, "TIME" if "T" in span.timex else "DATE"


def _remember(context, when, span: Span):
    if span.low is not None and span.grain in ("day", "month", "year", "season", "week"):
        context.last = span


def _unresolved(tokens, when, context):
    if when.form == "clock" and context.last and context.last.grain == "day":
        yield when.start, when.end, f"{context.last.timex[:10]}T{when.clock}", "TIME"
    elif when.form == "offset":
        yield when.start, when.duration.end + 1, _period(when.duration.amount, when.grain), "DURATION"


def _period(amount, unit):
    amount = amount * 10 if unit == "decade" else amount * 100 if unit == "century" else amount * 2 if unit == "fortnight" else amount
    letter = {"decade": "Y", "century": "Y"}.get(unit, LETTERS[unit])
    figure = f"{amount.normalize():f}"
    return f"PT{figure}{letter[1]}" if letter[0] == "T" else f"P{figure}{letter}"


def _duration(tokens, figure):
    words, at = tokens.language, figure.unit_start
    at += tokens.low[at] == "-"
    unit = words.durations.get(tokens.low[at])
    if not unit or not figure.first:
        return
    yield figure.start, figure.end, _period(figure.first.amount, unit), "DURATION"


def _words(tokens):
    for at, word in enumerate(tokens.low):
        if word in REFERENCES:
            yield at, at + 1, REFERENCES[word], "DATE"
        elif word in SETS:
            yield at, at + 1, SETS[word], "SET"
