"""Two publishers that are one: everything that hangs on the second moves to the first, with its history."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from research.accounts.history import keep
from research.assessments.models import Assessment
from research.dossiers.models import Dossier, Role
from research.dossiers.rules import may
from research.sources.models import Article, Publisher, folded
from research.sources.naming import above


@transaction.atomic
def merge_publishers(*, kept, gone, by):
    """Move the articles, outlets and ratings of `gone` to `kept`, which takes its names as aliases, and delete `gone`.

    Where one person rated both in one dossier, the later rating stays current. Raises ValidationError for a publisher
    and itself, PermissionDenied unless `by` is editor in every dossier that has articles or ratings of `gone`.
    """
    if kept.pk == gone.pk:
        raise ValidationError("Choose two different publishers.")
    _require_everywhere(gone, by)
    reason = f"merged with {kept.name}"
    if gone in above(kept):
        kept.parent = gone.parent
    for row in [*Article.objects.filter(publisher=gone), *Assessment.objects.filter(publisher=gone, current=False)]:
        row.publisher = kept
        keep(row, by=by, reason=reason)
    for outlet in Publisher.objects.filter(parent=gone).exclude(pk=kept.pk):
        outlet.parent = kept
        keep(outlet, by=by, reason=reason)
    for rating in Assessment.objects.current().filter(publisher=gone).order_by("created_at", "pk"):
        _move_rating(rating, kept, by, reason)
    names = {folded(name): name for name in [*kept.aliases, gone.name, *gone.aliases]}
    kept.aliases = [name for key, name in names.items() if key != kept.folded]
    keep(kept, by=by, reason=f"took in {gone.name}")
    gone._history_user, gone._change_reason = by, reason[:100]
    gone.delete()
    return kept


def _require_everywhere(gone, by):
    dossiers = Dossier.objects.filter(articles__publisher=gone) | Dossier.objects.filter(assessments__publisher=gone)
    if not all(may(by, dossier, Role.EDITOR) for dossier in dossiers.distinct()):
        raise PermissionDenied(
            f"{gone} has articles or ratings in dossiers you are no editor of. Ask an administrator."
        )


def _move_rating(rating, kept, by, reason):
    """Move a current rating; of two by one person in one dossier, the older one becomes history."""
    same = {"dossier": rating.dossier, "rater": rating.rater, "publisher": kept}
    standing = Assessment.objects.current().filter(**same).first()
    if standing and standing.created_at > rating.created_at:
        rating.current = False
    elif standing:
        standing.current = False
        keep(standing, by=by, reason=reason)
    rating.publisher = kept
    keep(rating, by=by, reason=reason)
