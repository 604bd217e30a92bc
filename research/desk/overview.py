"""What waits for a person, and how much is in each dossier: counts and short lists over every table."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from research.briefings.models import Briefing
from research.briefings.queries import needs_look
from research.claims.models import Claim, Passage, Question
from research.contradictions.models import Contradiction
from research.dossiers.models import Membership, Role
from research.sources.models import Article, Import, ImportItem

MOST = 8


def counted(dossiers):
    """Add to a queryset of dossiers how many articles, passages, questions, claims and open contradictions each has."""
    return dossiers.annotate(
        articles_count=_count(Article.objects),
        passages_count=_count(Passage.objects),
        questions_count=_count(Question.objects),
        claims_count=_count(Claim.objects.standing()),
        open_count=_count(Contradiction.objects.open()),
    )


def _count(rows):
    of_one = rows.filter(dossier=OuterRef("pk")).order_by().values("dossier").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(of_one), 0)


def roles_of(user):
    """Return {dossier pk: role} of a person; a superuser, who is chief everywhere, may have none here."""
    return dict(Membership.objects.filter(user=user).values_list("dossier_id", "role"))


def open_contradictions(user):
    """The open contradictions this person can see, newest first."""
    rows = Contradiction.objects.visible_to(user).open().filter(dossier__archived_at=None)
    return rows.select_related("question", "dossier").prefetch_related("sides").order_by("-created_at")


def second_looks(user):
    """The passages somebody asked a second look for."""
    rows = Passage.objects.visible_to(user).filter(second_look=True, dossier__archived_at=None)
    rows = rows.select_related("snapshot__article__publisher", "dossier").defer("snapshot__text")
    return rows.order_by("-created_at")


def reviews_waiting(user):
    """The briefings in review that this person may review: an editor's or a chief's, and none they wrote any of."""
    rows = Briefing.objects.visible_to(user).filter(state=Briefing.State.IN_REVIEW, dossier__archived_at=None)
    if not user.is_superuser:
        reviewing = Membership.objects.filter(user=user, role__in=[Role.EDITOR, Role.CHIEF])
        rows = rows.filter(dossier__memberships__in=reviewing)
    return rows.exclude(contributors__user=user).select_related("dossier").order_by("created_at")


def running_imports(user):
    """The imports that are not through."""
    unfinished = ImportItem.objects.filter(state__in=["waiting", "working"], run__cancelled_at=None)
    return Import.objects.visible_to(user).filter(pk__in=unfinished.values("run")).select_related("dossier")


def flagged(user):
    """(Briefing, [sentences]) for each published briefing whose claims have changed since."""
    reasons = needs_look(Briefing.objects.visible_to(user).published().filter(dossier__archived_at=None))
    rows = Briefing.objects.filter(pk__in=reasons).select_related("dossier")
    return [(row, reasons[row.pk]) for row in rows]


def claimed_articles(dossier):
    """The keys of the articles that a standing claim rests on."""
    return Claim.objects.standing().filter(dossier=dossier).values("passage__snapshot__article")


def unclaimed_articles(dossier):
    """The articles nobody has made a claim on yet, newest first."""
    rows = Article.objects.filter(dossier=dossier).exclude(pk__in=claimed_articles(dossier))
    return rows.select_related("publisher").order_by("-number")
