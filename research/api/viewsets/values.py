from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from research import values
from research.api.endpoints import Endpoint
from research.api.serializers.values import (
    FindSerializer,
    FoundListSerializer,
    ReadSerializer,
    ValueSerializer,
)


class ReadView(Endpoint):
    """Read one date or figure; nothing is stored."""

    @extend_schema(request=ReadSerializer, responses=ValueSerializer, operation_id="values_read")
    def post(self, request):
        sent = ReadSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        asked = sent.validated_data
        try:
            value = values.read(asked["text"], asked["kind"], published=asked.get("published") or None)
        except values.Unreadable as error:
            raise ValidationError({"text": [error.reason]}) from error
        return Response(ValueSerializer(value).data)


class FindView(Endpoint):
    """Find every date and figure of a text; nothing is stored."""

    @extend_schema(request=FindSerializer, responses=FoundListSerializer, operation_id="values_find")
    def post(self, request):
        sent = FindSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        found = values.find(sent.validated_data["text"], published=sent.validated_data.get("published") or None)
        return Response(FoundListSerializer({"results": found}).data)
