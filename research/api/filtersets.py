"""The filters of each list, by name."""

from django import forms
from django.core.exceptions import ValidationError as Invalid
from django.db.models import Exists, OuterRef, Q
from django_filters import CharFilter, ChoiceFilter, Filter, FilterSet, TypedChoiceFilter
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework.exceptions import ValidationError

from research.api.fields import MOST_ID, dossiers_named
from research.assessments.models import Assessment
from research.briefings.models import Briefing
from research.claims.models import Claim, Question
from research.contradictions.models import Contradiction
from research.dossiers.models import Dossier
from research.sources.models import Article, Origin
from research.values import Unreadable, from_edtf


class EdtfField(forms.CharField):
    def to_python(self, value):
        value = super().to_python(value)
        try:
            return from_edtf(value) if value else None
        except Unreadable as error:
            raise Invalid(error.reason) from error


@extend_schema_field(OpenApiTypes.STR)
class DayFilter(Filter):
    """An EDTF date: from its first day, or to its last."""

    field_class = EdtfField


@extend_schema_field(OpenApiTypes.INT64)
class IdFilter(Filter):
    field_class = forms.IntegerField

    def __init__(self, *args, **options):
        super().__init__(*args, min_value=1, max_value=MOST_ID, **options)


@extend_schema_field(OpenApiTypes.DECIMAL)
class AmountFilter(Filter):
    field_class = forms.DecimalField

    def __init__(self, *args, **options):
        super().__init__(*args, max_digits=20, decimal_places=5, **options)


@extend_schema_field(OpenApiTypes.BOOL)
class YesNoFilter(TypedChoiceFilter):
    """true or false, and nothing else: django-filter's own takes any other word for no filter at all."""

    def __init__(self, *args, **options):
        choices = [(word, word) for word in ("true", "false")]
        super().__init__(*args, choices=choices, coerce=lambda word: word == "true", **options)


class InDossier(FilterSet):
    dossier = CharFilter(method="in_dossier", label="Id or slug")

    def in_dossier(self, rows, name, value):
        dossier = dossiers_named(Dossier.objects.visible_to(self.request.user), value).first()
        if dossier is None:
            raise ValidationError({name: ["There is no such dossier."]})
        return rows.filter(**{rows.to_dossier.removesuffix("__"): dossier})


class Dossiers(FilterSet):
    slug = CharFilter()
    archived = YesNoFilter(method="is_archived")

    def is_archived(self, rows, name, value):
        return rows.filter(archived_at__isnull=not value)


class Publishers(FilterSet):
    name = CharFilter(lookup_expr="iexact")
    parent = IdFilter()


class Origins(InDossier):
    name = CharFilter(lookup_expr="iexact")
    kind = ChoiceFilter(choices=Origin.Kind)


class Snapshots(InDossier):
    article = IdFilter()
    sha256 = CharFilter(field_name="original__sha256")


class Articles(InDossier):
    number = IdFilter()
    publisher = IdFilter(label="Id of the publisher")
    kind = ChoiceFilter(choices=Article.Kind)
    language = CharFilter()
    url = CharFilter()
    published_from = DayFilter(method="from_day")
    published_to = DayFilter(method="to_day")
    undated = YesNoFilter(method="is_undated")
    question = IdFilter(method="answering", label="Id of a question its claims answer")
    answers = ChoiceFilter(method="answering_kind", choices=Question.Kind, label="Kind of question its claims answer")

    def from_day(self, rows, name, value):
        return rows.filter(Q(latest__gte=value.earliest) | Q(latest=None, published__gt=""))

    def to_day(self, rows, name, value):
        return rows.filter(Q(earliest__lte=value.latest) | Q(earliest=None, published__gt=""))

    def is_undated(self, rows, name, value):
        return rows.filter(published="") if value else rows.exclude(published="")

    def answering(self, rows, name, value):
        return rows.filter(_has_claims(question=value))

    def answering_kind(self, rows, name, value: Question.Kind):
        return rows.filter(_has_claims(question__kind=value))


def _has_claims(**which):
    return Exists(Claim.objects.standing().filter(passage__snapshot__article=OuterRef("pk"), **which))


class Passages(InDossier):
    snapshot = IdFilter()
    article = IdFilter(field_name="snapshot__article")
    second_look = YesNoFilter()


class Questions(InDossier):
    number = IdFilter()
    kind = ChoiceFilter(choices=Question.Kind)


class Claims(InDossier):
    number = IdFilter()
    question = IdFilter()
    passage = IdFilter()
    article = IdFilter(field_name="passage__snapshot__article")
    publisher = IdFilter(field_name="passage__snapshot__article__publisher")
    kind = ChoiceFilter(choices=[("date", "date"), ("quantity", "quantity")])
    modality = ChoiceFilter(choices=Claim.Modality)
    read_by = ChoiceFilter(choices=Claim.Reader)
    unit = CharFilter()
    withdrawn = YesNoFilter(method="is_withdrawn")
    day_from = DayFilter(method="from_day")
    day_to = DayFilter(method="to_day")
    amount_from = AmountFilter(method="from_amount")
    amount_to = AmountFilter(method="to_amount")

    def is_withdrawn(self, rows, name, value):
        return rows.filter(withdrawn_at__isnull=not value)

    def from_day(self, rows, name, value):
        return rows.filter(Q(latest__gte=value.earliest) | Q(latest=None), kind="date")

    def to_day(self, rows, name, value):
        return rows.filter(Q(earliest__lte=value.latest) | Q(earliest=None), kind="date")

    def from_amount(self, rows, name, value):
        return rows.filter(Q(upper__gte=value) | Q(upper=None), kind="quantity")

    def to_amount(self, rows, name, value):
        return rows.filter(Q(lower__lte=value) | Q(lower=None), kind="quantity")


class Assessments(InDossier):
    publisher = IdFilter()
    article = IdFilter()
    claim = IdFilter()
    scale = ChoiceFilter(choices=Assessment.Scale)
    current = YesNoFilter()
    rater = CharFilter(field_name="rater__username")


class Contradictions(InDossier):
    question = IdFilter()
    state = ChoiceFilter(choices=Contradiction.State)
    kind = ChoiceFilter(choices=Contradiction.Kind)
    made_by = ChoiceFilter(choices=Contradiction.Maker)
    standing = YesNoFilter(method="is_standing")

    def is_standing(self, rows, name, value):
        return rows.filter(ended_at__isnull=value)


class Briefings(InDossier):
    number = IdFilter()
    state = ChoiceFilter(choices=Briefing.State)


class Imports(InDossier):
    pass
