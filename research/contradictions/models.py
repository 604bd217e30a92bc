from django.conf import settings
from django.db import models
from django.db.models import Q

from research.accounts.history import History
from research.claims.models import Claim, Question
from research.dossiers.models import Dossier, DossierRows

USER = settings.AUTH_USER_MODEL


class ContradictionQuerySet(DossierRows):
    def standing(self):
        return self.filter(ended_at=None)

    def open(self):
        return self.standing().filter(state=Contradiction.State.OPEN)


class Contradiction(models.Model):
    """Two or more positions that cannot both hold: found by rule on one question, or recorded by a person."""

    class State(models.TextChoices):
        OPEN = "open"
        RESOLVED = "resolved"
        BOTH_HOLD = "both hold"
        UNDECIDABLE = "undecidable"
        DISMISSED = "dismissed"

    class Kind(models.TextChoices):
        CONFLICT = "conflict"
        PRECISION = "precision"
        SCOPE = "scope"
        AS_OF = "as-of date"
        PLAN = "plan and outcome"
        REVISION = "revision"

    class Maker(models.TextChoices):
        RULE = "rule"
        PERSON = "person"

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="contradictions")
    question = models.ForeignKey(Question, models.PROTECT, null=True, blank=True, related_name="contradictions")
    made_by = models.CharField(max_length=6, choices=Maker, default=Maker.RULE)
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.CONFLICT)
    preferred = models.ForeignKey("Side", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    fingerprint = models.JSONField(default=list, blank=True, help_text="The values seen when it was decided")
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When its claims stopped contradicting")
    history = History()

    objects = ContradictionQuerySet.as_manager()

    class Meta:
        ordering = ["dossier", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question"], condition=Q(made_by="rule", ended_at=None), name="one_standing_per_question"
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_by=None, decided_at=None)
                | (Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(state="open") & ~Q(reason="")),
                name="decided_by_somebody_for_a_reason",
            ),
            models.CheckConstraint(condition=Q(made_by="person") | Q(question__isnull=False), name="rule_has_question"),
        ]

    def __str__(self):
        return f"{self.question or 'Contradiction'}: {self.state}"

    @property
    def is_open(self):
        return self.state == self.State.OPEN


class SideQuerySet(DossierRows):
    to_dossier = "contradiction__dossier__"


class Side(models.Model):
    """One position of a contradiction: follows the claims while it is open, frozen when it is decided."""

    contradiction = models.ForeignKey(Contradiction, models.CASCADE, related_name="sides")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=500)
    key = models.CharField(max_length=300, help_text="The position's window, or the group of a text answer")
    claims = models.ManyToManyField(Claim, related_name="sides")

    objects = SideQuerySet.as_manager()

    class Meta:
        ordering = ["contradiction", "position"]
        constraints = [models.UniqueConstraint(fields=["contradiction", "position"], name="one_side_per_position")]

    def __str__(self):
        return self.label

    @property
    def letter(self):
        """A, B, … as the pages show it; after Z the number."""
        return chr(ord("A") + self.position) if self.position < 26 else str(self.position + 1)
