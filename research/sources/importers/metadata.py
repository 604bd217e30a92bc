"""What tables, feeds and reference lists say of an article, under the field names of Extracted."""

import re
from datetime import date
from email.utils import parsedate_to_datetime

from research.sources.clean import clean_text
from research.sources.importers.html import web_address

NAMES = {
    "title": "title headline heading name",
    "byline": "byline author authors creator by",
    "publisher": "publisher source site sitename outlet newspaper publication website container-title",
    "url": "url link href address uri permalink",
    "language": "language lang locale",
    "published": "published date published_at publishedat pubdate date_published datepublished publication_date issued",
    "kind": "kind type",
    "text": "text body content article full_text fulltext articlebody",
    "file": "file path attachment",
}
FIELDS = {name: field for field, names in NAMES.items() for name in names.split()}
KINDS = ("report", "opinion", "agency", "document")
EDTF_DAY = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?:[T /].*)?", re.S)
MOST_FIELD = 1000


def tidy(fields):
    """Return the fields that are known, by the names of Extracted; the text and the file come as "text", "file".

    Takes a mapping of any names to any values. A date that cannot be read is left out: undated is an answer.
    """
    known = {}
    for name, value in fields.items():
        field = FIELDS.get(str(name).strip().lower().replace(" ", "_"))
        value = flat(value)
        if field and value.strip() and field not in known:
            known[field] = value if field == "text" else clean_text(value)[0].strip()[:MOST_FIELD]
    known["published"] = as_edtf(known.get("published", ""))
    known["url"] = web_address(known.get("url", ""))
    known["language"] = known.get("language", "").replace("_", "-").partition("-")[0].lower()
    if known.get("kind") not in KINDS:
        known.pop("kind", None)
    return {field: value for field, value in known.items() if value}


def flat(value):
    """Return a value of a table or of JSON as one string: lists of names joined by commas, nothing for null."""
    if value is None or isinstance(value, (bool, dict)):
        return str(value.get("name", "")) if isinstance(value, dict) else ""
    if isinstance(value, list):
        return ", ".join(filter(None, map(flat, value)))
    return str(value)


def as_edtf(value):
    """Return a date as EDTF (ISO 8601-2): "2024-04-17T08:00Z" and "2024/4/17/" give the day, "2024" the year, else "".

    Also takes the dates of mail and feeds (RFC 5322).
    """
    found = EDTF_DAY.fullmatch(value.strip())
    if found:
        parts = [int(part) for part in found.groups() if part]
        try:
            day = date(*parts, *[1] * (3 - len(parts)))
        except ValueError:
            return ""
        return day.isoformat()[: (4, 7, 10)[len(parts) - 1]]
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
