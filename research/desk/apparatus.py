"""What stands in an article's margin: its passages, their claims, how these are rated and what they contradict."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Q

from research import values
from research.assessments.models import Assessment
from research.assessments.queries import Ratings
from research.claims.models import Claim, Passage
from research.contradictions.models import Contradiction, Side
from research.desk.marking import Mark

STANCES = Side.claims.through.objects


@dataclass
class Entry:
    """A claim in the margin. `side`: the Side it takes in a standing contradiction, or None; `rivals`: the others."""

    claim: Claim
    rating: str = ""
    raters: list = field(default_factory=list)
    side: Side | None = None
    rivals: list = field(default_factory=list)

    @property
    def hue(self):
        return letter_of(self.side.position) if self.side else ""

    @property
    def reads(self):
        value = self.claim.value
        return values.say(value) if value else ""

    @property
    def against(self):
        """The labels of the positions against it, with how many claims hold them."""
        return [(side.label, side.held) for side in self.rivals]


@dataclass
class Group:
    """A passage in the margin, with the claims made of it: the standing ones first."""

    passage: Passage
    entries: list


def letter_of(position):
    """The letter that gives a position its hue, "" past the eighth."""
    return "abcdefgh"[position] if position < 8 else ""


def marks_in(snapshot, **where):
    """Return the Marks of a snapshot's passages, by start: two queries. where: lookups on Passage."""
    passages = Passage.objects.filter(snapshot=snapshot, **where).order_by("start", "end")
    stances = STANCES.filter(claim__passage__snapshot=snapshot, **_standing())
    hues = {}
    for passage, position in stances.values_list("claim__passage_id", "side__position").order_by("-side__position"):
        hues[passage] = letter_of(position)
    return [Mark(start, end, pk, hues.get(pk, "")) for start, end, pk in passages.values_list("start", "end", "pk")]


def _standing():
    return {"claim__withdrawn_at": None, "side__contradiction__ended_at": None}


def groups_of(passages, snapshot):
    """Return the Groups of a queryset of a snapshot's passages, in its order: seven queries, however many they are."""
    passages = list(passages.select_related("created_by"))
    claims = Claim.objects.filter(passage__in=passages).select_related("question", "created_by", "withdrawn_by")
    by_passage = defaultdict(list)
    for claim in claims.prefetch_related("origins").order_by("number"):
        by_passage[claim.passage_id].append(claim)
    of_passage = {passage.pk: passage for passage in passages}
    shown = [claim for passage in passages for claim in by_passage[passage.pk]]
    for claim in shown:
        claim.passage = of_passage[claim.passage_id]
        claim.passage.snapshot = snapshot
    entries = {entry.claim.pk: entry for entry in entries_of(shown, snapshot.article)}
    return [
        Group(passage, sorted((entries[claim.pk] for claim in by_passage[passage.pk]), key=_withdrawn_last))
        for passage in passages
    ]


def _withdrawn_last(entry):
    return entry.claim.is_withdrawn, entry.claim.number


def entries_of(claims, article):
    """Return the Entries of claims that all stand in one article, in order: three queries."""
    ratings = ratings_for(article, claims)
    stances = STANCES.filter(claim__in=claims, **_standing()).values_list("claim_id", "side_id")
    sides = _sides_beside({side for _, side in stances})
    entries = []
    for claim in claims:
        entry = Entry(claim, ratings.rating(claim), ratings.of("claim", claim.pk))
        mine = [sides[side] for held, side in stances if held == claim.pk] if stances else []
        if mine:
            entry.side = mine[0]
            together = [side for side in sides.values() if side.contradiction_id == entry.side.contradiction_id]
            entry.rivals = [side for side in together if side.pk != entry.side.pk]
        entries.append(entry)
    return entries


def _sides_beside(known):
    """Return {id: Side} of all sides of the contradictions these sides are of; `held` counts a side's claims."""
    if not known:
        return {}
    mine = Contradiction.objects.standing().filter(sides__in=known)
    sides = Side.objects.filter(contradiction__in=mine).select_related("contradiction").annotate(held=Count("claims"))
    return {side.pk: side for side in sides.order_by("contradiction", "position")}


def ratings_for(article, claims=()):
    """Return the Ratings of an article, its publisher and some claims of it: one query."""
    targets = Q(claim__in=claims) | Q(article=article)
    if article.publisher_id:
        targets |= Q(publisher=article.publisher_id)
    rated = Assessment.objects.current().filter(targets, dossier=article.dossier_id)
    return Ratings(rated.select_related("rater").order_by("created_at", "pk"))


def tally(snapshot):
    """Return (passages, standing claims) of a snapshot: two queries."""
    claims = Claim.objects.standing().filter(passage__snapshot=snapshot)
    return snapshot.passages.count(), claims.count()


def agreement(assessments):
    """Say in a few words whether several raters agree, e.g. "2 raters agree", "raters differ: C, D"."""
    if len(assessments) < 2:
        return ""
    letters = Counter(row.value for row in assessments)
    if len(letters) == 1:
        return f"{len(assessments)} raters agree"
    return "raters differ: " + ", ".join(sorted(letters))
