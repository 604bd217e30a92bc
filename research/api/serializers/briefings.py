from rest_framework import serializers

from research.api.fields import DossierField
from research.briefings.models import Briefing, Remark, Review, Version


class BriefingSerializer(serializers.ModelSerializer):
    """A briefing as it stands. Send `version` back with a change: it is refused where somebody saved in between."""

    topics = serializers.SlugRelatedField("name", many=True, read_only=True)
    contributors = serializers.SerializerMethodField()

    class Meta:
        model = Briefing
        fields = ["id", "dossier", "number", "title", "standfirst", "body", "version", "state", "slug", "topics"]
        fields += ["contributors", "created_at"]
        read_only_fields = fields

    def get_contributors(self, briefing) -> list[str]:
        """Who wrote any of it, and so cannot review it."""
        return sorted(row.user.username for row in briefing.contributors.all())


class BriefingListSerializer(BriefingSerializer):
    """A briefing without its text."""

    contributors = None

    class Meta(BriefingSerializer.Meta):
        fields = [name for name in BriefingSerializer.Meta.fields if name not in ("body", "contributors")]
        read_only_fields = fields


class BriefingChangeSerializer(serializers.Serializer):
    title = serializers.CharField(max_length=300)
    standfirst = serializers.CharField(required=False, allow_blank=True)
    body = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False, help_text="Markdown, [@c12]")
    topics = serializers.ListField(child=serializers.CharField(max_length=100), required=False, max_length=20)
    version = serializers.IntegerField(required=False, min_value=1, help_text="Of the state the change was made to")


class NewBriefingSerializer(BriefingChangeSerializer):
    dossier = DossierField()
    version = None


class DecisionOnContentSerializer(serializers.Serializer):
    decision = serializers.ChoiceField(Review.Decision.choices)
    content_hash = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=64,
        help_text="Of what was read (see gate/); empty: what stands now",
    )
    remarks = serializers.CharField(required=False, allow_blank=True, max_length=20_000)


class ReviewSerializer(serializers.ModelSerializer):
    by = serializers.CharField(source="by.username")

    class Meta:
        model = Review
        fields = ["id", "briefing", "content_hash", "by", "decision", "remarks", "created_at", "voided_at"]
        read_only_fields = fields


class PublishSerializer(serializers.Serializer):
    correction = serializers.CharField(
        required=False, allow_blank=True, max_length=20_000, help_text="What this version mends; from the second on"
    )
    reason = serializers.CharField(required=False, allow_blank=True, max_length=20_000)


class NoteSerializer(serializers.Serializer):
    """What readers are told, and why."""

    text = serializers.CharField(max_length=20_000)
    reason = serializers.CharField(required=False, allow_blank=True, max_length=20_000)


class RemarkSerializer(serializers.ModelSerializer):
    by = serializers.CharField(source="by.username", read_only=True)
    answered_by = serializers.CharField(source="answered_by.username", default=None, allow_null=True, read_only=True)

    class Meta:
        model = Remark
        fields = ["id", "by", "quote", "text", "created_at", "answer", "answered_by", "answered_at"]
        read_only_fields = ["created_at", "answer", "answered_at"]


class AnswerSerializer(serializers.Serializer):
    answer = serializers.CharField(max_length=20_000)


class OverrideSerializer(serializers.Serializer):
    """Let a line of the gate pass, for a reason readers will see."""

    line = serializers.CharField(max_length=40)
    reason = serializers.CharField(max_length=20_000)


class LineSerializer(serializers.Serializer):
    key = serializers.CharField()
    title = serializers.CharField()
    passed = serializers.BooleanField()
    problems = serializers.ListField(child=serializers.CharField())
    advice = serializers.ListField(child=serializers.CharField())
    override = serializers.CharField(source="override.reason", default=None, allow_null=True)


class GateSerializer(serializers.Serializer):
    passed = serializers.BooleanField()
    content_hash = serializers.CharField()
    lines = LineSerializer(many=True)


class VersionSerializer(serializers.ModelSerializer):
    """A frozen version: `record` in canonical JSON (sorted keys, no spaces, UTF-8) has `record_hash` as its SHA-256."""

    slug = serializers.CharField(source="briefing.slug")
    record = serializers.JSONField()

    class Meta:
        model = Version
        fields = ["slug", "number", "published_at", "content_hash", "record_hash", "previous_hash", "record"]
        read_only_fields = fields


class PublishedSerializer(serializers.ModelSerializer):
    """A published briefing in short."""

    slug = serializers.CharField(source="briefing.slug")
    title = serializers.CharField(source="record.title")
    standfirst = serializers.CharField(source="record.standfirst")
    topics = serializers.ListField(source="record.topics", child=serializers.CharField())
    correction = serializers.CharField(source="correction.text", default=None, allow_null=True)
    retraction = serializers.CharField(source="retraction.text", default=None, allow_null=True)

    class Meta:
        model = Version
        fields = ["slug", "number", "title", "standfirst", "topics", "published_at", "content_hash", "record_hash"]
        fields += ["previous_hash", "correction", "retraction"]
        read_only_fields = fields


class NewestSerializer(PublishedSerializer):
    """A published briefing whole."""

    record = serializers.JSONField()

    class Meta(PublishedSerializer.Meta):
        fields = [*PublishedSerializer.Meta.fields, "record"]
        read_only_fields = fields


class VerifiedNoteSerializer(serializers.Serializer):
    number = serializers.IntegerField()
    holds = serializers.BooleanField()
    problems = serializers.ListField(child=serializers.CharField())


class VerificationSerializer(serializers.Serializer):
    """Whether the version is still what it says: hashes, chain, and each footnote cut out of its source again."""

    holds = serializers.BooleanField()
    problems = serializers.ListField(child=serializers.CharField())
    footnotes = serializers.SerializerMethodField()

    def get_footnotes(self, found) -> VerifiedNoteSerializer(many=True):
        return [{"number": n, "holds": not wrong, "problems": wrong} for n, wrong in found.footnotes.items()]
