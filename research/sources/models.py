from django.conf import settings
from django.db import models
from django.db.models import F, Q

from research.accounts.history import History
from research.dossiers.models import Dossier, DossierRows


def folded(name):
    """Return what two spellings of one name have in common: neither letters' case nor spacing counts, in any script."""
    return " ".join(name.split()).casefold()


class Named(models.Model):
    """A row that is found by its name, however that is written. SQLite knows the case of ASCII letters alone."""

    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=600, editable=False, blank=True)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.folded = folded(self.name)
        super().save(*args, **kwargs)

    def clean(self):
        self.folded = folded(self.name)


class Publisher(Named):
    """Who published an article (schema.org Organization). Shared by the whole site."""

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="outlets")
    aliases = models.JSONField(default=list, blank=True)
    history = History(excluded_fields=["folded"])

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["folded"],
                name="one_publisher_per_name",
                violation_error_message="There is a publisher of this name already.",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="no_publisher_is_its_own_parent"
            ),
        ]

    def __str__(self):
        return self.name


class Origin(Named):
    """Who an article says it has it from (PROV hadPrimarySource)."""

    class Kind(models.TextChoices):
        PERSON = "person"
        AGENCY = "agency"
        DOCUMENT = "document"

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="origins")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PERSON)
    history = History(excluded_fields=["folded"])

    objects = DossierRows.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "folded"],
                name="one_origin_per_name",
                violation_error_message="This dossier has an origin of this name already.",
            )
        ]

    def __str__(self):
        return self.name


class Article(models.Model):
    """One work (schema.org Article). What it said is in its snapshots."""

    class Kind(models.TextChoices):
        REPORT = "report"
        OPINION = "opinion"
        AGENCY = "agency", "Agency report"
        DOCUMENT = "document"

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="articles")
    number = models.PositiveIntegerField()
    publisher = models.ForeignKey(Publisher, models.PROTECT, null=True, blank=True, related_name="articles")
    title = models.CharField(max_length=500)
    byline = models.CharField(max_length=300, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    language = models.CharField(max_length=35, blank=True)
    published = models.CharField(max_length=80, blank=True, help_text="EDTF; empty: undated")
    earliest = models.BigIntegerField(null=True, blank=True)
    latest = models.BigIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.REPORT)
    origins = models.ManyToManyField(Origin, blank=True, related_name="articles")
    created_at = models.DateTimeField(auto_now_add=True)
    history = History(m2m_fields=[origins])

    objects = DossierRows.as_manager()

    class Meta:
        ordering = ["dossier", "number"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="one_article_per_number"),
            models.CheckConstraint(
                condition=Q(latest__gte=F("earliest")) | Q(earliest=None) | Q(latest=None),
                name="article_earliest_before_latest",
            ),
        ]

    def __str__(self):
        return self.title


class Original(models.Model):
    """Bytes as they came, once per content on the whole site. Small ones live in the row, others in a file."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    content = models.BinaryField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.sha256


class SnapshotQuerySet(DossierRows):
    to_dossier = "article__dossier__"

    def newest(self):
        """Keep the newest snapshot of each article."""
        newer = Snapshot.objects.filter(article=models.OuterRef("article"), pk__gt=models.OuterRef("pk"))
        return self.filter(~models.Exists(newer))


class Snapshot(models.Model):
    """One capture of an article (PROV Entity). Frozen."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="snapshots")
    original = models.ForeignKey(Original, models.PROTECT, related_name="snapshots")
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    extractor = models.CharField(max_length=60)
    extractor_version = models.CharField(max_length=40)
    charset = models.CharField(max_length=40, blank=True)
    charset_how = models.CharField(max_length=20, blank=True)
    file_name = models.CharField(max_length=300, blank=True)
    fetched_at = models.DateTimeField()
    fetched_from = models.CharField(max_length=2000, blank=True)
    warnings = models.JSONField(default=list, blank=True)
    page_starts = models.JSONField(default=list, blank=True)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["article", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "original"], name="one_snapshot_per_content")]

    def __str__(self):
        return f"{self.article} ({self.fetched_at:%d %B %Y})"


class ExclusionQuerySet(DossierRows):
    to_dossier = "snapshot__article__dossier__"


class Exclusion(models.Model):
    """Furniture that slipped in: a stretch of a snapshot's text that is not part of the article."""

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="exclusions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    history = History()

    objects = ExclusionQuerySet.as_manager()

    class Meta:
        ordering = ["start"]
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("start")), name="exclusion_start_before_end")]

    def __str__(self):
        return f"{self.start}–{self.end}"


class Import(models.Model):
    """One act of bringing articles in."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="imports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="imports")
    publisher = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = DossierRows.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"Import of {self.created_at:%d %B %Y, %H:%M}"


class ImportItemQuerySet(DossierRows):
    to_dossier = "run__dossier__"

    def unfinished(self):
        return self.filter(state__in=[ImportItem.State.WAITING, ImportItem.State.WORKING])

    def failed(self):
        return self.filter(state=ImportItem.State.FAILED)


class ImportItem(models.Model):
    """One thing to be brought in, and what became of it in words.

    A container (an archive, a feed, a list) is an item that is opened into others: `parent` is where an item lies,
    `place` which one of its parent's it is. `source` says where its bytes are and what was said of them: any of url,
    path (on this machine, by the command alone), content_type, charset, details; `spooled` names the file of the
    storage that keeps uploaded bytes until they are no longer needed.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        WORKING = "working"
        DONE = "done"
        DUPLICATE = "duplicate"
        FAILED = "failed"

    run = models.ForeignKey(Import, models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=2000)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    reason = models.TextField(blank=True)
    source = models.JSONField(default=dict, blank=True)
    spooled = models.CharField(max_length=120, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    place = models.PositiveIntegerField(null=True, blank=True)
    is_container = models.BooleanField(default=False)
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="import_items")
    attempts = models.PositiveSmallIntegerField(default=0)
    heartbeat = models.DateTimeField(null=True, blank=True)

    objects = ImportItemQuerySet.as_manager()

    class Meta:
        ordering = ["run", "position"]
        indexes = [
            models.Index(fields=["run", "state", "position"], name="item_next"),
            models.Index(fields=["heartbeat"], condition=Q(state__in=["waiting", "working"]), name="item_unfinished"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="one_item_per_position"),
            models.UniqueConstraint(fields=["parent", "place"], name="one_item_per_place"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "working", "done", "duplicate", "failed"]), name="item_known_state"
            ),
            models.CheckConstraint(condition=~Q(state="failed", reason=""), name="failed_for_a_reason"),
        ]

    def __str__(self):
        return self.name


class SketchQuerySet(DossierRows):
    to_dossier = "snapshot__article__dossier__"


class Sketch(models.Model):
    """What near-identical texts are found by: the sketch of a snapshot's text, four bytes a number. Derived."""

    snapshot = models.OneToOneField(Snapshot, models.PROTECT, primary_key=True, related_name="sketch")
    numbers = models.BinaryField()

    objects = SketchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "sketches"

    def __str__(self):
        return f"Sketch of {self.snapshot}"
