"""Whether what is said happened, is going on, is planned, foreseen, denied or only supposed: a suggestion."""

import re

SENTENCE = re.compile(r"[.!?;]\s+(?=[A-Z“\"])|\n+")
CLAUSE = re.compile(
    r"[,;:()–—]|\b(?:but|while|whereas|although|though|because|that|which|who|when|as|after which|and (?=(?:he|she|it|they|we)\b))\b"
)
LONGEST_SENTENCE = 600

# The first that fits a clause is taken.
CUES = [
    ("denied", r"\b(?:did|does|do|was|were|is|are|has|have|had|will|would|could|can|should)(?: not|n['’]t)\b|\bnever\b|\bdenie[sd]\b|\bdenying\b|"
     r"\bno longer\b|\bcannot\b|\brefute[sd]\b|\brejected\b|\bnot (?:been|begun|started|be)\b|\bno (?:troops|soldiers|people|one|such|evidence)\b|\bfalse\b"),
    ("conditional", r"\bif\b|\bunless\b|\bwould\b|\bcould\b|\bmight\b|\bmay (?:be|have|also|leave|go|take|well|not|yet|begin|start|end)\b|"
     r"\bprovided that\b|\bin case\b|\bsupposed(?:ly)?\b|\bpossibl[ey]\b|\bperhaps\b|\bpotential(?:ly)?\b"),
    ("predicted", r"\bexpect(?:s|ed|ing)?\b|\bforecasts?\b|\bpredict(?:s|ed|ion|ions)?\b|\blikely\b|\bproject(?:s|ed|ions?)\b|\bestimates? that .* will\b|"
     r"\banticipate[sd]?\b|\bforesee[sn]?\b|\bwill (?:probably|likely|reach|rise|grow|fall|exceed)\b"),
    ("planned", r"\bwill\b|\bshall\b|\bplan(?:s|ned|ning)? (?:to|for)\b|\bplanned\b|\bscheduled\b|\bdue to (?:be|begin|end|start|leave|expire|open|take)\b|"
     r"\b(?:is|are|was|were) (?:set|due|to|going to)\b|\bintend(?:s|ed|ing)?\b|\baim(?:s|ed|ing)? to\b|\bagreed to\b|\bpledged?\b|\bpromise[sd]?\b|\bupcoming\b|\bto be (?:\w+ed)\b|\bslated\b"),
    ("ongoing", r"\b(?:is|are|has been|have been) (?:\w+ly )?\w+ing\b|\b(?:has|have) (?:begun|started)\b|\bcontinue[sd]? to\b|\bcontinues\b|\bremains?\b|\bcurrently\b|\bstill\b|\bongoing\b|\bunderway\b"),
]  # fmt: skip
CUES = [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in CUES]
VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|shall|should|must|\w+ed|\w+ing|"
    r"began|begun|left|fled|came|went|took|made|said|says|held|became|fell|rose|won|lost|saw|led|lasted|came|met|got|told|sent|hit|cut)\b"
)
SAYING = re.compile(r"\b(?:said|says|confirmed|announced|declared|told|reported|stated)\b", re.IGNORECASE)
DATELINE = re.compile(r"^[\s\W]*(?:[A-Z][\w. ]+,? \()?$")


def suggest_modality(text: str, start: int = 0, end: int | None = None) -> tuple[str, str]:
    """(modality, note) of the expression text[start:end], from the words of its clause.

    The note warns where the day may be that of the saying, not of the event, or stands in a dateline; else it is "".
    """
    end = len(text) if end is None else end
    low, sentence = sentence_around(text, start, end)
    clause = clause_around(sentence, start - low, end - low)
    modality = next((name for name, pattern in CUES if pattern.search(clause)), "happened")
    return modality, _note(sentence, clause, start - low)


def sentence_around(text: str, start: int, end: int) -> tuple[int, str]:
    """Offset and text of the sentence that holds a stretch, cut where it goes on for too long."""
    floor, ceiling = max(0, start - LONGEST_SENTENCE), min(len(text), end + LONGEST_SENTENCE)
    low, high = floor, ceiling
    for match in SENTENCE.finditer(text, floor, ceiling):
        if match.end() <= start:
            low = match.end()
        elif match.start() >= end:
            high = match.start() + 1
            break
    return low, text[low:high]


def clause_around(sentence: str, start: int, end: int) -> str:
    """The clause that holds a stretch; an adverbial cut off by commas goes with the clause behind it, or before it."""
    cuts = [0, *(match.start() for match in CLAUSE.finditer(sentence) if not start <= match.start() < end), len(sentence)]
    at = max(index for index, cut in enumerate(cuts[:-1]) if cut <= start)
    clause = sentence[cuts[at] : cuts[at + 1]]
    if VERB.search(clause):
        return clause
    for other in (at + 1, at - 1):
        if 0 <= other < len(cuts) - 1 and VERB.search(beside := sentence[cuts[other] : cuts[other + 1]]):
            return clause + beside if other > at else beside + clause
    return clause


def _note(sentence, clause, start):
    if DATELINE.match(sentence[:start]) and "(" in sentence[max(0, start - 3) : start]:
        return "This stands in a dateline: it is the day of the report."
    if match := SAYING.search(clause):
        return f"This may be when it was {match.group().lower()}, not when it happened."
    return ""
