from django.contrib import admin

from research.dossiers.admin import FrozenAdmin, FrozenInline, RowsAdmin
from research.sources import actions
from research.sources.models import Article, Exclusion, Import, ImportItem, Origin, Original, Publisher, Snapshot


@admin.register(Publisher)
class PublisherAdmin(RowsAdmin):
    list_display = ["name", "parent", "aliases"]
    list_filter = [("parent", admin.EmptyFieldListFilter)]
    search_fields = ["name", "aliases"]
    autocomplete_fields = ["parent"]
    fields = ["name", "parent", "aliases"]

    def write(self, row, by, form):
        kept = Publisher.objects.get(pk=row.pk) if row.pk else Publisher()
        row.pk = actions.describe_publisher(publisher=kept, by=by, **form.cleaned_data).pk


@admin.register(Origin)
class OriginAdmin(RowsAdmin):
    list_display = ["name", "kind", "dossier"]
    list_filter = ["kind", "dossier"]
    search_fields = ["name"]
    autocomplete_fields = ["dossier"]
    fields = ["dossier", "name", "kind"]

    def get_readonly_fields(self, request, obj=None):
        return ["dossier"] if obj else []

    def write(self, row, by, form):
        if row.pk:
            actions.describe_origin(origin=Origin.objects.get(pk=row.pk), by=by, **form.cleaned_data)
        else:
            row.pk = actions.add_origin(by=by, **form.cleaned_data).pk


class SnapshotInline(FrozenInline):
    model = Snapshot
    fields = ["fetched_at", "extractor", "extractor_version", "charset", "warnings"]


@admin.register(Article)
class ArticleAdmin(RowsAdmin):
    list_display = ["title", "number", "publisher", "published", "language", "kind", "dossier"]
    list_filter = ["kind", "language", "dossier"]
    search_fields = ["title", "byline", "url", "publisher__name"]
    list_select_related = ["publisher", "dossier"]
    fields = ["dossier", "number", "title", "byline", "publisher", "published", "language", "url", "kind"]
    readonly_fields = ["dossier", "number"]
    autocomplete_fields = ["publisher"]
    inlines = [SnapshotInline]

    def has_add_permission(self, request, obj=None):
        return False

    def write(self, row, by, form):
        names = ("title", "byline", "published", "language", "url", "kind")
        details = {name: form.cleaned_data[name] for name in names}
        publisher = form.cleaned_data["publisher"]
        details["publisher"] = publisher.name if publisher else ""
        actions.describe_article(article=Article.objects.get(pk=row.pk), by=by, **details)


@admin.register(Snapshot)
class SnapshotAdmin(FrozenAdmin):
    list_display = ["article", "fetched_at", "extractor", "charset", "text_sha256"]
    list_filter = ["extractor", "charset", "fetched_at"]
    search_fields = ["article__title", "text_sha256", "original__sha256"]
    list_select_related = ["article"]


@admin.register(Original)
class OriginalAdmin(FrozenAdmin):
    list_display = ["sha256", "size", "created_at"]
    list_filter = ["created_at"]
    search_fields = ["sha256"]
    exclude = ["content"]

    def get_queryset(self, request):
        """Originals are shared by the site, but that one is there is only said within a dossier."""
        snapshots = Snapshot.objects.visible_to(request.user)
        return Original.objects.filter(pk__in=snapshots.values("original")).defer("content")


@admin.register(Exclusion)
class ExclusionAdmin(FrozenAdmin):
    list_display = ["snapshot", "start", "end", "by"]
    list_filter = ["snapshot__extractor"]
    search_fields = ["snapshot__article__title", "by__username"]
    list_select_related = ["snapshot__article", "by"]


@admin.register(Import)
class ImportAdmin(FrozenAdmin):
    list_display = ["__str__", "dossier", "by"]
    list_filter = ["created_at", "dossier"]
    search_fields = ["by__username", "items__name"]
    list_select_related = ["dossier", "by"]


@admin.register(ImportItem)
class ImportItemAdmin(FrozenAdmin):
    list_display = ["name", "state", "reason", "run"]
    list_filter = ["state", "is_container"]
    search_fields = ["name", "reason", "=run__pk"]
    list_select_related = ["run"]
