"""Articles in rows: JSON Lines and CSV, each row with its text, or with the address where it is."""

import csv
import json
from io import BytesIO, TextIOWrapper

from research.sources.clean import clean_text, decode
from research.sources.importers.metadata import tidy
from research.sources.importers.shapes import Item, Refused

SAMPLE = 64 * 1024
NO_TEXT = "This row has neither a text nor an address. Name the column of the text “text”, that of the address “url”."
NOT_JSON = "This line is not JSON. Each line must hold one object, such as {“title”: …, “text”: …}."
NO_COLUMNS = "This table has no column “text” and no column “url”. Name the columns in its first line."
# What spreadsheets would run as a formula stands behind an apostrophe in exported tables; it is no part of the text.
FORMULA = ("'=", "'+", "'-", "'@", "'\t", "'\r", "'＝", "'＋", "'－", "'＠")


def jsonl(file, limit):
    """Yield an Item for every line of a JSON Lines file; `limit` is the most bytes of one line."""
    file = BytesIO(file) if isinstance(file, bytes) else file
    number = 0
    while line := file.readline(limit + 1):
        number += 1
        if len(line) > limit:
            yield Item(f"line {number:,}", problem=f"This line is longer than {limit // 1_000_000} MB. Split it.")
            while line and not line.endswith(b"\n"):
                line = file.readline(limit)
        elif line.strip():
            yield _from_line(number, line)


def _from_line(number, line):
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return Item(f"line {number:,}", problem=NOT_JSON)
    return _item(f"line {number:,}", row) if isinstance(row, dict) else Item(f"line {number:,}", problem=NOT_JSON)


def rows(file, limit):
    """Yield an Item for every row of a CSV file; its first line names the columns."""
    file = BytesIO(file) if isinstance(file, bytes) else file
    file.seek(0)
    sample = file.read(SAMPLE)
    file.seek(0)
    charset = decode(sample[: sample.rfind(b"\n") + 1] or sample).charset
    lines = TextIOWrapper(file, "utf-8-sig" if charset == "utf-8" else charset, "replace", newline="")
    csv.field_size_limit(max(limit, csv.field_size_limit()))
    table = csv.DictReader(lines, delimiter=_delimiter(sample, charset))
    table.fieldnames = [name.removeprefix("\ufeff") for name in table.fieldnames or ()]
    known = tidy(dict.fromkeys(table.fieldnames, "https://example.org/"))
    if not known.keys() & {"text", "url"}:
        raise Refused(NO_COLUMNS)
    try:
        for number, row in enumerate(table, 2):
            row.pop(None, None)
            yield _item(f"row {number:,}", {name: _unquoted(value or "") for name, value in row.items()})
    except csv.Error as error:
        yield Item("the rest of the table", problem=f"The table breaks off: {error}. Save it again as CSV.")
    lines.detach()


def _delimiter(sample, charset):
    first = sample.decode(charset, "replace").split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _unquoted(value):
    return value[1:] if value.startswith(FORMULA) else value


def _item(name, fields):
    said = tidy(fields)
    text, warnings = clean_text(said.pop("text", ""))
    said.pop("file", None)
    if warnings:
        said["warnings"] = warnings
    name = f"{said['title'][:400]} ({name})" if "title" in said else name
    data = text.encode() if text.strip() else None
    return Item(name, data, said.get("url"), said, "" if data or "url" in said else NO_TEXT)
