"""Whether what is said happened, is going on, is planned, foreseen, denied or only supposed: a suggestion."""

import re

from . import cues_en as table

LONGEST_SENTENCE, GOVERNING = 600, 2
WORD = re.compile(r"\w+(?:['’]\w+)?")
CLAUSE = re.compile(rf"[,;:()–—]|\b(?:{table.CLAUSE_WORDS}|and (?=(?:{table.SUBJECTS})\b))\b", re.IGNORECASE)
DATELINE = re.compile(r"\s*(?:[A-Z][^\n]{0,60})?\(\s*$")
ENDS = (". ", "! ", "? ", "; ", "\n")
CLASSES = tuple(table.CUES)
VERBS, SAYING = frozenset(table.VERBS.split()), frozenset(table.SAYING.split())


def _cues() -> dict[str, list[tuple[list[str], int]]]:
    """{"will": [(["will", "rise"], 2), …]}: phrases by their first word, with the rank of their class."""
    found: dict[str, list[tuple[list[str], int]]] = {}
    for rank, phrases in enumerate(table.CUES.values()):
        for phrase in phrases.split(","):
            words = phrase.split()
            found.setdefault(words[0], []).append((words, rank))
    return found


CUES = _cues()
NOT_A_DENIAL = [phrase.split() for phrase in table.NOT_A_DENIAL.split(",")]


def suggest_modality(text: str, start: int = 0, end: int | None = None) -> tuple[str, str]:
    """(modality, note) of the expression text[start:end], from the words of its clause.

    The note warns where the day may be that of the saying, not of the event, or stands in a dateline; else it is "".
    """
    end = len(text) if end is None else end
    low, sentence = sentence_around(text, start, end)
    words = _clause_words(sentence, start - low, end - low)
    return _class(words), _note(sentence[: start - low], words)


def sentence_around(text: str, start: int, end: int) -> tuple[int, str]:
    """Offset and text of the sentence that holds a stretch, cut where it goes on for too long."""
    floor, ceiling = max(0, start - LONGEST_SENTENCE), min(len(text), end + LONGEST_SENTENCE)
    low = high = -1
    at = start
    while low < 0:
        at, mark = max((text.rfind(mark, floor, at), mark) for mark in ENDS)
        low = floor if at < 0 else at + len(mark) if _ends(text, at, mark) else -1
    at = end
    while high < 0:
        found = [(place, mark) for mark in ENDS if (place := text.find(mark, at, ceiling)) >= 0]
        place, mark = min(found, default=(ceiling, ""))
        at = place + 1
        high = place if not mark or _ends(text, place, mark) else -1
    return low, text[low:high]


def _ends(text, at, mark):
    """A full stop ends a sentence where a large letter follows: "U.S. troops" goes on."""
    after = text[at + len(mark) : at + len(mark) + 1]
    return mark in ("\n", "; ") or after.isupper() or after in "“\"'"


def _clause_words(sentence, start, end):
    """The words of the clause that holds a stretch.

    An adverbial that commas cut off goes with the clause behind it, or before it.
    """
    cuts = [0]
    at = 0
    for match in CLAUSE.finditer(sentence):
        cut = match.start()
        if cut <= start:
            at = len(cuts)
            cuts.append(cut)
        elif cut >= end:
            cuts.append(cut)
    cuts.append(len(sentence))
    words = _words(sentence[cuts[at] : cuts[at + 1]])
    if at and words[:1] == ["that"]:  # denied that …, expects that …
        words = _words(sentence[cuts[at - 1] : cuts[at]])[-GOVERNING:] + words
    for other in (at, at + 1, at - 1):
        if 0 <= other < len(cuts) - 1:
            beside = words if other == at else _words(sentence[cuts[other] : cuts[other + 1]])
            if any(word in VERBS or word.endswith(("ed", "ing")) for word in beside):
                return words if other == at else [*words, *beside]
    return words


def _words(clause):
    return WORD.findall(clause.lower().replace("’", "'").replace("n't", " not"))


def _class(words):
    best = len(CLASSES)
    for at, word in enumerate(words):
        for phrase, rank in CUES.get(word, ()):
            if rank < best and _stands(phrase, words, at) and not (rank == 0 and words[at : at + 2] in NOT_A_DENIAL):
                best = rank
    return CLASSES[best] if best < len(CLASSES) else "happened"


def _stands(phrase, words, at):
    if len(phrase) == 1:
        return True
    there = words[at : at + len(phrase)]
    return len(there) == len(phrase) and all(
        said == word or (word[0] == "*" and said.endswith(word[1:])) for word, said in zip(phrase, there, strict=True)
    )


def _note(before, words):
    if "(" in before[-3:] and DATELINE.match(before):
        return "This stands in a dateline: it is the day of the report."
    for word in words:
        if word in SAYING:
            return f"This may be when it was {word}, not when it happened."
    return ""
