from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from research.accounts.history import keep
from research.claims.models import Claim
from research.claims.readings import read_value
from research.contradictions.models import Contradiction, Side
from research.contradictions.queries import claims_of, fingerprint, positions_of, value_key
from research.dossiers.actions import next_number
from research.dossiers.errors import Conflict
from research.dossiers.models import Role
from research.dossiers.rules import require
from research.sources.naming import named_origins
from research.values import suggest_modality

WORDS = ("statement", "translation", "scope", "as_of", "group")
VALUE = ("kind", "edtf", "earliest", "latest", "amount", "lower", "upper", "lower_open", "upper_open", "unit")
CITED = ("passage_id", "question_id", "says", "group", "modality", "scope", "as_of", *VALUE)


@transaction.atomic
def save_claim(*, by, passage, question, says, claim=None, modality="", attributed_to=None, value=None, **words):
    """Make a claim or change one, read its value, and refresh the contradictions above it. Returns the Claim.

    passage: Passage; question: Question of the same dossier; says: the words that carry the answer; modality: "" to
    take it from the sentence; attributed_to: names of origins, None to leave them; value: an editor's own reading
    ({"edtf"} or {"amount", "lower", "upper", "unit"}); words: statement, translation, scope, as_of, group.
    Raises ValidationError, PermissionDenied below annotator, Conflict where the claim is withdrawn or cited.
    """
    require(by, passage.dossier, Role.ANNOTATOR)
    before = claim and Claim.objects.select_related("question").get(pk=claim.pk)
    claim = _claim_to_write(claim, passage, question, says, by)
    for name, text in words.items():
        if name not in WORDS:
            raise TypeError(f"save_claim takes no {name}")
        setattr(claim, name, text)
    claim.modality = modality or (claim.modality if before else _suggested(passage))
    published = passage.snapshot.article.published
    for name, column in read_value(question, says, published=published, given=value).items():
        setattr(claim, name, column)
    if before:
        _keep_what_is_cited(before, claim)
    else:
        claim.number = next_number(Claim.objects, claim.dossier)
    claim.full_clean(exclude=["origins"])
    keep(claim, by=by)
    if attributed_to is not None:
        claim.origins.set(named_origins(claim.dossier, attributed_to, by=by))
    for touched in {question, before.question if before else question}:
        refresh(touched, by=by)
    return claim


def _claim_to_write(claim, passage, question, says, by):
    if question.dossier_id != passage.dossier_id:
        raise ValidationError({"question": "This question belongs to another dossier."})
    if not says.strip():
        raise ValidationError({"says": "Say in the source's words what it answers."})
    if claim is None:
        claim = Claim(dossier=passage.dossier, created_by=by)
    elif claim.is_withdrawn:
        raise Conflict("This claim was withdrawn. Restore it first.")
    claim.passage, claim.question, claim.says = passage, question, says.strip()
    return claim


def _keep_what_is_cited(before, claim):
    """What a published footnote rests on stays: its value changes only by another claim."""
    changed = [name for name in CITED if getattr(before, name) != getattr(claim, name)]
    if changed and before.footnotes.exists():
        raise Conflict("A published briefing cites this claim. Withdraw it and make another instead.", theirs=before)


def _suggested(passage):
    text = passage.prefix + passage.quote + passage.suffix
    return suggest_modality(text, len(passage.prefix), len(passage.prefix) + len(passage.quote))[0]


@transaction.atomic
def save_claims(*, by, rows):
    """Make many claims at once, all or none; each row is the keywords of `save_claim` but `by`. Returns the Claims."""
    return [save_claim(by=by, **row) for row in rows]


@transaction.atomic
def withdraw_claim(*, claim, by, reason):
    """Take a claim back for a reason; it stays readable. Raises ValidationError without one, Conflict if withdrawn."""
    require(by, claim.dossier, Role.ANNOTATOR)
    if not reason.strip():
        raise ValidationError({"reason": "Say why the claim is withdrawn."})
    if claim.is_withdrawn:
        raise Conflict("This claim is withdrawn already.")
    claim.withdrawn_at, claim.withdrawn_by, claim.withdrawn_reason = timezone.now(), by, reason.strip()
    keep(claim, by=by, reason="withdrawn")
    refresh(claim.question, by=by)
    return claim


@transaction.atomic
def restore_claim(*, claim, by):
    """Undo a withdrawal."""
    require(by, claim.dossier, Role.ANNOTATOR)
    claim.withdrawn_at, claim.withdrawn_by, claim.withdrawn_reason = None, None, ""
    keep(claim, by=by, reason="restored")
    refresh(claim.question, by=by)
    return claim


