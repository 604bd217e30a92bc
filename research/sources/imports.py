"""Imports: begun, cancelled, tried again. Every article that comes in by page, command or list is an item of one."""

from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from research.dossiers.models import Role
from research.dossiers.rules import require
from research.sources import originals
from research.sources.actions import checked, tidied
from research.sources.clean import clean_text
from research.sources.importers import COLLECTIONS, Refused, shape_of
from research.sources.models import Article, Import, ImportItem
from research.sources.tasks import enqueue, look_again
from research.sources.work import work

State = ImportItem.State
SMALL = 1_000_000
MOST_UNFINISHED = 20
NOTHING = "There is nothing to import yet. Paste a text, choose a file, or give an address."
TOO_MANY = "You have {} imports under way. Wait until one of them is done, or cancel one."
TOO_LARGE = "“{}” is too large: {:,.0f} MB is the most for one upload. Split it."
NO_ROOM = "Nothing was imported, because the site could not keep the files ({}). Tell whoever runs it."
CANCELLED = "Cancelled before it was read."


@dataclass
class Coming:
    """One thing to be brought in: `content` as bytes or a binary file, or a `url`, or a `path` on this machine.

    details: the editor's words, as `actions.import_article` takes them; article: where this is a new capture of one.
    """

    name: str
    content: object = None
    url: str = ""
    path: str = ""
    content_type: str = ""
    charset: str = ""
    details: dict = field(default_factory=dict)
    article: Article | None = None

    def __post_init__(self):
        self.name = " ".join(clean_text(self.name)[0].split())[:2000] or "Untitled"
        self.details = tidied(self.details)

    @property
    def size(self):
        return len(self.content) if isinstance(self.content, bytes) else getattr(self.content, "size", 0)

    @property
    def is_small(self):
        """True where it is read while the editor waits: one document of ordinary size."""
        if self.content is None or self.size > SMALL:
            return False
        try:
            return shape_of(self.content, name=self.name, content_type=self.content_type) not in COLLECTIONS
        except Refused:
            return True


def start_import(*, dossier, by, coming, publisher="", background=True):
    """Begin an import and return it. Uploaded bytes are kept durably before this returns, so nothing can be lost.

    coming: a list of Coming; publisher: the name given to all of them; background: queue it, unless it is one small
    document, which is read at once; False where the caller goes on to call `work.work`.
    Raises ValidationError, PermissionDenied below annotator.
    """
    require(by, dossier, Role.ANNOTATOR)
    coming = list(coming)
    _acceptable(coming, dossier, by)
    at_once = background and len(coming) == 1 and coming[0].is_small
    spooled = _spooled(coming)
    with transaction.atomic():
        run = Import.objects.create(dossier=dossier, by=by, publisher=clean_text(publisher)[0].strip()[:200])
        rows = [_item(run, *numbered) for numbered in enumerate(zip(coming, spooled, strict=True))]
        ImportItem.objects.bulk_create(rows, batch_size=500)
        enqueue(run) if background else look_again()
    if at_once:
        work(run)
    return run


def _spooled(coming):
    """Keep what was uploaded, all of it or nothing, and return the names in the storage, "" for an address."""
    names = []
    try:
        for thing in coming:
            names.append(originals.spool(thing.content) if thing.content is not None else "")
    except OSError as error:
        originals.unspool(names)
        raise ValidationError(NO_ROOM.format(error.strerror or error)) from error
    return names


def _acceptable(coming, dossier, by):
    if not coming:
        raise ValidationError(NOTHING)
    for thing in coming:
        checked(thing.details)
        if thing.size > settings.IMPORT_MAX_ARCHIVE:
            raise ValidationError(TOO_LARGE.format(thing.name, settings.IMPORT_MAX_ARCHIVE / 1024 / 1024))
        if thing.article and thing.article.dossier_id != dossier.pk:
            raise ValidationError("This article belongs to another dossier.")
    under_way = Import.objects.filter(by=by, pk__in=ImportItem.objects.unfinished().values("run")).count()
    if under_way >= MOST_UNFINISHED:
        raise ValidationError(TOO_MANY.format(under_way))


def _item(run, position, pair):
    thing, spooled = pair
    said = ("url", "path", "content_type", "charset", "details")
    return ImportItem(
        run=run,
        position=position,
        name=thing.name,
        spooled=spooled,
        article=thing.article,
        source={key: getattr(thing, key) for key in said if getattr(thing, key)},
    )


@transaction.atomic
def cancel(*, run, by):
    """Stop an import: what is stored stays, the rest is left out. Raises PermissionDenied below annotator."""
    require(by, run.dossier, Role.ANNOTATOR)
    run.cancelled_at = timezone.now()
    run.save(update_fields=["cancelled_at"])
    run.items.unfinished().update(state=State.FAILED, reason=CANCELLED)


@transaction.atomic
def retry(*, run, by, background=True):
    """Let everything that failed wait again, and return how many. PermissionDenied below annotator."""
    require(by, run.dossier, Role.ANNOTATOR)
    run.cancelled_at = None
    run.save(update_fields=["cancelled_at"])
    again = run.items.failed().update(state=State.WAITING, reason="", attempts=0)
    if again and background:
        enqueue(run)
    return again
