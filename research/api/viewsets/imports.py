from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.response import Response

from research.api import filtersets
from research.api.endpoints import Rows
from research.api.serializers.sources import ImportDetailSerializer, ImportSerializer
from research.sources.imports import cancel, retry
from research.sources.models import Import
from research.sources.queries import with_progress


class ImportViewSet(Rows):
    """Each act of bringing articles in, with what became of every item."""

    queryset = Import.objects.all()
    serializer_class = ImportSerializer
    filterset_class = filtersets.Imports

    def get_queryset(self):
        return with_progress(super().get_queryset())

    def again(self, run):
        return Response(ImportDetailSerializer(self.get_queryset().get(pk=run.pk)).data)

    @extend_schema(responses=ImportDetailSerializer)
    def retrieve(self, request, pk):
        return self.again(self.get_object())

    @extend_schema(request=None, responses=ImportDetailSerializer)
    @action(detail=True, methods=["post"])
    def retry(self, request, pk):
        """Let everything that failed be tried again."""
        run = self.get_object()
        retry(run=run, by=request.user)
        return self.again(run)

    @extend_schema(request=None, responses=ImportDetailSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request, pk):
        """Stop it: what is stored stays, the rest is left out."""
        run = self.get_object()
        cancel(run=run, by=request.user)
        return self.again(run)
