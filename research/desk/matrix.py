"""The dossier's table: what each article answers to each question."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from research.claims.models import Claim
from research.desk.charts import hue_of, letters_of

MOST_IN_A_CELL = 3


@dataclass(frozen=True)
class Said:
    """One claim in a cell: its position's letters and colour, or none where it is set apart."""

    claim: Claim
    letters: str
    hue: str


@dataclass(frozen=True)
class Cell:
    said: list
    more: int


@dataclass(frozen=True)
class Line:
    question: object
    reading: object
    contradictions: list
    cells: list

    @property
    def standing(self):
        """One of: open, decided, agree, alone, none."""
        if any(row.is_open for row in self.contradictions):
            return "open"
        if self.contradictions:
            return "decided"
        if not self.reading.positions:
            return "none"
        return "agree" if len(self.reading.claims) > 1 else "alone"


def lines(questions, articles, readings, contradictions):
    """Return a Line for each question, with a Cell for each article.

    readings: {question pk: Reading}; contradictions: the standing ones of these questions.
    """
    standing = defaultdict(list)
    for row in contradictions:
        standing[row.question_id].append(row)
    return [
        Line(question, readings[question.pk], standing[question.pk], _cells(readings[question.pk], articles))
        for question in questions
    ]


def _cells(reading, articles):
    letters = letters_of(reading)
    found = defaultdict(list)
    for claim in reading.claims:
        of = letters.get(claim.pk, "")
        found[claim.passage.snapshot.article_id].append(Said(claim, of, hue_of(of)))
    return [Cell(found[row.pk][:MOST_IN_A_CELL], max(0, len(found[row.pk]) - MOST_IN_A_CELL)) for row in articles]


def by_publisher(articles):
    """Return (publisher or None, its articles) for each run of one publisher in a list of articles."""
    return [(publisher, list(run)) for publisher, run in groupby(articles, key=lambda article: article.publisher)]
