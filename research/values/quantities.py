"""The grammar of quantities: hedge, currency, figure or range, bounds in brackets, unit or the thing counted."""

from dataclasses import dataclass
from decimal import Decimal

from .bounds import VAGUE, reach
from .byhand import storable
from .numerals import Numeral, numeral
from .things import unit_at
from .tokens import Tokens
from .units import MEASURES, WORDS, dimension
from .value import Value
from .when import DASHES

MOST_HEDGES = 3
OPEN_HEDGES = {"at least", "more than", "at most", "less than"}
LEFT_OUT = {"c", "ca", "approx", "est"}  # hedges that are written with a full stop


@dataclass(slots=True)
class Figure:
    """One quantity as it stands in the text: token indices, and its parts."""

    start: int
    end: int
    hedge: str = "exact"
    first: Numeral | None = None
    second: Numeral | None = None
    vague: str = ""
    unit: str = ""
    given: tuple | None = None
    ordinal: bool = False
    unit_start: int = 0
    first_at: int = 0
    second_at: int = 0
    upper_open: bool = False

    @property
    def is_measure(self):
        return dimension(self.unit) in MEASURES


def quantity(tokens: Tokens, index: int, *, inner: bool = False) -> Figure | None:
    """The quantity that begins at a token, hedge and unit included, or None; an inner one has no brackets itself."""
    found = Figure(index, index)
    at, found.hedge = hedges(tokens, index)
    opened = tokens.low[at] in tokens.language.between | tokens.language.from_
    at, currency = _currency(tokens, at + opened)
    at = _vague(tokens, at, found) or _figures(tokens, at, found, opened)
    if not at:
        return None
    at = _million(tokens, at, found) if currency else at
    at = at if inner else _given_bounds(tokens, at, found)
    at = _hedge_behind(tokens, at, found)
    found.unit_start = at
    found.end, found.unit = (at, currency) if currency else unit_at(tokens, at)
    if found.first and (_is_broken(tokens, found) or _is_named(tokens, found)):
        return None
    found.end = _hedge_behind(tokens, found.end, found)
    found.end -= bool(found.vague) and tokens.low[found.end - 1] in tokens.language.of
    return found


def _million(tokens, at, found):
    """The m of "$5m", which without a currency is a metre."""
    scale = tokens.language.money_scales.get(tokens.low[at])
    if not scale or not tokens.joined(at) or not found.first:
        return at
    for number in filter(None, (found.first, found.second)):
        if number.scale == 1:
            number.amount, number.unit, number.scale = number.amount * scale, number.unit * scale, scale
    return at + 1


def _hedge_behind(tokens, at, found):
    """5 or more."""
    after = tokens.phrase(at, tokens.language.hedge_after_phrases)
    if after and found.first and not found.second and found.hedge == "exact":
        at, found.hedge = after
    return at


def hedges(tokens: Tokens, index: int) -> tuple[int, str]:
    """The hedges before a figure; of several ("only about") the first that says something."""
    said = "exact"
    for _ in range(MOST_HEDGES):
        match = tokens.phrase(index, tokens.language.hedge_phrases)
        if not match:
            break
        said = match[1] if said == "exact" else said
        index = match[0]
        if tokens.low[index] == "." and tokens.low[index - 1] in LEFT_OUT:
            index += 1
    return index, said


def _currency(tokens, index):
    low, words = tokens.low, tokens.language
    if low[index] in words.currency_signs:
        return index + 1, words.currency_signs[low[index]]
    if low[index] in words.dollars and low[index + 1] == "$" and (len(low[index]) > 1 or tokens.joined(index + 1)):
        return index + 2, words.dollars[low[index]]
    if low[index] in words.dollars and low[index + 1] == "." and low[index + 2] == "s" and low[index + 3] in (".", "$"):
        at = index + 3 + (low[index + 3] == ".")
        return (at + 1, "USD") if low[at] == "$" else (index, "")
    if len(low[index]) == 3 and low[index] in words.currencies and tokens.is_figure(index + 1):
        return index + 1, words.currencies[low[index]]
    return index, ""


