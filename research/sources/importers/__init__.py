"""Importers: one file for each shape of document or collection, one registry, one way from bytes to an article."""

from django.conf import settings

from research.sources.clean import clean_text
from research.sources.importers import archive, docx, feed, html, markdown, pdf, references, tables, text
from research.sources.importers.agencies import agencies_in
from research.sources.importers.shapes import Extracted, Item, Refused, Source
from research.sources.importers.sniffing import shape_of

__all__ = ["COLLECTIONS", "IMPORTERS", "Extracted", "Item", "Refused", "expand", "extract", "shape_of"]

IMPORTERS = {"text": text.read, "markdown": markdown.read, "html": html.read, "pdf": pdf.read, "docx": docx.read}
# Collections that are read whole, and those that are read row by row.
LISTS = {"feed": feed.items, "ris": references.ris, "csl": references.csl}
ROWS = {"jsonl": tables.jsonl, "csv": tables.rows}
COLLECTIONS = {"zip", *LISTS, *ROWS}
MB = 1_000_000
MOST_BYTES = 20 * MB
MOST_FIELD = 1000


def extract(data, *, name="", content_type="", charset="", url="", limit=None):
    """Return the Extracted article of these bytes.

    Takes the bytes of one document, with its file name, content type and charset as HTTP gave them, and its address,
    each "" where unknown; `limit` is the most bytes of document or text, else settings.IMPORT_MAX_BYTES. Raises
    Refused, in words for an editor.
    """
    limit = limit or most_bytes()
    check_size(len(data), limit)
    if not data.strip():
        raise Refused("This file is empty. Choose another.")
    shape = shape_of(data, name=name, content_type=content_type)
    if shape in COLLECTIONS:
        raise Refused("This holds several articles. Import it as a collection, not as one article.")
    return finished(IMPORTERS[shape](Source(data, name, content_type, charset, url)), url, limit)


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


def read_list(shape, data):
    """Return the Items of a collection that is read whole: a feed or a list of references."""
    return LISTS[shape](data)


def expand(data, *, name="", content_type="", limit=None, read_list=read_list):
    """Yield an Item for every article of a collection, one at a time; of anything else, the one Item that it is.

    Takes bytes, or a binary file that can be sought; `read_list(shape, data)` reads a feed or a list of references
    (the sandbox has its own). Raises Refused where the collection as a whole cannot be read.
    """
    limit = limit or most_bytes()
    shape = shape_of(data, name=name, content_type=content_type)
    if shape == "zip":
        yield from archive.items(data, limit, lambda item: _inside(item, limit, read_list))
    elif shape in ROWS:
        yield from ROWS[shape](data, limit)
    elif shape in LISTS:
        whole = data if isinstance(data, bytes) else data.read(limit + 1)
        check_size(len(whole), limit)
        yield from read_list(shape, whole)
    else:
        yield Item(name, data)


def _inside(item, limit, read_list):
    try:
        shape = shape_of(item.data, name=item.name)
    except Refused:
        shape = "unknown"  # extract() will say what is wrong with it
    if shape == "zip":
        raise Refused(archive.NESTED)
    if shape not in COLLECTIONS:
        yield item
        return
    for part in expand(item.data, name=item.name, limit=limit, read_list=read_list):
        part.name = f"{item.name} › {part.name}"
        yield part
