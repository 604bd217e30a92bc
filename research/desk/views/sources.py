from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from research.assessments.actions import assess
from research.assessments.models import Assessment
from research.assessments.queries import ratings_of
from research.desk.chronicle import chronicle
from research.desk.forms import ArticleForm, ReliabilityForm, blame, lines
from research.desk.overview import claimed_articles
from research.desk.views.access import dossier_for, row_for
from research.desk.views.telling import told
from research.dossiers.models import Role
from research.sources.actions import describe_article
from research.sources.models import Article, Publisher

DETAILS = ("title", "byline", "published", "language", "url", "kind")
A_PAGE = 50


@require_safe
def sources(request, slug):
    dossier = dossier_for(request, slug)
    ours = Count("articles", filter=Q(articles__dossier=dossier))
    found = Publisher.objects.annotate(ours=ours).filter(ours__gt=0).select_related("parent").order_by("name")
    publishers = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    nameless = Article.objects.filter(dossier=dossier, publisher=None).count()
    context = {"dossier": dossier, "publishers": publishers, "nameless": nameless, "ratings": ratings_of(dossier)}
    return render(request, "desk/sources.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def publisher(request, slug, pk):
    dossier = dossier_for(request, slug, Role.ANNOTATOR if request.method == "POST" else Role.OBSERVER)
    row = get_object_or_404(Publisher.objects.filter(articles__dossier=dossier).distinct(), pk=pk)
    form = ReliabilityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        assess(dossier=dossier, by=request.user, publisher=row, **form.cleaned_data)
        told(request, f"You rate {row} {form.cleaned_data['value']}. Your earlier rating, if any, stays below.")
        return redirect("desk:publisher", slug, pk)
    rated = Assessment.objects.visible_to(request.user).filter(publisher=row).select_related("rater", "dossier")
    context = {
        "dossier": dossier,
        "publisher": row,
        "form": form,
        "ratings": ratings_of(dossier),
        "given": rated.filter(dossier=dossier),
        "elsewhere": rated.exclude(dossier=dossier).current(),
        "articles": Article.objects.filter(dossier=dossier, publisher=row)[:A_PAGE],
    }
    return render(request, "desk/publisher.html", context)


@require_safe
def articles(request, slug):
    dossier = dossier_for(request, slug)
    rows = Article.objects.filter(dossier=dossier).select_related("publisher")
    if request.GET.get("without") == "claims":
        rows = rows.exclude(pk__in=claimed_articles(dossier))
    claims = Count("snapshots__passages__claims", filter=Q(snapshots__passages__claims__withdrawn_at=None))
    page = Paginator(rows.annotate(claims_count=claims).order_by("number"), A_PAGE).get_page(request.GET.get("page"))
    context = {"dossier": dossier, "articles": page, "ratings": ratings_of(dossier)}
    return render(request, "desk/articles.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def details(request, slug, number):
    rows = Article.objects.select_related("publisher")
    article = row_for(request, rows, slug, Role.ANNOTATOR, number=number)
    form = ArticleForm(request.POST or None, initial=_known(article))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"origins": lines(form.cleaned_data["origins"])}
        try:
            describe_article(article=article, by=request.user, **given)
        except ValidationError as error:
            blame(form, error)
        else:
            told(request, f"The details of “{article}” are saved.")
            return redirect("desk:article", slug, number)
    return render(request, "desk/article_details.html", _about(article) | {"form": form, "rating": ReliabilityForm()})


@require_POST
def rate(request, slug, number):
    article = row_for(request, Article.objects.select_related("publisher"), slug, Role.ANNOTATOR, number=number)
    form = ReliabilityForm(request.POST)
    if not form.is_valid():
        about = _about(article) | {"form": ArticleForm(initial=_known(article)), "rating": form}
        return render(request, "desk/article_details.html", about)
    assess(dossier=article.dossier, by=request.user, article=article, **form.cleaned_data)
    told(request, f"You rate this article {form.cleaned_data['value']}, whatever its publisher has.")
    return redirect("desk:article-details", slug, number)


def _known(article):
    known = {name: getattr(article, name) for name in DETAILS}
    origins = "\n".join(origin.name for origin in article.origins.all())
    return known | {"publisher": article.publisher.name if article.publisher else "", "origins": origins}


def _about(article):
    """What the page of an article's details shows beside its forms."""
    dossier = article.dossier
    return {
        "dossier": dossier,
        "article": article,
        "ratings": ratings_of(dossier),
        "given": Assessment.objects.filter(article=article).select_related("rater"),
        "publishers": Publisher.objects.filter(articles__dossier=dossier).distinct(),
        "snapshots": article.snapshots.select_related("original").defer("text", "original__content"),
        "history": chronicle(article),
    }
