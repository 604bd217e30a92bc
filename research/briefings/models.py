import json
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from research.accounts.history import History
from research.claims.models import Claim
from research.dossiers.models import Dossier, DossierRows

USER = settings.AUTH_USER_MODEL


class Topic(models.Model):
    """What published briefings are filed under (schema.org about)."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    history = History()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class BriefingQuerySet(DossierRows):
    def published(self):
        return self.filter(slug__isnull=False)


class Briefing(models.Model):
    """A piece in Markdown that cites claims."""

    class State(models.TextChoices):
        DRAFT = "draft"
        IN_REVIEW = "in review"
        APPROVED = "approved"
        PUBLISHED = "published"
        RETRACTED = "retracted"

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="briefings")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    standfirst = models.TextField(blank=True)
    body = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, help_text="Compared and swapped at every save")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    slug = models.SlugField(max_length=120, unique=True, null=True, blank=True, help_text="Given when first published")
    topics = models.ManyToManyField(Topic, blank=True, related_name="briefings")
    created_at = models.DateTimeField(auto_now_add=True)
    history = History(m2m_fields=[topics])

    objects = BriefingQuerySet.as_manager()

    class Meta:
        ordering = ["dossier", "number"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="one_briefing_per_number"),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "retracted"]) | Q(slug__isnull=False), name="published_has_a_slug"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_published(self):
        return self.slug is not None


class BriefingRows(DossierRows):
    to_dossier = "briefing__dossier__"


class VersionQuerySet(BriefingRows):
    def public(self):
        return self.filter(briefing__slug__isnull=False)

    def newest(self):
        """Keep the newest version of each briefing."""
        newer = Version.objects.filter(briefing=OuterRef("briefing"), number__gt=OuterRef("number"))
        return self.filter(~Exists(newer))


class VersionRows(DossierRows):
    to_dossier = "version__briefing__dossier__"


class Contributor(models.Model):
    """Somebody who wrote or changed any of a briefing, and so can never review it."""

    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="contributors")
    user = models.ForeignKey(USER, models.PROTECT, related_name="+")

    objects = BriefingRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["briefing", "user"], name="contributor_once")]

    def __str__(self):
        return str(self.user)


class Review(models.Model):
    """A second person's decision on one exact content hash."""

    class Decision(models.TextChoices):
        APPROVE = "approve"
        RETURN = "return"

    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="reviews")
    content_hash = models.CharField(max_length=64)
    by = models.ForeignKey(USER, models.PROTECT, related_name="reviews")
    decision = models.CharField(max_length=8, choices=Decision)
    remarks = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    history = History()

    objects = BriefingRows.as_manager()

    class Meta:
        ordering = ["briefing", "pk"]

    def __str__(self):
        return f"{self.decision} by {self.by}"


class Remark(models.Model):
    """A reviewer's note on a stretch of a briefing, answered or not."""

    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="remarks")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    quote = models.TextField(blank=True, help_text="The words of the briefing it speaks of")
    text = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    history = History()

    objects = BriefingRows.as_manager()

    class Meta:
        ordering = ["briefing", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="answered_by_somebody",
            )
        ]

    def __str__(self):
        return self.text


class Override(models.Model):
    """A second person's public reason for passing a line of the gate."""

    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="overrides")
    content_hash = models.CharField(max_length=64)
    line = models.CharField(max_length=40)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    reason = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    history = History()

    objects = BriefingRows.as_manager()

    class Meta:
        ordering = ["briefing", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["briefing", "content_hash", "line"], name="one_override_per_line"),
            models.CheckConstraint(condition=~Q(reason=""), name="override_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.line}: {self.reason}"


class Version(models.Model):
    """A briefing as published (PROV wasRevisionOf). Frozen, and chained to the version before by its hash."""

    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.TextField(help_text="The whole record as canonical JSON")
    content_hash = models.CharField(max_length=64)
    record_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField()
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["briefing", "number"]
        constraints = [
            models.UniqueConstraint(fields=["briefing", "number"], name="one_version_per_number"),
            models.CheckConstraint(
                condition=Q(number=1, previous_hash="") | (Q(number__gt=1) & ~Q(previous_hash="")),
                name="versions_are_chained",
            ),
        ]

    def __str__(self):
        return f"version {self.number}"

    @property
    def before(self):
        """The number of the version this one mends."""
        return self.number - 1

    @cached_property
    def record(self):
        """The frozen record as a dict (see `records.record_of`)."""
        return json.loads(self.content)


class Footnote(models.Model):
    """Which claim a footnote of a version cites. What the footnote says is frozen in the version's record."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="footnotes")
    number = models.PositiveIntegerField()
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="footnotes")

    objects = VersionRows.as_manager()

    class Meta:
        ordering = ["version", "number"]
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="one_footnote_per_number")]

    def __str__(self):
        return f"{self.number}: {self.claim}"


class PublicNote(models.Model):
    """What is said in public of one version, by whom and when."""

    version = models.OneToOneField(Version, models.PROTECT, related_name="%(class)s")
    text = models.TextField()
    reason = models.TextField(blank=True)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = VersionRows.as_manager()

    class Meta:
        abstract = True
        ordering = ["-at"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="%(class)s_says_something")]

    def __str__(self):
        return self.text


class Correction(PublicNote):
    """A public, dated note of what a new version mends (schema.org CorrectionComment)."""

    is_retraction = False


class Retraction(PublicNote):
    """A public, dated note that a briefing no longer stands. It stays readable."""

    is_retraction = True
