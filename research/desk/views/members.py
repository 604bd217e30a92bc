from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from research.desk.forms import MemberForm, blame
from research.desk.views.access import dossier_for, row_for
from research.desk.views.telling import told, warned
from research.dossiers import actions
from research.dossiers.errors import Conflict
from research.dossiers.models import Membership, Role


@require_http_methods(["GET", "HEAD", "POST"])
def index(request, slug):
    dossier = dossier_for(request, slug, Role.CHIEF if request.method == "POST" else Role.OBSERVER)
    form = MemberForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            member = actions.set_member(dossier=dossier, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            blame(form, error)
        except Conflict as error:
            form.add_error(None, error.message)
            status = 409
        else:
            told(request, f"{member.user} is now {member.role} here.")
            return redirect("desk:members", slug)
    members = dossier.memberships.select_related("user")
    context = {"dossier": dossier, "members": members, "form": form, "roles": Role.choices}
    return render(request, "desk/members.html", context, status=status)


@require_POST
def remove(request, slug, pk):
    membership = row_for(request, Membership.objects.select_related("user"), slug, Role.CHIEF, pk=pk)
    try:
        actions.remove_member(membership=membership, by=request.user)
    except Conflict as error:
        warned(request, error.message)
    else:
        told(request, f"{membership.user} is no longer a member. What they did stays, under their name.")
    return redirect("desk:members", slug)
