from django.urls import path
from rest_framework.routers import SimpleRouter

from research.api.viewsets import schema
from research.api.viewsets.articles import ArticleViewSet
from research.api.viewsets.briefings import BriefingViewSet
from research.api.viewsets.claims import ClaimViewSet, PassageViewSet, QuestionViewSet
from research.api.viewsets.dossiers import DossierViewSet, MemberViewSet
from research.api.viewsets.exports import ExportView
from research.api.viewsets.imports import ImportViewSet
from research.api.viewsets.judgements import AssessmentViewSet, ContradictionViewSet
from research.api.viewsets.published import PublishedViewSet
from research.api.viewsets.search import SearchView
from research.api.viewsets.sources import OriginViewSet, PublisherViewSet, SnapshotViewSet
from research.api.viewsets.tokens import TokenView
from research.api.viewsets.values import FindView, ReadView

app_name = "api"

router = SimpleRouter()
router.register("dossiers", DossierViewSet, "dossier")
router.register(r"dossiers/(?P<dossier>[-\w]+)/members", MemberViewSet, "member")
router.register("publishers", PublisherViewSet, "publisher")
router.register("origins", OriginViewSet, "origin")
router.register("snapshots", SnapshotViewSet, "snapshot")
router.register("articles", ArticleViewSet, "article")
router.register("passages", PassageViewSet, "passage")
router.register("questions", QuestionViewSet, "question")
router.register("claims", ClaimViewSet, "claim")
router.register("assessments", AssessmentViewSet, "assessment")
router.register("contradictions", ContradictionViewSet, "contradiction")
router.register("briefings", BriefingViewSet, "briefing")
router.register("published", PublishedViewSet, "published")
router.register("imports", ImportViewSet, "import")

urlpatterns = [
    path("auth/token/", TokenView.as_view(), name="token"),
    path("values/read/", ReadView.as_view(), name="values-read"),
    path("values/find/", FindView.as_view(), name="values-find"),
    path("search/", SearchView.as_view(), name="search"),
    path("dossiers/<str:dossier>/export/", ExportView.as_view(), name="export"),
    path("schema/", schema.SchemaView.as_view(), name="schema"),
    path("docs/", schema.docs, name="docs"),
    *router.urls,
]
