"""The annotate page: an article's text in the middle, its claims in the margin level with what they speak of."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from research.claims.models import Passage, Question
from research.desk import news
from research.desk.apparatus import agreement, groups_of, marks_in, ratings_for, tally
from research.desk.composing import ComposerForm
from research.desk.marking import lines_of, marked, whole
from research.desk.views.access import row_for
from research.desk.views.telling import told
from research.dossiers.models import Role
from research.sources.models import Article, Origin
from research.sources.queries import furniture_of

GROUPS_AT_ONCE = 25
MOST_GROUPS = 120
MOST_NAMES = 500


def snapshot_for(request, slug, number, needed=Role.OBSERVER, *, text=True):
    """Return the snapshot of an article that is worked on: the newest, or the one whose id is in `?snapshot=`.

    Its article comes with dossier (with `role_here`) and publisher. 404 for a stranger, 403 below the needed role.
    text: False leaves the text, which may be a megabyte, in the database.
    """
    article = row_for(request, Article.objects.select_related("publisher"), slug, needed, number=number)
    snapshots = article.snapshots.select_related("original").defer("original__content").order_by("-pk")
    snapshots = snapshots if text else snapshots.defer("text", "original__content")
    wanted = request.GET.get("snapshot", "")
    snapshot = get_object_or_404(snapshots, pk=wanted) if wanted.isdecimal() else snapshots.first()
    if snapshot is None:
        raise Http404("This article has no text.")
    snapshot.article = article
    return snapshot


def wants_part(request):
    """True where a script of ours asks, and takes a part of the page where others get all of it."""
    return request.headers.get("X-Part") == "1"


def number_in(given, name, default=0):
    """Return a whole number from a query or a form, the default where there is none."""
    text = given.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else default


@require_safe
def article(request, slug, number):
    return page(request, snapshot_for(request, slug, number))


def page(request, snapshot, *, tool="", status=200, **more):
    """Answer with the page, or with the panel `tool` alone where a script asks for it."""
    context = {"article": snapshot.article, "snapshot": snapshot, "dossier": snapshot.article.dossier, **more}
    if tool and wants_part(request):
        return render(request, f"desk/annotate/_{tool}.html", context, status=status)
    since = number_in(request.GET, "from")
    passages = Passage.objects.filter(snapshot=snapshot, start__gte=since)
    groups = groups_of(passages[:GROUPS_AT_ONCE], snapshot)
    ratings = ratings_for(snapshot.article).reliability_of(snapshot.article)
    marks = marks_in(snapshot)
    context |= {
        "tool": f"desk/annotate/_{tool}.html" if tool else "",
        "text": whole(snapshot.text, marks),
        "furniture": furniture_of(snapshot),
        "passages": [(mark.pk, mark.start, mark.end) for mark in marks],
        "groups": groups,
        "next_from": groups[-1].passage.start + 1 if len(groups) == GROUPS_AT_ONCE else None,
        "tally": tally(snapshot),
        "reliability": ratings,
        "agreement": agreement(ratings),
        "cursor": news.cursor(),
        "others": snapshot.article.snapshots.exclude(pk=snapshot.pk).defer("text"),
        **names(snapshot.article.dossier),
    }
    return render(request, "desk/article.html", context, status=status)


def names(dossier):
    """What a composer offers while one types: the dossier's questions and origins, and an empty form for the script."""
    return {
        "questions": Question.objects.filter(dossier=dossier)[:MOST_NAMES],
        "origins": Origin.objects.filter(dossier=dossier)[:MOST_NAMES],
        "blank": ComposerForm(dossier=dossier, auto_id="blank_%s"),
    }


@require_safe
def margin(request, slug, number):
    """The groups of the margin whose passages begin in [low, high), for a page that is scrolled."""
    snapshot = snapshot_for(request, slug, number, text=False)
    low, high = number_in(request.GET, "low"), number_in(request.GET, "high", 1 << 40)
    passages = Passage.objects.filter(snapshot=snapshot, start__gte=low, start__lt=high)[:MOST_GROUPS]
    return changes(request, snapshot, passages=[row.pk for row in passages], lines=())


@require_safe
def what_is_new(request, slug, number):
    """What others did since the page's cursor: 204 where nothing, else the lines and groups that changed."""
    snapshot = snapshot_for(request, slug, number, text=False)
    found = news.since(snapshot, request.GET.get("since", ""))
    if not found.touched and not found.gone:
        return HttpResponse(status=204)
    return changes(request, snapshot, passages=found.touched, gone=found.gone, lines=found.stretches)


def changes(request, snapshot, *, passages=(), gone=(), lines=None, words="", undo="", **more):
    """Answer a script with the parts of the page that changed.

    passages: ids of passages whose groups and lines did; gone: ids that are no more; lines: stretches of the text to
    draw anew where they are not those of the passages; words: what to tell the editor; undo: an address that takes
    it back by POST; more: further context of the parts, such as undo_fields, what that POST holds.
    """
    rows = Passage.objects.filter(snapshot=snapshot, pk__in=passages)
    groups = groups_of(rows, snapshot)
    if lines is None:
        lines = [(group.passage.start, group.passage.end) for group in groups]
    context = {
        "article": snapshot.article, "snapshot": snapshot, "dossier": snapshot.article.dossier, "groups": groups,
        "gone": gone, "lines": drawn(snapshot, lines), "words": words, "undo": undo, "tally": tally(snapshot),
        "cursor": news.cursor(), "current": next(iter(passages), ""), **more,
    }  # fmt: skip
    return render(request, "desk/annotate/_changes.html", context)


def drawn(snapshot, stretches):
    """Return the HTML of each line that one of these stretches [start, end) touches, once."""
    lines = sorted({line for start, end in stretches for line in lines_of(snapshot.text, start, end)})
    if not lines:
        return []
    marks = marks_in(snapshot, start__lt=lines[-1][1], end__gt=lines[0][0])
    return [marked(snapshot.text, marks, start, end) for start, end in lines]


def answer(request, snapshot, *, words, undo="", passages=(), **more):
    """Answer what was done: parts for a script (see `changes`), else the page again with the words, at a passage."""
    if wants_part(request):
        return changes(request, snapshot, words=words, undo=undo, passages=passages, **more)
    told(request, words, undo="" if "undo_fields" in more else undo)
    place = f"#p{passages[0]}" if passages else ""
    return redirect(address(snapshot, "article") + place)


def address(snapshot, name, *more):
    """The address of one of the annotate page's views for this snapshot's article."""
    return reverse(f"desk:{name}", args=[snapshot.article.dossier.slug, snapshot.article.number, *more])
