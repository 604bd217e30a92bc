from rest_framework import serializers

from research.api.fields import MOST_ID, DossierField, VisibleField
from research.api.serializers.quick import QuickSerializer
from research.api.serializers.values import EdtfField, ValueSerializer
from research.claims.models import Claim, Passage, Question
from research.contradictions.models import Contradiction
from research.sources.models import Article, Snapshot


class PassageSerializer(QuickSerializer):
    article = serializers.IntegerField(source="snapshot.article_id")
    created_by = serializers.CharField(source="created_by.username")

    class Meta:
        model = Passage
        fields = ["id", "dossier", "article", "snapshot", "start", "end", "quote", "prefix", "suffix", "page", "note"]
        fields += ["second_look", "carried_from", "created_by", "created_at"]
        read_only_fields = fields
        shown = {"dossier": "dossier_id", "article": "snapshot.article_id", "snapshot": "snapshot_id"}
        shown |= {"carried_from": "carried_from_id", "created_by": "created_by.username"}


COLUMNS = {"article": "snapshot__article", "created_by": "created_by__username"}


def passages_as_dicts(passages):
    """Return a queryset of passages as PassageSerializer shows them, without making five thousand rows of a model."""
    names = PassageSerializer.Meta.fields
    rows = passages.values_list(*(COLUMNS.get(name, name) for name in names))
    return [dict(zip(names, row, strict=True)) for row in rows]


class NewPassageSerializer(serializers.Serializer):
    """A stretch of a snapshot's text, or of an article's newest snapshot, in Unicode code points."""

    snapshot = VisibleField(queryset=Snapshot.objects.all(), required=False, loading=["article__dossier"])
    article = VisibleField(queryset=Article.objects.all(), required=False)
    quote = serializers.CharField(trim_whitespace=False)
    start = serializers.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    end = serializers.IntegerField(required=False, min_value=1, max_value=2**31 - 1)
    prefix = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False)
    suffix = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False)
    note = serializers.CharField(required=False, allow_blank=True)
    second_look = serializers.BooleanField(required=False)

    def validate(self, sent):
        article = sent.pop("article", None)
        if (article is None) == ("snapshot" not in sent):
            raise serializers.ValidationError({"snapshot": "Send either snapshot or article."})
        if article is not None:
            sent["snapshot"] = article.snapshots.select_related("article__dossier").last()
        return sent


class PassageItemSerializer(NewPassageSerializer):
    """One of many: its row is looked up together with those of the others."""

    snapshot = serializers.IntegerField(required=False, min_value=1, max_value=MOST_ID)
    article = serializers.IntegerField(required=False, min_value=1, max_value=MOST_ID)

    def validate(self, sent):
        if ("article" in sent) == ("snapshot" in sent):
            raise serializers.ValidationError({"snapshot": "Send either snapshot or article."})
        return sent


class PassagesSerializer(serializers.Serializer):
    items = PassageItemSerializer(many=True, max_length=1000, allow_empty=False)


class PassageNoteSerializer(serializers.Serializer):
    note = serializers.CharField(required=False, allow_blank=True)
    second_look = serializers.BooleanField(required=False)


class MarkedSerializer(serializers.Serializer):
    state = serializers.ChoiceField(["created", "duplicate", "failed"])
    id = serializers.IntegerField(required=False)
    errors = serializers.DictField(required=False)


class MarkedListSerializer(serializers.Serializer):
    results = MarkedSerializer(many=True)


class QuestionSerializer(serializers.ModelSerializer):
    dossier = DossierField()

    class Meta:
        model = Question
        fields = ["id", "dossier", "number", "text", "kind", "unit", "scope"]
        read_only_fields = ["number"]


class QuestionChangeSerializer(QuestionSerializer):
    dossier = serializers.PrimaryKeyRelatedField(read_only=True)


class StandingSerializer(serializers.ModelSerializer):
    """A contradiction in short."""

    class Meta:
        model = Contradiction
        fields = ["id", "state", "kind"]
        read_only_fields = fields


