"""Where in a text dates and quantities stand: one pass that wakes the grammar only at words it knows."""

from collections.abc import Iterator
from dataclasses import dataclass

from .phrases import date
from .quantities import Figure, quantity
from .tokens import Tokens
from .when import When

MOST_BEFORE = 7
MOST_SIDES = 3
WEAK = {"", "as of", "exact"}


@dataclass(slots=True)
class Mention:
    """One expression: token indices with (`start`, `end`) and, for dates, without its preposition (`core`)."""

    start: int
    end: int
    core: int
    when: When | None = None
    figure: Figure | None = None
    side: str = ""
    about: bool = False


def scan(tokens: Tokens, *, dates: bool = True) -> Iterator[Mention]:
    """The dates and quantities of a text in their order, none inside another; without dates a year is a figure."""
    low, prefixes = tokens.low, tokens.language.prefixes
    floor = 0
    for core in tokens.wakers():
        if core < floor:
            continue
        start = core
        least = max(floor, core - MOST_BEFORE)
        while start > least and low[start - 1] in prefixes:
            start -= 1
        for at in range(start, core + 1):
            found = mention(tokens, at) if dates else counted(tokens, at)
            if found and found.end > core:
                yield found
                floor = found.end
                break


def mention(tokens: Tokens, at: int) -> Mention | None:
    """The date or quantity that begins at a token; where both can be read, the date."""
    found = dated(tokens, at)
    if found and not _may_count(tokens, found):
        return found
    figure = quantity(tokens, at)
    if figure is None or (found and (figure.end <= found.end or not figure.unit)):
        return found
    return Mention(at, figure.end, at, figure=figure)


def counted(tokens: Tokens, at: int) -> Mention | None:
    """The quantity that begins at a token."""
    figure = quantity(tokens, at)
    return Mention(at, figure.end, at, figure=figure) if figure else None


def _may_count(tokens, found):
    """Whether a date is a bare figure that could as well count something: 2000 military personnel."""
    when = found.when
    if when.form != "calendar" or when.month is not None or when.group is not None or when.years > 1 or found.side:
        return False
    return not found.core or tokens.low[found.core - 1] not in tokens.language.before_year


def dated(tokens: Tokens, at: int) -> Mention | None:
    """The date that begins at a token, its preposition included."""
    core, side, about = at, "", False
    when = date(tokens, at)
    for _ in range(MOST_SIDES):
        phrase = None if when else tokens.phrase(core, tokens.language.side_phrases)
        if not phrase:
            break
        core = phrase[0] + (tokens.low[phrase[0]] == "." and phrase[0] - at == 1)
        side, about = (side, True) if phrase[1] == "about" else (phrase[1] if side in WEAK else side, about)
        when = date(tokens, core)
    if when is None or (core > at and tokens.low[core] in tokens.language.range_words):
        return None
    found = Mention(at if core > at else when.start, when.end, when.start, when=when, side=side, about=about)
    if side == "since" and tokens.low[found.end] in tokens.language.onwards - {"on"}:
        found.end += 1
    return found
