from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify

from research.accounts.history import keep
from research.briefings import records
from research.briefings.gate import gate_of
from research.briefings.models import (
    Briefing,
    Contributor,
    Correction,
    Footnote,
    Override,
    Remark,
    Retraction,
    Review,
    Topic,
    Version,
)
from research.briefings.queries import content_hash_of, evidence_of, standing_approval
from research.briefings.rules import TRANSITIONS, demand
from research.dossiers.actions import next_number
from research.dossiers.errors import Conflict
from research.dossiers.models import Role
from research.dossiers.rules import require
from research.sources.clean import clean_text

TEXTS = ("title", "standfirst", "body")
LONGEST = 100_000


@transaction.atomic
def save_briefing(*, by, briefing=None, dossier=None, version=None, topics=None, **texts):
    """Make a briefing in a dossier, or change one, and return it.

    version: the number of the state the change was made to, needed for a change; topics: names, None to leave them;
    texts: title, standfirst, body (Markdown), those left out stay. Whoever changes a text becomes a contributor, and
    a changed text voids the standing reviews and makes the briefing a draft. Topics are filing and void nothing.
    Raises ValidationError, PermissionDenied below editor, Conflict with the other text in `theirs` where somebody
    has saved since, or where the briefing is retracted.
    """
    if briefing is None:
        require(by, dossier, Role.EDITOR)
        briefing = Briefing(dossier=dossier, number=next_number(Briefing.objects, dossier))
    else:
        demand("save", by, briefing)
        briefing = _swapped(briefing, version)
    changed = _write(briefing, texts) or briefing.pk is None
    if changed and briefing.pk:
        _void_reviews(briefing, by)
        briefing.state = TRANSITIONS["save"][1]
    briefing.full_clean(exclude=["topics"])
    keep(briefing, by=by, reason="written" if changed else "filed")
    if changed:
        Contributor.objects.get_or_create(briefing=briefing, user=by)
    if topics is not None:
        briefing.topics.set(_topics(topics, by))
    return briefing


def _swapped(briefing, version):
    """The briefing as it stands, its version taken: whoever comes second with the same version is told."""
    if version is None:
        raise ValidationError({"version": "Send the version your change was made to."})
    won = Briefing.objects.filter(pk=briefing.pk, version=version).update(version=F("version") + 1)
    now = Briefing.objects.select_related("dossier").get(pk=briefing.pk)
    if not won:
        raise Conflict("Somebody has saved this briefing since you opened it. Nothing of yours is lost.", theirs=now)
    return now


def _write(briefing, texts):
    changed = False
    for name, text in texts.items():
        if name not in TEXTS:
            raise TypeError(f"save_briefing takes no {name}")
        text = clean_text(text)[0]
        if name == "title":
            text = " ".join(text.split())
        if len(text) > LONGEST:
            raise ValidationError({name: f"At most {LONGEST:,} characters; this has {len(text):,}."})
        changed |= text != getattr(briefing, name)
        setattr(briefing, name, text)
    return changed


def _void_reviews(briefing, by):
    for review in briefing.reviews.filter(voided_at=None):
        review.voided_at = timezone.now()
        keep(review, by=by, reason="the text was changed")


def _topics(names, by):
    wanted = {slugify(name): " ".join(name.split())[:100] for name in names if slugify(name)}
    known = {topic.slug: topic for topic in Topic.objects.filter(slug__in=wanted)}
    return [known.get(slug) or keep(Topic(name=name, slug=slug[:100]), by=by) for slug, name in wanted.items()]


def _locked(briefing):
    """The briefing's row as it stands now. PostgreSQL locks it; SQLite took the write lock with BEGIN IMMEDIATE."""
    return Briefing.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=briefing.pk)


def _move(briefing, verb, by):
    briefing.state = TRANSITIONS[verb][1]
    return keep(briefing, by=by, reason=verb)


@transaction.atomic
def submit(*, briefing, by):
    """Send a draft to review. Raises PermissionDenied below editor, Conflict where it is no draft."""
    briefing = _locked(briefing)
    demand("submit", by, briefing)
    return _move(briefing, "submit", by)


@transaction.atomic
def review(*, briefing, by, decision, content_hash="", remarks=""):
    """Approve or return one exact content, and return the Review.

    decision: "approve" or "return"; content_hash: of what the reviewer read, empty for what stands now. Returning
    needs remarks.
    Raises PermissionDenied below editor and for every contributor, superusers included; Conflict where the content
    is another by now; ValidationError.
    """
    if decision not in Review.Decision.values:
        raise ValidationError({"decision": "Choose one of: approve, return."})
    briefing = _locked(briefing)
    demand(decision, by, briefing)
    if decision == "return" and not remarks.strip():
        raise ValidationError({"remarks": "Say what should be mended before it comes back."})
    now = content_hash_of(briefing)
    if content_hash not in ("", now):
        raise Conflict("The text, or a claim it cites, has changed since you read it. Read it again.", theirs=briefing)
    made = Review(briefing=briefing, by=by, decision=decision, content_hash=now, remarks=remarks.strip())
    keep(made, by=by, reason=decision)
    _move(briefing, decision, by)
    return made


