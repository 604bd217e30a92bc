from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from research.assessments.actions import assess
from research.assessments.queries import ratings_of
from research.claims.models import Claim
from research.contradictions import actions
from research.contradictions.queries import with_sources
from research.desk.chronicle import chronicle
from research.desk.claim_forms import ClaimForm
from research.desk.forms import CredibilityForm, ReasonForm, blame
from research.desk.views.access import row_for
from research.desk.views.telling import told
from research.dossiers.errors import Conflict
from research.dossiers.models import Role


def _claim(request, slug, number, needed=Role.OBSERVER):
    rows = with_sources(Claim.objects.all()).select_related("withdrawn_by", "passage__created_by")
    return row_for(request, rows, slug, needed, number=number)


@require_safe
def show(request, slug, number):
    return _page(request, _claim(request, slug, number))


def _page(request, claim, *, form=None, rating=None, withdrawal=None, status=200):
    """Answer with a claim's page; a form that could not be saved stands with what was typed."""
    context = {
        "dossier": claim.dossier,
        "claim": claim,
        "form": form or ClaimForm(claim=claim, initial=ClaimForm.known(claim)),
        "rating": rating or CredibilityForm(prefix="rate"),
        "withdrawal": withdrawal or ReasonForm(prefix="withdraw"),
        "ratings": ratings_of(claim.dossier),
        "given": claim.assessments.select_related("rater"),
        "contradictions": claim.dossier.contradictions.standing().filter(sides__claims=claim).distinct(),
        "briefings": claim.dossier.briefings.filter(body__contains=f"@c{claim.number}]"),
        "answers": sorted(set(claim.question.claims.values_list("group", flat=True)) - {""}),
        "history": chronicle(claim, claim.passage),
    }
    return render(request, "desk/claim.html", context, status=status)


@require_POST
def edit(request, slug, number):
    claim = _claim(request, slug, number, Role.ANNOTATOR)
    form = ClaimForm(request.POST, claim=claim)
    if not form.is_valid():
        return _page(request, claim, form=form)
    try:
        actions.save_claim(by=request.user, passage=claim.passage, claim=claim, **form.words)
    except ValidationError as error:
        blame(form, error)
        return _page(request, _claim(request, slug, number), form=form)
    except Conflict as error:
        form.add_error(None, error.message)
        return _page(request, _claim(request, slug, number), form=form, status=409)
    told(request, f"Claim c{number} is saved{_reads_as(claim)}.")
    return redirect("desk:claim", slug, number)


def _reads_as(claim):
    if claim.question.kind == "text":
        return ""
    return ", but its words were not read as a value" if claim.value is None else ""


@require_POST
def group(request, slug, number):
    """Say which answer a claim on a text question gives, from the question's page."""
    claim = _claim(request, slug, number, Role.ANNOTATOR)
    words = {"passage": claim.passage, "question": claim.question, "says": claim.says}
    answer = request.POST.get("group", "").strip()[:200]
    actions.save_claim(by=request.user, claim=claim, group=answer, **words)
    told(request, f"Claim c{number} stands with “{answer}”." if answer else f"Claim c{number} is in no group.")
    return redirect("desk:question", slug, claim.question.number)


@require_POST
def rate(request, slug, number):
    claim = _claim(request, slug, number, Role.ANNOTATOR)
    form = CredibilityForm(request.POST, prefix="rate")
    if not form.is_valid():
        return _page(request, claim, rating=form)
    assess(dossier=claim.dossier, by=request.user, claim=claim, **form.cleaned_data)
    told(request, f"You rate claim c{number} {form.cleaned_data['value']}.")
    return redirect("desk:claim", slug, number)


@require_POST
def withdraw(request, slug, number):
    claim = _claim(request, slug, number, Role.ANNOTATOR)
    form = ReasonForm(request.POST, prefix="withdraw")
    if not form.is_valid():
        return _page(request, claim, withdrawal=form)
    try:
        actions.withdraw_claim(claim=claim, by=request.user, **form.cleaned_data)
    except Conflict as error:
        form.add_error(None, error.message)
        return _page(request, _claim(request, slug, number), withdrawal=form, status=409)
    told(request, f"Claim c{number} is withdrawn.", undo=reverse("desk:claim-restore", args=[slug, number]))
    return redirect("desk:claim", slug, number)


@require_POST
def restore(request, slug, number):
    claim = _claim(request, slug, number, Role.ANNOTATOR)
    actions.restore_claim(claim=claim, by=request.user)
    told(request, f"Claim c{number} stands again.")
    return redirect("desk:claim", slug, number)
