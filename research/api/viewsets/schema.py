from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.response import Response

from research.api.contract import calls, contract
from research.api.endpoints import Endpoint


class SchemaView(Endpoint):
    """The contract, as OpenAPI 3."""

    permission_classes = [AllowAny]

    @extend_schema(exclude=True)
    def get(self, request):
        return Response(contract())


@login_not_required
@require_safe
def docs(request):
    """The contract as a page: no script, so the CSP needs no hole for it."""
    return render(request, "api/docs.html", {"groups": calls()})
