"""The whole dossier as JSON Lines: one row a line, and each says what it is in `row`."""

from research.exports.plain import encode
from research.exports.rows import SECTIONS, about


def write(dossier):
    """Yield the lines in pieces."""
    yield encode({"row": "dossier"} | about(dossier)) + "\n"
    for name, section in SECTIONS.items():
        kind = name.removesuffix("s")
        for part in section(dossier):
            yield "".join(encode({"row": kind} | row) + "\n" for row in part)
