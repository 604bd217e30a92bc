"""A workbook with a sheet each for claims, articles, questions and ratings."""

import tempfile

from research.exports.cells import LONGEST
from research.exports.tables import TABLES

PIECE = 65_536


def write(dossier):
    """Yield the bytes of the workbook in pieces. It is written to a file first: its parts are not in one order."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for title, table in TABLES.items():
        sheet = book.create_sheet(title)
        for row in table(dossier):
            sheet.append([_cell(sheet, value) for value in row])
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _cell(sheet, value):
    if not isinstance(value, str):
        return value
    from openpyxl.cell import WriteOnlyCell

    made = WriteOnlyCell(sheet, value[:LONGEST])
    made.data_type = "s"  # A text, whatever it begins with.
    return made
