"""The formats a dossier can be exported in: one file each, heavy libraries imported inside it."""

from collections.abc import Callable
from dataclasses import dataclass

from research.exports.formats import bibtex, claimreview, csl, csv, json, jsonl, ris, webannotation, xlsx


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
    "webannotation": Format(webannotation.write, "application/ld+json", "annotations.jsonld"),
    "claimreview": Format(claimreview.write, "application/ld+json", "claimreview.jsonld"),
    "csl": Format(csl.write, "application/vnd.citationstyles.csl+json", "csl.json"),
    "bibtex": Format(bibtex.write, "application/x-bibtex; charset=utf-8", "bib"),
    "ris": Format(ris.write, "application/x-research-info-systems; charset=utf-8", "ris"),
}


def pieces(dossier, name):
    """Yield the export of a dossier as bytes. name: a key of FORMATS."""
    for piece in FORMATS[name].write(dossier):
        yield piece.encode() if isinstance(piece, str) else piece


def file_name(dossier, name):
    """Return what the file is called: "the-withdrawal.csv"."""
    return f"{dossier.slug}.{FORMATS[name].ending}"
