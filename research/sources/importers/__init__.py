"""Importers: one file for each shape of document, one registry, one way from bytes to an article."""

from django.conf import settings

from research.sources.clean import clean_text
from research.sources.importers import docx, html, markdown, pdf, text
from research.sources.importers.agencies import agencies_in
from research.sources.importers.shapes import Extracted, Item, Refused, Source
from research.sources.importers.sniffing import CONTAINERS, shape_of

__all__ = ["CONTAINERS", "IMPORTERS", "Extracted", "Item", "Refused", "extract", "shape_of"]

IMPORTERS = {
    "text": text.read,
    "markdown": markdown.read,
    "html": html.read,
    "pdf": pdf.read,
    "docx": docx.read,
}
MB = 1024 * 1024
MOST_BYTES = 20 * MB
MOST_FIELD = 1000


def extract(data, *, name="", content_type="", charset="", url="", limit=None):
    """Return the Extracted article of these bytes.

    Takes the bytes of one document, with its file name, content type and charset as HTTP gave them, and its address,
    each "" where unknown; `limit` is the most bytes of document or text, else settings.IMPORT_MAX_BYTES. Raises Refused, in words for an editor.
    """
    limit = limit or most_bytes()
    check_size(len(data), limit)
    if not data.strip():
        raise Refused("This file is empty. Choose another.")
    shape = shape_of(data, name=name, content_type=content_type)
    if shape in CONTAINERS:
        raise Refused("This holds several articles. Import it as a collection, not as one article.")
    extracted = IMPORTERS[shape](Source(data, name, content_type, charset, url, limit))
    return finished(extracted, url, limit)


def most_bytes():
    """Return the largest size of one document: settings.IMPORT_MAX_BYTES, where there are settings and they say."""
    return getattr(settings, "IMPORT_MAX_BYTES", MOST_BYTES) if settings.configured else MOST_BYTES


def check_size(size, limit):
    """Raise Refused where a document or its text is larger than the limit."""
    if size > limit:
        raise Refused(f"This is too large: {size / MB:,.1f} MB, where {limit / MB:,.0f} MB is the most. Split it.")


def finished(extracted, url, limit):
    """Pass every string of an article through clean_text, and see that what is left is an article."""
    extracted.text, warnings = clean_text(extracted.text)
    extracted.warnings += warnings
    if not extracted.text.strip():
        raise Refused("No text could be read from this document. Paste the article's text instead.")
    check_size(len(extracted.text.encode()), limit)
    extracted.agencies = extracted.agencies or agencies_in(extracted.byline, extracted.text)
    extracted.url = extracted.url or url
    for field in ("title", "byline", "publisher"):
        value = " ".join(clean_text(getattr(extracted, field))[0].split())
        setattr(extracted, field, value[:MOST_FIELD])
    return extracted
