"""Whether what is said happened, is going on, is planned, foreseen, denied or only supposed: a suggestion."""

from bisect import bisect_right

from . import cues_en as table
from .language import language
from .tokens import Tokens

NEARBY, LONGEST_CLAUSE, LONGEST_DATELINE = 600, 60, 8
PARTERS = frozenset(",;:()–—") | frozenset(table.CLAUSE_WORDS.split("|"))
STOPS = frozenset(".!?;\n")
CLASSES = tuple(table.CUES)
VERBS, SAYING = frozenset(table.VERBS.split()), frozenset(table.SAYING.split())
SUBJECTS = frozenset(table.SUBJECTS.split("|"))
NOT_A_DENIAL = [phrase.split() for phrase in table.NOT_A_DENIAL.split(",")]
APOSTROPHES = {"'", "’"}


def _cues() -> dict[str, list[tuple[list[str], int]]]:
    """{"will": [(["will", "rise"], 2), …]}: phrases by their first word, with the rank of their class."""
    found: dict[str, list[tuple[list[str], int]]] = {}
    for rank, phrases in enumerate(table.CUES.values()):
        for phrase in phrases.split(","):
            words = phrase.split()
            found.setdefault(words[0], []).append((words, rank))
    return found


CUES = _cues()


def suggest_modality(text: str, start: int = 0, end: int | None = None) -> tuple[str, str]:
    """(modality, note) of the expression text[start:end], from the words of its clause.

    The note warns where the day may be that of the saying, not of the event, or stands in a dateline; else it is "".
    """
    end = len(text) if end is None else end
    floor = max(0, start - NEARBY)
    tokens = Tokens(text[floor : end + NEARBY], language())
    first = max(0, bisect_right(tokens.starts, start - floor) - 1)
    last = max(first + 1, bisect_right(tokens.starts, max(start, end - 1) - floor))
    return Clauses(tokens).mood(first, last)


class Clauses:
    """The clauses of a text, found in one pass, and the mood of each, found when it is asked for."""

    def __init__(self, tokens: Tokens):
        self.tokens = tokens
        self.starts, self.sentences = [0], {0}
        low = tokens.low
        for at in [at for at, word in enumerate(low) if word in PARTERS or word[:1] in STOPS or word == "and"]:
            if low[at][:1] in STOPS and low[at]:
                if self._ends(at):
                    self._part(at + 1)
                    self.sentences.add(len(self.starts) - 1)
            elif low[at] and (low[at] != "and" or low[at + 1] in SUBJECTS):
                self._part(at)
        self.starts.append(len(tokens))
        self.moods: dict[tuple[int, int], tuple[str, str]] = {}

    def _part(self, at):
        if at > self.starts[-1]:
            self.starts.append(at)

    def _ends(self, at):
        """A full stop ends a sentence where a large letter follows behind a space: "U.S. troops" goes on."""
        if self.tokens.low[at] != ".":
            return True
        return not self.tokens.joined(at + 1) and not self.tokens.raw(at + 1)[:1].islower()

    def mood(self, start: int, end: int) -> tuple[str, str]:
        """(modality, note) of the expression tokens[start:end]."""
        first = bisect_right(self.starts, start) - 1
        last = max(first, bisect_right(self.starts, end - 1) - 1)
        if (first, last) not in self.moods:
            self.moods[first, last] = self._mood(first, last)
        modality, note = self.moods[first, last]
        return modality, self._dateline(start, first) or note

    def _mood(self, first, last):
        words = self._words(first, last)
        if words[:1] == ["that"] and first not in self.sentences:  # denied that …, expects that …
            words = self._words(first - 1, first - 1)[-2:] + words
        if not _has_verb(words):
            for other in (last + 1, first - 1):
                if self._is_beside(first, last, other) and _has_verb(beside := self._words(other, other)):
                    words = words + beside
                    break
        said = next((word for word in words if word in SAYING), "")
        return _class(words), f"This may be when it was {said}, not when it happened." if said else ""

    def _words(self, first, last):
        start = self.starts[first]
        end = self.starts[last + 1] if last + 1 < len(self.starts) else start
        return self.tokens.low[start : min(end, start + LONGEST_CLAUSE)]

    def _is_beside(self, first, last, other):
        """Whether a neighbouring clause is of the same sentence."""
        if not 0 <= other < len(self.starts) - 1:
            return False
        return other not in self.sentences if other > last else first not in self.sentences

    def _dateline(self, start, clause):
        """MOSCOW (17 April 2024)"""
        if not start or self.tokens.low[start - 1] != "(":
            return ""
        while clause not in self.sentences and start - self.starts[clause] <= LONGEST_DATELINE:
            clause -= 1
        opening = range(self.starts[clause], start - 1)
        if len(opening) > LONGEST_DATELINE or any(self.tokens.raw(at)[:1].islower() for at in opening):
            return ""
        return "This stands in a dateline: it is the day of the report."


def _has_verb(words):
    return any(word in VERBS or word.endswith(("ed", "ing")) for word in words)


def _class(words):
    best = len(CLASSES)
    for at, word in enumerate(words):
        if word == "t" and at > 1 and words[at - 1] in APOSTROPHES and words[at - 2].endswith("n"):  # didn't
            return CLASSES[0]
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
