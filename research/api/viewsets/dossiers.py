from django.db.models import OuterRef, Subquery, Value
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.response import Response

from research.api import filtersets
from research.api.endpoints import Rows
from research.api.fields import dossiers_named
from research.api.serializers.dossiers import DossierSerializer, MemberSerializer
from research.dossiers import actions
from research.dossiers.models import Dossier, Membership, Role


def dossier_or_404(user, name):
    """Return the dossier with this id or slug, if the user may see it."""
    return get_object_or_404(dossiers_named(Dossier.objects.visible_to(user), name))


class DossierViewSet(Rows):
    queryset = Dossier.objects.all()
    serializer_class = DossierSerializer
    filterset_class = filtersets.Dossiers
    search_fields = ["title", "summary"]
    orderings = {"title": "title", "slug": "slug", "created_at": "created_at"}
    lookup_value_regex = r"[-\w]+"

    def get_queryset(self):
        user = self.request.user
        mine = Membership.objects.filter(dossier=OuterRef("pk"), user=user.pk).values("role")
        role = Value(Role.CHIEF.value) if user.is_superuser else Subquery(mine)
        return super().get_queryset().annotate(role=role)

    def get_object(self):
        dossier = dossiers_named(self.get_queryset(), self.kwargs["pk"]).first()
        if dossier is None:
            raise Http404
        return dossier

    def create(self, request):
        dossier = actions.open_dossier(**self.checked(DossierSerializer), by=request.user)
        return Response(self.shown(self.get_queryset().get(pk=dossier.pk)), status=status.HTTP_201_CREATED)

    def partial_update(self, request, pk):
        dossier = self.get_object()
        actions.describe_dossier(dossier=dossier, by=request.user, **self.checked(DossierSerializer, partial=True))
        return Response(self.shown(dossier))

    def destroy(self, request, pk):
        actions.delete_dossier(dossier=self.get_object(), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def archive(self, request, pk):
        dossier = self.get_object()
        actions.archive_dossier(dossier=dossier, by=request.user)
        return Response(self.shown(dossier))


class MemberViewSet(Rows):
    queryset = Membership.objects.select_related("user")
    serializer_class = MemberSerializer

    def get_queryset(self):
        if getattr(self, "swagger_fake_view", False):
            return self.queryset.none()
        dossier = dossier_or_404(self.request.user, self.kwargs["dossier"])
        return super().get_queryset().filter(dossier=dossier)

    def create(self, request, dossier):
        dossier = dossier_or_404(request.user, dossier)
        member = actions.set_member(dossier=dossier, by=request.user, **self.checked(MemberSerializer))
        return Response(self.shown(member), status=status.HTTP_201_CREATED)

    def partial_update(self, request, dossier, pk):
        member = self.get_object()
        role = self.checked(MemberSerializer, partial=True).get("role", member.role)
        member = actions.set_member(dossier=member.dossier, user=member.user, role=role, by=request.user)
        return Response(self.shown(member))

    def destroy(self, request, dossier, pk):
        actions.remove_member(membership=self.get_object(), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)
