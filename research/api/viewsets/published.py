from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.permissions import AllowAny
from rest_framework.response import Response

from research.api.endpoints import Rows
from research.api.serializers.briefings import (
    NewestSerializer,
    PublishedSerializer,
    VerificationSerializer,
    VersionSerializer,
)
from research.briefings.models import Version
from research.briefings.queries import public_versions, with_notes
from research.briefings.verification import verify

SHORTLY = "public, max-age=60"  # a retraction must show
FOR_EVER = "public, max-age=31536000, immutable"
NUMBER = OpenApiParameter("number", int, OpenApiParameter.PATH)


class PublishedViewSet(Rows):
    """What anyone may read without signing in."""

    queryset = Version.objects.all()
    serializer_class = PublishedSerializer
    permission_classes = [AllowAny]
    lookup_field = "briefing__slug"
    lookup_url_kwarg = "slug"
    lookup_value_regex = r"[-\w]+"
    orderings = {"published_at": "published_at"}
    default_ordering = "-published_at"

    def get_queryset(self):
        return public_versions()

    def list(self, request):
        return cached(super().list(request), SHORTLY)

    @extend_schema(responses=NewestSerializer)
    def retrieve(self, request, slug):
        return cached(Response(NewestSerializer(self.get_object()).data), SHORTLY)

    @extend_schema(responses=VerificationSerializer)
    @action(detail=True)
    def verify(self, request, slug):
        """Check the newest version against its sources, now."""
        return Response(VerificationSerializer(verify(self.get_object())).data)

    @extend_schema(responses=PublishedSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def versions(self, request, slug):
        rows = with_notes(self.of_briefing().order_by("number"))
        return cached(Response(PublishedSerializer(rows, many=True).data), SHORTLY)

    @extend_schema(responses=VersionSerializer, parameters=[NUMBER])
    @action(detail=True, url_path=r"versions/(?P<number>\d{1,9})")
    def version(self, request, slug, number):
        return cached(Response(VersionSerializer(self.one(number)).data), FOR_EVER)

    @extend_schema(responses=VerificationSerializer, parameters=[NUMBER])
    @action(detail=True, url_path=r"versions/(?P<number>\d{1,9})/verify")
    def verify_version(self, request, slug, number):
        return Response(VerificationSerializer(verify(self.one(number))).data)

    def of_briefing(self):
        return Version.objects.public().filter(briefing=self.get_object().briefing_id).select_related("briefing")

    def one(self, number):
        return get_object_or_404(self.of_briefing(), number=int(number))


def cached(response, how):
    response["Cache-Control"] = how
    return response