def _vague(tokens, index, found):
    """dozens, tens of thousands, several hundred."""
    low, words = tokens.low, tokens.language
    key = (low[index], low[index + 2])
    if key in words.vague_of and low[index + 1] in words.of:
        found.vague, end = words.vague_of[key], index + 3
    elif low[index] in words.vague:
        found.vague, end = words.vague[low[index]], index + 1
    else:
        few = index + (low[index] in words.articles)
        if low[few] not in words.few or low[few + 1] + "s" not in VAGUE:
            return 0
        found.vague, end = low[few + 1] + "s", few + 2
    return end + 1 if low[end] in words.of else end


def _figures(tokens, index, found, opened):
    found.first, found.first_at = numeral(tokens, index) or _one(tokens, index, found), index
    first = found.first
    if first is None or (index and not first.in_words and _names(tokens, index - 1)):
        return 0
    at = _plus(tokens, first, found)
    second, end = _range_end(tokens, at, found, opened)
    if second and first.amount < second.amount:
        found.second, found.second_at = second, at + 1
        return end
    if second and tokens.low[at] in DASHES:
        return 0  # a score, "2–0", is no range
    return 0 if opened and tokens.low[index - 1] in tokens.language.between else at


def _names(tokens, before):
    """Flight 1549, page 12, No. 10: a figure that names and does not count."""
    words, low = tokens.language, tokens.low
    return low[before] in words.figure_words or (low[before] == "." and low[before - 1] == "no")


def _one(tokens, index, found):
    """The one of "over a year": without a hedge, an article is no figure."""
    low, words = tokens.low, tokens.language
    if found.hedge != "exact" and low[index] in words.articles and low[index + 1] in words.durations:
        return Numeral(Decimal(1), Decimal(1), index + 1, in_words=True)
    return None


def _plus(tokens, first, found):
    """6.3+ million: at least."""
    at = first.end
    if tokens.low[at] == "+" and tokens.joined(at):
        found.hedge = "at least" if found.hedge == "exact" else found.hedge
        at += 1
        word = tokens.low[at]
        if first.scale == 1 and word in tokens.language.scales:
            first.scale = tokens.language.scales[word]
            first.amount, first.unit, at = first.amount * first.scale, first.unit * first.scale, at + 1
    return at


def _range_end(tokens, at, found, opened):
    first = found.first
    low, words = tokens.low, tokens.language
    link = at + (low[at] in words.percent)
    link += low[link] in WORDS and low[link + 1] in words.range_words
    if low[link] not in (words.range_words if opened else words.range_words - words.and_) and low[link] not in DASHES:
        return None, at
    start, _ = _currency(tokens, link + 1)
    start, hedge = hedges(tokens, start)
    found.upper_open = hedge == "less than"
    second = numeral(tokens, start) if hedge in ("exact", "less than") else None
    if second is None:
        return None, at
    if second.scale > first.scale == 1 and first.amount * second.scale <= second.amount:
        first.amount, first.unit = first.amount * second.scale, first.unit * second.scale
    return second, second.end


def _given_bounds(tokens, at, found):
    """ "2,000 (1,800–2,200)": the bounds an editor or `say` wrote behind the figure."""
    if tokens.low[at] != "(" or found.second or found.vague or tokens.low[at + 1] == "(":
        return at
    inner = quantity(tokens, at + 1, inner=True)
    if inner is None or tokens.low[inner.end] != ")" or not inner.first or inner.unit:
        return at
    if inner.second and inner.first.amount <= found.first.amount <= inner.second.amount:
        found.given = (inner.first.amount, inner.second.amount, inner.hedge == "more than", inner.upper_open)
    elif not inner.second and inner.hedge in OPEN_HEDGES:
        found.given = reach(inner.first.amount, inner.first.unit, inner.hedge)
    return inner.end + 1 if found.given else at


