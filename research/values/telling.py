"""How the dates of a text lean on each other: the date a story stands at, and what looks ahead."""

from collections.abc import Iterator
from statistics import mean

from .calendars import Context, Span
from .modality import Clauses
from .resolving import resolve
from .scanning import Mention, scan
from .tokens import Tokens
from .value import FORWARD
from .when import When

YEAR, AWAY = 365.2425, 500  # days: a text most of whose dates lie farther from its publication tells a history
FEWEST, MOST_OF = 5, 0.6


def told(tokens: Tokens, context: Context, clauses: Clauses | None = None) -> Iterator[Mention]:
    """The mentions of a text in order, with `context` set for each; `remember` what a date was resolved to."""
    mentions = list(scan(tokens))
    clauses = clauses or Clauses(tokens)
    context.published = context.published or _dateline(mentions, context)
    context.narrative = is_history(mentions, context.published)
    for mention in mentions:
        if mention.when:
            context.ahead = needs_side(mention.when) and looks_ahead(clauses, mention)
        yield mention


def _dateline(mentions, context):
    """The date a text opens with, where nothing else tells when it was written."""
    first = mentions[0].when if mentions else None
    if first is None or mentions[0].start > 40 or first.form != "calendar" or first.day is None or first.year is None:
        return None
    try:
        span = resolve(first, context)
    except ValueError:
        return None
    return span.low, span.high


def is_history(mentions: list[Mention], published) -> bool:
    """Whether a text tells of times long before it was written, so that dates lean on those told before."""
    if not published:
        return True
    years = [one.when.year for one in mentions if one.when and one.when.year and (one.when.month or one.when.group)]
    return len(years) >= FEWEST and mean(abs(year * YEAR - published[0]) > AWAY for year in years) > MOST_OF


def needs_side(when: When) -> bool:
    """Whether it depends on looking back or ahead which day is meant."""
    return when.year is None and (when.form != "shift")


def looks_ahead(clauses: Clauses, mention: Mention) -> bool:
    """Whether the clause of a date speaks of what is to come."""
    if mention.side in ("until", "by"):
        return True
    return clauses.mood(mention.start, mention.end)[0] in FORWARD


def remember(context: Context, when: When, span: Span) -> None:
    """Keep what later dates lean on: the last date, and the last that was a day."""
    if span.last is not None:  # of a range its end
        span, when = span.last, when.pieces[-1]
    if span.low is not None and span.grain in ("day", "month", "year", "season", "week") and not when.holiday:
        context.last = span
        if span.grain == "day":
            context.day = span
