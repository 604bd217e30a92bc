from django.db.models.functions import Length
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.response import Response

from research.api import filtersets
from research.api.endpoints import Rows
from research.api.serializers.sources import (
    OriginChangeSerializer,
    OriginSerializer,
    PublisherSerializer,
    SnapshotSerializer,
    SnapshotTextSerializer,
)
from research.sources import actions
from research.sources.models import Origin, Publisher, Snapshot


class PublisherViewSet(Rows):
    """Who publishes articles. Shared by the whole site."""

    queryset = Publisher.objects.all()
    serializer_class = PublisherSerializer
    filterset_class = filtersets.Publishers
    search_fields = ["name"]
    orderings = {"name": "name"}

    def get_queryset(self):
        return self.queryset.all()

    def create(self, request):
        sent = self.checked(PublisherSerializer)
        publisher = actions.describe_publisher(publisher=Publisher(), by=request.user, **sent)
        return Response(self.shown(publisher), status=status.HTTP_201_CREATED)

    def partial_update(self, request, pk):
        sent = self.checked(PublisherSerializer, partial=True)
        return Response(self.shown(actions.describe_publisher(publisher=self.get_object(), by=request.user, **sent)))


class OriginViewSet(Rows):
    """Whom articles have it from. A name the dossier has already gives that origin."""

    queryset = Origin.objects.all()
    serializer_class = OriginSerializer
    filterset_class = filtersets.Origins
    search_fields = ["name"]
    orderings = {"name": "name"}

    def create(self, request):
        origin = actions.add_origin(by=request.user, **self.checked(OriginSerializer))
        return Response(self.shown(origin), status=status.HTTP_201_CREATED)

    @extend_schema(request=OriginChangeSerializer)
    def partial_update(self, request, pk):
        sent = self.checked(OriginChangeSerializer, partial=True)
        return Response(self.shown(actions.describe_origin(origin=self.get_object(), by=request.user, **sent)))


def without_text(snapshots):
    """Load snapshots for a list: how long the text is, but not the text, nor the bytes of the original."""
    return snapshots.annotate(text_length=Length("text")).select_related("original").defer("text", "original__content")


class SnapshotViewSet(Rows):
    """Captures of articles: frozen, and so read-only."""

    queryset = Snapshot.objects.all()
    serializer_class = SnapshotSerializer
    filterset_class = filtersets.Snapshots

    def get_queryset(self):
        return without_text(super().get_queryset())

    @extend_schema(responses=SnapshotTextSerializer)
    def retrieve(self, request, pk):
        return Response(SnapshotTextSerializer(self.get_object()).data)
