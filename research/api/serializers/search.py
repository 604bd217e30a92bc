from rest_framework import serializers

from research.api.fields import DossierField
from research.api.searching import KINDS


class AskedSerializer(serializers.Serializer):
    q = serializers.CharField(max_length=200)
    kind = serializers.MultipleChoiceField(choices=list(KINDS), required=False)
    dossier = DossierField(required=False)


class HitSerializer(serializers.Serializer):
    """Where the words stand: offsets count code points of the snapshot's text."""

    kind = serializers.ChoiceField(list(KINDS))
    id = serializers.IntegerField()
    number = serializers.IntegerField(allow_null=True)
    dossier = serializers.IntegerField()
    title = serializers.CharField()
    snippet = serializers.CharField()
    article = serializers.IntegerField(required=False)
    snapshot = serializers.IntegerField(required=False)
    start = serializers.IntegerField(required=False)
    end = serializers.IntegerField(required=False)


class HitsSerializer(serializers.Serializer):
    results = HitSerializer(many=True)
