from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from research.briefings import actions
from research.briefings.changes import changes_of
from research.briefings.models import Briefing
from research.desk.briefing_forms import AnswerForm, OverrideForm, PublishForm, RemarkForm, RetractForm, ReviewForm
from research.desk.forms import blame
from research.desk.views.access import row_for
from research.desk.views.briefings import about, shown
from research.desk.views.telling import told
from research.dossiers.errors import Conflict
from research.dossiers.models import Role

POSTED = ["GET", "HEAD", "POST"]
DONE = {
    "approve": "Approved. A chief can publish it now.",
    "return": "Returned to its authors with your remarks.",
}


def _briefing(request, slug, number, needed):
    return row_for(request, Briefing.objects.all(), slug, needed, number=number)


def tried(form, act):
    """Run act() on a valid form. Return True, or False with the reason on the form and its `status` (200 or 409)."""
    form.status = 200
    if not form.is_valid():
        return False
    try:
        act()
    except ValidationError as error:
        blame(form, error)
    except Conflict as conflict:
        form.add_error(None, conflict.message)
        form.status = 409
    return form.is_valid()


def _page(request, briefing, **forms):
    """The review page; a form that could not be used stands with what was typed."""
    known = about(request, briefing) | shown(briefing)
    published = briefing.versions.order_by("-number").first()
    empty = {"review": ReviewForm(initial={"content_hash": known["gate"].content_hash}), "remark": RemarkForm()}
    context = known | empty | {"answer": AnswerForm(), "override": OverrideForm()} | forms
    if published:
        context |= {"published": published, "parts": changes_of(published.record, known["record"])}
    status = max((getattr(form, "status", 200) for form in forms.values()), default=200)
    return render(request, "desk/briefing_review.html", context, status=status)


@require_http_methods(POSTED)
def review(request, slug, number):
    needed = Role.EDITOR if request.method == "POST" else Role.OBSERVER
    briefing = _briefing(request, slug, number, needed)
    if request.method != "POST":
        return _page(request, briefing)
    form = ReviewForm(request.POST)
    if not tried(form, lambda: actions.review(briefing=briefing, by=request.user, **form.cleaned_data)):
        return _page(request, briefing, review=form)
    told(request, DONE[form.cleaned_data["decision"]])
    return redirect("desk:briefing", slug, number)


@require_POST
def remark(request, slug, number):
    briefing = _briefing(request, slug, number, Role.EDITOR)
    form = RemarkForm(request.POST)
    if not tried(form, lambda: actions.remark(briefing=briefing, by=request.user, **form.cleaned_data)):
        return _page(request, briefing, remark=form)
    told(request, "Your remark stands beside the text. It must be answered before anything is published.")
    return redirect("desk:review", slug, number)


@require_POST
def answer(request, slug, number, pk):
    briefing = _briefing(request, slug, number, Role.EDITOR)
    remark = get_object_or_404(briefing.remarks.select_related("briefing__dossier"), pk=pk)
    form = AnswerForm(request.POST)
    if not tried(form, lambda: actions.answer_remark(remark=remark, by=request.user, **form.cleaned_data)):
        return _page(request, briefing, answer=form)
    told(request, "The remark is answered.")
    return redirect("desk:review", slug, number)


@require_POST
def override(request, slug, number):
    briefing = _briefing(request, slug, number, Role.EDITOR)
    form = OverrideForm(request.POST)
    if not tried(form, lambda: actions.override(briefing=briefing, by=request.user, **form.cleaned_data)):
        return _page(request, briefing, override=form)
    told(request, "The line passes, for the reason you gave. Readers will see it.")
    return redirect("desk:review", slug, number)


@require_http_methods(POSTED)
def publish(request, slug, number):
    briefing = _briefing(request, slug, number, Role.EDITOR)
    form = PublishForm(request.POST if request.method == "POST" else None)
    if form.is_bound and tried(form, lambda: actions.publish(briefing=briefing, by=request.user, **form.cleaned_data)):
        told(request, "Published. Anyone can read it now.")
        return redirect("desk:briefing", slug, number)
    context = about(request, briefing) | shown(briefing) | {"form": form}
    return render(request, "desk/briefing_publish.html", context, status=getattr(form, "status", 200))


@require_http_methods(POSTED)
def retract(request, slug, number):
    briefing = _briefing(request, slug, number, Role.CHIEF)
    form = RetractForm(request.POST or None)
    if form.is_bound and tried(form, lambda: actions.retract(briefing=briefing, by=request.user, **form.cleaned_data)):
        told(request, "Retracted. The text stays readable, marked.")
        return redirect("desk:briefing", slug, number)
    context = about(request, briefing) | {"form": form}
    return render(request, "desk/briefing_retract.html", context, status=getattr(form, "status", 200))
