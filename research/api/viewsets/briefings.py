from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.response import Response

from research.api import filtersets
from research.api.endpoints import Rows
from research.api.serializers import briefings as shapes
from research.briefings import actions
from research.briefings.gate import gate_of
from research.briefings.models import Briefing

REMARK = OpenApiParameter("remark", int, OpenApiParameter.PATH)


class BriefingViewSet(Rows):
    """Pieces that cite claims: draft → in review → approved → published; then corrected or retracted."""

    queryset = Briefing.objects.prefetch_related("topics", "contributors__user")
    serializer_class = shapes.BriefingSerializer
    filterset_class = filtersets.Briefings
    search_fields = ["title", "standfirst", "body"]
    orderings = {"number": "number", "title": "title", "created_at": "created_at"}

    def get_serializer_class(self):
        return shapes.BriefingListSerializer if self.action == "list" else self.serializer_class

    def again(self, briefing, code=status.HTTP_200_OK):
        return Response(self.shown(self.get_queryset().get(pk=briefing.pk)), status=code)

    @extend_schema(request=shapes.NewBriefingSerializer, responses={201: shapes.BriefingSerializer})
    def create(self, request):
        sent = self.checked(shapes.NewBriefingSerializer)
        return self.again(actions.save_briefing(by=request.user, **sent), status.HTTP_201_CREATED)

    @extend_schema(request=shapes.BriefingChangeSerializer)
    def partial_update(self, request, pk):
        """A changed text voids the reviews and makes it a draft. 409 with `theirs` where somebody saved in between."""
        briefing = self.get_object()
        sent = self.checked(shapes.BriefingChangeSerializer, partial=True)
        return self.again(actions.save_briefing(by=request.user, briefing=briefing, **sent))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def submit(self, request, pk):
        return self.again(actions.submit(briefing=self.get_object(), by=request.user))

    @extend_schema(request=shapes.DecisionOnContentSerializer, responses={201: shapes.ReviewSerializer})
    @action(detail=True, methods=["post"])
    def review(self, request, pk):
        """Approve or return one exact content. Nobody who wrote any of it may."""
        briefing = self.get_object()
        sent = self.checked(shapes.DecisionOnContentSerializer)
        made = actions.review(briefing=briefing, by=request.user, **sent)
        return Response(shapes.ReviewSerializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=shapes.PublishSerializer, responses={201: shapes.VersionSerializer})
    @action(detail=True, methods=["post"])
    def publish(self, request, pk):
        briefing = self.get_object()
        made = actions.publish(briefing=briefing, by=request.user, **self.checked(shapes.PublishSerializer))
        return Response(shapes.VersionSerializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=shapes.NoteSerializer, responses={201: shapes.VersionSerializer})
    @action(detail=True, methods=["post"])
    def correct(self, request, pk):
        """Publish the approved content as the next version, with a public note of what it mends."""
        briefing = self.get_object()
        sent = self.checked(shapes.NoteSerializer)
        note = {"correction": sent["text"], "reason": sent.get("reason", "")}
        made = actions.publish(briefing=briefing, by=request.user, **note)
        return Response(shapes.VersionSerializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=shapes.NoteSerializer)
    @action(detail=True, methods=["post"])
    def retract(self, request, pk):
        """Say in public that it no longer stands. It stays readable."""
        briefing = self.get_object()
        actions.retract(briefing=briefing, by=request.user, **self.checked(shapes.NoteSerializer))
        return self.again(briefing)

    @extend_schema(responses=shapes.GateSerializer)
    @action(detail=True)
    def gate(self, request, pk):
        """Each line that must pass before publishing, and what to do about it."""
        return Response(shapes.GateSerializer(gate_of(self.get_object())).data)

    @extend_schema(request=shapes.OverrideSerializer, responses={201: shapes.GateSerializer})
    @gate.mapping.post
    def override(self, request, pk):
        """Let one line pass for a public reason. Nobody who wrote any of it may."""
        briefing = self.get_object()
        actions.override(briefing=briefing, by=request.user, **self.checked(shapes.OverrideSerializer))
        return Response(shapes.GateSerializer(gate_of(briefing)).data, status=status.HTTP_201_CREATED)

    @extend_schema(responses=shapes.RemarkSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def remarks(self, request, pk):
        rows = self.get_object().remarks.select_related("by", "answered_by")
        return Response(shapes.RemarkSerializer(rows, many=True).data)

    @extend_schema(request=shapes.RemarkSerializer, responses={201: shapes.RemarkSerializer})
    @remarks.mapping.post
    def remark(self, request, pk):
        briefing = self.get_object()
        made = actions.remark(briefing=briefing, by=request.user, **self.checked(shapes.RemarkSerializer))
        return Response(shapes.RemarkSerializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=shapes.AnswerSerializer, responses=shapes.RemarkSerializer, parameters=[REMARK])
    @action(detail=True, methods=["post"], url_path=r"remarks/(?P<remark>\d{1,18})/answer")
    def answer(self, request, pk, remark):
        row = get_object_or_404(self.get_object().remarks, pk=int(remark))
        made = actions.answer_remark(remark=row, by=request.user, **self.checked(shapes.AnswerSerializer))
        return Response(shapes.RemarkSerializer(made).data)
