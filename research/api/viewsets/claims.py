from django.core.exceptions import ValidationError as Invalid
from django.db import transaction
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from research.api import filtersets
from research.api.endpoints import Rows, sent_list
from research.api.errors import fields_of
from research.api.serializers import claims as shapes
from research.claims import actions
from research.claims.models import Claim, Passage, Question
from research.contradictions.actions import restore_claim, save_claim, withdraw_claim
from research.contradictions.queries import positions_of, with_sources
from research.sources.models import Snapshot

MOST_AT_ONCE = 1000


class PassageViewSet(Rows):
    """Marked stretches of text. Offsets count Unicode code points: text[start:end] is the quote."""

    queryset = Passage.objects.select_related("snapshot", "created_by").defer("snapshot__text")
    serializer_class = shapes.PassageSerializer
    filterset_class = filtersets.Passages
    search_fields = ["quote", "note"]
    orderings = {"created_at": "created_at"}

    @extend_schema(request=shapes.NewPassageSerializer, responses={201: shapes.PassageSerializer})
    def create(self, request):
        """Mark a passage; the same stretch again gives the first."""
        passage, created = actions.mark_passage(by=request.user, **self.checked(shapes.NewPassageSerializer))
        code = status.HTTP_201_CREATED if created else status.HTTP_200_OK
        return Response(self.shown(passage), status=code)

    @extend_schema(request=shapes.PassagesSerializer, responses=shapes.MarkedListSerializer)
    @action(detail=False, methods=["post"])
    def bulk(self, request):
        """Up to 1,000 passages, each with its own result. One that fails leaves the others alone."""
        items = sent_list(request, MOST_AT_ONCE, shapes.PassageItemSerializer())
        snapshots = snapshots_named(items, request.user)
        with transaction.atomic():
            results = [_marked(item, snapshots, request.user) for item in items]
        return Response({"results": results})

    @extend_schema(request=shapes.PassageNoteSerializer)
    def partial_update(self, request, pk):
        sent = self.checked(shapes.PassageNoteSerializer)
        return Response(self.shown(actions.note_passage(passage=self.get_object(), by=request.user, **sent)))

    def destroy(self, request, pk):
        actions.unmark_passage(passage=self.get_object(), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


def snapshots_named(items, user):
    """Return {("snapshot" or "article", id): Snapshot} for checked items, in one query, as far as the user may see."""
    good = [item for item in items if not isinstance(item, ValidationError)]
    mine = Snapshot.objects.visible_to(user).select_related("article__dossier").order_by("pk")
    named = mine.filter(pk__in={item["snapshot"] for item in good if "snapshot" in item})
    newest = mine.filter(article__in={item["article"] for item in good if "article" in item})
    found = {("snapshot", row.pk): row for row in named}
    return found | {("article", row.article_id): row for row in newest}


def _marked(item, snapshots, user):
    if isinstance(item, ValidationError):
        return {"state": "failed", "errors": fields_of(item)}
    name = "snapshot" if "snapshot" in item else "article"
    snapshot = snapshots.get((name, item[name]))
    if snapshot is None:
        return {"state": "failed", "errors": {name: ["There is no such row."]}}
    words = {key: value for key, value in item.items() if key not in ("snapshot", "article")}
    try:
        passage, created = actions.mark_passage(snapshot=snapshot, by=user, **words)
    except Invalid as error:
        return {"state": "failed", "errors": fields_of(error)}
    return {"state": "created" if created else "duplicate", "id": passage.pk}


class QuestionViewSet(Rows):
    """What claims answer, and are compared on."""

    queryset = Question.objects.all()
    serializer_class = shapes.QuestionSerializer
    filterset_class = filtersets.Questions
    search_fields = ["text", "scope"]
    orderings = {"number": "number", "text": "text"}

    def create(self, request):
        question = actions.ask_question(by=request.user, **self.checked(shapes.QuestionSerializer))
        return Response(self.shown(question), status=status.HTTP_201_CREATED)

    @extend_schema(request=shapes.QuestionChangeSerializer)
    def partial_update(self, request, pk):
        sent = self.checked(shapes.QuestionChangeSerializer, partial=True)
        return Response(self.shown(actions.describe_question(question=self.get_object(), by=request.user, **sent)))

    def destroy(self, request, pk):
        actions.drop_question(question=self.get_object(), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(responses=shapes.ReadingSerializer)
    @action(detail=True)
    def positions(self, request, pk):
        """The fewest stories that explain all its claims, and which claims exclude each other."""
        return Response(shapes.ReadingSerializer(positions_of(self.get_object())).data)


class ClaimViewSet(Rows):
    """What passages say in answer to questions."""

    queryset = Claim.objects.all()
    serializer_class = shapes.ClaimSerializer
    filterset_class = filtersets.Claims
    search_fields = ["says", "statement", "translation"]
    orderings = {"number": "number", "created_at": "created_at"}

    def get_queryset(self):
        claims = with_sources(super().get_queryset())
        return claims.prefetch_related("sides__contradiction")

    def again(self, claim, code=status.HTTP_200_OK):
        return Response(self.shown(self.get_queryset().get(pk=claim.pk)), status=code)

    @extend_schema(request=shapes.ClaimWordsSerializer, responses={201: shapes.ClaimSerializer})
    def create(self, request):
        claim = save_claim(by=request.user, **self.checked(shapes.ClaimWordsSerializer))
        return self.again(claim, status.HTTP_201_CREATED)

    @extend_schema(request=shapes.ManyClaimsSerializer, responses={201: shapes.MadeSerializer})
    @action(detail=False, methods=["post"])
    def bulk(self, request):
        """Up to 1,000 claims, all or none."""
        context = self.get_serializer_context()
        rows = sent_list(request, MOST_AT_ONCE, shapes.ClaimWordsSerializer(context=context))
        wrong = {place: row.detail for place, row in enumerate(rows) if isinstance(row, ValidationError)}
        if wrong:
            raise ValidationError({"items": wrong})
        with transaction.atomic():
            made = [_saved(place, row, request.user) for place, row in enumerate(rows)]
        claims = self.get_queryset().filter(pk__in=[claim.pk for claim in made]).order_by("pk")
        return Response({"results": self.shown(claims, many=True)}, status=status.HTTP_201_CREATED)

    @extend_schema(request=shapes.ClaimChangeSerializer)
    def partial_update(self, request, pk):
        claim = self.get_object()
        sent = self.checked(shapes.ClaimChangeSerializer, partial=True)
        if not sent.keys() & {"says", "question", "value"}:
            sent["value"] = shapes.reading_by_hand(claim)
        kept = {"passage": claim.passage, "question": claim.question, "says": claim.says}
        return self.again(save_claim(by=request.user, claim=claim, **kept | sent))

    @extend_schema(request=shapes.ReasonSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request, pk):
        sent = self.checked(shapes.ReasonSerializer)
        return self.again(withdraw_claim(claim=self.get_object(), by=request.user, **sent))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def restore(self, request, pk):
        """Undo a withdrawal."""
        return self.again(restore_claim(claim=self.get_object(), by=request.user))


def _saved(place, row, user):
    try:
        return save_claim(by=user, **row)
    except Invalid as error:
        raise ValidationError({"items": {place: fields_of(error)}}) from error
