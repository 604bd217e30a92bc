"""What a reading gives: one value with its bounds, or the reason why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, inf

from .units import COUNT, dimension, factor

LOWEST, HIGHEST = (Decimal("-Infinity"), 0), (Decimal("Infinity"), 0)
PROBLEMS: Mapping[str, str] = {
    "nothing": "no date or figure is there",
    "ambiguous": "it can be read in two ways",
    "impossible": "no such day or figure exists",
    "lacks": "something it needs is missing",
}
ASSERTED, FORWARD = ("happened", "ongoing"), ("planned", "predicted")
MODALITIES = ("happened", "ongoing", "planned", "predicted", "denied", "conditional")


class Unreadable(ValueError):
    """A text that is no date or figure, or not one alone. `problem` is a key of PROBLEMS, `reason` a sentence."""

    def __init__(self, problem: str, reason: str):
        super().__init__(reason)
        self.problem = problem
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Value:
    """A date (EDTF with its first and last day) or a quantity (amount with its bounds), and how it was said.

    `earliest` and `latest` are day numbers, both inclusive; `lower` and `upper` are in `unit`. None is open.
    """

    kind: str
    says: str = ""
    hedge: str = "exact"
    explanation: str = ""
    edtf: str = ""
    earliest: int | None = None
    latest: int | None = None
    amount: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    lower_open: bool = False
    upper_open: bool = False
    unit: str = ""
    modality: str = "happened"
    scope: str = ""
    as_of: str = ""

    @property
    def bounds(self) -> tuple[tuple, tuple]:
        """(low, high) as keys that compare across units of one dimension: (number, +1 open below, -1 open above)."""
        if self.kind == "date":
            low = LOWEST if self.earliest is None else (self.earliest, 0)
            return low, HIGHEST if self.latest is None else (self.latest, 0)
        low = LOWEST if self.lower is None else (self.lower, int(self.lower_open))
        high = HIGHEST if self.upper is None else (self.upper, -int(self.upper_open))
        if self.is_whole:
            return _whole_low(low), _whole_high(high)
        scale = factor(self.unit)
        return (low[0] * scale, low[1]), (high[0] * scale, high[1])

    @property
    def is_whole(self) -> bool:
        """A count of things, which come in whole numbers: more than 5 is at least 6."""
        whole = self.amount is None or self.amount == self.amount.to_integral_value()
        return whole and dimension(self.unit) == COUNT


def _whole_low(key):
    number, is_open = key
    if abs(number) == inf:
        return key
    return (floor(number) + 1 if is_open else ceil(number), 0)


def _whole_high(key):
    number, is_open = key
    if abs(number) == inf:
        return key
    return (ceil(number) - 1 if is_open else floor(number), 0)
