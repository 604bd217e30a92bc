from django.conf import settings
from django.db import models
from django.db.models import Q

from research.accounts.history import History
from research.assessments import scales
from research.claims.models import Claim
from research.dossiers.models import Dossier, DossierRows
from research.sources.models import Article, Publisher


class AssessmentQuerySet(DossierRows):
    def current(self):
        return self.filter(current=True)


class Assessment(models.Model):
    """One person's rating: the reliability of a publisher or article, or the credibility of a claim."""

    class Scale(models.TextChoices):
        RELIABILITY = "reliability"
        CREDIBILITY = "credibility"

    TARGETS = ("publisher", "article", "claim")

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="assessments")
    publisher = models.ForeignKey(Publisher, models.PROTECT, null=True, blank=True, related_name="assessments")
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="assessments")
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="assessments")
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assessments")
    scale = models.CharField(max_length=12, choices=Scale)
    value = models.CharField(max_length=1, choices=scales.WORDS)
    reason = models.TextField(blank=True)
    current = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    history = History()

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(publisher__isnull=False, article=None, claim=None)
                | Q(publisher=None, article__isnull=False, claim=None)
                | Q(publisher=None, article=None, claim__isnull=False),
                name="exactly_one_target",
            ),
            models.CheckConstraint(
                condition=Q(scale="reliability", claim=None, value__in=list(scales.RELIABILITY))
                | Q(scale="credibility", claim__isnull=False, value__in=list(scales.CREDIBILITY)),
                name="value_of_its_scale",
            ),
            *(
                models.UniqueConstraint(
                    fields=["dossier", target, "rater"],
                    condition=Q(current=True, **{f"{target}__isnull": False}),
                    name=f"one_current_per_{target}",
                )
                for target in ("publisher", "article", "claim")
            ),
        ]

    def __str__(self):
        return f"{self.value} · {self.words}"

    @property
    def words(self):
        return scales.WORDS[self.value]

    @property
    def target(self):
        return self.publisher or self.article or self.claim
