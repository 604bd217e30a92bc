"""Which shape bytes have: what they begin with, then what they are called, then what the server said."""

import re
from pathlib import PurePosixPath

from research.sources.importers.packing import opened
from research.sources.importers.shapes import Refused

HEAD = 4096
EXTENSIONS = {
    "txt": "text",
    "text": "text",
    "log": "text",
    "md": "markdown",
    "markdown": "markdown",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "pdf": "pdf",
    "docx": "docx",
    "zip": "zip",
    "rss": "feed",
    "atom": "feed",
    "rdf": "feed",
    "ris": "ris",
    "json": "csl",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "csv": "csv",
    "tsv": "csv",
}
CONTENT_TYPES = {
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/zip": "zip",
    "application/x-zip-compressed": "zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/x-research-info-systems": "ris",
    "application/vnd.citationstyles.csl+json": "csl",
    "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl",
    "text/csv": "csv",
    "text/tab-separated-values": "csv",
}
# What the first bytes give away, and what to do about it.
FOREIGN = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file. Save it as .docx or .pdf and import that"),
    (b"{\\rtf", "a rich text file (.rtf). Save it as .docx or .txt and import that"),
    (b"\x89PNG", "a picture (PNG). An article needs text: type it out, or import the page it came from"),
    (b"\xff\xd8\xff", "a picture (JPEG). An article needs text: type it out, or import the page it came from"),
    (b"GIF8", "a picture (GIF). An article needs text: type it out, or import the page it came from"),
    (b"RIFF", "a sound, film or picture. An article needs text"),
    (b"\x1f\x8b", "a compressed file (.gz). Unpack it first and import what is in it"),
    (b"7z\xbc\xaf\x27\x1c", "a .7z archive. Unpack it and import the files, or a .zip of them"),
    (b"Rar!", "a .rar archive. Unpack it and import the files, or a .zip of them"),
    (b"\x7fELF", "a program, not a document"),
    (b"MZ\x90", "a program, not a document"),
    (b"SQLite format 3\0", "a database, not a document"),
)
PROLOGUE = re.compile(rb"\s*(?:<\?xml[^>]{0,300}>\s*)?(?:<!--.{0,2000}?-->\s*){0,9}", re.S)
ROOT = re.compile(rb"<(?:(!doctype)\s+)?([a-z][\w:-]{0,30})", re.I)
FEED_ROOTS = {b"rss", b"feed", b"rdf:rdf"}
REFUSED_ROOTS = {
    b"svg": "a picture (SVG). An article needs text",
    b"opml": "a list of feeds (OPML). Import each feed by its address",
}
RIS = re.compile(rb"TY  - ")
# Control characters that no text holds, but for NUL, which UTF-16 is full of.
FEW = 5
BINARY = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def shape_of(data, *, name="", content_type=""):
    """Return the shape of these bytes, or of a binary file: a key of IMPORTERS or one of COLLECTIONS.

    The first bytes decide where they are plain about it, since names and servers lie; then the name's ending, then
    the content type. Raises Refused for what is no text and no container of texts.
    """
    head = _head(data).removeprefix(b"\xef\xbb\xbf")
    called = EXTENSIONS.get(PurePosixPath(name.replace("\\", "/")).suffix.lower().lstrip("."), "")
    served = CONTENT_TYPES.get(content_type.partition(";")[0].strip().lower(), "")
    for magic, what in FOREIGN:
        if head.startswith(magic):
            raise Refused(f"This is {what}.")
    if head.startswith(b"%PDF-") or (b"%PDF-" in head[:1024] and "pdf" in (called, served)):
        return "pdf"
    if head.startswith((b"PK\3\4", b"PK\5\6")):
        return _packed(data)
    if called in ("jsonl", "csv", "ris", "csl", "markdown"):
        return called
    if (marked := _markup(head, called or served)) is not None:
        return marked
    if RIS.match(head.lstrip()):
        return "ris"
    return _named(called or served or "text", name)


def _head(data):
    if isinstance(data, bytes):
        return data[:HEAD]
    data.seek(0)
    head = data.read(HEAD)
    data.seek(0)
    return head


def _packed(data):
    names = set(opened(data).namelist())
    if "word/document.xml" in names:
        return "docx"
    if "mimetype" in names and "content.xml" in names:
        raise Refused("This is an OpenDocument file. Save it as .docx or .pdf and import that.")
    if "xl/workbook.xml" in names:
        raise Refused("This is a spreadsheet. Save it as .csv with a column “text”, and import that.")
    if "META-INF/container.xml" in names:
        raise Refused("This is an e-book. Save the chapter you need as .html or .txt and import that.")
    return "zip"


def _markup(head, said):
    found = ROOT.match(head, PROLOGUE.match(head).end())
    if not found:
        return None
    root = found[2].lower()
    if root in REFUSED_ROOTS:
        raise Refused(f"This is {REFUSED_ROOTS[root]}.")
    if root in FEED_ROOTS:
        return "feed"
    if found[1] or root in (b"html", b"head", b"body"):
        return "html"
    return said or "html"


def _named(shape, name):
    if shape in ("pdf", "docx", "zip"):
        raise Refused(f"“{name}” is called a {shape.upper()} but is none: it may be broken or cut short. Get it again.")
    return shape


def refuse_binary(data):
    """Raise Refused where bytes said to be text cannot be any: no charset puts so many controls into a text."""
    sample = data[:200_000]
    if len(BINARY.findall(sample)) > max(FEW, len(sample) / 100):
        raise Refused("This is called a text, but its bytes are not text. Import the document it was made from.")