def _is_broken(tokens, found):
    """A figure that goes on in a way we do not read: 05/04/2024, 5x, 2.5.1."""
    last = (found.second or found.first).end
    at = found.end
    if tokens.low[last] in tokens.language.fractions:
        return True
    if at == last and not found.unit and not found.given:
        if tokens.joined(at) and tokens.low[at][:1].isalpha():
            return True
        if tokens.low[at] in ("/", ":") and tokens.is_figure(at + 1) and tokens.joined(at + 1):
            return True
    before = found.start - 1
    if before < 0 or not tokens.joined(found.start) or found.hedge != "exact":
        return False
    if tokens.low[before] in DASHES:  # a score, or a figure below nought
        return not tokens.joined(before) or tokens.is_figure(before - 1)
    return tokens.low[before] in ("/", ":", "#", "_")


def _is_named(tokens, found):
    """Boeing 737, Journey 2: a bare figure behind a name belongs to the name."""
    at, low = found.start - 1, tokens.low
    if found.unit or found.second or found.hedge != "exact" or found.first_at != found.start or found.first.in_words:
        return False
    if at < 0 or not tokens.is_capital(at) or low[at] in tokens.language.stops | tokens.language.prefixes:
        return False
    return at > 0 and low[at - 1] not in (".", "!", "?", ":") and found.first.scale == 1


def quantity_value(tokens: Tokens, found: Figure) -> Value:
    """The value of a quantity, its bounds by the table of `bounds`. Raises Unreadable for more than 15 digits."""
    says, first = tokens.slice(found.start, found.end), found.first
    if first is None:
        return _vague_value(says, found)
    if found.second:
        return _range_value(says, found)
    amount = storable(first.amount)
    bounds = found.given or reach(
        amount, first.unit, found.hedge, measure=found.is_measure, round_words=first.round_words
    )
    lower, upper = (end if end is None else storable(end) for end in bounds[:2])
    return Value(
        "quantity", says, found.hedge, _why(found, amount, lower, upper), unit=found.unit,
        amount=amount, lower=lower, upper=upper, lower_open=bounds[2], upper_open=bounds[3],
    )  # fmt: skip


def _vague_value(says, found):
    lower, upper = (Decimal(end) for end in VAGUE[found.vague])
    why = f"“{found.vague}” is read as {lower:,} to under {upper:,}."
    return Value("quantity", says, "hundreds of", why, lower=lower, upper=upper, upper_open=True, unit=found.unit)


def _range_value(says, found):
    lower, upper = found.first.amount, found.second.amount
    if found.hedge in ("about", "nearly"):
        lower = reach(lower, found.first.unit, "about", measure=found.is_measure)[0]
        upper = reach(upper, found.second.unit, "about", measure=found.is_measure)[1]
    lower, upper = storable(lower), storable(upper)
    if found.hedge in ("at most", "less than"):
        lower = Decimal(0)
    why = f"A range from {lower:,f} to {upper:,f}."
    hedge = found.hedge if found.hedge in ("about", "nearly") else "exact"
    ends = {"lower_open": found.hedge == "more than", "upper_open": found.upper_open}
    return Value("quantity", says, hedge, why, lower=lower, upper=upper, unit=found.unit, **ends)


def _why(found, amount, lower, upper):
    if found.given:
        return "The bounds are those in brackets."
    if found.hedge == "exact":
        return (
            "Read as just this figure." if lower == upper else f"As round as it is written, {lower:,f} to {upper:,f}."
        )
    if upper is None or found.hedge in ("less than", "at most", "exactly"):
        return f"“{found.hedge}” {amount:,f}."
    return f"“{found.hedge}” {amount:,f} is read as {lower:,f} to {upper:,f}."
