"""Fetching and permission in one step: a stranger gets 404, a member below the needed role 403."""

from django.shortcuts import get_object_or_404

from research.dossiers.models import Dossier, Role
from research.dossiers.rules import require, role_of


def dossier_for(request, slug, needed=Role.OBSERVER):
    """Return the dossier of this slug, with the user's role in it as `role_here` for its pages."""
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user), slug=slug)
    return _admitted(request.user, dossier, needed)


def row_for(request, rows, slug, needed=Role.OBSERVER, **which):
    """Return the one row of a queryset that is in this dossier and answers to `which`, e.g. number=12.

    rows: a queryset of DossierRows whose model has a `dossier`, which comes with its `role_here`.
    """
    found = rows.visible_to(request.user).select_related("dossier")
    row = get_object_or_404(found, dossier__slug=slug, **which)
    _admitted(request.user, row.dossier, needed)
    return row


def _admitted(user, dossier, needed):
    if needed != Role.OBSERVER:
        require(user, dossier, needed)
    dossier.role_here = role_of(user, dossier)
    return dossier
