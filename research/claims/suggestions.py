"""Dates and figures in a text that nobody has claimed yet, in the order an editor wants them."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from django.core.cache import cache
from django.db.models import Max, Min

from research import values
from research.claims.models import Claim, Question
from research.claims.readings import READER_VERSION

KEPT_SECONDS = 3600
WORD = re.compile(r"\w{4,}")
STEM = 5
SENTENCE_END = re.compile(r"[.!?]\s|\n")
AROUND = 400
# Words that questions are made of, and that say nothing of what they ask.
ASKING = frozenset(word[:STEM] for word in "when what which many much were have with that from this long does".split())
CONTRADICTS, ANSWERS, OTHER = range(3)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A stretch [start, end) of a snapshot's text, in code points, that holds a value.

    reads: the value in words; question: the Question it seems to answer, or None; rank: CONTRADICTS where a standing
    claim on that question is disjoint from it, ANSWERS where it has a question, else OTHER.
    """

    start: int
    end: int
    text: str
    kind: str
    reads: str
    question: Question | None
    rank: int


def suggestions_in(snapshot, low=0, high=None):
    """Return the Suggestions within text[low:high] of a snapshot: what contradicts first, then what answers.

    Left out: what was dismissed, what a claim on a passage around it says already, and furniture. Six queries at most.
    """
    text = snapshot.text[low:high]
    found = [(low + item.start, low + item.end, item) for item in _found(snapshot, text, low)]
    done = _done(snapshot)
    questions = [(row, _stems(row.text), _stems(row.scope)) for row in _questions(snapshot)]
    extremes = _extremes(snapshot.article.dossier_id)
    made = [
        _suggestion(snapshot.text, start, end, item, questions, extremes)
        for start, end, item in found
        if not done(start, end, item.text)
    ]
    return sorted(made, key=lambda made: (made.rank, made.start))


def _found(snapshot, text, low):
    published = snapshot.article.published or None
    key = f"found:{READER_VERSION}:{snapshot.pk}:{low}:{len(text)}:{published}"
    found = cache.get(key)
    if found is None:
        found = [item for item in values.find(text, published=published) if item.value]
        cache.set(key, found, KEPT_SECONDS)
    return found


def _questions(snapshot):
    return Question.objects.filter(dossier=snapshot.article.dossier_id).exclude(kind=Question.Kind.TEXT)


def _done(snapshot):
    """Return a test whether a stretch needs no suggestion any more."""
    dismissed = set(snapshot.dismissals.values_list("start", "end"))
    furniture = list(snapshot.exclusions.values_list("start", "end"))
    claims = Claim.objects.standing().filter(passage__snapshot=snapshot)
    said = sorted(claims.values_list("passage__start", "passage__end", "says"))

    def within(start, end, stretches):
        return any(low <= start and end <= high for low, high in stretches)

    def done(start, end, text):
        if (start, end) in dismissed or within(start, end, furniture):
            return True
        return any(low <= start and end <= high and _same(text, says) for low, high, says in said)

    return done


def _same(text, says):
    text, says = text.casefold(), says.casefold()
    return text in says or says in text


def _suggestion(text, start, end, found, questions, extremes):
    question = _question_for(text, start, end, found, questions)
    rank = OTHER
    if question:
        disjoint = any(values.relation(found.value, extreme).kind == "disjoint" for extreme in extremes[question.pk])
        rank = CONTRADICTS if disjoint and found.value.modality in values.ASSERTED else ANSWERS
    return Suggestion(start, end, found.text, found.kind, values.say(found.value), question, rank)


def _question_for(text, start, end, found, questions):
    """The question of this kind and unit that shares most words with the sentence, None where it shares next to none.

    A word of the question itself is worth two of its scope note, and one of the note alone is chance.
    """
    words = _stems(_sentence(text, start, end))
    best, most = None, 1
    for question, asked, around in questions:
        if not _could_answer(found.value, question):
            continue
        if (shared := 2 * len(words & asked) + len(words & around)) > most:
            best, most = question, shared
    return best


def _could_answer(value, question):
    if value.kind != question.kind:
        return False
    plain = replace(value, modality=values.ASSERTED[0])
    return values.relation(plain, replace(plain, unit=question.unit)).kind != "not comparable"


def _sentence(text, start, end):
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return SENTENCE_END.split(before)[-1] + text[start:end] + SENTENCE_END.split(after)[0]


def _stems(text):
    return {word[:STEM] for word in WORD.findall(text.casefold())} - ASKING


def _extremes(dossier):
    """Return {question id: Values}: open-ended ones that a value is disjoint from where any standing claim is.

    A value meets all claims unless it begins after the first of their ends or ends before the last of their
    beginnings, so two bounds for each unit stand for however many claims there are.
    """
    claims = Claim.objects.asserted().filter(dossier=dossier, scope="", as_of="").exclude(kind="").order_by()
    kept: dict[int, list] = defaultdict(list)
    for row in claims.filter(kind="date").values("question").annotate(first=Min("latest"), last=Max("earliest")):
        kept[row["question"]] += [values.Value("date", latest=row["first"]), values.Value("date", earliest=row["last"])]
    bounds = claims.filter(kind="quantity").values("question", "unit", "lower_open", "upper_open")
    for row in bounds.annotate(first=Min("upper"), last=Max("lower")):
        unit = row["unit"]
        kept[row["question"]] += [
            values.Value("quantity", upper=row["first"], upper_open=row["upper_open"], unit=unit),
            values.Value("quantity", lower=row["last"], lower_open=row["lower_open"], unit=unit),
        ]
    return kept
