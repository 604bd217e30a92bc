from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from research.assessments.merging import merge_publishers
from research.desk.chronicle import chronicle
from research.desk.forms import MergeForm, PublisherForm, blame, lines
from research.desk.views.access import dossier_for
from research.desk.views.telling import told
from research.dossiers.models import Dossier, Role
from research.sources.actions import describe_publisher
from research.sources.models import Publisher, folded
from research.sources.naming import named_publisher


def _publisher(request, slug, pk):
    dossier = dossier_for(request, slug, Role.ANNOTATOR)
    return dossier, get_object_or_404(Publisher.objects.filter(articles__dossier=dossier).distinct(), pk=pk)


def _page(request, dossier, publisher, form=None, merging=None):
    known = {"name": publisher.name, "parent": publisher.parent, "aliases": "\n".join(publisher.aliases)}
    seen = Dossier.objects.visible_to(request.user)
    context = {
        "dossier": dossier,
        "publisher": publisher,
        "form": form or PublisherForm(initial=known),
        "merging": merging or MergeForm(),
        "publishers": Publisher.objects.filter(articles__dossier__in=seen).exclude(pk=publisher.pk).distinct(),
        "history": chronicle(publisher),
    }
    return render(request, "desk/publisher_edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, slug, pk):
    dossier, publisher = _publisher(request, slug, pk)
    form = PublisherForm(request.POST or None, initial={"name": publisher.name})
    if request.method != "POST" or not form.is_valid():
        return _page(request, dossier, publisher, form if form.is_bound else None)
    given = form.cleaned_data
    try:
        parent = named_publisher(given["parent"], by=request.user)
        names = {"name": given["name"], "aliases": lines(given["aliases"])}
        describe_publisher(publisher=publisher, by=request.user, parent=parent, **names)
    except ValidationError as error:
        blame(form, error)
        return _page(request, dossier, get_object_or_404(Publisher, pk=pk), form)
    told(request, f"{publisher} is saved.")
    return redirect("desk:publisher", slug, pk)


@require_POST
def merge(request, slug, pk):
    dossier, publisher = _publisher(request, slug, pk)
    form = MergeForm(request.POST)
    if form.is_valid():
        other = Publisher.objects.filter(folded=folded(form.cleaned_data["other"])).first()
        if other and other.pk != publisher.pk:
            merge_publishers(kept=other, gone=publisher, by=request.user)
            told(request, f"{publisher} is now {other}.")
            return redirect("desk:publisher", slug, other.pk)
        form.add_error("other", "There is no other publisher of this name.")
    return _page(request, dossier, publisher, merging=form)
