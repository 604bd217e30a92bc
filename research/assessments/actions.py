from django.core.exceptions import ValidationError
from django.db import transaction

from research.accounts.history import keep
from research.assessments import scales
from research.assessments.models import Assessment
from research.dossiers.models import Role
from research.dossiers.rules import require


@transaction.atomic
def assess(*, dossier, by, value, reason="", publisher=None, article=None, claim=None):
    """Rate one publisher or article (reliability A–F) or one claim (credibility 1–6), after NATO AJP-2.1.

    An earlier rating of the same target by the same person stays as history. Returns the Assessment.
    Raises ValidationError for no or several targets, a foreign one, or a value that is not of the scale.
    """
    require(by, dossier, Role.ANNOTATOR)
    given = {"publisher": publisher, "article": article, "claim": claim}
    targets = {name: row for name, row in given.items() if row is not None}
    if len(targets) != 1:
        raise ValidationError("Rate exactly one of publisher, article and claim.")
    scale, words = ("credibility", scales.CREDIBILITY) if claim else ("reliability", scales.RELIABILITY)
    if value not in words:
        raise ValidationError({"value": f"“{value}” is no {scale}. Choose one of: {', '.join(words)}."})
    if any(row.dossier_id != dossier.pk for row in (article, claim) if row):
        raise ValidationError("This belongs to another dossier.")
    for earlier in Assessment.objects.current().filter(dossier=dossier, rater=by, **targets):
        earlier.current = False
        keep(earlier, by=by, reason="rated anew")
    return keep(Assessment(dossier=dossier, rater=by, scale=scale, value=value, reason=reason, **targets), by=by)
