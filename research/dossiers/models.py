from django.conf import settings
from django.db import models

from research.accounts.history import History


class Role(models.TextChoices):
    """What a member may do; each may also do what the ones before may."""

    OBSERVER = "observer", "Observer: reads drafts"
    ANNOTATOR = "annotator", "Annotator: imports, marks, claims, rates"
    EDITOR = "editor", "Editor: decides contradictions, writes and reviews briefings"
    CHIEF = "chief", "Chief: publishes, retracts, manages members"


class DossierRows(models.QuerySet):
    """Rows that belong to one dossier; the one gate between a person and every row."""

    to_dossier = "dossier__"

    def visible_to(self, user):
        """Keep the rows of the dossiers this user belongs to: all of them for a superuser, none for a stranger."""
        if not user.is_active:
            return self.none()
        if user.is_superuser:
            return self.all()
        return self.filter(**{f"{self.to_dossier}memberships__user": user})


class DossierQuerySet(DossierRows):
    to_dossier = ""

    def standing(self):
        return self.filter(archived_at=None)


class Dossier(models.Model):
    """One investigation: its articles, questions, claims, briefings and members."""

    title = models.CharField(max_length=300)
    slug = models.SlugField(max_length=80, unique=True)
    summary = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    history = History()

    objects = DossierQuerySet.as_manager()

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return self.title

    @property
    def is_archived(self):
        return self.archived_at is not None


class Membership(models.Model):
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)
    history = History()

    objects = DossierRows.as_manager()

    class Meta:
        ordering = ["user__username"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "user"], name="one_role_each"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="known_role"),
        ]

    def __str__(self):
        return f"{self.user}, {self.role}"
