"""Whether a sentence's dates and figures agree with the passage it rests on."""
from dataclasses import dataclass
from .finding import find
from .relations import relation
@dataclass(frozen=True, slots=True)
class Check:
    verdict: str
    reason: str
def check(sentence, evidence, *, published=None):
    there = [f.value for f in find(evidence, published=published) if f.value]
    verdict, reason = "silent", "The passage holds no date or figure to compare."
    for f in find(sentence, published=published):
        if not f.value:
            continue
        kinds = [relation(f.value, v).kind for v in there]
        if any(k in ("same", "more precise", "overlaps") for k in kinds):
            verdict, reason = ("supports", "They agree.") if verdict == "silent" else (verdict, reason)
        elif "disjoint" in kinds:
            verdict, reason = "conflicts", f"“{f.text}” agrees with nothing in the passage."
    return Check(verdict, reason)
def label(claim, evidence):
    return {"supports": "SUPPORTS", "conflicts": "REFUTES"}.get(check(claim, evidence).verdict, "NOT ENOUGH INFO")
