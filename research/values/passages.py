"""What a sentence or passage states, value by value, with the words around each: material for `checks`."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from .calendars import Context, Span
from .finding import read_mention
from .language import language
from .quantities import quantity, quantity_value
from .reading import day_span
from .scanning import Mention
from .telling import told
from .tokens import Tokens
from .value import Unreadable, Value
from .when import DASHES

AROUND, STEM = 8, 5
ORDINAL, RECORD = "ordinal", "record"
ASIDE, PARTERS = 4, {",", ";", "and", "but", "while", "."}
ANY_LEAP_YEAR = 2000
SIDED = {"by", "until", "before", "since", "after"}


@dataclass(slots=True)
class Item:
    """One value in its place. `near` has the stems of the words around it, with how far they stand."""

    kind: str  # date, quantity, ordinal, record
    value: Value
    point: Value  # the figure or date named, without its hedge or preposition
    text: str
    start: int
    end: int
    near: dict[str, int] = field(default_factory=dict)
    record: tuple = ()
    yearless: bool = False


def items(text: str, published=None, last: Span | None = None) -> tuple[list[Item], Span | None]:
    """The values of a text in order, and the last date told; `last` lends its year where the text says none."""
    tokens = Tokens(text, language())
    context = Context(published=day_span(published), lenient=True, last=last)
    found = _records(tokens)
    taken = {at for item in found for at in range(item.start, item.end)}
    for mention in told(tokens, context):
        if mention.start not in taken and (item := _item(tokens, mention, context)):
            found.append(item)
            taken.update(range(item.start, item.end))
    found += [item for item in _ordinals(tokens) if item.start not in taken]
    found.sort(key=lambda item: item.start)
    _lay_out(tokens, found)
    return found, context.last


def _item(tokens: Tokens, mention: Mention, context: Context) -> Item | None:
    if mention.when and mention.when.form == "clock":
        value = Value("quantity", mention.when.clock)
        return Item(RECORD, value, value, value.says, mention.start, mention.end, record=(mention.when.clock[:5],))
    text = tokens.slice(mention.start, mention.end)
    try:
        value = read_mention(tokens, mention, context)
    except Unreadable as problem:
        if problem.problem == "lacks" and mention.when and mention.when.month and context.year is None:
            return _item(tokens, mention, replace(context, year=ANY_LEAP_YEAR))
        return _span_of_time(tokens, mention)
    point = value
    if mention.when and mention.side in SIDED:
        point = read_mention(tokens, replace(mention, side="", start=mention.core), context)
    elif value.kind == "quantity" and value.amount is not None:
        point = replace(value, lower=value.amount, upper=value.amount, lower_open=False, upper_open=False)
    return Item(value.kind, value, point, text, mention.start, mention.end, yearless=_is_yearless(mention.when))


def _is_yearless(when):
    return when is not None and when.form == "calendar" and when.year is None and when.month is not None


def _span_of_time(tokens, mention):
    """ "Fourteen years before the war": where the day cannot be told, the fourteen years still can be compared."""
    if not mention.when or mention.when.form != "offset":
        return None
    figure = quantity(tokens, mention.start)
    if figure is None or not figure.first:
        return None
    value = quantity_value(tokens, figure)
    point = replace(value, lower=value.amount, upper=value.amount, lower_open=False, upper_open=False)
    return Item("quantity", value, point, value.says, mention.start, figure.end)


def _ordinals(tokens: Tokens) -> list[Item]:
    words, found = tokens.language, []
    for at, word in enumerate(tokens.low):
        end = at + 1
        number = words.ordinals.get(word)
        if word.isdecimal() and len(word) < 4 and tokens.low[end] in words.ordinal_endings and tokens.joined(end):
            number, end = int(word), end + 1
        elif number is None and word in ("number", "#", "no") and (rank := _rank(tokens, end)):
            number, end = rank
        if number and word != "final":
            found.append(_placed(tokens, at, end, Decimal(number)))
    return found


def _rank(tokens, at):
    """number 4, number four, No. 4."""
    at += tokens.low[at] == "." and tokens.low[at - 1] == "no"
    word = tokens.low[at]
    if word.isdecimal() and len(word) < 4:
        return int(word), at + 1
    return (
        (tokens.language.numbers[word], at + 1)
        if word in tokens.language.numbers and tokens.low[at - 1] != "no"
        else None
    )


def _placed(tokens, at, end, amount):
    """An ordinal, open where it stands behind "before the" or "after the"."""
    before = tokens.low[at - 1 - (tokens.low[at - 1] in tokens.language.the)] if at > 1 else ""
    hedge = {"before": "less than", "under": "less than", "after": "more than", "behind": "more than"}.get(
        before, "exact"
    )
    lower, upper = None if hedge == "less than" else amount, None if hedge == "more than" else amount
    value = Value("quantity", tokens.slice(at, end), hedge, "", "", None, None, amount, lower, upper,
                  hedge == "more than", hedge == "less than", ORDINAL)  # fmt: skip
    point = replace(value, lower=amount, upper=amount, lower_open=False, upper_open=False)
    return Item(ORDINAL, value, point, value.says, at, end)


def _records(tokens: Tokens) -> list[Item]:
    """Scores and records of wins: 2–0, 7-3-1."""
    found, low = [], tokens.low
    at = 0
    while at < len(tokens):
        end, numbers = at, []
        while low[end].isdecimal() and len(low[end]) < 3:
            numbers.append(int(low[end]))
            if low[end + 1] not in DASHES or not low[end + 2].isdecimal():
                break
            end += 2
        is_score = len(numbers) > 2 or (len(numbers) == 2 and numbers[0] >= numbers[1])
        if is_score and not tokens.joined(at) and low[end + 1] not in tokens.language.months:
            value = Value("quantity", tokens.slice(at, end + 1))
            found.append(Item(RECORD, value, value, value.says, at, end + 1, record=tuple(sorted(numbers))))
        at = max(end, at) + 1
    return found


def _lay_out(tokens, found):
    """For each value the words around it, up to the values beside it; behind a comma or "and" they count as farther."""
    for place, item in enumerate(found):
        floor = max(found[place - 1].end if place else 0, item.start - AROUND)
        ceiling = min(found[place + 1].start if place + 1 < len(found) else len(tokens), item.end + AROUND)
        _note(tokens, item, range(item.start, item.end), 0)
        _note(tokens, item, range(item.start - 1, floor - 1, -1), 1)
        _note(tokens, item, range(item.end, ceiling), 1)


def _note(tokens, item, places, step):
    distance = 1
    for at in places:
        word = tokens.low[at]
        if word in PARTERS:
            distance += ASIDE * step
        elif (
            len(word) > 2
            and word.isalpha()
            and word not in tokens.language.stops
            and word not in tokens.language.scales
        ):
            stem = word.rstrip("s")[:STEM]
            item.near[stem] = min(distance, item.near.get(stem, 99))
        distance += step
