from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from research.briefings import records, rendering
from research.briefings.actions import save_briefing, submit
from research.briefings.changes import changes_of
from research.briefings.gate import gate_of
from research.briefings.models import Briefing
from research.briefings.queries import citable_claims, evidence_of, needs_look
from research.briefings.rules import refusals
from research.desk.briefing_forms import BriefingForm
from research.desk.forms import blame
from research.desk.views.access import dossier_for, row_for
from research.desk.views.telling import told
from research.dossiers.errors import Conflict
from research.dossiers.models import Role

# The picker shows so many claims at once; the search finds the others.
IN_THE_PICKER = 40


def shown(briefing):
    """What a page shows of a briefing's text as it stands: the blocks, the footnotes and the gate."""
    evidence = evidence_of(briefing)
    record = records.record_of(briefing, evidence)
    return {
        "record": record,
        "blocks": rendering.blocks_of(record),
        "notes": rendering.notes_of(record),
        "gate": gate_of(briefing, evidence),
    }


def about(request, briefing):
    """What every page of one briefing needs: who may do what, and who wrote it."""
    return {
        "dossier": briefing.dossier,
        "briefing": briefing,
        "why_not": refusals(request.user, briefing),
        "contributors": [row.user for row in briefing.contributors.select_related("user")],
        "versions": briefing.versions.defer("content").order_by("-number"),
        "remarks": briefing.remarks.select_related("by", "answered_by"),
    }


@require_safe
def index(request, slug):
    dossier = dossier_for(request, slug)
    rows = dossier.briefings.prefetch_related("contributors__user", "versions").order_by("-number")
    look = needs_look(dossier.briefings.all())
    briefings = [(row, look.get(row.pk, [])) for row in rows]
    return render(request, "desk/briefings.html", {"dossier": dossier, "briefings": briefings})


def _picker(dossier, text):
    found = list(citable_claims(dossier, text)[: IN_THE_PICKER + 1])
    return {"claims": found[:IN_THE_PICKER], "more": len(found) > IN_THE_PICKER, "q": text}


@require_safe
def claims(request, slug):
    dossier = dossier_for(request, slug)
    return render(request, "desk/briefing_claims.html", _picker(dossier, request.GET.get("q", "")[:200]))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request, slug):
    dossier = dossier_for(request, slug, Role.EDITOR)
    form = BriefingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            briefing = save_briefing(dossier=dossier, by=request.user, **form.words | {"version": None})
        except ValidationError as error:
            blame(form, error)
        else:
            told(request, "The briefing is saved as a draft.")
            return redirect("desk:briefing", slug, briefing.number)
    context = {"dossier": dossier, "form": form, **_picker(dossier, "")}
    typed = form.typed(dossier) if form.is_bound else Briefing(dossier=dossier)
    return render(request, "desk/briefing_new.html", context | shown(typed))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, slug, number):
    needed = Role.EDITOR if request.method == "POST" else Role.OBSERVER
    briefing = row_for(request, Briefing.objects.all(), slug, needed, number=number)
    form = BriefingForm.of(briefing, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            save_briefing(briefing=briefing, by=request.user, **form.words)
        except ValidationError as error:
            blame(form, error)
        except Conflict as conflict:
            return _both(request, briefing, form, conflict)
        else:
            told(request, "The briefing is saved.")
            return redirect("desk:briefing", slug, number)
    look = needs_look(Briefing.objects.filter(pk=briefing.pk)).get(briefing.pk, [])
    context = about(request, briefing) | shown(briefing) | _picker(briefing.dossier, "")
    return render(request, "desk/briefing.html", context | {"form": form, "look": look})


def _both(request, briefing, form, conflict):
    """Both texts side by side. The form takes their version, so that saving it again is a choice made knowingly."""
    theirs, mine = conflict.theirs, form.typed(briefing.dossier)
    sent = request.POST.copy()
    sent["version"] = theirs.version
    context = {
        "dossier": briefing.dossier,
        "briefing": theirs,
        "message": conflict.message,
        "form": BriefingForm(sent),
        "parts": changes_of(vars(theirs), vars(mine)),
    }
    return render(request, "desk/briefing_conflict.html", context, status=409)


@require_POST
def preview(request, slug, number=None):
    """The text as it is typed, not saved, for the panel beside it."""
    if number is None:
        dossier = dossier_for(request, slug, Role.EDITOR)
        return render(request, "desk/briefing_preview.html", shown(BriefingForm(request.POST).typed(dossier)))
    briefing = row_for(request, Briefing.objects.all(), slug, Role.EDITOR, number=number)
    typed = BriefingForm(request.POST).typed(briefing.dossier)
    briefing.title, briefing.standfirst, briefing.body = typed.title, typed.standfirst, typed.body
    return render(request, "desk/briefing_preview.html", shown(briefing) | {"dossier": briefing.dossier})


@require_POST
def send(request, slug, number):
    briefing = row_for(request, Briefing.objects.all(), slug, Role.EDITOR, number=number)
    try:
        submit(briefing=briefing, by=request.user)
    except Conflict as conflict:
        context = {"dossier": briefing.dossier, "briefing": briefing, "message": conflict.message}
        return render(request, "desk/briefing_refused.html", context, status=409)
    told(request, "It is in review. Somebody who wrote none of it can approve it now.")
    return redirect("desk:briefing", slug, number)