def refresh(question, *, by):
    """Bring the question's contradiction in step with its claims, inside the caller's transaction.

    Opens one where claims disagree, lets an open one follow or end, and opens a decided one again only for a value
    nobody had seen then and that is disjoint from another. Returns the standing Contradiction or None.
    """
    claims = claims_of(question)
    reading = positions_of(question, claims)
    standing = Contradiction.objects.standing().filter(question=question, made_by="rule").first()
    if standing is None:
        if not reading.is_contradicted:
            return None
        standing = keep(Contradiction(dossier=question.dossier, question=question), by=by)
    elif not standing.is_open:
        if not _unseen_disagrees(standing, claims, reading):
            return standing
        _open_again(standing, by, "a new value contradicts")
    elif not reading.is_contradicted:
        standing.ended_at = timezone.now()
        keep(standing, by=by, reason="its claims agree now")
        return None
    _set_sides(standing, [(side.label, side.key, side.members) for side in reading.sides])
    return standing


def _unseen_disagrees(standing, claims, reading):
    seen = set(standing.fingerprint)
    unseen = [claim for claim in claims if claim.is_asserted and value_key(claim) not in seen]
    at_odds = {claim.pk for side in reading.sides for claim in side.members}
    return any(claim.pk in at_odds for claim in unseen)


def _set_sides(contradiction, sides):
    now = [(side.label, side.key, {claim.pk for claim in side.claims.all()})
           for side in contradiction.sides.prefetch_related("claims")]  # fmt: skip
    if now == [(label[:500], key, {claim.pk for claim in claims}) for label, key, claims in sides]:
        return
    contradiction.sides.all().delete()
    for position, (label, key, claims) in enumerate(sides):
        side = Side.objects.create(contradiction=contradiction, position=position, label=label[:500], key=key)
        side.claims.set(claims)


@transaction.atomic
def decide(*, contradiction, by, state, reason, preferred=None, kind="conflict"):
    """Decide a contradiction: resolved (for a preferred Side), both hold, undecidable or dismissed.

    kind: how the editor explains it (Contradiction.Kind). Raises ValidationError without a reason, for a state or
    kind that is none, or a Side of another contradiction; PermissionDenied below editor.
    """
    require(by, contradiction.dossier, Role.EDITOR)
    errors = {}
    if state not in set(Contradiction.State.values) - {"open"}:
        errors["state"] = "Choose one of: resolved, both hold, undecidable, dismissed."
    if kind not in Contradiction.Kind.values:
        errors["kind"] = f"Choose one of: {', '.join(Contradiction.Kind.values)}."
    if not reason.strip():
        errors["reason"] = "Give the reason: every reader of a briefing that cites this will see it."
    if state == "resolved" and preferred is None:
        errors["preferred"] = "Say which position stands."
    if preferred and (state != "resolved" or preferred.contradiction_id != contradiction.pk):
        errors["preferred"] = "Only a position of this contradiction can be preferred, and only where it resolves it."
    if errors:
        raise ValidationError(errors)
    contradiction.state, contradiction.kind, contradiction.reason = state, kind, reason.strip()
    contradiction.preferred, contradiction.decided_by, contradiction.decided_at = preferred, by, timezone.now()
    if contradiction.question:
        contradiction.fingerprint = fingerprint(claims_of(contradiction.question))
    return keep(contradiction, by=by, reason=state)


@transaction.atomic
def reopen(*, contradiction, by):
    """Undo a decision; it stays in the history."""
    require(by, contradiction.dossier, Role.EDITOR)
    _open_again(contradiction, by, "reopened")
    if contradiction.question and contradiction.made_by == "rule":
        refresh(contradiction.question, by=by)
    return contradiction


def _open_again(contradiction, by, why):
    contradiction.state, contradiction.kind, contradiction.reason = "open", "conflict", ""
    contradiction.preferred = contradiction.decided_by = contradiction.decided_at = None
    contradiction.fingerprint = []
    keep(contradiction, by=by, reason=why)


@transaction.atomic
def record(*, dossier, by, sides, question=None):
    """Record a contradiction by hand: sides is a list of (label, [Claims]), two or more. Returns the Contradiction."""
    require(by, dossier, Role.EDITOR)
    if len(sides) < 2 or not all(claims for _, claims in sides):
        raise ValidationError({"sides": "Name at least two sides, each with at least one claim."})
    if any(claim.dossier_id != dossier.pk for _, claims in sides for claim in claims):
        raise ValidationError({"sides": "A claim belongs to another dossier."})
    contradiction = keep(Contradiction(dossier=dossier, question=question, made_by="person"), by=by)
    _set_sides(contradiction, [(label, label[:300], claims) for label, claims in sides])
    return contradiction
