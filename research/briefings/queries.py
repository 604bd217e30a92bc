from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F, Prefetch, Q
from django.db.models.functions import Substr

from research.assessments.models import Assessment
from research.assessments.queries import Ratings, ratings_of
from research.briefings import records
from research.briefings.citations import citations
from research.briefings.models import Briefing, Contributor, Review, Version
from research.claims.models import Claim
from research.contradictions.independence import Families, families_of
from research.contradictions.models import Contradiction
from research.contradictions.queries import with_sources

START, END = F("passage__start"), F("passage__end")
SLICE = Substr("passage__snapshot__text", START + 1, END - START)


@dataclass(frozen=True)
class Evidence:
    """What a briefing's text rests on at this moment.

    claims: the cited Claims in order of first citation, each with `slice`, what stands at its passage's place in the
    source now; missing: what is cited and is no claim of the dossier, as written; contradictions: the standing ones
    with a cited claim on a side.
    """

    claims: list
    missing: list
    ratings: Ratings
    contradictions: list
    families: Families

    @property
    def by_number(self):
        return {claim.number: claim for claim in self.claims}


def evidence_of(briefing):
    """Return the Evidence of a Briefing, saved or not, with `dossier` and `body`: at most ten queries."""
    numbers, bad = citations(briefing.body)
    found = with_sources(Claim.objects.filter(dossier=briefing.dossier, number__in=numbers)).annotate(slice=SLICE)
    found = found.select_related("passage__snapshot__original").defer("passage__snapshot__original__content")
    by_number = {claim.number: claim for claim in found}
    claims = [by_number[number] for number in numbers if number in by_number]
    touching = list(touching_contradictions(claims))
    sides = {claim for row in touching for side in row.sides.all() for claim in side.claims.all()}
    return Evidence(
        claims=claims,
        missing=bad + [f"[@c{number}]" for number in numbers if number not in by_number],
        ratings=ratings_of(briefing.dossier),
        contradictions=touching,
        families=families_of([*claims, *sides]),
    )


def touching_contradictions(claims):
    """Return the standing Contradictions that have one of these claims on a side, with sides and their claims."""
    rows = Contradiction.objects.standing().filter(sides__claims__in=claims).distinct()
    sides = Prefetch("sides__claims", with_sources(Claim.objects.order_by("number")))
    return rows.select_related("question").prefetch_related("sides", sides)


def content_hash_of(briefing, evidence=None):
    """Return the content hash of a Briefing as it stands now."""
    claims = (evidence or evidence_of(briefing)).claims
    return records.content_hash(records.content_of(briefing, claims))


def standing_approval(briefing, content_hash):
    """Return the unvoided approving Review of exactly this content by somebody who wrote none of it, or None."""
    wrote = Contributor.objects.filter(briefing=briefing).values("user")
    approvals = Review.objects.filter(briefing=briefing, content_hash=content_hash, decision="approve", voided_at=None)
    return approvals.exclude(by__in=wrote).select_related("by").last()


def public_versions():
    """Return the newest Version of each published briefing, latest first, with its public notes and topics."""
    rows = Version.objects.public().newest().order_by("-published_at", "-pk")
    return with_notes(rows).prefetch_related("briefing__topics")


def with_notes(versions):
    """Load with a queryset of versions their briefing, correction and retraction."""
    return versions.select_related("briefing", "correction", "retraction")


def needs_look(briefings):
    """Compare the newest version of each published briefing with what its claims say now.

    briefings: a queryset of Briefings. Returns {briefing pk: [sentences]} with one sentence for each cited claim that
    has since been withdrawn, rated otherwise or contradicted anew; briefings in order are left out. Seven queries.
    """
    standing = briefings.exclude(state=Briefing.State.RETRACTED)
    versions = list(Version.objects.newest().filter(briefing__in=standing).select_related("briefing"))
    claims = with_sources(Claim.objects.filter(footnotes__version__in=versions).distinct())
    known = {(claim.dossier_id, claim.number): claim for claim in claims}
    ratings, opponents = _ratings_now(known.values()), _opponents_now(known.values())
    found = {}
    for version in versions:
        reasons = [
            reason
            for note in version.record["footnotes"]
            for reason in _changes(version, note, known[version.briefing.dossier_id, note["claim"]], ratings, opponents)
        ]
        if reasons:
            found[version.briefing_id] = reasons
    return found


def _ratings_now(claims):
    rows = defaultdict(list)
    for row in Assessment.objects.current().filter(dossier__in={claim.dossier_id for claim in claims}):
        rows[row.dossier_id].append(row)
    return defaultdict(lambda: Ratings([]), {dossier: Ratings(found) for dossier, found in rows.items()})


def _opponents_now(claims):
    """{claim pk: numbers of the claims on the other sides of its contradictions}, dismissed ones left out."""
    found: dict[int, set[int]] = defaultdict(set)
    pks = [claim.pk for claim in claims]
    rows = Contradiction.objects.standing().filter(sides__claims__in=pks).exclude(state="dismissed").distinct()
    for row in rows.prefetch_related("sides__claims"):
        sides = [[claim for claim in side.claims.all() if not claim.is_withdrawn] for side in row.sides.all()]
        for own in sides:
            others = {claim.number for side in sides if side is not own for claim in side}
            for claim in own:
                found[claim.pk] |= others
    return found


def _changes(version, note, claim, ratings, opponents):
    name = f"c{claim.number} (footnote {note['number']})"
    if claim.is_withdrawn:
        yield f"{name} was withdrawn: {claim.withdrawn_reason}"
    now, then = ratings[claim.dossier_id].rating(claim), note["rating"]["letters"]
    if now != then:
        yield f"{name} is rated {now or 'by nobody'} now; at publication it was {then or 'not rated'}."
    if new := sorted(opponents[claim.pk] - _opponents_then(version.record, claim.number)):
        yield f"{name} is now contradicted by {', '.join(f'c{number}' for number in new)}."


def _opponents_then(record, number):
    found = set()
    for row in record["disagreements"]:
        sides = [{said["claim"] for said in side["claims"]} for side in row["sides"]]
        if any(number in side for side in sides):
            found |= {other for side in sides if number not in side for other in side}
    return found


def citable_claims(dossier, text=""):
    """Return the standing claims of a dossier that hold these words anywhere a picker shows them."""
    claims = with_sources(Claim.objects.standing().filter(dossier=dossier)).order_by("question__number", "number")
    for word in text.split()[:8]:
        claims = claims.filter(
            Q(says__icontains=word)
            | Q(statement__icontains=word)
            | Q(passage__quote__icontains=word)
            | Q(question__text__icontains=word)
            | Q(passage__snapshot__article__publisher__name__icontains=word)
        )
    return claims
