from django.contrib import admin

from research.claims.models import Claim
from research.contradictions import actions
from research.contradictions.models import Contradiction, Side
from research.dossiers.admin import FrozenAdmin, FrozenInline, RowsAdmin

VALUE = ["kind", "edtf", "amount", "lower", "upper", "lower_open", "upper_open", "unit", "hedge", "explanation"]
KEPT = ["dossier", "number", "created_by", "created_at", "withdrawn_at", "withdrawn_by", "withdrawn_reason", "read_by"]
WORDS = ["question", "says", "statement", "translation", "modality", "scope", "as_of", "group", "origins"]


@admin.register(Claim)
class ClaimAdmin(RowsAdmin):
    """Claims stand here, above them, because saving one refreshes the contradictions."""

    list_display = ["__str__", "question", "modality", "edtf", "lower", "upper", "unit", "withdrawn_at"]
    list_filter = ["modality", "kind", "read_by", ("withdrawn_at", admin.EmptyFieldListFilter), "dossier"]
    search_fields = ["says", "statement", "question__text", "passage__quote"]
    list_select_related = ["question"]
    fields = ["passage", *WORDS, *VALUE, *KEPT]
    readonly_fields = [*VALUE, *KEPT]
    autocomplete_fields = ["passage", "question", "origins"]
    actions = ["read_again"]

    def get_readonly_fields(self, request, obj=None):
        return [*self.readonly_fields, "passage"] if obj else self.readonly_fields

    def write(self, row, by, form):
        before = Claim.objects.get(pk=row.pk) if row.pk else None
        words = {name: form.cleaned_data[name] for name in WORDS if name not in ("question", "origins")}
        row.pk = actions.save_claim(by=by, claim=before, passage=row.passage, question=row.question, **words).pk

    @admin.action(description="Read the words again, where the machine read them")
    def read_again(self, request, queryset):
        for claim in queryset.standing().filter(read_by="machine"):
            actions.save_claim(
                by=request.user, claim=claim, passage=claim.passage, question=claim.question, says=claim.says
            )


class SideInline(FrozenInline):
    model = Side
    fields = ["position", "label", "claims"]


@admin.register(Contradiction)
class ContradictionAdmin(RowsAdmin):
    """Decide one here as on its page; the sides follow the claims."""

    list_display = ["question", "state", "kind", "made_by", "decided_by", "decided_at", "ended_at"]
    list_filter = ["state", "kind", "made_by", "dossier"]
    search_fields = ["question__text", "reason"]
    list_select_related = ["question", "decided_by"]
    fields = ["dossier", "question", "made_by", "state", "kind", "preferred", "reason", "decided_by", "decided_at"]
    readonly_fields = ["dossier", "question", "made_by", "decided_by", "decided_at"]
    inlines = [SideInline]

    def has_add_permission(self, request, obj=None):
        return False

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "preferred":
            of_this = request.resolver_match.kwargs.get("object_id")
            kwargs["queryset"] = Side.objects.visible_to(request.user).filter(contradiction=of_this)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def write(self, row, by, form):
        before = Contradiction.objects.get(pk=row.pk)
        words = {name: form.cleaned_data[name] for name in ("state", "kind", "reason", "preferred")}
        if words["state"] == Contradiction.State.OPEN:
            actions.reopen(contradiction=before, by=by)
        else:
            actions.decide(contradiction=before, by=by, **words)


@admin.register(Side)
class SideAdmin(FrozenAdmin):
    list_display = ["contradiction", "position", "label"]
    list_filter = ["contradiction__state", "contradiction__dossier"]
    search_fields = ["label", "contradiction__question__text"]
    list_select_related = ["contradiction__question"]
