"""Units: which ones measure the same thing, and how they convert."""

from collections.abc import Mapping
from decimal import Decimal

COUNT = "count"
DAY = Decimal(86_400)

# name -> (dimension, factor to the base of the dimension, other words for it)
UNITS: Mapping[str, tuple[str, Decimal, str]] = {
    "seconds": ("duration", Decimal(1), "second sec secs"),
    "minutes": ("duration", Decimal(60), "minute min mins"),
    "hours": ("duration", Decimal(3600), "hour hr hrs"),
    "days": ("duration", DAY, "day"),
    "weeks": ("duration", DAY * 7, "week"),
    "fortnights": ("duration", DAY * 14, "fortnight"),
    "months": ("duration", DAY * Decimal("30.4375"), "month"),
    "years": ("duration", DAY * Decimal("365.25"), "year yr yrs"),
    "decades": ("duration", DAY * Decimal("3652.5"), "decade"),
    "centuries": ("duration", DAY * Decimal("36525"), "century"),
    "mm": ("length", Decimal("0.001"), "millimetre millimetres millimeter millimeters"),
    "cm": ("length", Decimal("0.01"), "centimetre centimetres centimeter centimeters"),
    "m": ("length", Decimal(1), "metre metres meter meters"),
    "km": ("length", Decimal(1000), "kilometre kilometres kilometer kilometers kms"),
    "inches": ("length", Decimal("0.0254"), "inch"),
    "feet": ("length", Decimal("0.3048"), "foot ft"),
    "yards": ("length", Decimal("0.9144"), "yard"),
    "miles": ("length", Decimal("1609.344"), "mile mi"),
    "nautical miles": ("length", Decimal(1852), ""),
    "m²": ("area", Decimal(1), "m2 sqm"),
    "hectares": ("area", Decimal(10_000), "hectare ha"),
    "acres": ("area", Decimal("4046.8564224"), "acre"),
    "km²": ("area", Decimal(1_000_000), "km2 sqkm"),
    "square miles": ("area", Decimal("2589988.110336"), ""),
    "square feet": ("area", Decimal("0.09290304"), ""),
    "grams": ("mass", Decimal("0.001"), "gram g"),
    "kg": ("mass", Decimal(1), "kilogram kilograms kilo kilos"),
    "tonnes": ("mass", Decimal(1000), "tonne"),
    "tons": ("mass", Decimal(1000), "ton"),
    "pounds weight": ("mass", Decimal("0.45359237"), "lb lbs"),
    "litres": ("volume", Decimal("0.001"), "litre liter liters"),
    "cubic metres": ("volume", Decimal(1), "m3 m³"),
    "barrels": ("volume", Decimal("0.158987294928"), "barrel"),
    "km/h": ("speed", Decimal(1), "kph kmh"),
    "mph": ("speed", Decimal("1.609344"), ""),
    "%": ("percentage", Decimal(1), "percent pct"),
    "percentage points": ("points", Decimal(1), ""),
    "°C": ("temperature", Decimal(1), "celsius"),
    "MW": ("power", Decimal(1), "megawatt megawatts"),
    "GW": ("power", Decimal(1000), "gigawatt gigawatts"),
}
OUT_OF = "out of "
MEASURES = frozenset({"duration", "length", "percentage"})
WORDS: Mapping[str, str] = {word: name for name, (_, _, words) in UNITS.items() for word in (name, *words.split())}

PEOPLE = frozenset(
    """people person persons men women children troops soldiers servicemen personnel peacekeepers refugees residents
    citizens civilians inhabitants members employees workers students protesters fighters militants officers police
    passengers survivors prisoners hostages migrants evacuees settlers voters servicemen contingent forces
    guards individuals souls volunteers recruits militiamen rebels policemen displaced""".split()
)
DEAD = frozenset("deaths dead fatalities victims lives killed".split())
NATIONAL_ENDINGS = ("ians", "eans", "ans", "ese", "nis", "qis")


def dimension(unit: str) -> str:
    """What a unit measures: duration, length, …, money of one currency, a score, or a count of things."""
    if unit in UNITS:
        return UNITS[unit][0]
    if unit.startswith(OUT_OF):
        return "score"
    return "money " + unit if unit.isupper() and len(unit) == 3 else COUNT


def factor(unit: str) -> Decimal:
    """What one of a unit is in the base unit of its dimension; a score's base is one in a hundred."""
    if unit.startswith(OUT_OF):
        return Decimal(100) / int(unit.removeprefix(OUT_OF))
    return UNITS[unit][1] if unit in UNITS else Decimal(1)


def counted(unit: str) -> str:
    """What a count counts, so far as it matters for comparing: people under their many names are people."""
    head = unit.split()[-1] if unit else ""
    if head.lower() in DEAD:
        return "deaths"
    if head.lower() in PEOPLE or (head[:1].isupper() and head.endswith(NATIONAL_ENDINGS)):
        return "people"
    return head.lower()
