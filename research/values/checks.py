"""Whether a sentence's dates and figures agree with the passage it rests on."""

from dataclasses import dataclass, replace
from decimal import Decimal
from math import inf, log

from .days import civil, day_number, month_length
from .passages import ORDINAL, RECORD, Item, items
from .units import counted, dimension

SAME_THING, OTHER_MEASURE = 1.5, 0.5
LIKE = Decimal("1.2")
OPEN = {"more than", "at least", "less than", "at most", "by", "until", "before", "since", "after"}
NEARNESS, STEEP, DAYS_APART = 4, 10, 365
MOST_PAIRS = 50_000
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
    if len(claimed) * len(there) > MOST_PAIRS:
        return Check("silent", "There are too many values to hold them against each other: check a shorter passage.")
    agreed = ""
    for item, rivals in _laid_against(claimed, there):
        if not any(_agree(item, rival) for rival in rivals):
            return Check("conflicts", f"“{item.text}” does not agree with “{rivals[0].text}” in the passage.")
        agreed = agreed or f"“{item.text}” agrees with “{rivals[0].text}” in the passage."
    return Check("supports", agreed) if agreed else Check("silent", "The passage has nothing to hold it against.")


def label(claim: str, evidence: str) -> str:
    """The verdict in the three words of fact verification: SUPPORTS, REFUTES, NOT ENOUGH INFO."""
    return LABELS[check(claim, evidence).verdict]


def _laid_against(claimed: list[Item], there: list[Item]) -> list[tuple[Item, list[Item]]]:
    """Each value with those of the passage it is about: the best fitting pairs first, and each only once."""
    pairs = []
    for mine, item in enumerate(claimed):
        for other, rival in enumerate(there):
            if _comparable(item, rival):
                pairs.append((-_fit(item, rival), not _agree(item, rival), mine, other))
    taken, used, found = {}, set(), []
    for fit, _, mine, other in sorted(pairs):
        if mine not in taken and other not in used and not (fit >= 0 and claimed[mine].kind == ORDINAL):
            taken[mine] = other
            used.add(other)
    for mine in sorted(taken):
        found.append((claimed[mine], [there[taken[mine]]]))
    return found


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
    return fit + NEARNESS * _nearness(item, other)


def _nearness(item, other):
    """How near the two figures or days are, 0 to 1: of several, a figure is likeliest about the one it is near to."""
    if item.kind == "date":
        mine, theirs = item.point.earliest, other.point.earliest
        return 0 if mine is None or theirs is None else 1 / (1 + abs(mine - theirs) / DAYS_APART)
    mine, theirs = _middle(item.point), _middle(other.point)
    if not mine or not theirs:
        return 0
    return 1 / (1 + STEEP * abs(log(mine / theirs)))


def _middle(value):
    ends = [float(key[0]) for key in value.bounds if abs(key[0]) != inf]
    return sum(ends) / len(ends) if ends else 0


def _agree(item: Item, other: Item) -> bool:
    if item.kind == RECORD:
        return item.record == other.record
    mine = item.value
    if other.yearless and mine.kind == "date" and mine.earliest is not None:
        other = replace(
            other,
            value=_in_year(other.value, civil(mine.earliest)[0]),
            point=_in_year(other.point, civil(mine.earliest)[0]),
        )
    elif item.yearless and other.point.earliest is not None:
        mine = _in_year(mine, civil(other.point.earliest)[0])
    if _is_range(mine) and _is_range(other.value):
        return mine.bounds == other.value.bounds
    theirs = other.value.amount
    if mine.amount is not None and theirs is not None and mine.hedge in OPEN and mine.hedge == other.value.hedge:
        ends = (mine.amount, theirs)
        less, more = ends if mine.hedge in ("more than", "at least") else ends[::-1]
        return less <= more <= less * LIKE
    if mine.hedge in OPEN:
        return _meet(mine, other.point)
    return _meet(mine, other.value) or _meet(mine, other.point)


def _in_year(value, year):
    """The same day or month in another year, for a date that does not say its own."""

    def moved(number):
        if number is None:
            return None
        _, month, day = civil(number)
        return day_number(year, month, min(day, month_length(year, month)))

    return replace(value, earliest=moved(value.earliest), latest=moved(value.latest))


def _is_range(value):
    return value.kind == "date" and "/" in value.edtf and ".." not in value.edtf


def _meet(a, b):
    (low, high), (other_low, other_high) = a.bounds, b.bounds
    return low <= other_high and other_low <= high
