from django.conf import settings
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from research.desk.forms import ImportForm, blame
from research.desk.views.access import dossier_for
from research.desk.views.telling import told, warned
from research.dossiers.models import Role
from research.sources.actions import import_article, import_articles
from research.sources.importers import Refused
from research.sources.models import Publisher

SAID = {
    "created": "Imported “{article}” as article {article.number}. Select words in it to make the first claim.",
    "recaptured": "“{article}” was here already; this is a new snapshot of it.",
    "duplicate": "You have this already: it is article {article.number}, “{article}”.",
}


@require_http_methods(["GET", "HEAD", "POST"])
def new(request, slug):
    dossier = dossier_for(request, slug, Role.ANNOTATOR)
    form = ImportForm(request.POST or None, request.FILES or None)
    outcomes = []
    if request.method == "POST" and form.is_valid():
        files = form.cleaned_data["files"]
        if len(files) > 1:
            outcomes = _several(dossier, request.user, files, form.details)
            form = ImportForm()
        elif imported := _one(dossier, request.user, files, form):
            _tell(request, imported)
            return redirect("desk:article", slug, imported.article.number)
    publishers = Publisher.objects.filter(articles__dossier=dossier).distinct()
    context = {"dossier": dossier, "form": form, "outcomes": outcomes, "publishers": publishers}
    context["most_bytes"] = settings.IMPORT_MAX_BYTES
    return render(request, "desk/import.html", context)


def _one(dossier, user, files, form):
    """Import the one file or the pasted text; None with the reason on the form where it cannot be."""
    given = {"data": form.cleaned_data["text"].encode(), "name": "pasted.txt", "content_type": "text/plain", "charset": "utf-8"}
    if files:
        given = {"data": files[0].read(), "name": files[0].name, "content_type": files[0].content_type or ""}
    try:
        return import_article(dossier=dossier, by=user, details=form.details, **given)
    except Refused as error:
        form.add_error("files" if files else "text", str(error))
    except ValidationError as error:
        blame(form, error)
    return None


def _several(dossier, user, files, details):
    """Import many files; return (name, Imported or None, words) for each."""
    items = [
        {"data": file.read(), "name": file.name, "content_type": file.content_type or "", "details": details}
        for file in files
    ]
    results = import_articles(dossier=dossier, by=user, items=items)
    return [_outcome(file.name, result) for file, result in zip(files, results, strict=True)]


def _outcome(name, result):
    if isinstance(result, Refused):
        return name, None, str(result)
    if isinstance(result, ValidationError):
        return name, None, " ".join(result.messages)
    return name, result, SAID[result.state].format(article=result.article)


def _tell(request, imported):
    say = told if imported.created else warned
    say(request, SAID[imported.state].format(article=imported.article))
    if imported.created:
        for warning in imported.snapshot.warnings:
            warned(request, warning)
