"""Articles as reference managers want them."""

import re

from research.exports.rows import ARTICLE, in_parts
from research.sources.models import Article

DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def references(dossier):
    """Yield each article as a dict of its columns."""
    for part in in_parts(Article.objects.filter(dossier=dossier), ARTICLE):
        yield from part


def date_parts(edtf):
    """Return [year], [year, month] or [year, month, day] of a plain EDTF date, [] of any other."""
    found = DAY.fullmatch(edtf)
    return [int(part) for part in found.groups() if part] if found else []


def one_line(text):
    """Return a text without line ends, which would begin another field."""
    return " ".join(text.split())
