from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from research.claims.actions import locate
from research.claims.carrying import carry, preview
from research.desk.comparing import difference
from research.desk.forms import CaptureForm
from research.desk.views.access import dossier_for, row_for
from research.desk.views.telling import told, warned
from research.dossiers.models import Role
from research.sources.actions import exclude, include_again
from research.sources.downloads import download
from research.sources.imports import Coming, start_import
from research.sources.models import Article, Exclusion, Snapshot
from research.sources.sketching import near_identical


def _number(request, name):
    given = request.GET.get(name, "") or request.POST.get(name, "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 18 else None


def _pair(request, article):
    """The two captures to compare, those asked for or the last two; None for what is not there."""
    captures = list(article.snapshots.select_related("original", "article__dossier").defer("original__content"))
    by_pk = {snapshot.pk: snapshot for snapshot in captures}
    later = by_pk.get(_number(request, "to"), captures[-1])
    before = [snapshot for snapshot in captures if snapshot.pk < later.pk]
    earlier = by_pk.get(_number(request, "from"), before[-1] if before else None)
    if earlier is not None and earlier.pk >= later.pk:
        raise Http404
    return captures, earlier, later


def _about(article, captures):
    """What the page of an article's captures shows in any case."""
    return {
        "dossier": article.dossier,
        "article": article,
        "captures": captures,
        "form": CaptureForm(),
        "furniture": [(row, captures[-1].text[row.start : row.end]) for row in captures[-1].exclusions.all()],
    }


@require_safe
def snapshots(request, slug, number):
    article = row_for(request, Article.objects.all(), slug, number=number)
    captures, earlier, later = _pair(request, article)
    context = _about(article, captures)
    if earlier is not None:
        ready, waiting = preview(earlier, later)
        context |= {"earlier": earlier, "later": later, "ready": ready, "waiting": waiting}
        context["paragraphs"] = difference(earlier.text, later.text)
    return render(request, "desk/snapshots.html", context)


@require_safe
def original(request, slug, number):
    article = row_for(request, Article.objects.all(), slug, number=number)
    captures = article.snapshots.select_related("original", "article").defer("text")
    asked = _number(request, "snapshot")
    snapshot = get_object_or_404(captures, pk=asked) if asked else captures.last()
    try:
        return download(snapshot)
    except FileNotFoundError as error:
        raise Http404 from error


@require_POST
def carry_over(request, slug, number):
    article = row_for(request, Article.objects.all(), slug, Role.ANNOTATOR, number=number)
    _, earlier, later = _pair(request, article)
    if earlier is None:
        raise Http404
    carried = carry(earlier=earlier, later=later, by=request.user)
    told(request, f"{len(carried.moved)} passages stand in the later capture too, and are marked there.")
    if carried.waiting:
        warned(request, f"{len(carried.waiting)} need you: see below why.")
    return redirect(f"{request.path.removesuffix('carry/')}?from={earlier.pk}&to={later.pk}")


@require_POST
def capture(request, slug, number):
    article = row_for(request, Article.objects.all(), slug, Role.ANNOTATOR, number=number)
    form = CaptureForm(request.POST, request.FILES)
    if not form.is_valid():
        captures, _, _ = _pair(request, article)
        return render(request, "desk/snapshots.html", _about(article, captures) | {"form": form})
    file, text = form.cleaned_data["file"], form.cleaned_data["text"]
    coming = Coming("Pasted text", text.encode("utf-8", "surrogatepass"), content_type="text/plain", charset="utf-8")
    if file:
        coming = Coming(file.name, file, content_type=file.content_type or "")
    return _begin(request, article, coming)


@require_POST
def fetch_again(request, slug, number):
    article = row_for(request, Article.objects.all(), slug, Role.ANNOTATOR, number=number)
    if not article.url:
        raise Http404
    return _begin(request, article, Coming(article.url, url=article.url))


@require_POST
def leave_out(request, slug, number):
    article = row_for(request, Article.objects.all(), slug, Role.ANNOTATOR, number=number)
    snapshot = article.snapshots.select_related("article__dossier").last()
    quote = request.POST.get("quote", "").replace("\r\n", "\n").strip()
    try:
        start, end = locate(snapshot.text, quote)
    except ValidationError as error:
        warned(request, " ".join(error.messages))
    else:
        exclude(snapshot=snapshot, start=start, end=end, by=request.user)
        told(request, "These words are no part of the article any more: nothing is suggested in them.")
    return redirect("desk:snapshots", slug, number)


@require_POST
def take_back(request, slug, number, pk):
    article = row_for(request, Article.objects.all(), slug, Role.ANNOTATOR, number=number)
    rows = Exclusion.objects.filter(snapshot__article=article).select_related("snapshot__article__dossier")
    include_again(exclusion=get_object_or_404(rows, pk=pk), by=request.user)
    told(request, "These words are part of the article again.")
    return redirect("desk:snapshots", slug, number)


def _begin(request, article, coming):
    coming.article = article
    try:
        run = start_import(dossier=article.dossier, by=request.user, coming=[coming])
    except ValidationError as error:
        warned(request, " ".join(error.messages))
        return redirect("desk:snapshots", article.dossier.slug, article.number)
    item = run.items.get()
    if item.state == "done":
        told(request, "The new capture is kept. See what changed.")
        return redirect("desk:snapshots", article.dossier.slug, article.number)
    return redirect("desk:import-run", article.dossier.slug, run.pk)


@require_safe
def copies(request, slug):
    dossier = dossier_for(request, slug)
    groups = near_identical(Snapshot.objects.filter(article__dossier=dossier).newest())
    return render(request, "desk/copies.html", {"dossier": dossier, "groups": groups[:100], "total": len(groups)})


@require_safe
def compare(request, slug, earlier, later):
    dossier = dossier_for(request, slug)
    both = Snapshot.objects.filter(article__dossier=dossier).select_related("article__publisher")
    a, b = get_object_or_404(both, pk=earlier), get_object_or_404(both, pk=later)
    context = {"dossier": dossier, "both": [a, b], "paragraphs": difference(a.text, b.text)}
    return render(request, "desk/compare.html", context)
