"""Rows named in a body: only those the sender may see, so that a stranger's row does not exist."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.validators import ProhibitSurrogateCharactersValidator

from research.accounts.models import User
from research.dossiers.models import Dossier

MOST_ID = 10**18
NUL = "\0"  # PostgreSQL cannot even be asked for it.


def dossiers_named(dossiers, name):
    """Keep of a queryset of dossiers the one with this id or slug; a slug of digits alone is taken for an id."""
    name = str(name)
    if NUL in name:
        return dossiers.none()
    return dossiers.filter(pk=int(name[:18])) if name.isascii() and name.isdigit() else dossiers.filter(slug=name)


@extend_schema_field({"oneOf": [{"type": "integer"}, {"type": "string"}], "description": "Id or slug"})
class DossierField(serializers.RelatedField):
    queryset = Dossier.objects.all()
    default_error_messages = {"unknown": "There is no such dossier."}

    def to_internal_value(self, data):
        if isinstance(data, bool) or not isinstance(data, (int, str)):
            self.fail("unknown")
        visible = self.get_queryset().visible_to(self.context["request"].user)
        return dossiers_named(visible, data).first() or self.fail("unknown")

    def use_pk_only_optimization(self):
        return True

    def to_representation(self, value):
        return value.pk


@extend_schema_field(OpenApiTypes.INT64)
class VisibleField(serializers.PrimaryKeyRelatedField):
    """A row by its id, out of those the sender may see. `loading`: what is loaded with it."""

    def __init__(self, queryset=None, *, loading=(), **options):
        self.loading = loading
        super().__init__(queryset=queryset, pk_field=serializers.IntegerField(max_value=MOST_ID), **options)

    def get_queryset(self):
        return super().get_queryset().visible_to(self.context["request"].user).select_related(*self.loading)


class LongTextField(serializers.CharField):
    """A text as it was sent. The parser refuses half characters, so they are not looked for one by one again."""

    def __init__(self, **options):
        super().__init__(trim_whitespace=False, **options)
        self.validators = [one for one in self.validators if not isinstance(one, ProhibitSurrogateCharactersValidator)]


class UserField(serializers.SlugRelatedField):
    """A person by the name they sign in with."""

    def __init__(self, **options):
        super().__init__(slug_field="username", queryset=User.objects.filter(is_active=True), **options)
        self.error_messages["does_not_exist"] = "There is no such person."

    def to_internal_value(self, data):
        if not isinstance(data, str) or NUL in data:
            self.fail("does_not_exist")
        return super().to_internal_value(data)
