from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from research.assessments.queries import ratings_of
from research.contradictions.models import Contradiction
from research.contradictions.queries import readings_of
from research.desk import charts, matrix, overview
from research.desk.chronicle import chronicle
from research.desk.forms import DossierForm, blame
from research.desk.views.access import dossier_for
from research.desk.views.telling import told, warned
from research.dossiers import actions
from research.dossiers.errors import Conflict
from research.dossiers.models import Dossier, Role
from research.sources.models import Article

QUESTIONS, ARTICLES, DATED = 25, 12, 60


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    form = DossierForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            dossier = actions.open_dossier(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            blame(form, error)
        else:
            told(request, f"“{dossier}” is open, and you are its chief. Import the first article.")
            return redirect("desk:dossier", dossier.slug)
    return render(request, "desk/dossier_new.html", {"form": form})


@require_safe
def show(request, slug):
    dossier = dossier_for(request, slug)
    counts = overview.counted(Dossier.objects.filter(pk=dossier.pk)).get()
    claimed = Article.objects.filter(dossier=dossier, pk__in=overview.claimed_articles(dossier))
    claimed = claimed.select_related("publisher").order_by("publisher__name", "earliest", "number")
    articles = Paginator(claimed, ARTICLES).get_page(request.GET.get("articles"))
    questions = Paginator(dossier.questions.all(), QUESTIONS).get_page(request.GET.get("questions"))
    readings = readings_of(questions.object_list)
    standing = Contradiction.objects.standing().filter(question__in=list(questions))
    dated = [(question, readings[question.pk]) for question in questions if question.kind == "date"]
    context = {
        "dossier": dossier,
        "counts": counts,
        "articles": articles,
        "questions": questions,
        "groups": matrix.by_publisher(articles),
        "lines": matrix.lines(questions, articles, readings, standing),
        "ratings": ratings_of(dossier),
        "timeline": charts.timeline(claimed[:DATED], dated),
        "unclaimed": overview.unclaimed_articles(dossier),
    }
    return render(request, "desk/dossier.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, slug):
    dossier = dossier_for(request, slug, Role.CHIEF)
    form = DossierForm(request.POST or None, initial={"title": dossier.title, "summary": dossier.summary})
    if request.method == "POST" and form.is_valid():
        try:
            actions.describe_dossier(dossier=dossier, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            blame(form, error)
        else:
            told(request, "The dossier’s title and summary are saved.")
            return redirect("desk:dossier", dossier.slug)
    context = {"dossier": dossier, "form": form, "history": chronicle(dossier)}
    return render(request, "desk/dossier_edit.html", context)


@require_POST
def archive(request, slug):
    dossier = dossier_for(request, slug, Role.CHIEF)
    actions.archive_dossier(dossier=dossier, by=request.user)
    told(request, f"“{dossier}” is archived: everything in it stays readable, and nothing can change.")
    return redirect("desk:home")


@require_POST
def delete(request, slug):
    dossier = dossier_for(request, slug, Role.CHIEF)
    try:
        actions.delete_dossier(dossier=dossier, by=request.user)
    except Conflict as error:
        warned(request, error.message)
        return redirect("desk:dossier-edit", slug)
    told(request, f"“{dossier}” is deleted.")
    return redirect("desk:home")
