from rest_framework import serializers

from research import values
from research.api.fields import LongTextField
from research.claims.models import Question
from research.exports.plain import iso_day


class DayField(serializers.CharField):
    """A day number as ISO 8601, also before the year 1: "-0043-03-15"."""

    def to_representation(self, number):
        return iso_day(number)


class NumberField(serializers.FloatField):
    """A Decimal of at most 15 digits as a JSON number, whole where it is whole."""

    def to_representation(self, number):
        return int(number) if number == number.to_integral_value() else float(number)


class ValueSerializer(serializers.Serializer):
    """What was read: a date by its EDTF and its first and last day, or a quantity by its bounds; null is open."""

    kind = serializers.CharField(help_text="date, quantity, or empty where the words were not read as either")
    edtf = serializers.CharField()
    earliest = DayField(allow_null=True)
    latest = DayField(allow_null=True)
    amount = NumberField(allow_null=True)
    lower = NumberField(allow_null=True)
    upper = NumberField(allow_null=True)
    lower_open = serializers.BooleanField()
    upper_open = serializers.BooleanField()
    unit = serializers.CharField()
    hedge = serializers.CharField()
    explanation = serializers.CharField()


class EdtfField(serializers.CharField):
    """A date in EDTF (ISO 8601-2), as it was sent."""

    def to_internal_value(self, data):
        text = super().to_internal_value(data)
        try:
            return values.from_edtf(text).edtf if text else ""
        except values.Unreadable as error:
            raise serializers.ValidationError(error.reason) from error


class ReadSerializer(serializers.Serializer):
    text = serializers.CharField(max_length=2_000)
    kind = serializers.ChoiceField([Question.Kind.DATE, Question.Kind.QUANTITY])
    published = EdtfField(
        required=False, allow_blank=True, max_length=80, help_text="EDTF, for words such as “on Wednesday”"
    )


class FindSerializer(serializers.Serializer):
    text = LongTextField(max_length=2_500_000, allow_blank=True)
    published = EdtfField(required=False, allow_blank=True, max_length=80)


class FoundSerializer(serializers.Serializer):
    """One expression of a text. Offsets count Unicode code points: text[start:end] is the expression."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    text = serializers.CharField()
    kind = serializers.CharField()
    value = ValueSerializer(allow_null=True)
    problem = serializers.CharField()
    reason = serializers.CharField()
    modality = serializers.CharField()
    note = serializers.CharField()


class FoundListSerializer(serializers.Serializer):
    results = FoundSerializer(many=True)
