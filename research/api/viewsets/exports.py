from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.throttling import AnonRateThrottle, ScopedRateThrottle, UserRateThrottle

from research.api.endpoints import Endpoint
from research.api.viewsets.dossiers import dossier_or_404
from research.exports.registry import FORMATS, file_name, pieces

AS = OpenApiParameter("as", str, enum=list(FORMATS), default="json", description="The format")


class ExportView(Endpoint):
    """The whole dossier in one file, streamed."""

    throttle_classes = [AnonRateThrottle, UserRateThrottle, ScopedRateThrottle]
    throttle_scope = "export"

    @extend_schema(parameters=[AS], responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request, dossier):
        dossier = dossier_or_404(request.user, dossier)
        asked = request.query_params.get("as", "json")
        if asked not in FORMATS:
            raise ValidationError({"as": [f"Choose one of: {', '.join(FORMATS)}."]})
        disposition = f'attachment; filename="{file_name(dossier, asked)}"'
        headers = {"Content-Disposition": disposition, "Content-Type": FORMATS[asked].media_type}
        return StreamingHttpResponse(pieces(dossier, asked), headers=headers)
