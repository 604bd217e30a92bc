"""Positions: the fewest stories that explain all claims of one question."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from .units import counted, dimension
from .value import ASSERTED, FORWARD, Value
from .words import window


@dataclass(frozen=True, slots=True)
class Position:
    """One story. `lower` and `upper` are keys as `Value.bounds` has them; `members` and `possible` index the claims.

    A member fits this story alone; a possible one fits others, too, and is counted in none. `exact` tells that the
    label is the words of a member, and not only the window in our words.
    """

    lower: tuple
    upper: tuple
    members: tuple[int, ...]
    possible: tuple[int, ...]
    label: str
    exact: bool


def positions(values: Sequence[Value], origins: Sequence | None = None) -> list[Position]:
    """The fewest stories that can all be told of these claims, O(n log n), whatever their order.

    values: claims of one question, of one modality class and comparable with each other (`comparable_groups`), in the
    order of publication. origins: for each claim something hashable that names its independent origin, or None.
    Ordered by independent origins, then members, then the window's lower end.
    """
    if not values:
        return []
    bounds = [value.bounds for value in values]
    lows, highs = _ranked(bounds)
    points, starts = _last_points(lows, highs), _first_points(lows, highs)
    members, possible = [[] for _ in points], [[] for _ in points]
    for claim, (low, high) in enumerate(zip(lows, highs, strict=True)):
        first, last = bisect_left(points, low), bisect_right(starts, high) - 1
        if first == last:
            members[first].append(claim)
        else:
            for story in range(first, last + 1):
                possible[story].append(claim)
    found = []
    ends = {rank: key for pair, ranks in zip(bounds, zip(lows, highs, strict=True), strict=True)
            for key, rank in zip(pair, ranks, strict=True)}  # fmt: skip
    for start, point, own, other in zip(starts, points, members, possible, strict=True):
        label, exact = _label(values, bounds, origins, own, (ends[start], ends[point]))
        found.append(Position(ends[start], ends[point], tuple(own), tuple(other), label, exact))
    return sorted(found, key=lambda story: (-_weight(story.members, origins), -len(story.members), story.lower))


def _ranked(bounds):
    """The ends as small integers in their order, since comparing a million tuples of decimals is what takes time."""
    order = {key: rank for rank, key in enumerate(sorted({key for pair in bounds for key in pair}))}
    return [order[low] for low, _ in bounds], [order[high] for _, high in bounds]


def _last_points(lows, highs):
    points = []
    for high, low in sorted(zip(highs, lows, strict=True)):
        if not points or low > points[-1]:
            points.append(high)
    return points


def _first_points(lows, highs):
    points = []
    for low, high in sorted(zip(lows, highs, strict=True), reverse=True):
        if not points or high < points[-1]:
            points.append(low)
    return points[::-1]


def _weight(claims, origins):
    return len({origins[claim] if origins and origins[claim] is not None else ("claim", claim) for claim in claims})


def _label(values, bounds, origins, members, ends):
    """The words of the member that says just this; of several, what most origins say, and the earliest of those."""
    said = defaultdict(list)
    for claim in members:
        if bounds[claim] == ends and values[claim].says:
            said[values[claim].says].append(claim)
    if said:
        return min(said, key=lambda words: (-_weight(said[words], origins), said[words][0])), True
    return window(values[members[0]], *ends), False


def comparable_groups(values: Sequence[Value]) -> list[tuple[int, ...]]:
    """Indices of the values that may be compared with each other, group by group in the order they first appear.

    Apart stand: asserted and forward, other scopes and as-of dates, other dimensions. Denials and conditionals are
    compared with nothing, so they are in no group.
    """
    groups = defaultdict(list)
    for index, value in enumerate(values):
        time = "asserted" if value.modality in ASSERTED else "forward" if value.modality in FORWARD else ""
        if time:
            what = dimension(value.unit), counted(value.unit) if dimension(value.unit) == "count" else ""
            groups[value.kind, time, value.scope, value.as_of, what].append(index)
    return [tuple(group) for group in groups.values()]
