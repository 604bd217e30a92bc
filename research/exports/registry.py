"""The formats a dossier can be exported in: one file each, heavy libraries imported inside it."""

from collections.abc import Callable
from dataclasses import dataclass

from research.exports.formats import csv, json, jsonl, xlsx


@dataclass(frozen=True)
class Format:
    """`write(dossier)` yields the export in pieces of text or bytes; it reads as it goes and holds no part for long."""

    write: Callable
    media_type: str
    ending: str


FORMATS = {
    "json": Format(json.write, "application/json", "json"),
    "jsonl": Format(jsonl.write, "application/x-ndjson", "jsonl"),
    "csv": Format(csv.write, "text/csv; charset=utf-8", "csv"),
    "xlsx": Format(xlsx.write, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
}


def pieces(dossier, name):
    """Yield the export of a dossier as bytes. name: a key of FORMATS."""
    for piece in FORMATS[name].write(dossier):
        yield piece.encode() if isinstance(piece, str) else piece


def file_name(dossier, name):
    """Return what the file is called: "the-withdrawal.csv"."""
    return f"{dossier.slug}.{FORMATS[name].ending}"
