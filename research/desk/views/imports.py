from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from research.desk.forms import ImportForm, blame
from research.desk.views.access import dossier_for, row_for
from research.desk.views.telling import told, warned
from research.dossiers.models import Role
from research.sources import imports
from research.sources.imports import Coming
from research.sources.models import Import, ImportItem, Publisher
from research.sources.queries import progress_of, with_progress

A_PAGE = 50
# The states in a page's words.
STATES = {
    "failed": "failed", "duplicate": "there already", "done": "imported", "working": "being read", "waiting": "waiting",
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def new(request, slug):
    dossier = dossier_for(request, slug, Role.ANNOTATOR)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            run = imports.start_import(dossier=dossier, by=request.user, coming=_coming(form))
        except ValidationError as error:
            blame(form, error)
        else:
            return _answer(request, run, form)
    return _form(request, dossier, form)


def _form(request, dossier, form):
    publishers = Publisher.objects.filter(articles__dossier=dossier).distinct()
    context = {"dossier": dossier, "form": form, "publishers": publishers, "most_bytes": settings.IMPORT_MAX_BYTES}
    return render(request, "desk/import.html", context)


def _coming(form):
    """What the form brings, as `imports.start_import` takes it."""
    given, details = form.cleaned_data, form.details
    if given["text"].strip():
        text = given["text"].encode("utf-8", "surrogatepass")
        return [Coming("Pasted text", text, content_type="text/plain", charset="utf-8", details=details)]
    files = [Coming(file.name, file, content_type=file.content_type or "", details=details) for file in given["files"]]
    return files + [Coming(address, url=address, details=details) for address in given["addresses"]]


def _answer(request, run, form):
    """Lead on to the article where it is there already, back to the form where it cannot be, else to the progress."""
    items = list(run.items.select_related("article")[:2])
    item = items[0]
    if len(items) > 1 or item.state not in ("done", "duplicate", "failed"):
        return redirect("desk:import-run", run.dossier.slug, run.pk)
    if item.state == "failed":
        form.add_error("files" if form.cleaned_data["files"] else "text", item.reason)
        return _form(request, run.dossier, form)
    if item.state == "duplicate":
        warned(request, f"You have this already: it is article {item.article.number}, “{item.article}”.")
    else:
        said = item.reason or f"Imported “{item.article}” as article {item.article.number}."
        told(request, f"{said} Select words in it to make the first claim.")
        for warning in item.article.snapshots.last().warnings:
            warned(request, warning)
    return redirect("desk:article", run.dossier.slug, item.article.number)


@require_safe
def index(request, slug):
    dossier = dossier_for(request, slug)
    first = ImportItem.objects.filter(run=OuterRef("pk"), position=0).values("name")
    runs = with_progress(Import.objects.filter(dossier=dossier)).annotate(first=Subquery(first)).order_by("-pk")
    page = Paginator(runs.select_related("by"), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/imports.html", {"dossier": dossier, "runs": page})


@require_safe
def show(request, slug, pk):
    run = row_for(request, Import.objects.select_related("by"), slug, pk=pk)
    items = run.items.select_related("article", "parent")
    if (state := request.GET.get("state")) in STATES:
        items = items.filter(state=state)
    context = {
        "dossier": run.dossier,
        "run": run,
        "progress": progress_of(run),
        "items": Paginator(items, A_PAGE).get_page(request.GET.get("page")),
        "state": state,
        "states": STATES,
    }
    return render(request, "desk/_import_run.html" if request.htmx else "desk/import_run.html", context)


@require_POST
def cancel(request, slug, pk):
    run = row_for(request, Import.objects.all(), slug, Role.ANNOTATOR, pk=pk)
    imports.cancel(run=run, by=request.user)
    told(request, "The import is cancelled. What was imported before stays.")
    return redirect("desk:import-run", slug, pk)


@require_POST
def retry(request, slug, pk):
    run = row_for(request, Import.objects.all(), slug, Role.ANNOTATOR, pk=pk)
    again = imports.retry(run=run, by=request.user)
    told(request, f"{again} {'item is' if again == 1 else 'items are'} tried again.")
    return redirect("desk:import-run", slug, pk)
