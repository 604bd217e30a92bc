"""What all endpoints share: the limit on a body, one answer per Idempotency-Key, and rows one may see."""

from functools import partial

from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from research.api.errors import TooLarge
from research.api.filters import NamedOrdering, StrictFilterBackend, WordSearch
from research.api.idempotency import answer_once, digest_of, key_of

MB = 1_000_000


class Endpoint(APIView):
    body_limit = 2.5 * MB
    one_transaction = True

    def initial(self, request, *args, **kwargs):
        size = request.META.get("CONTENT_LENGTH") or "0"
        if size.isdigit() and int(size) > self.body_limit:
            raise TooLarge(f"This is {int(size) / MB:.1f} MB; {self.body_limit / MB:.1f} MB is the most here.")
        key = key_of(request)
        # Before anything reads the body in parts.
        digest = digest_of(request) if key else ""
        super().initial(request, *args, **kwargs)
        if key and request.user.is_authenticated:
            work = partial(self.post, request, *args, **kwargs)
            once = {"user": request.user, "key": key, "digest": digest, "whole": self.one_transaction}
            self.post = lambda request, *args, **kwargs: answer_once(work, **once)


class Rows(Endpoint, GenericViewSet):
    """A list and its rows, of which each person sees those of the own dossiers."""

    filter_backends = [StrictFilterBackend, WordSearch, NamedOrdering]
    lookup_value_regex = r"\d{1,18}"

    def get_queryset(self):
        return super().get_queryset().visible_to(self.request.user)

    def filter_queryset(self, queryset):
        """Filters are a list's: a row is found by its address alone."""
        return queryset if self.detail else super().filter_queryset(queryset)

    def checked(self, serializer_class, **options):
        """Return what was sent, in the types the actions take. Raises ValidationError with field → messages."""
        serializer = serializer_class(data=self.request.data, context=self.get_serializer_context(), **options)
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data

    def shown(self, row, **options):
        """Return a row, or rows with many=True, as the list shows it."""
        return self.get_serializer(row, **options).data

    def list(self, request, *args, **kwargs):
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.shown(page, many=True))

    def retrieve(self, request, *args, **kwargs):
        return Response(self.shown(self.get_object()))


def sent_list(request, most, item):
    """Return for each of the `items` of a bulk call what `item`, a serializer, made of it, or its ValidationError.

    Raises ValidationError where there are none or more than `most`. One serializer checks all: making one is slow.
    """
    items = request.data.get("items") if isinstance(request.data, dict) else None
    if not isinstance(items, list) or not items:
        raise ValidationError({"items": ["Send a list of at least one."]})
    if len(items) > most:
        raise ValidationError({"items": [f"{len(items):,} items; {most:,} is the most at once."]})
    return [_attempt(item, sent) for sent in items]


def _attempt(item, sent):
    try:
        return item.run_validation(sent)
    except ValidationError as error:
        return error
