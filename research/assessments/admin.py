from django.contrib import admin

from research.assessments.actions import assess
from research.assessments.models import Assessment
from research.dossiers.admin import RowsAdmin


@admin.register(Assessment)
class AssessmentAdmin(RowsAdmin):
    """A rating is never changed: rate anew, and the earlier one stays as history."""

    list_display = ["value", "target", "dossier", "rater", "current", "created_at"]
    list_filter = ["scale", "value", "current", "dossier"]
    search_fields = ["reason", "publisher__name", "article__title", "claim__says", "rater__username"]
    list_select_related = ["publisher", "article", "claim", "dossier", "rater"]
    fields = ["dossier", "publisher", "article", "claim", "value", "reason"]
    autocomplete_fields = ["dossier", "publisher", "article", "claim"]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and obj is None

    def write(self, row, by, form):
        targets = {name: getattr(row, name) for name in Assessment.TARGETS}
        row.pk = assess(dossier=row.dossier, by=by, value=row.value, reason=row.reason, **targets).pk
