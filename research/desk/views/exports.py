from django.http import Http404, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from research.desk.views.access import dossier_for
from research.exports.registry import FORMATS, file_name, pieces

WORDS = {
    "json": "Everything, in one document: to keep, or to bring into another site.",
    "jsonl": "The same, one row to a line: for programs that read as they go.",
    "csv": "The claims as one table, each with its source, value and ratings.",
    "xlsx": "A workbook with a sheet for each kind of row.",
}


@require_safe
def index(request, slug):
    dossier = dossier_for(request, slug)
    formats = [(name, FORMATS[name].ending, WORDS.get(name, "")) for name in FORMATS]
    return render(request, "desk/export.html", {"dossier": dossier, "formats": formats})


@require_safe
def download(request, slug, name):
    dossier = dossier_for(request, slug)
    if name not in FORMATS:
        raise Http404
    response = StreamingHttpResponse(pieces(dossier, name), content_type=FORMATS[name].media_type)
    response["Content-Disposition"] = f'attachment; filename="{file_name(dossier, name)}"'
    return response
