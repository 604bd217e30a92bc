from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, render

from research.assessments import scales
from research.briefings.models import Correction, Retraction, Topic
from research.briefings.queries import public_versions
from research.reading.public import public

ON_A_PAGE = 20


def _page(request, rows):
    return Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))


@public
def home(request):
    return render(request, "reading/home.html", {"page": _page(request, public_versions())})


@public
def topics(request):
    filed = Topic.objects.filter(briefings__slug__isnull=False).annotate(briefing_count=Count("briefings"))
    return render(request, "reading/topics.html", {"topics": filed})


@public
def topic(request, slug):
    found = get_object_or_404(Topic.objects.filter(briefings__slug__isnull=False).distinct(), slug=slug)
    rows = public_versions().filter(briefing__topics=found)
    return render(request, "reading/topic.html", {"topic": found, "page": _page(request, rows)})


@public
def corrections(request):
    notes = [
        rows.filter(version__briefing__slug__isnull=False).select_related("version__briefing")
        for rows in (Correction.objects, Retraction.objects)
    ]
    found = sorted([*notes[0], *notes[1]], key=lambda note: note.at, reverse=True)
    return render(request, "reading/corrections.html", {"page": _page(request, found)})


@public
def how_we_work(request):
    return render(request, "reading/how_we_work.html", {"scales": scales})
