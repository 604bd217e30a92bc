"""The admin: every model with search, filters and history, each writing through the same actions as the pages.

Any active staff member may open it; rows are those of the dossiers they belong to, and the actions ask for the role.
"""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from simple_history.admin import SimpleHistoryAdmin

from research.dossiers import actions
from research.dossiers.errors import Conflict
from research.dossiers.models import Dossier, Membership


class StaffRows:
    """Any staff member may look and change; nobody deletes: rows are withdrawn, archived or deactivated."""

    list_per_page = 50
    show_full_result_count = False

    def has_module_permission(self, request):
        return request.user.is_active and request.user.is_staff

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_add_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_change_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.visible_to(request.user) if hasattr(rows, "visible_to") else rows

    def get_list_filter(self, request):
        """The filter by dossier names those one sees: Django's own names all."""
        only = admin.RelatedOnlyFieldListFilter
        return [(name, only) if name == "dossier" else name for name in super().get_list_filter(request)]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return super().formfield_for_foreignkey(db_field, request, **self._choices(db_field, request, kwargs))

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return super().formfield_for_manytomany(db_field, request, **self._choices(db_field, request, kwargs))

    def _choices(self, db_field, request, kwargs):
        rows = db_field.remote_field.model._default_manager.all()
        return {"queryset": rows.visible_to(request.user)} | kwargs if hasattr(rows, "visible_to") else kwargs


class RowsAdmin(StaffRows, SimpleHistoryAdmin):
    """Rows with a history. A subclass says in `write` which action saves its row."""

    def revert_disabled(self, request, obj=None):
        return True

    def save_model(self, request, obj, form, change):
        self.write(obj, request.user, form)

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except (ValidationError, Conflict) as refusal:
            told = refusal.messages if isinstance(refusal, ValidationError) else [refusal.message]
            for message in told:
                self.message_user(request, message, messages.ERROR)
            return redirect(request.get_full_path())

    def history_view(self, request, object_id, extra_context=None):
        self._visible_or_404(request, object_id)
        return super().history_view(request, object_id, extra_context)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        self._visible_or_404(request, object_id)
        return super().history_form_view(request, object_id, version_id, extra_context)

    def _visible_or_404(self, request, object_id):
        """simple-history looks a missing row up in the history, past the queryset: not for strangers."""
        if self.get_object(request, object_id) is None:
            raise Http404


class FrozenAdmin(StaffRows, admin.ModelAdmin):
    """Rows that are written once: to be looked at."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class FrozenInline(StaffRows, admin.TabularInline):
    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class MembershipInline(FrozenInline):
    model = Membership


@admin.register(Dossier)
class DossierAdmin(RowsAdmin):
    list_display = ["title", "slug", "created_at", "archived_at"]
    list_filter = [("archived_at", admin.EmptyFieldListFilter), "created_at"]
    search_fields = ["title", "slug", "summary"]
    fields = ["title", "slug", "summary", "archived_at"]
    readonly_fields = ["archived_at"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [MembershipInline]
    actions = ["archive"]

    def write(self, row, by, form):
        fields = {name: form.cleaned_data[name] for name in ("title", "slug", "summary")}
        if row.pk:
            actions.describe_dossier(dossier=row, by=by, **fields)
        else:
            row.pk = actions.open_dossier(by=by, **fields).pk

    @admin.action(description="Archive: nothing in them can change any more")
    def archive(self, request, queryset):
        for dossier in queryset.standing():
            actions.archive_dossier(dossier=dossier, by=request.user)


@admin.register(Membership)
class MembershipAdmin(RowsAdmin):
    list_display = ["user", "dossier", "role"]
    list_filter = ["role"]
    search_fields = ["user__username", "dossier__title"]
    autocomplete_fields = ["dossier", "user"]

    def get_readonly_fields(self, request, obj=None):
        return ["dossier", "user"] if obj else []

    def write(self, row, by, form):
        row.pk = actions.set_member(dossier=row.dossier, user=row.user, role=row.role, by=by).pk
