from django.conf import settings
from django.db import models
from django.db.models import F, Q

from research import values
from research.accounts.history import History
from research.dossiers.models import Dossier, DossierRows
from research.sources.models import Origin, Snapshot

USER = settings.AUTH_USER_MODEL


class Passage(models.Model):
    """A stretch [start, end) of a snapshot's text in code points (W3C TextPositionSelector and TextQuoteSelector)."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="passages")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="carried_to")
    note = models.TextField(blank=True)
    second_look = models.BooleanField(default=False)
    created_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    history = History()

    objects = DossierRows.as_manager()

    class Meta:
        ordering = ["snapshot", "start", "end"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="passage_start_before_end"),
            models.UniqueConstraint(fields=["snapshot", "start", "end"], name="one_passage_per_stretch"),
        ]

    def __str__(self):
        return self.quote


class Dismissal(models.Model):
    """A suggestion an editor did not want: it is not made again."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="dismissals")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="dismissals")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")

    objects = DossierRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["snapshot", "start", "end"], name="dismissed_once")]

    def __str__(self):
        return f"{self.start}–{self.end}"


class Question(models.Model):
    """What claims answer and are compared on."""

    class Kind(models.TextChoices):
        DATE = "date"
        QUANTITY = "quantity"
        TEXT = "text"

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="questions")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=500)
    kind = models.CharField(max_length=10, choices=Kind)
    unit = models.CharField(max_length=40, blank=True)
    scope = models.CharField(max_length=500, blank=True)
    history = History()

    objects = DossierRows.as_manager()

    class Meta:
        ordering = ["dossier", "number"]
        constraints = [models.UniqueConstraint(fields=["dossier", "number"], name="one_question_per_number")]

    def __str__(self):
        return self.text


class ClaimQuerySet(DossierRows):
    def standing(self):
        return self.filter(withdrawn_at=None)

    def asserted(self):
        return self.standing().filter(modality__in=Claim.ASSERTED)


class Claim(models.Model):
    """What a passage says in answer to a question (schema.org Claim), with the value read from the words."""

    class Modality(models.TextChoices):
        HAPPENED = "happened"
        ONGOING = "ongoing"
        PLANNED = "planned"
        PREDICTED = "predicted"
        DENIED = "denied"
        CONDITIONAL = "conditional"

    class Reader(models.TextChoices):
        MACHINE = "machine"
        EDITOR = "editor"

    ASSERTED = (Modality.HAPPENED, Modality.ONGOING)

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="claims")
    number = models.PositiveIntegerField()
    passage = models.ForeignKey(Passage, models.PROTECT, related_name="claims")
    question = models.ForeignKey(Question, models.PROTECT, related_name="claims")
    says = models.TextField()
    statement = models.TextField(blank=True)
    translation = models.TextField(blank=True)
    modality = models.CharField(max_length=12, choices=Modality, default=Modality.HAPPENED)
    scope = models.CharField(max_length=500, blank=True)
    as_of = models.CharField(max_length=80, blank=True, help_text="EDTF")
    group = models.CharField(max_length=200, blank=True, help_text="Answers of the same meaning, for text questions")
    origins = models.ManyToManyField(Origin, blank=True, related_name="claims")

    kind = models.CharField(max_length=10, blank=True, help_text="Empty: not read as a value")
    edtf = models.CharField(max_length=200, blank=True)
    earliest = models.BigIntegerField(null=True, blank=True)
    latest = models.BigIntegerField(null=True, blank=True)
    amount = models.DecimalField(max_digits=20, decimal_places=5, null=True, blank=True)
    lower = models.DecimalField(max_digits=20, decimal_places=5, null=True, blank=True)
    upper = models.DecimalField(max_digits=20, decimal_places=5, null=True, blank=True)
    lower_open = models.BooleanField(default=False)
    upper_open = models.BooleanField(default=False)
    unit = models.CharField(max_length=40, blank=True)
    hedge = models.CharField(max_length=40, blank=True)
    explanation = models.TextField(blank=True)
    read_by = models.CharField(max_length=10, choices=Reader, default=Reader.MACHINE)
    reader_version = models.CharField(max_length=20, blank=True)

    created_by = models.ForeignKey(USER, models.PROTECT, related_name="claims_made")
    created_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.TextField(blank=True)
    history = History(m2m_fields=[origins])

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["dossier", "number"]
        indexes = [
            models.Index(fields=["question", "earliest", "latest"], name="claim_days"),
            models.Index(fields=["question", "lower", "upper"], name="claim_bounds"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="one_claim_per_number"),
            models.CheckConstraint(
                condition=Q(earliest=None) | Q(latest=None) | Q(latest__gte=F("earliest")),
                name="claim_earliest_before_latest",
            ),
            models.CheckConstraint(
                condition=(Q(lower=None) | Q(upper=None) | Q(upper__gte=F("lower")))
                & (Q(lower=None) | Q(amount=None) | Q(amount__gte=F("lower")))
                & (Q(upper=None) | Q(amount=None) | Q(upper__gte=F("amount"))),
                name="claim_lower_amount_upper",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="withdrawn_by_somebody_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"c{self.number}: {self.says}"

    @property
    def is_withdrawn(self):
        return self.withdrawn_at is not None

    @property
    def is_asserted(self):
        return self.modality in self.ASSERTED

    @property
    def value(self):
        """The value columns as a values.Value, None where the words were not read as one."""
        if not self.kind:
            return None
        names = ["kind", "says", "hedge", "explanation", "edtf", "earliest", "latest", "amount", "lower", "upper"]
        names += ["lower_open", "upper_open", "unit", "modality", "scope", "as_of"]
        return values.Value(**{name: getattr(self, name) for name in names})
