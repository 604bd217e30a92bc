from django.contrib import admin

from research.accounts.history import keep
from research.briefings import actions
from research.briefings.models import (
    Briefing,
    Contributor,
    Correction,
    Override,
    Remark,
    Retraction,
    Review,
    Topic,
    Version,
)
from research.dossiers.admin import FrozenAdmin, FrozenInline, RowsAdmin


class ContributorInline(FrozenInline):
    model = Contributor


class ReviewInline(FrozenInline):
    model = Review
    fields = ["by", "decision", "content_hash", "created_at", "voided_at"]


class VersionInline(FrozenInline):
    model = Version
    fields = ["number", "published_at", "by", "content_hash", "record_hash"]


class WrittenOnce(RowsAdmin):
    """Rows with a history that only the desk's verbs make and change."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Topic)
class TopicAdmin(RowsAdmin):
    list_display = ["name", "slug"]
    list_filter = ["briefings__state"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}

    def write(self, row, by, form):
        keep(row, by=by)


@admin.register(Briefing)
class BriefingAdmin(RowsAdmin):
    """A briefing is filed here, and written at the desk, where saving it asks for a review."""

    list_display = ["title", "dossier", "number", "state", "version", "slug", "created_at"]
    list_filter = ["state", "topics", "created_at", "dossier"]
    search_fields = ["title", "standfirst", "body"]
    list_select_related = ["dossier"]
    fields = ["dossier", "number", "title", "standfirst", "body", "topics", "state", "version", "slug", "created_at"]
    readonly_fields = [name for name in fields if name != "topics"]
    autocomplete_fields = ["topics"]
    inlines = [ContributorInline, ReviewInline, VersionInline]

    def has_add_permission(self, request, obj=None):
        return False

    def write(self, row, by, form):
        names = [topic.name for topic in form.cleaned_data["topics"]]
        actions.save_briefing(briefing=row, version=row.version, by=by, topics=names)


@admin.register(Remark)
class RemarkAdmin(RowsAdmin):
    list_display = ["text", "briefing", "by", "created_at", "answered_at"]
    list_filter = [("answered_at", admin.EmptyFieldListFilter), "created_at"]
    search_fields = ["text", "quote", "answer", "briefing__title"]
    list_select_related = ["briefing", "by"]
    fields = ["briefing", "by", "quote", "text", "created_at", "answer", "answered_by", "answered_at"]
    readonly_fields = [name for name in fields if name != "answer"]

    def has_add_permission(self, request, obj=None):
        return False

    def write(self, row, by, form):
        before = Remark.objects.select_related("briefing__dossier").get(pk=row.pk)
        actions.answer_remark(remark=before, by=by, answer=form.cleaned_data["answer"])


@admin.register(Review)
class ReviewAdmin(WrittenOnce):
    list_display = ["briefing", "by", "decision", "created_at", "voided_at"]
    list_filter = ["decision", ("voided_at", admin.EmptyFieldListFilter), "created_at"]
    search_fields = ["briefing__title", "remarks", "content_hash"]
    list_select_related = ["briefing", "by"]


@admin.register(Override)
class OverrideAdmin(WrittenOnce):
    list_display = ["briefing", "line", "by", "reason", "created_at"]
    list_filter = ["line", "created_at"]
    search_fields = ["briefing__title", "reason"]
    list_select_related = ["briefing", "by"]


@admin.register(Contributor)
class ContributorAdmin(FrozenAdmin):
    list_display = ["briefing", "user"]
    list_filter = ["briefing__state"]
    search_fields = ["briefing__title", "user__username"]
    list_select_related = ["briefing", "user"]


@admin.register(Version)
class VersionAdmin(FrozenAdmin):
    list_display = ["briefing", "number", "published_at", "by", "record_hash"]
    list_filter = ["published_at"]
    search_fields = ["briefing__title", "content_hash", "record_hash"]
    list_select_related = ["briefing", "by"]


@admin.register(Correction, Retraction)
class PublicNoteAdmin(FrozenAdmin):
    list_display = ["text", "version", "by", "at"]
    list_filter = ["at"]
    search_fields = ["text", "reason", "version__briefing__title"]
    list_select_related = ["version", "by"]
