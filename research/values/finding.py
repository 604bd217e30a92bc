"""Finding the dates and quantities of a text."""

from dataclasses import dataclass, replace

from .calendars import Context
from .language import language
from .modality import Clauses
from .quantities import Figure, quantity_value
from .reading import date_value, day_span
from .resolving import resolve
from .scanning import Mention
from .telling import remember, told
from .tokens import Tokens
from .value import Unreadable, Value


@dataclass(frozen=True, slots=True)
class Found:
    """One expression, text[start:end] in code points, with its value or the reason why it cannot be read.

    `modality` and `note` are suggestions: the note warns where an editor has to look.
    """

    start: int
    end: int
    text: str
    kind: str
    value: Value | None
    problem: str = ""
    reason: str = ""
    modality: str = "happened"
    note: str = ""


def find(text: str, *, published=None, lang: str = "en") -> list[Found]:
    """Every date and quantity of a text, in order and none inside another, in time linear in its length.

    published: when it appeared, an EDTF string, a `datetime.date` or None. Where that does not tell the year or the day
    of a date, or the text tells of other times, the date before it in the text does, and the explanation says so.
    """
    tokens = Tokens(text, language(lang))
    context = Context(published=day_span(published))
    clauses = Clauses(tokens)
    return [found for mention in told(tokens, context, clauses) if (found := _found(tokens, mention, context, clauses))]


def _found(tokens: Tokens, mention: Mention, context: Context, clauses: Clauses) -> Found | None:
    if (mention.figure and is_idle(mention.figure)) or (mention.when and mention.when.form == "clock"):
        return None
    start, end = tokens.starts[mention.start], tokens.ends[mention.end - 1]
    kind = "date" if mention.when else "quantity"
    modality, note = clauses.mood(mention.start, mention.end)
    said = tokens.text[start:end]
    if is_numbering(tokens.text, start, end):
        return None
    try:
        value = read_mention(tokens, mention, context)
    except Unreadable as problem:
        return Found(start, end, said, kind, None, problem.problem, problem.reason, modality, note)
    if modality != "happened":
        value = replace(value, modality=modality)
    return Found(start, end, said, kind, value, "", "", modality, note if kind == "date" else "")


def read_mention(tokens: Tokens, mention: Mention, context: Context) -> Value:
    """The value of one mention, remembered for the dates behind it."""
    if mention.figure:
        return quantity_value(tokens, mention.figure)
    if mention.when is None:
        raise Unreadable("nothing", "There is no date or figure here.")
    span = resolve(mention.when, context)
    remember(context, mention.when, span)
    return date_value(tokens, mention, span)


def is_idle(figure: Figure) -> bool:
    """The one of "one of them", which is no figure anybody compares."""
    alone = figure.first and figure.first.in_words and figure.first.amount == 1 and not figure.second
    return bool(alone) and figure.hedge == "exact" and not figure.is_measure


def is_numbering(text: str, start: int, end: int) -> bool:
    """The number before an item of a list: "2. Give two reasons"."""
    begins = start == 0 or text[start - 1] == "\n"
    return begins and end - start <= 2 and text[start:end].isdecimal() and text[end : end + 2] in (". ", ") ")
