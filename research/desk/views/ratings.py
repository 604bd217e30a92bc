"""Rating beside the text, in the Admiralty's words: a claim's credibility, and the reliability of who published it."""

from django.views.decorators.http import require_http_methods

from research.assessments.actions import assess
from research.assessments.models import Assessment
from research.desk.apparatus import agreement, ratings_for
from research.desk.forms import CredibilityForm, ReliabilityForm
from research.desk.views.annotate import answer, page, snapshot_for
from research.desk.views.composer import REFUSED, claim_for
from research.dossiers.models import Role


@require_http_methods(["GET", "HEAD", "POST"])
def rate_claim(request, slug, number, claim):
    snapshot = snapshot_for(request, slug, number, Role.ANNOTATOR)
    claim = claim_for(snapshot, claim)
    mine = rated_by(request.user, claim.dossier, claim=claim)
    form = CredibilityForm(request.POST or None, initial=mine, auto_id="rate_%s")
    if request.method == "POST" and form.is_valid():
        assess(dossier=claim.dossier, by=request.user, claim=claim, **form.cleaned_data)
        undo = {"undo": request.path, "undo_fields": mine} if mine else {}
        return answer(request, snapshot, words=f"Claim c{claim.number} rated.", passages=[claim.passage_id], **undo)
    past = Assessment.objects.filter(dossier=claim.dossier, claim=claim).select_related("rater")
    status = REFUSED if form.errors else 200
    return page(request, snapshot, tool="rate", form=form, claim=claim, past=past, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def rate_source(request, slug, number):
    """Rate the publisher, or this article alone where it differs or has no publisher."""
    snapshot = snapshot_for(request, slug, number, Role.ANNOTATOR)
    article = snapshot.article
    alone = article.publisher is None or request.POST.get("of", request.GET.get("of")) == "article"
    target = {"article": article} if alone else {"publisher": article.publisher}
    mine = rated_by(request.user, article.dossier, **target)
    form = ReliabilityForm(request.POST or None, initial=mine, auto_id="rate_%s")
    if request.method == "POST" and form.is_valid():
        assess(dossier=article.dossier, by=request.user, **target, **form.cleaned_data)
        return _rated(request, snapshot, article if alone else article.publisher)
    rated = Assessment.objects.filter(dossier=article.dossier, **target).select_related("rater")
    status = REFUSED if form.errors else 200
    context = {"form": form, "past": rated, "alone": alone, "elsewhere": elsewhere(request.user, article)}
    return page(request, snapshot, tool="rate", status=status, **context)


def _rated(request, snapshot, target):
    ratings = ratings_for(snapshot.article).reliability_of(snapshot.article)
    more = {"reliability": ratings, "agreement": agreement(ratings)}
    return answer(request, snapshot, words=f"{target} rated.", **more)


def rated_by(user, dossier, **target):
    """Return the value and reason of this person's current rating of a target, as a form's initial data."""
    mine = Assessment.objects.current().filter(rater=user, dossier=dossier, **target)
    return mine.values("value", "reason").first() or {}


def elsewhere(user, article):
    """Return how the publisher is rated in the other dossiers this person may see."""
    if article.publisher is None:
        return Assessment.objects.none()
    others = Assessment.objects.visible_to(user).current().filter(publisher=article.publisher)
    return others.exclude(dossier=article.dossier).select_related("rater", "dossier")
