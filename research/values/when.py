"""A date as it is said, before anybody asks which days it means."""

from dataclasses import dataclass, field

from .numerals import Numeral

DASHES = {"-", "–", "—", "−", "\ufffd"}  # the last stands where a dash was lost in conversion


@dataclass(slots=True)
class When:
    """A date as said. `form` tells which fields count: calendar, shift, step, offset, within, range, problem."""

    form: str
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    group: int | None = None  # season, quarter or half, as EDTF numbers them
    years: int = 1  # 10 for a decade, 100 for a century
    part: str = ""
    clock: str = ""
    half: str = ""  # MO, AF, EV, NI
    holiday: bool = False
    direction: int = 0
    grain: str = ""
    count: int = 0
    duration: Numeral | None = None
    hedge: str = "exact"
    base: "When | str" = ""
    inner: "When | None" = None
    outer: "When | None" = None
    pieces: list = field(default_factory=list)
    problem: str = ""
    reason: str = ""
