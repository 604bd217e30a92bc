from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from research.api.endpoints import Endpoint
from research.api.searching import KINDS, hits
from research.api.serializers.search import AskedSerializer, HitsSerializer


class SearchView(Endpoint):
    """Words in titles, texts, passages, claims and questions; at most 50 hits of each kind, newest first."""

    @extend_schema(parameters=[AskedSerializer], responses=HitsSerializer)
    def get(self, request):
        unknown = {name: ["There is no such filter."] for name in request.query_params if name not in ASKED}
        if unknown:
            raise ValidationError(unknown)
        sent = AskedSerializer(data=request.query_params, context={"request": request})
        sent.is_valid(raise_exception=True)
        asked = sent.validated_data
        kinds = [kind for kind in KINDS if kind in asked.get("kind", ()) or not asked.get("kind")]
        return Response({"results": list(hits(request.user, asked["q"], kinds=kinds, dossier=asked.get("dossier")))})


ASKED = set(AskedSerializer().fields)