@transaction.atomic
def override(*, briefing, by, line, reason):
    """Let one line of the gate pass for this very content, for a reason readers will see. Returns the Override.

    line: key of a failing gate line that can be passed. Raises PermissionDenied below editor and for contributors,
    ValidationError, Conflict where the line needs no passing.
    """
    briefing = _locked(briefing)
    demand("override", by, briefing)
    if not reason.strip():
        raise ValidationError({"reason": "Give the reason: every reader will see it."})
    gate = gate_of(briefing)
    found = next((row for row in gate.lines if row.key == line), None)
    if found is None:
        raise ValidationError({"line": f"Choose one of: {', '.join(row.key for row in gate.lines)}."})
    if not found.can_override:
        raise Conflict("This line holds already, or is one that no reason can pass.", theirs=briefing)
    made = Override(briefing=briefing, by=by, line=line, reason=reason.strip(), content_hash=gate.content_hash)
    return keep(made, by=by)


@transaction.atomic
def remark(*, briefing, by, text, quote=""):
    """Note something on a stretch of the briefing (quote: its words); it waits for an answer. Returns the Remark."""
    demand("remark", by, briefing)
    if not text.strip():
        raise ValidationError({"text": "Say what you noticed."})
    return keep(Remark(briefing=briefing, by=by, text=clean_text(text)[0].strip(), quote=clean_text(quote)[0]), by=by)


@transaction.atomic
def answer_remark(*, remark, by, answer):
    """Answer a remark, and return it. Raises ValidationError without words, Conflict where it is answered."""
    demand("remark", by, remark.briefing)
    if not answer.strip():
        raise ValidationError({"answer": "Say what was done about it."})
    if remark.answered_at:
        raise Conflict("This remark is answered already.", theirs=remark.briefing)
    remark.answer, remark.answered_by, remark.answered_at = clean_text(answer)[0].strip(), by, timezone.now()
    return keep(remark, by=by, reason="answered")


@transaction.atomic
def publish(*, briefing, by, correction="", reason=""):
    """Freeze the approved content as the next version, and return the Version.

    correction: what a reader is told the new version mends, needed from the second on; reason: why, also public.
    Raises PermissionDenied below chief; Conflict without a standing approval of this very content or where the gate
    does not pass (its Gate in `theirs`); ValidationError without a correction.
    """
    briefing = _locked(briefing)
    demand("publish", by, briefing)
    evidence = evidence_of(briefing)
    gate = gate_of(briefing, evidence)
    if not standing_approval(briefing, gate.content_hash):
        raise Conflict("What was approved is not what stands here now: a claim it cites has changed. Review it again.")
    if not gate.passed:
        failing = ", ".join(line.title for line in gate.failing)
        raise Conflict(f"The gate does not pass yet: {failing}.", theirs=gate)
    before = briefing.versions.order_by("-number").first()
    correction = clean_text(correction)[0].strip()
    if before and not correction:
        raise ValidationError({"correction": "Tell readers what this version mends: they will see it beside the text."})
    briefing.slug = briefing.slug or _free_slug(briefing.title)
    version = _freeze(briefing, evidence, gate, before, correction, by)
    if before:
        Correction.objects.create(version=version, text=correction, reason=reason, by=by, at=version.published_at)
    _move(briefing, "publish", by)
    return version


def _freeze(briefing, evidence, gate, before, correction, by):
    now, number = timezone.now(), before.number + 1 if before else 1
    record = records.record_of(
        briefing,
        evidence,
        number=number,
        slug=briefing.slug,
        previous=before.record_hash if before else "",
        published_at=now.isoformat(),
        topics=sorted(topic.name for topic in briefing.topics.all()),
        corrections=_corrections(before, {"version": number, "text": correction, "at": now.isoformat()}),
        overrides=[{"line": row.title, "reason": row.override.reason} for row in gate.lines if row.override],
    )
    content = records.canonical(record)
    version = Version.objects.create(
        briefing=briefing,
        number=number,
        content=content,
        content_hash=gate.content_hash,
        record_hash=records.digest(content),
        previous_hash=record["previous"],
        published_at=now,
        by=by,
    )
    notes = enumerate(evidence.claims, 1)
    Footnote.objects.bulk_create(Footnote(version=version, number=place, claim=claim) for place, claim in notes)
    return version


def _corrections(before, new):
    return [*before.record["corrections"], new] if before else []


def _free_slug(title):
    base = slugify(title)[:100] or "briefing"
    taken = set(Briefing.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := base if n == 1 else f"{base}-{n}") not in taken)


@transaction.atomic
def retract(*, briefing, by, text, reason=""):
    """Say in public that a published briefing no longer stands, and return the Retraction. It stays readable.

    Raises PermissionDenied below chief, Conflict where nothing is published, ValidationError without a text.
    """
    briefing = _locked(briefing)
    demand("retract", by, briefing)
    if not text.strip():
        raise ValidationError({"text": "Tell readers why the briefing no longer stands."})
    newest = briefing.versions.order_by("-number").first()
    made = Retraction(version=newest, text=clean_text(text)[0].strip(), reason=reason, by=by, at=timezone.now())
    made.save()
    _move(briefing, "retract", by)
    return made
