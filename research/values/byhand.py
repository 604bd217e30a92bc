"""Values an editor sets by hand, with the same promises as those that were read."""

from decimal import Decimal, InvalidOperation

from .bounds import exponent_of
from .edtf import span
from .value import Unreadable, Value

MOST_DIGITS = 15


def from_edtf(edtf: str, **extra) -> Value:
    """A date from an EDTF string (ISO 8601-2 level 1 and the sets of level 2); `extra` are other fields of Value.

    Raises Unreadable where it is no EDTF, a day that does not exist, or ends before it begins.
    """
    edtf = edtf.strip()
    earliest, latest = span(edtf)
    extra.setdefault("hedge", "about" if "~" in edtf or "%" in edtf else "exact")
    extra.setdefault("says", edtf)
    return Value("date", edtf=edtf, earliest=earliest, latest=latest, **extra)


def from_amount(amount=None, lower=None, upper=None, unit="", lower_open=False, upper_open=False, **extra) -> Value:
    """A quantity from an amount with its bounds (anything Decimal takes); an amount alone is exactly that amount.

    Raises Unreadable for what is no number, has more than 15 digits, or where lower ≤ amount ≤ upper does not hold.
    """
    amount, lower, upper = (_decimal(number) for number in (amount, lower, upper))
    if amount is None and lower is None and upper is None:
        raise Unreadable("nothing", "A quantity needs an amount, a lower or an upper bound.")
    if lower is None and upper is None:
        lower = upper = amount
    ladder = [number for number in (lower, amount, upper) if number is not None]
    if ladder != sorted(ladder):
        raise Unreadable("impossible", "The bounds must stand around the amount: lower ≤ amount ≤ upper.")
    if lower is not None and lower == upper and (lower_open or upper_open):
        raise Unreadable("impossible", "Nothing lies between these bounds.")
    given = {"amount": amount, "lower": lower, "upper": upper, "unit": unit.strip()}
    return Value("quantity", **given, lower_open=lower_open, upper_open=upper_open, **extra)


def _decimal(number):
    if number is None or number == "":
        return None
    if isinstance(number, str) and len(number) > 40:
        raise Unreadable("impossible", "That number is too long.")
    try:
        given = Decimal(str(number) if isinstance(number, float) else number)
    except (InvalidOperation, ValueError, TypeError):
        raise Unreadable("nothing", "That is no number.") from None
    return storable(given)


def storable(number: Decimal) -> Decimal:
    """The number without its exponent, or Unreadable where it is not finite or has more than 15 digits."""
    if not number.is_finite():
        raise Unreadable("impossible", "A quantity must be a finite number.")
    if number.adjusted() >= MOST_DIGITS or exponent_of(number) < -MOST_DIGITS:
        raise Unreadable("impossible", f"A quantity has at most {MOST_DIGITS} digits.")
    plain = number.normalize()
    if len(plain.as_tuple().digits) + max(exponent_of(plain), 0) > MOST_DIGITS:
        raise Unreadable("impossible", f"A quantity has at most {MOST_DIGITS} digits.")
    return plain.quantize(Decimal(1)) if exponent_of(plain) > 0 else plain
