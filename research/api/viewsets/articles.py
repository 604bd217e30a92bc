from django.core.exceptions import ValidationError as Invalid
from django.db.models.functions import Coalesce, Length
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.throttling import AnonRateThrottle, ScopedRateThrottle, UserRateThrottle

from research.api import filtersets
from research.api.endpoints import MB, Rows, sent_list
from research.api.errors import fields_of
from research.api.parsers import BoundedJSONParser
from research.api.serializers.articles import (
    ArticleDetailSerializer,
    ArticleSerializer,
    BulkSerializer,
    DetailsSerializer,
    ImportedArticleSerializer,
    ItemSerializer,
    NewArticleSerializer,
    OutcomesSerializer,
    WhereSerializer,
)
from research.api.serializers.claims import ClaimSerializer, passages_as_dicts
from research.api.serializers.sources import SnapshotTextSerializer
from research.claims.models import Claim, Passage
from research.contradictions.queries import with_sources
from research.sources.actions import describe_article, import_article, import_articles
from research.sources.fetching import fetch
from research.sources.importers import Refused
from research.sources.models import Article
from research.sources.storing import DETAILS, Imported

FAR_AHEAD = 10**12  # undated articles come last
MOST_AT_ONCE = 1000
MOST_FETCHED = 20
TOO_MANY_PAGES = f"At most {MOST_FETCHED} pages are fetched in one call. Send this one in another."
INCLUDE = OpenApiParameter("include", str, description="passages, claims, or both with a comma between them")


class ImportThrottle(ScopedRateThrottle):
    """Counts only what brings articles in."""

    scope_attr = "import_scope"

    def allow_request(self, request, view):
        return request.method != "POST" or super().allow_request(request, view)


class ArticleViewSet(Rows):
    queryset = Article.objects.select_related("publisher").prefetch_related("origins")
    serializer_class = ArticleSerializer
    filterset_class = filtersets.Articles
    search_fields = ["title", "byline", "publisher__name"]
    orderings = {"number": "number", "title": "title", "created_at": "created_at", "published": "day"}
    parser_classes = [BoundedJSONParser, MultiPartParser]
    throttle_classes = [AnonRateThrottle, UserRateThrottle, ImportThrottle]
    import_scope = "import"
    body_limit = 25 * MB
    # Extraction would hold the write lock; the same bytes again are a duplicate, so nothing is done twice.
    one_transaction = False

    def get_queryset(self):
        return super().get_queryset().annotate(day=Coalesce("earliest", "latest", FAR_AHEAD))

    @extend_schema(request=NewArticleSerializer, responses={201: ImportedArticleSerializer})
    def create(self, request):
        sent = self.checked(NewArticleSerializer)
        imported = import_article(dossier=sent["dossier"], by=request.user, **incoming(sent))
        imported.snapshot.text_length = len(imported.snapshot.text)
        imported.article.state, imported.article.snapshot = imported.state, imported.snapshot
        code = status.HTTP_201_CREATED if imported.created else status.HTTP_200_OK
        return Response(ImportedArticleSerializer(imported.article).data, status=code)

    @extend_schema(request=BulkSerializer, responses=OutcomesSerializer)
    @action(detail=False, methods=["post"])
    def bulk(self, request):
        """Up to 1,000 articles, each with its own result. One that fails leaves the others alone."""
        dossier = self.checked(WhereSerializer)["dossier"]
        items = in_turn(sent_list(request, MOST_AT_ONCE, ItemSerializer()))
        good = [item for item in items if isinstance(item, dict)]
        outcomes = iter(import_articles(dossier=dossier, by=request.user, items=good))
        results = [next(outcomes) if isinstance(item, dict) else item for item in items]
        return Response({"results": [outcome(result) for result in results]})

    @extend_schema(parameters=[INCLUDE], responses=ArticleDetailSerializer)
    def retrieve(self, request, pk):
        """The article with its newest snapshot and text, and with what is asked for by `include`."""
        asked = _included(request)
        article = self.get_object()
        newest = article.snapshots.annotate(text_length=Length("text")).select_related("original")
        snapshot = newest.defer("original__content").last()
        data = self.shown(article) | {"snapshot": SnapshotTextSerializer(snapshot).data}
        if "passages" in asked:
            data["passages"] = passages_as_dicts(Passage.objects.filter(snapshot__article=article))
        if "claims" in asked:
            claims = with_sources(Claim.objects.filter(passage__snapshot__article=article))
            data["claims"] = ClaimSerializer(claims.prefetch_related("sides__contradiction"), many=True).data
        return Response(data)

    @extend_schema(request=DetailsSerializer)
    def partial_update(self, request, pk):
        describe_article(article=self.get_object(), by=request.user, **self.checked(DetailsSerializer))
        return Response(self.shown(self.get_object()))


def _included(request):
    asked = {name for name in request.query_params.get("include", "").split(",") if name}
    if asked - {"passages", "claims"}:
        raise ValidationError({"include": ["Choose of: passages, claims."]})
    return asked


def in_turn(items):
    """Return the keywords of `import_article` for each checked item, or the error that stands in its place.

    Fetching keeps the sender waiting, so no more than MOST_FETCHED pages are asked for in one call.
    """
    fetched, found = 0, []
    for item in items:
        if isinstance(item, ValidationError):
            found.append(item)
            continue
        fetched += not item.keys() & {"text", "html"}
        try:
            found.append(incoming(item) if fetched <= MOST_FETCHED else ValidationError({"url": [TOO_MANY_PAGES]}))
        except Refused as error:
            found.append(error)
    return found


def incoming(sent):
    """Return the keywords of `import_article` for what was sent. Raises Refused where a page cannot be fetched."""
    details = {name: sent[name] for name in DETAILS if sent.get(name)}
    if "text" in sent:
        return {"data": sent["text"].encode(), "content_type": "text/plain", "charset": "utf-8", "details": details}
    if "html" in sent:
        return {"data": sent["html"].encode(), "content_type": "text/html", "charset": "utf-8", "details": details}
    if "file" in sent:
        file = sent["file"]
        declared = {"content_type": file.content_type or "", "charset": file.charset or ""}
        return {"data": file.read(), "name": file.name, **declared, "details": details}
    page = fetch(sent["url"])
    declared = {"content_type": page.content_type, "charset": page.charset}
    return {"data": page.data, "url": page.url, **declared, "details": details}


def outcome(result):
    """Return what became of one item as the API says it."""
    if isinstance(result, Imported):
        place = {"id": result.article.pk, "number": result.article.number, "snapshot": result.snapshot.pk}
        return {"state": result.state, **place, "warnings": result.snapshot.warnings}
    if isinstance(result, ValidationError):
        return {"state": "failed", "reason": "Some fields are wrong.", "errors": fields_of(result)}
    if isinstance(result, Invalid):
        return {"state": "failed", "reason": "; ".join(result.messages), "errors": fields_of(result)}
    return {"state": "failed", "reason": str(result)}
