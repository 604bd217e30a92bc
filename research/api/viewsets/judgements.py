from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.response import Response

from research.api import filtersets
from research.api.endpoints import Rows
from research.api.serializers import judgements as shapes
from research.assessments.actions import assess
from research.assessments.models import Assessment
from research.contradictions.actions import decide, record, reopen
from research.contradictions.models import Contradiction


class AssessmentViewSet(Rows):
    """Ratings after NATO AJP-2.1. A new one of the same target by the same person takes the earlier one's place."""

    queryset = Assessment.objects.select_related("rater")
    serializer_class = shapes.AssessmentSerializer
    filterset_class = filtersets.Assessments
    orderings = {"created_at": "created_at"}

    def create(self, request):
        made = assess(by=request.user, **self.checked(shapes.AssessmentSerializer))
        return Response(self.shown(made), status=status.HTTP_201_CREATED)


class ContradictionViewSet(Rows):
    """Positions that cannot all hold. `sides` follow the claims while it is open."""

    queryset = Contradiction.objects.select_related("decided_by")
    serializer_class = shapes.ContradictionSerializer
    filterset_class = filtersets.Contradictions
    search_fields = ["question__text", "reason"]
    orderings = {"created_at": "created_at"}

    def get_queryset(self):
        return super().get_queryset().prefetch_related("sides__claims")

    def again(self, row, code=status.HTTP_200_OK):
        return Response(self.shown(self.get_queryset().get(pk=row.pk)), status=code)

    @extend_schema(request=shapes.NewContradictionSerializer, responses={201: shapes.ContradictionSerializer})
    def create(self, request):
        """Record by hand what no rule can find."""
        sent = self.checked(shapes.NewContradictionSerializer)
        sides = [(side["label"], side["claims"]) for side in sent.pop("sides")]
        return self.again(record(by=request.user, sides=sides, **sent), status.HTTP_201_CREATED)

    @extend_schema(request=shapes.DecisionSerializer)
    @action(detail=True, methods=["post"])
    def decide(self, request, pk):
        contradiction = self.get_object()
        sent = self.checked(shapes.DecisionSerializer)
        return self.again(decide(contradiction=contradiction, by=request.user, **sent))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def reopen(self, request, pk):
        """Undo a decision; it stays in the history."""
        return self.again(reopen(contradiction=self.get_object(), by=request.user))
