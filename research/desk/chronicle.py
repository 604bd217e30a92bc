"""A row's history in words: who did what, when, and what it was before."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import ForeignKey

# Worked out from other fields, or told by the entry itself.
SILENT = set(
    "id dossier number created_by created_at history_relation earliest latest lower_open upper_open explanation "
    "reader_version fingerprint decided_by decided_at withdrawn_at withdrawn_by start end prefix suffix rater scale "
    "current version folded".split()
)
DEEDS = {"+": "made", "~": "changed", "-": "deleted"}
MOST = 50


@dataclass(frozen=True)
class Change:
    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    at: datetime
    by: object
    deed: str
    what: str
    changes: list


def chronicle(*rows, most=MOST):
    """Return the newest Entries of some rows with a `history`, newest first, at most `most` of them."""
    entries = [entry for row in rows for entry in _entries(row, most)]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)[:most]


def _entries(row, most):
    records = list(row.history.select_related("history_user").order_by("-history_date", "-history_id")[: most + 1])
    what = row._meta.verbose_name
    names = _names(row._meta, records)
    for place, record in enumerate(records[:most]):
        before = records[place + 1] if place + 1 < len(records) else None
        deed = record.history_change_reason or DEEDS[record.history_type]
        changes = _changes(row._meta, before, record, names) if before and record.history_type == "~" else ()
        yield Entry(record.history_date, record.history_user, deed, what, list(changes))


def _told(meta):
    return [field for field in meta.concrete_fields if field.name not in SILENT]


def _names(meta, records):
    """{field name: {key: row}} for the foreign keys that changed, so that a page says names and not keys."""
    found = {}
    for field in [field for field in _told(meta) if isinstance(field, ForeignKey)]:
        keys = {getattr(record, field.attname) for record in records}
        if len(keys) > 1:
            found[field.name] = field.related_model._default_manager.in_bulk(keys - {None})
    return found


def _changes(meta, before, after, names):
    for field in _told(meta):
        old, new = getattr(before, field.attname), getattr(after, field.attname)
        if old != new:
            known = names.get(field.name)
            old, new = (known.get(key, key) for key in (old, new)) if known is not None else (old, new)
            yield Change(field.verbose_name, _words(old), _words(new))


def _words(value):
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)
