from django.shortcuts import render
from django.views.decorators.http import require_safe

from research.desk import overview
from research.dossiers.models import Dossier


@require_safe
def home(request):
    user = request.user
    dossiers = list(overview.counted(Dossier.objects.visible_to(user)))
    roles = overview.roles_of(user)
    for dossier in dossiers:
        dossier.role_here = roles.get(dossier.pk, "administrator")
    waiting = {
        "open_contradictions": overview.open_contradictions(user),
        "second_looks": overview.second_looks(user),
        "reviews": overview.reviews_waiting(user),
        "flagged": overview.flagged(user),
        "running": overview.running_imports(user),
    }
    lists = {name: list(rows[: overview.MOST + 1]) for name, rows in waiting.items()}
    context = {"standing": [row for row in dossiers if not row.is_archived], "most": overview.MOST}
    return render(
        request, "desk/home.html", context | lists | {"archived": [row for row in dossiers if row.is_archived]}
    )
