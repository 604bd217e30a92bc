from django.contrib import admin

from research.claims import actions
from research.claims.models import Dismissal, Passage, Question
from research.dossiers.admin import FrozenAdmin, RowsAdmin

PLACE = ["dossier", "snapshot", "start", "end", "quote", "prefix", "suffix", "page", "carried_from", "created_by"]


@admin.register(Passage)
class PassageAdmin(RowsAdmin):
    list_display = ["quote", "snapshot", "start", "end", "second_look", "created_by", "created_at"]
    list_filter = ["second_look", "created_at", "dossier"]
    search_fields = ["quote", "note", "snapshot__article__title"]
    list_select_related = ["snapshot__article", "created_by"]
    fields = [*PLACE, "note", "second_look"]
    readonly_fields = PLACE

    def has_add_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).defer("snapshot__text")

    def write(self, row, by, form):
        actions.note_passage(passage=row, by=by, note=row.note, second_look=row.second_look)


@admin.register(Question)
class QuestionAdmin(RowsAdmin):
    list_display = ["text", "number", "kind", "unit", "dossier"]
    list_filter = ["kind", "dossier"]
    search_fields = ["text", "scope"]
    fields = ["dossier", "number", "text", "kind", "unit", "scope"]
    autocomplete_fields = ["dossier"]

    def get_readonly_fields(self, request, obj=None):
        return ["number", "dossier"] if obj else ["number"]

    def write(self, row, by, form):
        fields = {name: form.cleaned_data[name] for name in ("text", "kind", "unit", "scope")}
        if row.pk is None:
            row.pk = actions.ask_question(dossier=row.dossier, by=by, **fields).pk
        else:
            actions.describe_question(question=Question.objects.get(pk=row.pk), by=by, **fields)


@admin.register(Dismissal)
class DismissalAdmin(FrozenAdmin):
    list_display = ["snapshot", "start", "end", "by"]
    list_filter = ["dossier"]
    search_fields = ["snapshot__article__title"]
    list_select_related = ["snapshot__article", "by"]
