from functools import cache
from operator import attrgetter

from rest_framework import serializers

attribute = cache(attrgetter)


class QuickSerializer(serializers.ModelSerializer):
    """Shows rows by attribute. Its fields are for the schema: DRF would copy them all for every answer.

    Meta.shown: {field: attribute path, or a function of the row} where the attribute is not the field's name.
    """

    def to_representation(self, row):
        shown = self.Meta.shown
        ways = ((name, shown.get(name, name)) for name in self.Meta.fields)
        return {name: way(row) if callable(way) else attribute(way)(row) for name, way in ways}
