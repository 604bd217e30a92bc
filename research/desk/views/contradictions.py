from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from research.assessments.queries import ratings_of
from research.contradictions import actions
from research.contradictions.models import Contradiction
from research.desk.chronicle import chronicle
from research.desk.claim_forms import RecordForm
from research.desk.forms import blame
from research.desk.views.access import dossier_for, row_for
from research.desk.views.deciding import decision_form, with_forms, with_sides
from research.desk.views.questions import question_page
from research.desk.views.telling import told
from research.dossiers.models import Role

A_PAGE = 40


@require_safe
def index(request, slug):
    dossier = dossier_for(request, slug)
    rows = with_sides(Contradiction.objects.standing().filter(dossier=dossier)).order_by("question__number", "pk")
    state = request.GET.get("state", "")
    if state in Contradiction.State.values:
        rows = rows.filter(state=state)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {"dossier": dossier, "contradictions": page, "state": state, "states": Contradiction.State.choices}
    return render(request, "desk/contradictions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def record(request, slug):
    dossier = dossier_for(request, slug, Role.EDITOR)
    form = RecordForm(request.POST or None, dossier=dossier)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.record(dossier=dossier, by=request.user, sides=form.sides)
        except ValidationError as error:
            blame(form, error)
        else:
            told(request, "The contradiction is recorded, and open.")
            return redirect("desk:contradiction", slug, row.pk)
    return render(request, "desk/contradiction_new.html", {"dossier": dossier, "form": form})


@require_safe
def show(request, slug, pk):
    row = row_for(request, with_sides(Contradiction.objects.all()), slug, pk=pk)
    return redirect("desk:question", slug, row.question.number) if row.question else _own_page(request, row)


def _own_page(request, row, typed=None):
    context = {
        "dossier": row.dossier,
        "contradiction": row,
        "form": with_forms([row], typed)[0][1],
        "ratings": ratings_of(row.dossier),
        "history": chronicle(row),
    }
    return render(request, "desk/contradiction.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request, slug, pk):
    if request.method != "POST":
        return redirect("desk:contradiction", slug, pk)
    row = row_for(request, with_sides(Contradiction.objects.standing()), slug, Role.EDITOR, pk=pk)
    form = decision_form(row, request.POST)
    if form.is_valid():
        try:
            actions.decide(contradiction=row, by=request.user, **form.decision)
        except ValidationError as error:
            blame(form, error)
        else:
            told(request, f"Decided: {row.get_state_display().lower()}.", undo=reverse("desk:reopen", args=[slug, pk]))
            return redirect("desk:contradiction", slug, pk)
    return _again(request, row, form)


def _again(request, row, form):
    """Show the form that could not be saved where it stood."""
    if row.question is None:
        return _own_page(request, row, form)
    row.question.dossier = row.dossier
    return question_page(request, row.question, form)


@require_POST
def reopen(request, slug, pk):
    rows = Contradiction.objects.standing().exclude(state="open").select_related("question")
    row = row_for(request, rows, slug, Role.EDITOR, pk=pk)
    actions.reopen(contradiction=row, by=request.user)
    told(request, "The contradiction is open again; the decision stays in the history.")
    return redirect("desk:contradiction", slug, pk)
