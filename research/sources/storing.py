"""From extracted articles to rows: one or a thousand at a time, in one transaction."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from research.dossiers.actions import next_number
from research.sources import originals
from research.sources.importers import Extracted
from research.sources.models import Article, Snapshot
from research.sources.naming import named_origins, publishers_named
from research.values import from_edtf

DETAILS = ("title", "byline", "publisher", "published", "language", "url", "kind")


@dataclass
class Incoming:
    """One article on its way in. `details` are the editor's words and win over what the extractor found."""

    data: bytes
    extracted: Extracted
    at: datetime
    details: dict = field(default_factory=dict)
    name: str = ""
    fetched_from: str = ""

    def __post_init__(self):
        self.sha256 = originals.sha256(self.data)
        found = {name: getattr(self.extracted, name) for name in DETAILS}
        self.details = found | {name: value for name, value in self.details.items() if value}


@dataclass(frozen=True)
class Imported:
    """What became of one article: state is "created", "recaptured" (a new snapshot) or "duplicate"."""

    article: Article
    snapshot: Snapshot
    state: str

    @property
    def created(self):
        return self.state != "duplicate"


@transaction.atomic
def store(*, dossier, by, incoming):
    """Write a list of Incoming and return a list of Imported in the same order.

    Bytes the dossier has already make a duplicate; other bytes from a url it knows make another snapshot of that
    article. Runs in one transaction, a fixed number of statements however many articles come.
    """
    number = next_number(Article.objects, dossier)
    had = _snapshots_by_content(dossier, incoming)
    known = _articles_by_url(dossier, incoming)
    publishers = publishers_named({item.details["publisher"] for item in incoming}, by=by)
    fresh = {}
    for item in incoming:
        if item.sha256 not in had:
            fresh.setdefault(item.sha256, item)
    articles = {}
    for item in fresh.values():
        url = item.details["url"]
        articles[item.sha256] = known.get(url) or _article(item, dossier, publishers, number)
        if articles[item.sha256].number == number:
            number += 1
        if url:
            known[url] = articles[item.sha256]
    made = {id(article): article for article in articles.values() if article.pk is None}
    bulk_create_with_history(list(made.values()), Article, default_user=by, default_change_reason="imported")
    snapshots = _snapshots(fresh, articles)
    _attribute(fresh, articles, made, dossier, by)
    return [_outcome(item, fresh, had, snapshots, made) for item in incoming]


def _snapshots_by_content(dossier, incoming):
    digests = {item.sha256 for item in incoming}
    rows = Snapshot.objects.filter(article__dossier=dossier, original__sha256__in=digests)
    return {row.original.sha256: row for row in rows.select_related("article", "original").defer("original__content")}


def _articles_by_url(dossier, incoming):
    urls = {item.details["url"] for item in incoming} - {""}
    return {row.url: row for row in Article.objects.filter(dossier=dossier, url__in=urls)} if urls else {}


def _article(item, dossier, publishers, number):
    details = item.details
    article = Article(
        dossier=dossier,
        number=number,
        title=(details["title"] or item.name or "Untitled")[:500],
        byline=details["byline"][:300],
        publisher=publishers.get(details["publisher"].strip().casefold()),
        url=details["url"],
        language=details["language"][:35],
        kind=details["kind"] or Article.Kind.REPORT,
    )
    return dated(article, details["published"])


def dated(article, published):
    """Set an article's published date and its derived first and last day. Raises values.Unreadable for bad EDTF."""
    value = from_edtf(published) if published else None
    article.published = value.edtf if value else ""
    article.earliest = value.earliest if value else None
    article.latest = value.latest if value else None
    return article


def _snapshots(fresh, articles):
    rows = originals.put_all({digest: item.data for digest, item in fresh.items()})
    snapshots = [
        Snapshot(
            article=articles[digest],
            original=rows[digest],
            text=item.extracted.text,
            text_sha256=originals.sha256(item.extracted.text.encode()),
            extractor=item.extracted.extractor,
            extractor_version=item.extracted.version,
            charset=item.extracted.charset,
            charset_how=item.extracted.charset_how,
            file_name=item.name[:300],
            fetched_at=item.at,
            fetched_from=item.fetched_from,
            warnings=item.extracted.warnings,
            page_starts=item.extracted.page_starts,
        )
        for digest, item in fresh.items()
    ]
    return {snapshot.original.sha256: snapshot for snapshot in Snapshot.objects.bulk_create(snapshots)}


def _attribute(fresh, articles, made, dossier, by):
    """Hang the agencies a byline names on their new article as origins."""
    for digest, item in fresh.items():
        if item.extracted.agencies and id(articles[digest]) in made:
            articles[digest]._history_user = by
            articles[digest].origins.set(named_origins(dossier, item.extracted.agencies, by=by, kind="agency"))


def _outcome(item, fresh, had, snapshots, made):
    if item.sha256 in had:
        return Imported(had[item.sha256].article, had[item.sha256], "duplicate")
    snapshot = snapshots[item.sha256]
    if fresh[item.sha256] is not item:
        return Imported(snapshot.article, snapshot, "duplicate")
    state = "created" if id(snapshot.article) in made else "recaptured"
    return Imported(snapshot.article, snapshot, state)