class ClaimSerializer(serializers.ModelSerializer):
    article = serializers.IntegerField(source="passage.snapshot.article_id")
    value = ValueSerializer(source="*")
    attributed_to = serializers.SlugRelatedField("name", source="origins", many=True, read_only=True)
    created_by = serializers.CharField(source="created_by.username")
    contradictions = serializers.SerializerMethodField()

    class Meta:
        model = Claim
        fields = ["id", "dossier", "number", "passage", "article", "question", "says", "statement", "translation"]
        fields += ["modality", "scope", "as_of", "group", "attributed_to", "value", "read_by", "contradictions"]
        fields += ["created_by", "created_at", "withdrawn_at", "withdrawn_reason"]
        read_only_fields = fields

    def get_contradictions(self, claim) -> StandingSerializer(many=True):
        """The standing contradictions it is on a side of."""
        found = {side.contradiction_id: side.contradiction for side in claim.sides.all()}
        return StandingSerializer([row for row in found.values() if row.ended_at is None], many=True).data


class GivenValueSerializer(serializers.Serializer):
    """The editor's own reading: edtf for a date, else amount or bounds, with the unit."""

    edtf = EdtfField(required=False, max_length=80)
    amount = serializers.DecimalField(20, 5, required=False, allow_null=True)
    lower = serializers.DecimalField(20, 5, required=False, allow_null=True)
    upper = serializers.DecimalField(20, 5, required=False, allow_null=True)
    lower_open = serializers.BooleanField(required=False)
    upper_open = serializers.BooleanField(required=False)
    unit = serializers.CharField(required=False, allow_blank=True, max_length=40)


class ClaimWordsSerializer(serializers.Serializer):
    passage = VisibleField(queryset=Passage.objects.defer("snapshot__text"), loading=["dossier", "snapshot__article"])
    question = VisibleField(queryset=Question.objects.all(), loading=["dossier"])
    says = serializers.CharField()
    statement = serializers.CharField(required=False, allow_blank=True)
    translation = serializers.CharField(required=False, allow_blank=True)
    modality = serializers.ChoiceField(
        Claim.Modality.choices, required=False, allow_blank=True, help_text="Empty: taken from the sentence"
    )
    scope = serializers.CharField(required=False, allow_blank=True, max_length=500)
    as_of = EdtfField(required=False, allow_blank=True, max_length=80)
    group = serializers.CharField(required=False, allow_blank=True, max_length=200)
    attributed_to = serializers.ListField(child=serializers.CharField(max_length=200), required=False, max_length=50)
    value = GivenValueSerializer(required=False, allow_null=True)


class ClaimChangeSerializer(ClaimWordsSerializer):
    """Changes to a claim. Unless its words, question or value are sent, an editor's reading of it stays."""

    passage = None


class ManyClaimsSerializer(serializers.Serializer):
    items = ClaimWordsSerializer(many=True, max_length=1000, allow_empty=False)


def reading_by_hand(claim):
    """Return an editor's own reading of a claim as it was given, None where a machine read it."""
    if claim.read_by != Claim.Reader.EDITOR:
        return None
    return {name: getattr(claim, name) for name in GivenValueSerializer().fields}


class ReasonSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=10_000)


class MadeSerializer(serializers.Serializer):
    results = ClaimSerializer(many=True)


class PositionSerializer(serializers.Serializer):
    """One story that explains some claims. Claims that could also be in another are counted in none."""

    letter = serializers.CharField()
    label = serializers.CharField()
    exact = serializers.BooleanField()
    scope = serializers.CharField()
    as_of = serializers.CharField()
    claims = serializers.SerializerMethodField()
    possible = serializers.SerializerMethodField()
    independent_sources = serializers.IntegerField(source="independence.count", help_text="At least so many")
    joined = serializers.ListField(source="independence.reasons", child=serializers.CharField())

    def get_claims(self, position) -> list[int]:
        return [claim.pk for claim in position.members]

    def get_possible(self, position) -> list[int]:
        return [claim.pk for claim in position.possible]


class ApartSerializer(serializers.Serializer):
    claim = serializers.IntegerField()
    reason = serializers.CharField()


class ReadingSerializer(serializers.Serializer):
    """The claims of a question, sorted out. Positions of one list exclude each other."""

    contradicted = serializers.BooleanField(source="is_contradicted")
    positions = PositionSerializer(many=True)
    groups = serializers.SerializerMethodField(help_text="Letters of the positions that may be compared")
    expectations = serializers.SerializerMethodField(help_text="Claims of what is planned or predicted")
    apart = serializers.SerializerMethodField()

    def get_groups(self, reading) -> list[list[str]]:
        return [[position.letter for position in group] for group in reading.groups]

    def get_expectations(self, reading) -> list[int]:
        return [claim.pk for claim in reading.expectations]

    def get_apart(self, reading) -> ApartSerializer(many=True):
        return [{"claim": claim.pk, "reason": reason} for claim, reason in reading.apart]
