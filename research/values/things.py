"""What a figure measures or counts: the unit, or the plural noun behind it."""

from .tokens import Tokens
from .units import NATIONAL_ENDINGS, UNITS, WORDS
from .when import DASHES

LONGEST_NAME, MARKS = 4, {10, 100, 5, 4, 20}


def unit_at(tokens: Tokens, at: int) -> tuple[int, str]:
    """The unit or the thing counted behind a figure: (index behind it, its name), the name empty where none is."""
    low, words = tokens.low, tokens.language
    if low[at] in DASHES and tokens.joined(at) and tokens.joined(at + 1) and low[at + 1] in WORDS:
        return at + 2, WORDS[low[at + 1]]
    if low[at] in words.percent:
        return at + 1, "%"
    if (low[at], low[at + 1]) == words.per_cent:
        return at + 2, "%"
    if low[at] == "percentage" and low[at + 1] in words.points:
        return at + 2, "percentage points"
    if low[at] in words.currencies:
        return at + 1, words.currencies[low[at]]
    if low[at] in words.dollars_of and low[at + 1] in words.currencies:
        return at + 2, words.dollars_of[low[at]]
    if low[at] == "/" or (low[at], low[at + 1]) == words.out_of:
        return _score(tokens, at)
    if (pair := f"{low[at]} {low[at + 1]}") in UNITS:
        return at + 2, pair
    if low[at] in WORDS and (len(low[at]) > 1 or tokens.joined(at)):
        return at + 1, WORDS[low[at]]
    if (
        low[at + 1] in words.durations
        and low[at + 1].endswith("s")
        and low[at].isalpha()
        and low[at] not in words.stops
    ):
        return at + 2, WORDS.get(low[at + 1], low[at + 1])  # two bloody weeks
    return _name(tokens, at)


def _score(tokens, at):
    last = at + 1 + (tokens.low[at] != "/")
    top = tokens.low[last]
    if top.isdecimal() and len(top) < 4 and int(top) in MARKS:
        return last + 1, f"out of {int(top)}"
    return at, ""


def _name(tokens, at):
    """The plural noun within a few words: "ethnic Armenians", "confirmed cases"."""
    low, words = tokens.low, tokens.language
    found = 0
    for place in range(at, at + LONGEST_NAME):
        word = low[place]
        if not word[:1].isalpha() or word in words.stops or word in words.months:
            break
        if word in words.plurals or (len(word) > 3 and word.endswith("s") and word not in words.not_plural):
            if word in words.fractions:
                return at, ""
            if not word.endswith("ss"):
                found = place + 1
            if not tokens.is_capital(place) or word.endswith(NATIONAL_ENDINGS):
                break
    return (found, tokens.slice(at, found)) if found else (at, "")
