"""Whether a sentence's dates and figures agree with the passage it rests on."""

from dataclasses import dataclass

from .passages import ORDINAL, RECORD, Item, items
from .units import counted, dimension

SAME_THING, OTHER_MEASURE = 1.5, 0.5
LABELS = {"supports": "SUPPORTS", "conflicts": "REFUTES", "silent": "NOT ENOUGH INFO"}


@dataclass(frozen=True, slots=True)
class Check:
    """`verdict`: supports, conflicts or silent; `reason`: why, in one sentence."""

    verdict: str
    reason: str


def check(sentence: str, evidence: str, *, published=None) -> Check:
    """Do the dates and figures of a sentence agree with those of the passage it rests on?

    published: when the passage's article appeared, as for `find`. A sentence with several values conflicts where any
    does, and is supported where some agree and none conflicts. A hedge of the sentence ("more than 50") is held against
    the figure the passage names, since "less than 74 %" is not what a passage says that says 74 %.
    """
    there, told = items(evidence, published)
    claimed, _ = items(sentence, published, told)
    if any(item.kind == "date" for item in claimed) and told is None:
        there, _ = items(evidence, published, items(sentence, published)[1])
    agreed = ""
    for item in claimed:
        rivals = _rivals(item, there)
        if not rivals:
            continue
        if not any(_agree(item, rival) for rival in rivals):
            return Check("conflicts", f"“{item.text}” does not agree with “{rivals[0].text}” in the passage.")
        agreed = agreed or f"“{item.text}” agrees with the passage."
    return Check("supports", agreed) if agreed else Check("silent", "The passage has nothing to hold it against.")


def label(claim: str, evidence: str) -> str:
    """The verdict in the three words of fact verification: SUPPORTS, REFUTES, NOT ENOUGH INFO."""
    return LABELS[check(claim, evidence).verdict]


def _rivals(item: Item, there: list[Item]) -> list[Item]:
    """What the passage has to say on the same: of the comparable values those whose surroundings fit best."""
    fitting = [(_fit(item, other), other) for other in there if _comparable(item, other)]
    best = max((fit for fit, _ in fitting), default=0)
    if item.kind == ORDINAL and best <= 0:
        return []
    return [other for fit, other in fitting if fit == best]


def _comparable(item, other):
    if item.kind != other.kind:
        return False
    if item.kind != "quantity":
        return True
    kinds = {dimension(item.value.unit), dimension(other.value.unit)}
    return len(kinds) == 1 or kinds == {"percentage", "score"}


def _fit(item, other):
    fit = sum(2 / (distance + other.near[stem]) for stem, distance in item.near.items() if stem in other.near)
    if item.kind == "quantity":
        if dimension(item.value.unit) != dimension(other.value.unit):
            fit -= OTHER_MEASURE
        elif item.value.unit and counted(item.value.unit) == counted(other.value.unit):
            fit += SAME_THING
    return fit


def _agree(item: Item, other: Item) -> bool:
    if item.kind == RECORD:
        return item.record == other.record
    if _is_range(item.value) and _is_range(other.value):
        return item.value.bounds == other.value.bounds
    if _is_open(item.value):
        return _meet(item.value, other.point)
    return _meet(item.value, other.value) or _meet(item.value, other.point)


def _is_range(value):
    return value.kind == "date" and "/" in value.edtf and ".." not in value.edtf


def _is_open(value):
    return value.hedge in ("more than", "at least", "less than", "at most", "by", "until", "before", "since", "after")


def _meet(a, b):
    (low, high), (other_low, other_high) = a.bounds, b.bounds
    return low <= other_high and other_low <= high
