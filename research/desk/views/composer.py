"""Writing a claim beside the text it rests on, and changing one."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from research.claims.models import Claim, Passage
from research.contradictions.actions import restore_claim, withdraw_claim
from research.desk.composing import ComposerForm, compose, written
from research.desk.forms import ReasonForm, blame
from research.desk.once import once
from research.desk.outlook import outlook
from research.desk.views.annotate import address, answer, number_in, page, snapshot_for
from research.dossiers.errors import Conflict
from research.dossiers.models import Role

REFUSED = 422
MOST_BESIDE = 60
TAKEN_BACK = "Taken back right after it was written."


@require_http_methods(["GET", "HEAD", "POST"])
def write_claim(request, slug, number):
    snapshot = snapshot_for(request, slug, number, Role.ANNOTATOR)
    dossier = snapshot.article.dossier
    if request.method != "POST":
        form = ComposerForm(dossier=dossier, initial=_selected(request, snapshot))
        return page(request, snapshot, tool="composer", form=form, outlook=outlook(snapshot, form.initial))
    form = ComposerForm(request.POST, dossier=dossier)
    kept = form.is_valid() and _kept(request, snapshot, form)
    if not kept:
        return _refused(request, snapshot, form)
    claim = get_object_or_404(Claim, dossier=dossier, number=kept["claim"])
    undo = address(snapshot, "undo-claim", claim.number)
    return answer(request, snapshot, words=f"Claim c{claim.number} saved.", undo=undo, passages=beside(claim))


def _kept(request, snapshot, form, claim=None):
    """Write what the form says once for its key; {"claim": number}, or None with the complaint in the form."""

    def work():
        return {"claim": compose(snapshot=snapshot, by=request.user, said=form.cleaned_data, claim=claim).number}

    what = f"claim {snapshot.pk} {claim.pk if claim else ''}"
    try:
        return once(request.user, form.cleaned_data["key"], work, what=what)
    except ValidationError as error:
        form.blame(error)
    except Conflict as conflict:
        form.add_error(None, conflict.message)
        form.data = form.data.dict() | {"seen": conflict.theirs or ""}
    return None


def _refused(request, snapshot, form, **more):
    said = {name: form.data.get(name, "") for name in form.fields}
    foreseen = outlook(snapshot, said, claim=more.get("claim"))
    return page(request, snapshot, tool="composer", status=REFUSED, form=form, outlook=foreseen, **more)


def beside(claim):
    """Ids of the passages to draw anew when a claim changed: its own first, then those its question has in the text."""
    same = Passage.objects.filter(snapshot=claim.passage.snapshot_id, claims__question=claim.question_id)
    others = same.exclude(pk=claim.passage_id).order_by("pk").values_list("pk", flat=True).distinct()
    return [claim.passage_id, *others[:MOST_BESIDE]]


def _selected(request, snapshot):
    """What a composer begins with: the stretch, and the words and question that a link may name."""
    start, end = number_in(request.GET, "start"), number_in(request.GET, "end")
    initial = {name: request.GET.get(name, "")[:500] for name in ("says", "question", "quote")}
    if 0 <= start < end <= len(snapshot.text):
        initial |= {"start": start, "end": end, "quote": snapshot.text[start:end]}
    return initial


@require_POST
def foresee(request, slug, number):
    """How what is typed so far would be read, and what it agrees with and contradicts. Writes nothing."""
    snapshot = snapshot_for(request, slug, number, Role.ANNOTATOR)
    claim = Claim.objects.filter(dossier=snapshot.article.dossier, number=number_in(request.GET, "claim")).first()
    context = {"outlook": outlook(snapshot, request.POST.dict(), claim=claim), "dossier": snapshot.article.dossier}
    return render(request, "desk/annotate/_outlook.html", context)


def claim_for(snapshot, claim):
    """Return the claim of this number that stands in this snapshot, or 404."""
    claims = Claim.objects.select_related("question", "passage", "dossier").prefetch_related("origins")
    found = get_object_or_404(claims, dossier=snapshot.article.dossier, number=claim, passage__snapshot=snapshot)
    found.dossier = snapshot.article.dossier
    found.passage.snapshot = snapshot
    found.passage.dossier = snapshot.article.dossier
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def rewrite_claim(request, slug, number, claim):
    snapshot = snapshot_for(request, slug, number, Role.ANNOTATOR)
    claim = claim_for(snapshot, claim)
    if request.method != "POST":
        form = ComposerForm(dossier=claim.dossier, initial=written(claim))
        foreseen = outlook(snapshot, form.initial, claim=claim)
        return page(request, snapshot, tool="composer", form=form, outlook=foreseen, claim=claim)
    form = ComposerForm(request.POST, dossier=claim.dossier)
    before, was = beside(claim), written(claim)
    if not (form.is_valid() and _kept(request, snapshot, form, claim)):
        return _refused(request, snapshot, form, claim=claim)
    claim = claim_for(snapshot, claim.number)
    passages = list(dict.fromkeys([*beside(claim), *before]))
    undo = address(snapshot, "recompose", claim.number)
    was["seen"] = claim.history.latest().history_id
    return answer(
        request, snapshot, words=f"Claim c{claim.number} changed.", passages=passages, undo=undo, undo_fields=was
    )


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request, slug, number, claim):
    snapshot = snapshot_for(request, slug, number, Role.ANNOTATOR)
    claim = claim_for(snapshot, claim)
    form = ReasonForm(request.POST or None, auto_id="withdraw_%s")
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_claim(claim=claim, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            blame(form, error)
        except Conflict as conflict:
            form.add_error(None, conflict.message)
        else:
            return _withdrawn(request, snapshot, claim)
    status = REFUSED if form.errors else 200
    return page(request, snapshot, tool="withdraw", form=form, claim=claim, status=status)


def _withdrawn(request, snapshot, claim):
    undo = address(snapshot, "bring-back-claim", claim.number)
    return answer(request, snapshot, words=f"Claim c{claim.number} withdrawn.", undo=undo, passages=beside(claim))


@require_POST
def undo_claim(request, slug, number, claim):
    """Take back a claim just written: it stays, withdrawn."""
    snapshot = snapshot_for(request, slug, number, Role.ANNOTATOR)
    claim = claim_for(snapshot, claim)
    if not claim.is_withdrawn:
        withdraw_claim(claim=claim, by=request.user, reason=TAKEN_BACK)
    return _withdrawn(request, snapshot, claim)


@require_POST
def bring_back(request, slug, number, claim):
    snapshot = snapshot_for(request, slug, number, Role.ANNOTATOR)
    claim = claim_for(snapshot, claim)
    if claim.is_withdrawn:
        restore_claim(claim=claim, by=request.user)
    undo = address(snapshot, "undo-claim", claim.number)
    return answer(request, snapshot, words=f"Claim c{claim.number} stands again.", undo=undo, passages=beside(claim))
