from rest_framework import serializers

from research.api.fields import DossierField, VisibleField
from research.assessments.models import Assessment
from research.claims.models import Claim, Question
from research.contradictions.models import Contradiction, Side
from research.sources.models import Article, Publisher


class AssessmentSerializer(serializers.ModelSerializer):
    dossier = DossierField()
    publisher = serializers.PrimaryKeyRelatedField(queryset=Publisher.objects.all(), required=False, allow_null=True)
    article = VisibleField(queryset=Article.objects.all(), required=False, allow_null=True)
    claim = VisibleField(queryset=Claim.objects.all(), required=False, allow_null=True)
    value = serializers.CharField(max_length=1, help_text="A–F for a publisher or article, 1–6 for a claim")
    words = serializers.CharField(read_only=True)
    rater = serializers.CharField(source="rater.username", read_only=True)

    class Meta:
        model = Assessment
        fields = ["id", "dossier", "publisher", "article", "claim", "scale", "value", "words", "reason", "rater"]
        fields += ["current", "created_at"]
        read_only_fields = ["scale", "current", "created_at"]
        validators = []


class SideSerializer(serializers.ModelSerializer):
    letter = serializers.CharField(read_only=True)
    claims = serializers.SerializerMethodField()

    class Meta:
        model = Side
        fields = ["id", "letter", "label", "claims"]

    def get_claims(self, side) -> list[int]:
        return sorted(claim.pk for claim in side.claims.all())


class ContradictionSerializer(serializers.ModelSerializer):
    sides = SideSerializer(many=True)
    explanation = serializers.SerializerMethodField()
    decided_by = serializers.CharField(source="decided_by.username", default=None, allow_null=True)

    class Meta:
        model = Contradiction
        fields = ["id", "dossier", "question", "made_by", "kind", "state", "sides", "explanation", "reason"]
        fields += ["preferred", "decided_by", "decided_at", "created_at", "ended_at"]
        read_only_fields = fields

    def get_explanation(self, row) -> str:
        return "Not all of these can hold: " + "; ".join(f"{side.letter}: {side.label}" for side in row.sides.all())


class NewSideSerializer(serializers.Serializer):
    label = serializers.CharField(max_length=300)
    claims = VisibleField(queryset=Claim.objects.all(), many=True)


class NewContradictionSerializer(serializers.Serializer):
    """A contradiction recorded by hand, between any claims of a dossier."""

    dossier = DossierField()
    question = VisibleField(queryset=Question.objects.all(), required=False, allow_null=True)
    sides = NewSideSerializer(many=True, max_length=50)


class DecisionSerializer(serializers.Serializer):
    state = serializers.ChoiceField([state for state in Contradiction.State.values if state != "open"])
    kind = serializers.ChoiceField(Contradiction.Kind.choices, required=False)
    preferred = VisibleField(queryset=Side.objects.all(), required=False, allow_null=True, help_text="Id of a side")
    reason = serializers.CharField(max_length=10_000)
