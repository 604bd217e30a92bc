from contextlib import suppress

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from research.accounts.history import keep
from research.dossiers.models import Membership, Role
from research.dossiers.rules import require
from research.sources import sandbox
from research.sources.clean import clean_text
from research.sources.importers import Refused
from research.sources.models import Article, Exclusion, Origin
from research.sources.naming import named_origins, named_publisher
from research.sources.storing import DETAILS, Imported, Incoming, dated, days_of, store
from research.values import Unreadable


def import_article(*, dossier, by, data, name="", content_type="", charset="", url="", details=None, article=None):
    """Take one article in from its bytes and return Imported(article, snapshot, state).

    data: bytes as found; name: file name; content_type, charset: as declared, if at all; url: where it was fetched;
    details: any of title, byline, publisher, published (EDTF), language, url, kind, which win over what is found;
    article: of which this is a new capture, where that is known.
    Raises importers.Refused with the reason in plain words, ValidationError, PermissionDenied (below annotator).
    """
    require(by, dossier, Role.ANNOTATOR)
    if article and article.dossier_id != dossier.pk:
        raise ValidationError({"article": "This article belongs to another dossier."})
    item = read_article(data, name=name, content_type=content_type, charset=charset, url=url, details=details)
    item.article = article
    return store(dossier=dossier, by=by, incoming=[item])[0]


def import_articles(*, dossier, by, items):
    """Take many in at once: each item is a dict of the keywords of `import_article` from `data` on.

    Returns one Imported or one exception (Refused, ValidationError) for each item, in order. Nothing is read inside
    the transaction, and one bad item leaves the others alone.
    """
    require(by, dossier, Role.ANNOTATOR)
    outcomes = [_attempt(item) for item in items]
    good = [outcome for outcome in outcomes if isinstance(outcome, Incoming)]
    stored = iter(store(dossier=dossier, by=by, incoming=good)) if good else iter(())
    return [next(stored) if isinstance(outcome, Incoming) else outcome for outcome in outcomes]


def _attempt(item):
    try:
        return read_article(**item)
    except (Refused, ValidationError) as error:
        return error


def read_article(data, *, name="", content_type="", charset="", url="", details=None):
    """Return the Incoming made of some bytes, without touching the database. Raises Refused, ValidationError."""
    details = tidied(details)
    checked(details)
    extracted = sandbox.run(data, name=name, content_type=content_type, charset=charset, url=url)
    _drop_unfit(extracted)
    return Incoming(data, extracted, timezone.now(), details, name=name, fetched_from=url)


def tidied(details):
    """Return an editor's details as they may be stored: characters cleaned, without what was left empty."""
    return {key: cleaned for key, value in (details or {}).items() if (cleaned := _tidy(value))}


def _tidy(value):
    # Of printable characters none needs cleaning; to see that is quicker than to clean.
    return (value if value.isprintable() else clean_text(value)[0]).strip()


def fitting(details):
    """Return what a collection says of an article, without what no article can hold."""
    found = {}
    for name, value in tidied({name: details[name] for name in DETAILS if name in details}).items():
        with suppress(ValidationError):
            checked({name: value})
            found[name] = value
    return found


def _drop_unfit(extracted):
    """Set aside, with a warning, what the document says of itself where no article could hold it."""
    for name in ("published", "url", "language", "kind"):
        if getattr(extracted, name) in ("", Article.Kind.REPORT):
            continue
        try:
            checked({name: getattr(extracted, name)})
        except ValidationError:
            extracted.warnings.append(f"Its {name} reads “{getattr(extracted, name)[:80]}”, which was set aside.")
            setattr(extracted, name, "")


def checked(details):
    """Raise ValidationError unless the editor's details are fields of an article with values it can hold."""
    unknown = set(details) - set(DETAILS)
    if unknown:
        raise ValidationError(dict.fromkeys(unknown, "An article has no such field."))
    for name in ("title", "byline", "language", "url", "kind"):
        if details.get(name):
            try:
                Article._meta.get_field(name).clean(details[name], None)
            except ValidationError as error:
                raise ValidationError({name: error.messages}) from error
    if details.get("published"):
        try:
            days_of(details["published"])
        except Unreadable as error:
            raise ValidationError({"published": error.reason}) from error


@transaction.atomic
def describe_article(*, article, by, origins=None, **details):
    """Mend what is known of an article; an empty text is an answer ("undated", "no byline").

    details: any of title, byline, publisher (a name), published (EDTF), language, url, kind; origins: a list of names.
    Raises ValidationError with the field, PermissionDenied below annotator.
    """
    require(by, article.dossier, Role.ANNOTATOR)
    checked(details)
    if "publisher" in details:
        article.publisher = named_publisher(details.pop("publisher"), by=by)
    if "published" in details:
        dated(article, details.pop("published"))
    for name, value in details.items():
        setattr(article, name, value)
    article.full_clean()
    keep(article, by=by)
    if origins is not None:
        article.origins.set(named_origins(article.dossier, origins, by=by))
    return article


@transaction.atomic
def exclude(*, snapshot, start, end, by):
    """Mark a stretch of a snapshot's text as furniture; the snapshot stays as it is."""
    require(by, snapshot.article.dossier, Role.ANNOTATOR)
    if not 0 <= start < end <= len(snapshot.text):
        raise ValidationError("Select at least one character of the text.")
    return keep(Exclusion(snapshot=snapshot, start=start, end=end, by=by), by=by)


@transaction.atomic
def include_again(*, exclusion, by):
    """Take a stretch back into the article. Raises PermissionDenied below annotator."""
    require(by, exclusion.snapshot.article.dossier, Role.ANNOTATOR)
    exclusion._history_user = by
    exclusion.delete()


@transaction.atomic
def describe_publisher(*, publisher, by, **fields):
    """Name a publisher (a new, unsaved one too), its parent or its aliases. Publishers are shared by the whole site.

    fields: any of name, parent (Publisher or None), aliases (list of names). Raises ValidationError, also for a family
    that would be its own parent; PermissionDenied for whoever is annotator nowhere.
    """
    working = Membership.objects.filter(user=by).exclude(role=Role.OBSERVER)
    if not by.is_active or not (by.is_superuser or working.exists()):
        raise PermissionDenied("This needs the role of annotator in some dossier.")
    for name, value in fields.items():
        setattr(publisher, name, value)
    above = publisher.parent
    while above is not None:
        if above.pk == publisher.pk:
            raise ValidationError({"parent": "A publisher cannot belong to itself."})
        above = above.parent
    publisher.full_clean()
    return keep(publisher, by=by)


@transaction.atomic
def add_origin(*, dossier, name, by, kind=Origin.Kind.PERSON):
    """Return the dossier's Origin of this name, made where it is new. Raises PermissionDenied below annotator."""
    require(by, dossier, Role.ANNOTATOR)
    return named_origins(dossier, [name], by=by, kind=kind)[0]


@transaction.atomic
def describe_origin(*, origin, by, **fields):
    """Change an origin's name or kind. Raises ValidationError, PermissionDenied below annotator."""
    require(by, origin.dossier, Role.ANNOTATOR)
    for name, value in fields.items():
        setattr(origin, name, value)
    origin.full_clean()
    return keep(origin, by=by)


__all__ = ["Imported", "add_origin", "describe_article", "describe_origin", "describe_publisher", "exclude",
           "import_article", "import_articles", "include_again", "read_article"]  # fmt: skip
