from rest_framework import serializers

from research.api.fields import DossierField
from research.sources.models import Import, ImportItem, Origin, Publisher, Snapshot


class PublisherSerializer(serializers.ModelSerializer):
    parent = serializers.PrimaryKeyRelatedField(queryset=Publisher.objects.all(), allow_null=True, required=False)
    aliases = serializers.ListField(child=serializers.CharField(max_length=200), required=False, max_length=50)

    class Meta:
        model = Publisher
        fields = ["id", "name", "parent", "aliases"]


class OriginSerializer(serializers.ModelSerializer):
    dossier = DossierField()
    kind = serializers.ChoiceField(Origin.Kind.choices, required=False)

    class Meta:
        model = Origin
        fields = ["id", "dossier", "name", "kind"]
        validators = []  # A name that stands already gives its origin.


class OriginChangeSerializer(OriginSerializer):
    dossier = serializers.PrimaryKeyRelatedField(read_only=True)


class SnapshotSerializer(serializers.ModelSerializer):
    """One capture, without its text."""

    sha256 = serializers.CharField(source="original.sha256", help_text="Of the original bytes")
    size = serializers.IntegerField(source="original.size", help_text="Of the original, in bytes")
    text_length = serializers.IntegerField(help_text="In Unicode code points")

    class Meta:
        model = Snapshot
        fields = ["id", "article", "text_length", "text_sha256", "sha256", "size", "extractor", "extractor_version"]
        fields += ["charset", "charset_how", "file_name", "fetched_at", "fetched_from", "warnings", "page_starts"]
        read_only_fields = fields


class SnapshotTextSerializer(SnapshotSerializer):
    """One capture with its text."""

    class Meta(SnapshotSerializer.Meta):
        fields = [*SnapshotSerializer.Meta.fields, "text"]
        read_only_fields = fields


class ImportItemSerializer(serializers.ModelSerializer):
    class Meta:
        model = ImportItem
        fields = ["position", "name", "state", "reason", "article"]


class ImportSerializer(serializers.ModelSerializer):
    counts = serializers.SerializerMethodField(help_text="Items by state")

    class Meta:
        model = Import
        fields = ["id", "dossier", "publisher", "created_at", "cancelled_at", "counts"]

    def get_counts(self, row) -> dict[str, int]:
        return {state: getattr(row, f"n_{state}") for state in ImportItem.State.values}


class ImportDetailSerializer(ImportSerializer):
    items = ImportItemSerializer(many=True)

    class Meta(ImportSerializer.Meta):
        fields = [*ImportSerializer.Meta.fields, "items"]
