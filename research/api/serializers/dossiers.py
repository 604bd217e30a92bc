from rest_framework import serializers

from research.api.fields import UserField
from research.dossiers.models import Dossier, Membership, Role


class DossierSerializer(serializers.ModelSerializer):
    slug = serializers.SlugField(max_length=80, required=False)
    role = serializers.CharField(read_only=True, help_text="What you may do: observer, annotator, editor or chief")

    class Meta:
        model = Dossier
        fields = ["id", "slug", "title", "summary", "role", "created_at", "archived_at"]
        read_only_fields = ["created_at", "archived_at"]


class MemberSerializer(serializers.ModelSerializer):
    user = UserField()
    name = serializers.CharField(source="user.get_full_name", read_only=True)
    role = serializers.ChoiceField(Role.choices)

    class Meta:
        model = Membership
        fields = ["id", "user", "name", "role"]
