"""The whole dossier as one JSON document."""

from research.exports.plain import encode
from research.exports.rows import SECTIONS, about

FORMAT = "crossread-dossier/1"


def write(dossier):
    """Yield the text of the document in pieces."""
    yield f'{{"format":{encode(FORMAT)},"dossier":{encode(about(dossier))}'
    for name, section in SECTIONS.items():
        yield f',"{name}":['
        between = ""
        for part in section(dossier):
            if part:
                yield between + encode(part)[1:-1]
                between = ","
        yield "]"
    yield "}\n"
