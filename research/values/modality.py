"""Whether what is said happened, is going on, is planned, foreseen, denied or only supposed: a suggestion."""

import re

from . import cues_en as words

LONGEST_SENTENCE = 600


def _any(lines: str) -> re.Pattern:
    return re.compile(rf"\b(?:{'|'.join(lines.split())})\b", re.IGNORECASE)


SENTENCE = re.compile(r"[.!?;]\s+(?=[A-Z“\"])|\n+")
CLAUSE = re.compile(rf"[,;:()–—]|\b(?:{words.CLAUSE_WORDS}|and (?=(?:{words.SUBJECTS})\b))\b")
CUES = [(name, _any(lines)) for name, lines in words.CUES.items()]
VERB, SAYING = _any(words.VERBS), _any(words.SAYING)
DATELINE = re.compile(r"\s*(?:[A-Z][^\n]{0,60})?\(\s*$")


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
    low, high = max(0, start - LONGEST_SENTENCE), min(len(text), end + LONGEST_SENTENCE)
    for match in SENTENCE.finditer(text, low, start):
        low = match.end()
    if match := SENTENCE.search(text, end, high):
        high = match.start() + 1
    return low, text[low:high]


def clause_around(sentence: str, start: int, end: int) -> str:
    """The clause that holds a stretch; an adverbial cut off by commas goes with the clause behind it, or before it."""
    inside = range(start, end)
    cuts = [0, *(cut for match in CLAUSE.finditer(sentence) if (cut := match.start()) not in inside), len(sentence)]
    at = max(index for index, cut in enumerate(cuts[:-1]) if cut <= start)
    clause = sentence[cuts[at] : cuts[at + 1]]
    if VERB.search(clause):
        return clause
    for other in (at + 1, at - 1):
        if 0 <= other < len(cuts) - 1 and VERB.search(beside := sentence[cuts[other] : cuts[other + 1]]):
            return clause + beside if other > at else beside + clause
    return clause


def _note(sentence, clause, start):
    if DATELINE.match(sentence[:start]):
        return "This stands in a dateline: it is the day of the report."
    if match := SAYING.search(clause):
        return f"This may be when it was {match.group().lower()}, not when it happened."
    return ""
