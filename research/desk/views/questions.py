from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from research.assessments.queries import ratings_of
from research.claims.actions import ask_question, describe_question
from research.claims.models import Claim, Question
from research.contradictions.models import Contradiction
from research.contradictions.queries import claims_of, positions_of, readings_of, with_sources
from research.desk import charts, matrix
from research.desk.chronicle import chronicle
from research.desk.forms import QuestionForm, blame
from research.desk.views.access import dossier_for, row_for
from research.desk.views.deciding import with_forms, with_sides
from research.desk.views.telling import told
from research.dossiers.models import Role
from research.values.units import UNITS

A_PAGE = 40


@require_safe
def index(request, slug):
    dossier = dossier_for(request, slug)
    page = Paginator(dossier.questions.all(), A_PAGE).get_page(request.GET.get("page"))
    standing = Contradiction.objects.standing().filter(question__in=list(page))
    lines = matrix.lines(page, [], readings_of(page.object_list), standing)
    return render(request, "desk/questions.html", {"dossier": dossier, "questions": page, "lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, slug):
    dossier = dossier_for(request, slug, Role.ANNOTATOR)
    form = QuestionForm(request.POST or None, initial={"kind": "date"})
    if request.method == "POST" and form.is_valid():
        try:
            question = ask_question(dossier=dossier, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            blame(form, error)
        else:
            told(request, f"Question {question.number} is asked. Mark what answers it in the articles.")
            return redirect("desk:question", slug, question.number)
    return render(request, "desk/question_form.html", {"dossier": dossier, "form": form, "units": sorted(UNITS)})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, slug, number):
    question = row_for(request, Question.objects.all(), slug, Role.ANNOTATOR, number=number)
    known = {name: getattr(question, name) for name in QuestionForm.Meta.fields}
    form = QuestionForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            describe_question(question=question, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            blame(form, error)
        else:
            told(request, "The question is saved.")
            return redirect("desk:question", slug, number)
    context = {"dossier": question.dossier, "question": question, "form": form, "units": sorted(UNITS)}
    return render(request, "desk/question_form.html", context)


@require_safe
def show(request, slug, number):
    return question_page(request, row_for(request, Question.objects.all(), slug, number=number))


def question_page(request, question, typed=None):
    """Answer with the positions face to face; `typed`: a DecisionForm that could not be saved."""
    claims = claims_of(question)
    reading, ratings = positions_of(question, claims), ratings_of(question.dossier)
    rows = list(with_sides(Contradiction.objects.filter(question=question)))
    withdrawn = with_sources(Claim.objects.filter(question=question).exclude(withdrawn_at=None))
    context = {
        "dossier": question.dossier,
        "question": question,
        "reading": reading,
        "ratings": ratings,
        "chart": charts.claims_chart(reading, claims, ratings, f"What each source says: {question.text}"),
        "contradictions": with_forms([row for row in rows if row.ended_at is None], typed),
        "withdrawn": withdrawn.select_related("withdrawn_by"),
        "answers": sorted({claim.group for claim in claims} - {""}),
        "before": question.dossier.questions.filter(number__lt=question.number).last(),
        "after": question.dossier.questions.filter(number__gt=question.number).first(),
        "history": chronicle(question, *rows),
    }
    return render(request, "desk/question.html", context)
