"""What lists can be narrowed by. A filter that is misspelt or senseless is 400: it must never show everything."""

from django.db.models import Q
from django_filters import rest_framework as django_filters
from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend

MOST_WORDS = 500


class StrictFilterBackend(django_filters.DjangoFilterBackend):
    """django-filter, with 400 for an unknown name."""

    def filter_queryset(self, request, queryset, view):
        filterset = self.get_filterset(request, queryset, view)
        known = {"cursor", "page_size", "ordering", "search", *(filterset.filters if filterset else ())}
        unknown = {name: ["There is no such filter."] for name in request.query_params if name not in known}
        if unknown:
            raise ValidationError(unknown)
        return super().filter_queryset(request, queryset, view)


class WordSearch(BaseFilterBackend):
    """`?search=`: every word must stand in one of the view's `search_fields`."""

    def filter_queryset(self, request, queryset, view):
        words = request.query_params.get("search", "")
        if not words:
            return queryset
        fields = getattr(view, "search_fields", ())
        if not fields or len(words) > MOST_WORDS or "\0" in words:
            reason = "This list cannot be searched." if not fields else f"Send at most {MOST_WORDS} characters of text."
            raise ValidationError({"search": [reason]})
        for word in words.split()[:20]:
            queryset = queryset.filter(_anywhere(fields, word))
        return queryset

    def get_schema_operation_parameters(self, view):
        return [_parameter("search", "Words, each of which must be found")] if hasattr(view, "search_fields") else []


def _anywhere(fields, word):
    found = Q()
    for field in fields:
        found |= Q(**{f"{field}__icontains": word})
    return found


class NamedOrdering(BaseFilterBackend):
    """`?ordering=`: one of the names in the view's `orderings`, which say by which column; `-` turns it round.

    The columns are never null, or a cursor would stand still; the id settles ties.
    """

    def filter_queryset(self, request, queryset, view):
        return queryset.order_by(*self.get_ordering(request, queryset, view))

    def get_ordering(self, request, queryset, view):
        asked = request.query_params.get("ordering", getattr(view, "default_ordering", "id"))
        name = asked.removeprefix("-")
        columns = {"id": "id"} | getattr(view, "orderings", {})
        if name not in columns:
            raise ValidationError({"ordering": [f"Choose one of: {', '.join(columns)}."]})
        turned = "-" if asked.startswith("-") else ""
        return [turned + columns[name]] + ([f"{turned}id"] if name != "id" else [])

    def get_schema_operation_parameters(self, view):
        names = [sign + name for name in {"id": "id"} | getattr(view, "orderings", {}) for sign in ("", "-")]
        return [_parameter("ordering", "What to order by", enum=names)]


def _parameter(name, description, **schema):
    return {"name": name, "in": "query", "description": description, "schema": {"type": "string", **schema}}
