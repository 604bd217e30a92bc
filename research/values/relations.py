"""How two values stand to each other."""

from dataclasses import dataclass

from .units import COUNT, counted, dimension
from .value import ASSERTED, FORWARD, Value
from .words import say


@dataclass(frozen=True, slots=True)
class Relation:
    """`kind`: same, more precise, overlaps, disjoint or not comparable; `reason`: why, in one sentence.

    "More precise" tells that one of the two lies within the other, whichever was given first.
    """

    kind: str
    reason: str


def relation(a: Value, b: Value) -> Relation:
    """Compare two values: symmetric in kind. Values of other units, classes of modality, scopes or dates are not."""
    if reason := why_not(a, b):
        return Relation("not comparable", reason)
    first, second = a.bounds, b.bounds
    said = f"{_quoted(a)} and {_quoted(b)}"
    if first[1] < second[0] or second[1] < first[0]:
        return Relation("disjoint", f"{said} cannot both hold: nothing lies in {say(a)} as well as in {say(b)}.")
    if first == second:
        return Relation("same", f"{said} mean the same: {say(a)}.")
    inside = first[0] >= second[0] and first[1] <= second[1]
    if inside or (second[0] >= first[0] and second[1] <= first[1]):
        narrow, wide = (a, b) if inside else (b, a)
        return Relation(
            "more precise", f"{_quoted(narrow)} is more precise: it lies within {_quoted(wide)}, {say(wide)}."
        )
    return Relation("overlaps", f"{said} can both hold: {say(a)} and {say(b)} overlap.")


def why_not(a: Value, b: Value) -> str:
    """Why two values cannot be compared by rule, or an empty string where they can."""
    if a.kind != b.kind:
        return "One is a date, the other a quantity."
    for value in (a, b):
        if value.modality in ("denied", "conditional"):
            return f"What is {value.modality} is not compared by rule."
    if (a.modality in ASSERTED) != (b.modality in ASSERTED) or (a.modality in FORWARD) != (b.modality in FORWARD):
        return f"One {_tense(a)}, the other {_tense(b)}: a plan does not contradict an outcome."
    if a.scope != b.scope:
        return f"They speak of different things: “{a.scope or 'no scope'}” and “{b.scope or 'no scope'}”."
    if a.as_of != b.as_of:
        return f"They hold as of different dates: {a.as_of or 'none given'} and {b.as_of or 'none given'}."
    return "" if a.kind == "date" else units_differ(a.unit, b.unit)


def units_differ(a: str, b: str) -> str:
    """Why two units do not compare, or an empty string where they do; a bare figure compares with any count."""
    if dimension(a) != dimension(b):
        return f"Their units differ: {a or 'a bare figure'} and {b or 'a bare figure'}."
    if dimension(a) == COUNT and a and b and counted(a) != counted(b):
        return f"They count different things: {a} and {b}."
    return ""


def _quoted(value):
    return f"“{value.says}”" if value.says else f"“{say(value)}”"


def _tense(value):
    return {"happened": "happened", "ongoing": "is ongoing", "planned": "is planned"}.get(
        value.modality, "is predicted"
    )
