"""What a worker does: it takes the items of an import one after another, each in one transaction with its state.

Bytes are read and fetched before the transaction opens. An item is a worker's for as long as its heartbeat is the one
that worker set; whoever is killed leaves items without a sign of life, which `reap` puts back.
"""

import time
from contextlib import nullcontext
from itertools import islice

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from research.dossiers.models import Role
from research.dossiers.rules import may
from research.sources import originals
from research.sources.actions import fitting, read_article
from research.sources.importers import Refused
from research.sources.models import Import, ImportItem
from research.sources.shelf import Shelf, opened
from research.sources.storing import store

State = ImportItem.State
# A worker killed by hand counts as one, too: three were used up by chance where it was killed every few tenths.
ATTEMPTS = 8
AT_A_TIME = 200
NOT_ALLOWED = "Whoever began this import may no longer bring articles into this dossier. Begin it anew."
BROKE_OFF = "The importer broke off each time it read this. Save it in another form, or paste the article's text."
# What an editor may say of all the articles of a collection at once.
OF_MANY = ("publisher", "published", "language", "kind")
NOTHING = "There is nothing in this to import."


def work(run, *, seconds=None, shelf=None, report=lambda item: None):
    """Take the waiting items of an Import until none is left, and return True; False where time is up before.

    seconds: how long to go on, None for ever; shelf: what the caller has open, and closes; report(item) is called
    with each item once it is settled.
    """
    if not may(run.by, run.dossier, Role.ANNOTATOR) or run.dossier.is_archived:
        run.items.unfinished().update(state=State.FAILED, reason=NOT_ALLOWED)
    until = time.monotonic() + seconds if seconds is not None else float("inf")
    with nullcontext(shelf) if shelf else Shelf() as shelf:
        while time.monotonic() < until:
            item = claim(run)
            if item is None:
                clear(run)
                return True
            try:
                handle(run, item, shelf)
            finally:
                _put_back(ImportItem.objects.filter(pk=item.pk, heartbeat=item.heartbeat), item)
            report(item)
    return False


def claim(run):
    """Return the next waiting item, now this worker's; None where none waits. Two workers never get the same."""
    while item := run.items.select_related("parent").filter(state=State.WAITING).order_by("position").first():
        now = timezone.now()
        waiting = ImportItem.objects.filter(pk=item.pk, state=State.WAITING)
        if waiting.update(state=State.WORKING, heartbeat=now, attempts=F("attempts") + 1):
            item.state, item.heartbeat = State.WORKING, now
            return item
    return None


def handle(run, item, shelf):
    """Settle one claimed item: an article, a collection opened into items, or a failure in words."""
    try:
        with opened(item, shelf) as thing:
            if thing.is_collection:
                unpack(run, item, thing)
            else:
                take_in(run, item, thing)
    except Refused as error:
        settle(item, State.FAILED, str(error))
    except ValidationError as error:
        settle(item, State.FAILED, " ".join(error.messages))


def take_in(run, item, thing):
    """Store the article of one item, with the item's new state in the same transaction."""
    incoming = read_article(thing.bytes(), **thing.hints, details=details_of(run, item, thing))
    if len(incoming.data) > originals.IN_THE_ROW:
        originals.put_file(incoming.sha256, incoming.data)
    with transaction.atomic():
        if is_mine(item):
            incoming.article = item.article
            imported = store(dossier=run.dossier, by=run.by, incoming=[incoming])[0]
            item.article = imported.article
            settle(item, *_outcome(imported))


def details_of(run, item, thing):
    """What is said of an article: by the editor of it, then by its collection, then by the editor of them all."""
    shared = item.parent.source.get("details", {}) if item.parent else {}
    shared = {name: shared[name] for name in OF_MANY if name in shared}
    details = shared | fitting(thing.details) | item.source.get("details", {})
    return details | {"publisher": run.publisher} if run.publisher else details


def _outcome(imported):
    if imported.state == "duplicate":
        return State.DUPLICATE, f"The dossier has this already, as article {imported.article.number}."
    if imported.state == "recaptured":
        return State.DONE, f"A new capture of article {imported.article.number}, which has changed."
    return State.DONE, ""


def unpack(run, item, thing):
    """Open a collection into waiting items, some hundreds in a transaction, going on where an earlier try stopped."""
    if item.source.get("url") and not item.spooled:
        # A feed is another one tomorrow: its items are read from the bytes they were counted in.
        item.spooled = originals.spool(thing.file)
        item.source |= {key: thing.hints[key] for key in ("name", "content_type")}
    item.is_container = True
    have = _last(item.children, "place") + 1
    parts = islice(enumerate(thing.items()), have, None)
    while batch := list(islice(parts, AT_A_TIME)):
        have += len(batch)
        with transaction.atomic():
            Import.objects.select_for_update().get(pk=run.pk)
            if not is_mine(item):
                return
            position = _last(run.items, "position") + 1
            ImportItem.objects.bulk_create(_children(run, item, batch, position))
            item.heartbeat = timezone.now()
            item.save(update_fields=["heartbeat", "spooled", "source", "is_container"])
    settle(item, *((State.DONE, f"Opened: {have:,} inside.") if have else (State.FAILED, NOTHING)))


def _last(rows, field):
    last = rows.aggregate(last=Max(field))["last"]
    return -1 if last is None else last


def _children(run, parent, batch, position):
    return [
        ImportItem(
            run=run,
            parent=parent,
            place=place,
            position=position + further,
            name=part.name[:2000],
            state=State.FAILED if part.problem else State.WAITING,
            reason=part.problem,
        )
        for further, (place, part) in enumerate(batch)
    ]


def is_mine(item):
    """True where no other worker has taken the item over, nor anyone cancelled it. Locks it on PostgreSQL."""
    held = ImportItem.objects.select_for_update().filter(pk=item.pk, state=State.WORKING, heartbeat=item.heartbeat)
    return held.first() is not None


def settle(item, state, reason=""):
    """Write down what became of an item, where it is still this worker's."""
    held = ImportItem.objects.filter(pk=item.pk, state=State.WORKING, heartbeat=item.heartbeat)
    item.state, item.reason = state, reason
    held.update(state=state, reason=reason, article=item.article, is_container=item.is_container)


def reap(now=None):
    """Put back the items of workers that gave no sign of life for settings.IMPORT_LEASE."""
    silent = (now or timezone.now()) - settings.IMPORT_LEASE
    _put_back(ImportItem.objects.filter(heartbeat__lt=silent))


def _put_back(items, item=None):
    """Let claimed items wait again; those that broke off too often have failed. Nothing to do for a settled one."""
    if item is None or item.state == State.WORKING:
        items = items.filter(state=State.WORKING)
        items.filter(attempts__gte=ATTEMPTS).update(state=State.FAILED, reason=BROKE_OFF)
        items.update(state=State.WAITING)


def clear(run):
    """Remove the uploaded bytes of an import in which nothing is left to do or to try again."""
    if not run.items.exclude(state__in=[State.DONE, State.DUPLICATE]).exists():
        uploads = run.items.exclude(spooled="")
        names = list(uploads.values_list("spooled", flat=True))
        uploads.update(spooled="")
        originals.unspool(names)
