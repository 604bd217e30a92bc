from rest_framework import serializers

from research.api.fields import DossierField, LongTextField
from research.api.serializers.claims import ClaimSerializer, PassageSerializer
from research.api.serializers.quick import QuickSerializer
from research.api.serializers.sources import SnapshotSerializer, SnapshotTextSerializer
from research.api.serializers.values import DayField
from research.exports.plain import iso_day
from research.sources.models import Article


class ArticleSerializer(QuickSerializer):
    """An article without its text."""

    publisher = serializers.CharField(source="publisher.name", default=None, allow_null=True)
    publisher_id = serializers.IntegerField(allow_null=True)
    earliest = DayField(allow_null=True)
    latest = DayField(allow_null=True)
    url = serializers.CharField(help_text="Empty: not known")
    origins = serializers.SlugRelatedField("name", many=True, read_only=True)

    class Meta:
        model = Article
        fields = ["id", "dossier", "number", "title", "byline", "publisher", "publisher_id", "published", "earliest"]
        fields += ["latest", "language", "url", "kind", "origins", "created_at"]
        read_only_fields = fields
        shown = {
            "dossier": "dossier_id",
            "publisher": lambda row: row.publisher and row.publisher.name,
            "earliest": lambda row: iso_day(row.earliest),
            "latest": lambda row: iso_day(row.latest),
            "origins": lambda row: [origin.name for origin in row.origins.all()],
        }


class ImportedArticleSerializer(ArticleSerializer):
    """An article as it was brought in: created, recaptured (a new snapshot of it) or duplicate."""

    state = serializers.ChoiceField(["created", "recaptured", "duplicate"])
    snapshot = SnapshotSerializer()

    class Meta(ArticleSerializer.Meta):
        fields = [*ArticleSerializer.Meta.fields, "state", "snapshot"]
        read_only_fields = fields
        shown = ArticleSerializer.Meta.shown | {"snapshot": lambda row: SnapshotSerializer(row.snapshot).data}


class ArticleDetailSerializer(ArticleSerializer):
    """An article with its newest snapshot and what was asked for."""

    snapshot = SnapshotTextSerializer()
    passages = PassageSerializer(many=True, required=False)
    claims = ClaimSerializer(many=True, required=False)

    class Meta(ArticleSerializer.Meta):
        fields = [*ArticleSerializer.Meta.fields, "snapshot", "passages", "claims"]


class DetailsSerializer(serializers.Serializer):
    """What is known of an article. An empty text is an answer: undated, no byline."""

    title = serializers.CharField(required=False, max_length=500)
    publisher = serializers.CharField(required=False, allow_blank=True, max_length=200, help_text="A name")
    byline = serializers.CharField(required=False, allow_blank=True, max_length=300)
    published = serializers.CharField(required=False, allow_blank=True, max_length=80, help_text="EDTF")
    language = serializers.CharField(required=False, allow_blank=True, max_length=35)
    url = serializers.URLField(required=False, allow_blank=True, max_length=2000)
    kind = serializers.ChoiceField(Article.Kind.choices, required=False)
    origins = serializers.ListField(child=serializers.CharField(max_length=200), required=False, max_length=100)


class ItemSerializer(DetailsSerializer):
    """One article to bring in: its text, its HTML, or else the address of its page."""

    origins = None
    title = serializers.CharField(required=False, allow_blank=True, max_length=500)
    text = LongTextField(required=False, allow_blank=True)
    html = LongTextField(required=False, allow_blank=True)

    CONTENT = ("text", "html")

    def validate(self, sent):
        given = [name for name in self.CONTENT if name in sent]
        if len(given) > 1 or not (given or sent.get("url")):
            raise serializers.ValidationError(f"Send exactly one of: {', '.join(self.CONTENT)}, url.")
        return sent


class NewArticleSerializer(ItemSerializer):
    CONTENT = ("text", "html", "file")

    dossier = DossierField()
    file = serializers.FileField(required=False, allow_empty_file=True, max_length=300)


class WhereSerializer(serializers.Serializer):
    dossier = DossierField()


class BulkSerializer(WhereSerializer):
    items = ItemSerializer(many=True, max_length=1000, allow_empty=False)


class OutcomeSerializer(serializers.Serializer):
    """What became of one item, in the order they were sent."""

    state = serializers.ChoiceField(["created", "recaptured", "duplicate", "failed"])
    id = serializers.IntegerField(required=False, help_text="Of the article")
    number = serializers.IntegerField(required=False)
    snapshot = serializers.IntegerField(required=False)
    warnings = serializers.ListField(child=serializers.CharField(), required=False)
    reason = serializers.CharField(required=False)
    errors = serializers.DictField(required=False, help_text="Field → messages, where the item itself is at fault")


class OutcomesSerializer(serializers.Serializer):
    results = OutcomeSerializer(many=True)
