"""Originals as they leave the site: a file to be saved, never a page (TRUST 25 and 26)."""

import unicodedata
from io import BytesIO
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import FileResponse

from research.sources.originals import path_of

# Of a document that is opened all the same: no script, no form, no origin.
ALONE = "sandbox; default-src 'none'"
# Format characters turn the letters of a name round, so that a program ends in “.txt”.
UNWANTED = {"Cc", "Cf", "Cs", "Co", "Cn"}


def download(snapshot):
    """Return the response with a Snapshot's original bytes. Raises FileNotFoundError where they are gone."""
    original = snapshot.original
    small = original.content is not None
    file = BytesIO(bytes(original.content)) if small else default_storage.open(path_of(original.sha256))
    name = name_of(snapshot)
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")
    response["Content-Length"] = original.size
    response["Content-Security-Policy"] = ALONE
    response["X-Content-Type-Options"] = "nosniff"
    return response


def name_of(snapshot):
    """Return the name a Snapshot's original is saved under: its own, without folders and characters that deceive."""
    name = PurePosixPath(snapshot.file_name.replace("\\", "/")).name
    name = "".join(letter for letter in name if unicodedata.category(letter) not in UNWANTED).strip(". ")
    return name[-150:] or f"article-{snapshot.article.number}"
