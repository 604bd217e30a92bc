"""Reference lists of Zotero and its like, RIS and CSL-JSON: what each says of an article, and where it is."""

import json
import re
from urllib.parse import unquote, urlsplit

from research.sources.clean import clean_text, decode
from research.sources.importers.metadata import tidy
from research.sources.importers.shapes import Item, Refused

NO_PLACE = "The reference gives neither a file nor an address. Import the article itself, or add its URL."
NOT_RIS = "No reference could be read in this file. Export the list again as RIS, in UTF-8."
NOT_CSL = "This is no list of references in CSL-JSON. Export it again from the reference manager."
TAG = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*))?")
# The RIS tags that carry each field, the better first.
RIS_FIELDS = {
    "title": ("TI", "T1"),
    "byline": ("AU", "A1"),
    "publisher": ("T2", "JO", "JF", "PB", "BT"),
    "url": ("UR",),
    "language": ("LA",),
    "published": ("DA", "PY", "Y1"),
}


def ris(data):
    """Yield an Item for every reference of a RIS file, as Zotero, EndNote and Mendeley write it."""
    entries = _entries(clean_text(decode(data).text)[0])
    if not entries:
        raise Refused(NOT_RIS)
    for number, entry in enumerate(entries, 1):
        said = {name: next((entry[tag] for tag in tags if tag in entry), None) for name, tags in RIS_FIELDS.items()}
        for name in said.keys() - {"byline"}:
            said[name] = said[name] and said[name][0]
        said["byline"] = [" ".join(reversed(name.split(", ", 1))) for name in said["byline"] or ()]
        yield _referred(number, tidy(said), entry.get("L1", entry.get("L4", [""]))[0])


def _entries(text):
    """Return each reference as its tags with their values. One that was cut short, without its ER, counts too."""
    entries, values = [], None
    for line in text.split("\n"):
        found = TAG.fullmatch(line.rstrip())
        if found and found[1] == "TY":
            entries.append({})
        if not entries:
            continue
        if found:
            values = entries[-1].setdefault(found[1], [])
            values.append((found[2] or "").strip())
        elif values and line.strip():
            values[-1] += " " + line.strip()
    return entries


def csl(data):
    """Yield an Item for every reference of a CSL-JSON list (Citation Style Language 1.0.2)."""
    try:
        entries = json.loads(decode(data).text)
    except (ValueError, RecursionError) as error:
        raise Refused(NOT_CSL) from error
    entries = entries if isinstance(entries, list) else [entries]
    if not entries or not all(isinstance(entry, dict) and "title" in entry for entry in entries):
        raise Refused(NOT_CSL)
    for number, entry in enumerate(entries, 1):
        authors = entry.get("author")
        said = {
            "title": entry["title"],
            "byline": [_person(author) for author in authors] if isinstance(authors, list) else None,
            "publisher": entry.get("container-title") or entry.get("publisher"),
            "url": entry.get("URL"),
            "language": entry.get("language"),
            "published": _issued(entry.get("issued")),
        }
        yield _referred(number, tidy(said), "")


def _person(author):
    if not isinstance(author, dict):
        return str(author)
    parts = (author.get("given"), author.get("non-dropping-particle"), author.get("family"))
    return str(author.get("literal") or " ".join(str(part) for part in parts if part))


def _issued(issued):
    """Return CSL's date, {"date-parts": [[2024, 4, 17]]} or {"raw": …}, as a string."""
    if not isinstance(issued, dict):
        return str(issued or "")
    parts = issued.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return "-".join(str(part) for part in parts[0])
    return str(issued.get("raw") or issued.get("literal") or "")


def _referred(number, said, file):
    """Return the Item of a reference; `file` is the path or address of its attachment."""
    name = f"{said.get('title', 'untitled')[:400]} (reference {number:,})"
    if file.startswith(("http://", "https://")):
        said.setdefault("url", file)
        file = ""
    path = unquote(urlsplit(file).path) if file.startswith("file:") else file
    if path:
        said["file"] = path
    return Item(name, url=said.get("url"), metadata=said, problem="" if path or said.get("url") else NO_PLACE)
