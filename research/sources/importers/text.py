"""Plain text: every character is kept; a title, a byline and a date are guessed from the first lines."""

import re

from research.sources.clean import clean_text, decode
from research.sources.importers.shapes import Extracted, Refused
from research.sources.importers.sniffing import refuse_binary

FIRST_LINES = 12
TITLE_MOST = 200
BYLINE = re.compile(r"by\s+(\S.{1,100})", re.I)
CRUMBS = re.compile(r"\s[»›>]\s")


def read(source):
    """Return the whole text as an article."""
    refuse_binary(source.data)
    decoded = decode(source.data, source.charset)
    text, warnings = clean_text(decoded.text)
    if not text.strip():
        raise Refused("This file holds no text, only blanks. Choose another.")
    lines = [line for line in map(str.strip, text[:5000].split("\n")) if line][:FIRST_LINES]
    bylines = filter(None, map(BYLINE.fullmatch, lines[1:]))
    return Extracted(
        text,
        title=title_of(lines),
        byline=next((found[1] for found in bylines), ""),
        extractor="text",
        version="1",
        charset=decoded.charset,
        charset_how=decoded.how,
        warnings=decoded.warnings + warnings,
    )


def title_of(lines):
    """The first line, where it is short enough for a title; of a path of links, its last step."""
    title = CRUMBS.split(lines[0])[-1].strip()
    return title if len(title) <= TITLE_MOST else ""
