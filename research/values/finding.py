"""Finding dates and figures in a text."""
import re
from dataclasses import dataclass
from .reading import read
from .value import Unreadable, Value
@dataclass(frozen=True, slots=True)
class Found:
    start: int
    end: int
    text: str
    kind: str
    value: Value | None
    problem: str = ""
    reason: str = ""
    modality: str = "happened"
    note: str = ""
def find(text, *, published=None):
    out = []
    for m in re.finditer(r"\b(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{1,2},)? \d{4}\b|\b(?:1[5-9]|20)\d\d\b|\b(?:(?:some|about|around|approximately|nearly|almost|more than|up to) )?\d{1,3}(?:,\d{3})+(?: [a-z]+)?", text):
        kind = "quantity" if "," in m.group() and not re.search("[A-Z]", m.group()) else "date"
        try:
            v = read(m.group(), kind)
        except Unreadable as e:
            out.append(Found(m.start(), m.end(), m.group(), kind, None, e.problem, e.reason))
        else:
            out.append(Found(m.start(), m.end(), m.group(), kind, v))
    return out
