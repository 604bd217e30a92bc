"""Positions: the fewest stories that explain all claims of one question."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

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
    label: str
    exact: bool
    place: int = field(repr=False)
    vague: "Vague" = field(repr=False, compare=False)

    @property
    def possible(self) -> tuple[int, ...]:
        return tuple(self.vague.of(self.place))


class Vague:
    """The claims that could be more than one story, laid out only when asked: they may all fit thousands each."""

    def __init__(self, runs: list[tuple[int, int, int]]):
        self.runs = runs  # first story, last story, claim
        self.laid_out: dict[int, list[int]] | None = None

    def of(self, place: int) -> list[int]:
        if self.laid_out is None:
            self.laid_out = defaultdict(list)
            for first, last, claim in self.runs:
                for story in range(first, last + 1):
                    self.laid_out[story].append(claim)
        return self.laid_out.get(place, [])


def positions(values: Sequence[Value], origins: Sequence | None = None) -> list[Position]:
    """The fewest stories that can all be told of these claims, O(n log n), whatever their order.

    values: claims of one question, of one modality class and comparable with each other (`comparable_groups`), in the
    order of publication. origins: for each claim something hashable that names its independent origin, or None.
    Ordered by independent origins, then members, then the window's lower end.
    """
    if not values:
        return []
    keys, lows, highs = _ranked([value.bounds for value in values])
    points, starts = _last_points(lows, highs), _first_points(lows, highs)
    members: list[list[int]] = [[] for _ in points]
    vague = Vague([])
    for claim, (low, high) in enumerate(zip(lows, highs, strict=True)):
        first, last = bisect_left(points, low), bisect_right(starts, high) - 1
        if first == last:
            members[first].append(claim)
        else:
            vague.runs.append((first, last, claim))
    found = []
    for place, (start, point) in enumerate(zip(starts, points, strict=True)):
        own, ends = members[place], (keys[start], keys[point])
        says = [claim for claim in own if lows[claim] == start and highs[claim] == point and values[claim].says]
        label = _label(values, says, origins) if says else window(values[own[0]], *ends)
        found.append(Position(*ends, tuple(own), label, bool(says), place, vague))
    return sorted(found, key=lambda story: (-_weight(story.members, origins), -len(story.members), story.lower))


def _ranked(bounds):
    """The ends as small integers in their order, since comparing many pairs of decimals is what takes time."""
    keys = sorted({key for pair in bounds for key in pair})
    rank = {key: place for place, key in enumerate(keys)}
    return keys, [rank[low] for low, _ in bounds], [rank[high] for _, high in bounds]


def _last_points(lows, highs):
    points: list[int] = []
    for high, low in sorted(zip(highs, lows, strict=True)):
        if not points or low > points[-1]:
            points.append(high)
    return points


def _first_points(lows, highs):
    points: list[int] = []
    for low, high in sorted(zip(lows, highs, strict=True), reverse=True):
        if not points or high < points[-1]:
            points.append(low)
    return points[::-1]


def _weight(claims, origins):
    return len({origins[claim] if origins and origins[claim] is not None else ("claim", claim) for claim in claims})


def _label(values, claims, origins):
    """Of the claims that say just this the words of most origins, and of those the earliest."""
    said = defaultdict(list)
    for claim in claims:
        said[values[claim].says].append(claim)
    return min(said, key=lambda words: (-_weight(said[words], origins), said[words][0]))


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
