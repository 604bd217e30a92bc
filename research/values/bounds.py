"""How far a figure reaches: the rounding seen in it, and its hedge. The one table of widths, with its reasons.

No table of widths is established, so these are ours, tried on sources that speak of the same figure in other words:

- A bare 2,000 may be 1,960, but 2,000 and 2,100 are two figures: it reaches half of its second digit's unit. 44 or
  1,960 show no rounding at all. Half-open, so that neighbours do not touch.
- "One day" takes 23 hours and "six weeks" 44 days, but "one month" does not take 44 days: a measure reaches half of
  its unit, at most a quarter of itself. A round measure is rounded to its unit, too: 50 % is 49.6 %.
- "About" reaches a tenth: 1,960 is about 2,000. Five last digits at most keep "about 68.57 %" narrow.
- "Nearly" is below the figure, except that of large figures one per cent more is still called nearly.
- "More than" is strict and has no cap, since any cap would be arbitrary.
"""

from collections.abc import Mapping
from decimal import Context, Decimal

HEDGES = (
    "exact", "exactly", "about", "nearly", "more than", "at least", "less than", "at most", "just over", "hundreds of",
    "by", "before", "since", "after", "until",
)  # fmt: skip

VAGUE: Mapping[str, tuple[int, int]] = {
    "dozens": (24, 100),
    "scores": (40, 100),
    "hundreds": (200, 1000),
    "thousands": (2_000, 10_000),
    "tens of thousands": (20_000, 100_000),
    "hundreds of thousands": (200_000, 1_000_000),
    "millions": (2_000_000, 10_000_000),
    "tens of millions": (20_000_000, 100_000_000),
    "hundreds of millions": (200_000_000, 1_000_000_000),
    "billions": (2_000_000_000, 10_000_000_000),
}
ABOUT, NEARLY, ROUND_WORDS, OVERSHOOT = Decimal("0.10"), Decimal("0.08"), Decimal("0.05"), Decimal("1.01")
HALF, TWO_AND_A_HALF, QUARTER = Decimal("0.5"), Decimal("0.025"), Decimal("0.25")

DIGITS = Context(prec=15)

Bounds = tuple[Decimal | None, Decimal | None, bool, bool]


def exponent_of(number: Decimal) -> int:
    """The power of ten of a finite number's last digit."""
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def last_unit(amount: Decimal) -> Decimal:
    """The last significant unit of a figure as written: 1,960 → 10, 2,000 → 1,000, 3.7 → 0.1."""
    if not amount:
        return Decimal(1)
    exponent = exponent_of(amount)
    if exponent < 0:
        return Decimal(1).scaleb(exponent)
    digits = str(int(amount))
    return Decimal(10) ** (len(digits) - len(digits.rstrip("0")))


def half_width(amount: Decimal, unit: Decimal, *, measure: bool = False, round_words: bool = False) -> Decimal:
    """How far a figure without a hedge reaches to either side."""
    if measure and (unit <= 1 or amount < 100):
        half = min(unit, Decimal(1)) * HALF
        return min(half, amount * QUARTER) if amount < 10 else half
    if (amount < 100 and unit <= 10) or amount >= unit * 100:
        half = Decimal(0)
    else:
        second_digit = Decimal(1).scaleb(amount.adjusted() - 1)
        half = min(unit * HALF, max(second_digit * HALF, amount * TWO_AND_A_HALF))
    return max(half, amount * ROUND_WORDS) if round_words else half


def reach(amount: Decimal, unit: Decimal, hedge: str, *, measure: bool = False, round_words: bool = False) -> Bounds:
    """Lower, upper, lower_open, upper_open of a figure: `unit` is its last significant unit, `hedge` one of HEDGES.

    `measure`: a duration, length or percentage. `round_words`: "half a million", "two dozen". No bound has more than 15
    digits: a third of a unit is cut there.
    """
    lower, upper, *ends = _reach(amount, unit, hedge, measure, round_words)
    cut = (end if end is None else DIGITS.plus(end) for end in (lower, upper))
    return *cut, *ends


def _reach(amount, unit, hedge, measure, round_words):
    half = half_width(amount, unit, measure=measure, round_words=round_words)
    if hedge == "exactly":
        return amount, amount, False, False
    if hedge == "exact":
        return max(amount - half, Decimal(0)), amount + half, False, half > 0
    if hedge in ("more than", "at least"):
        return amount, None, hedge == "more than", False
    if hedge in ("less than", "at most"):
        return Decimal(0), amount, False, hedge == "less than"
    width = _hedged_width(amount, unit, hedge, half, measure)
    if hedge == "about":
        return max(amount - width, Decimal(0)), amount + width, False, False
    if hedge == "just over":
        return amount, amount + width, True, True
    return max(amount - width, Decimal(0)), amount * (OVERSHOOT if amount >= 1000 else 1), False, True


def _hedged_width(amount, unit, hedge, half, measure):
    width = max(half, min((ABOUT if hedge == "about" else NEARLY) * amount, unit * 5))
    if measure and amount <= 20 and unit <= 1:
        width = max(width, min(Decimal(1), amount / 3))
    return width
