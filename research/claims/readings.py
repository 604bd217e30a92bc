"""From the words of a claim to its value columns."""

from decimal import Decimal

from django.core.exceptions import ValidationError

from research import values
from research.values.units import COUNT, dimension

READER_VERSION = "1"
COLUMNS = (
    "kind",
    "edtf",
    "earliest",
    "latest",
    "amount",
    "lower",
    "upper",
    "lower_open",
    "upper_open",
    "unit",
    "hedge",
    "explanation",
)
PLACES = Decimal("0.00001")
UNREAD = {"kind": "", "edtf": "", "earliest": None, "latest": None, "amount": None, "lower": None, "upper": None,
          "lower_open": False, "upper_open": False, "unit": "", "hedge": ""}  # fmt: skip


def read_value(question, says, *, published="", given=None):
    """Return the value columns of a claim that says these words in answer to a question, as a dict.

    question: Question (saved or not); published: the article's EDTF date, for words such as "on Wednesday";
    given: None to read the words, or an editor's own reading: {"edtf"} or {"amount", "lower", "upper", "unit"}.
    Words that cannot be read leave kind empty and say why in `explanation`; a bad `given` raises ValidationError.
    """
    if question.kind == "text":
        return UNREAD | {"explanation": "A text answer: grouped with others by hand.", **_read_by("machine")}
    if given:
        return _columns(_given(question, given), question) | _read_by("editor")
    try:
        value = values.read(says, question.kind, published=published or None)
    except values.Unreadable as error:
        return UNREAD | {"explanation": error.reason, **_read_by("machine")}
    return _columns(value, question) | _read_by("machine")


def _read_by(reader):
    return {"read_by": reader, "reader_version": READER_VERSION}


def _given(question, given):
    try:
        if question.kind == "date":
            return values.from_edtf(given.get("edtf") or "")
        numbers = {name: given.get(name) for name in ("amount", "lower", "upper") if given.get(name) not in (None, "")}
        flags = {name: bool(given.get(name)) for name in ("lower_open", "upper_open")}
        return values.from_amount(**numbers, **flags, unit=given.get("unit") or question.unit)
    except values.Unreadable as error:
        raise ValidationError({"value": error.reason}) from error


def _columns(value, question):
    columns = {name: getattr(value, name) for name in COLUMNS}
    # A count takes the question's unit: "120,000 Armenians" and "120,000 people" answer the same question.
    if value.kind == "quantity" and question.unit and dimension(value.unit) == dimension(question.unit) == COUNT:
        columns["unit"] = question.unit
    for name in ("amount", "lower", "upper"):
        if columns[name] is not None:
            columns[name] = columns[name].quantize(PLACES)
    return columns
