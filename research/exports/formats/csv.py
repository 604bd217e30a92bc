"""One table: a line for each claim, and for each passage without one (RFC 4180, UTF-8)."""

import csv
import io
from itertools import islice

from research.exports.tables import findings

AT_ONCE = 500


def write(dossier):
    """Yield the lines in pieces, after the mark by which spreadsheets know UTF-8."""
    rows = findings(dossier)
    yield "\ufeff"
    while part := list(islice(rows, AT_ONCE)):
        text = io.StringIO()
        csv.writer(text).writerows(part)
        yield text.getvalue()
