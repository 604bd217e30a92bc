"""From extracted articles to rows: one or a thousand at a time, in one transaction."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from django.db import transaction

from research.accounts.history import keep_new
from research.dossiers.actions import next_number
from research.sources import originals
from research.sources.importers import Extracted
from research.sources.models import Article, Snapshot
from research.sources.naming import attribute, key_of, publishers_named
from research.sources.sketching import keep_sketches
from research.values import from_edtf

DETAILS = ("title", "byline", "publisher", "published", "language", "url", "kind")


@dataclass
class Incoming:
    """One article on its way in. `details` are the editor's words and win over what the extractor found; `article`
    is set where this is known to be a new capture of one."""

    data: bytes
    extracted: Extracted
    at: datetime
    details: dict = field(default_factory=dict)
    name: str = ""
    fetched_from: str = ""
    article: Article | None = None

    def __post_init__(self):
        self.sha256 = originals.sha256(self.data)
        found = {name: getattr(self.extracted, name) for name in DETAILS}
        self.details = found | {name: value for name, value in self.details.items() if value}

    @property
    def publisher(self):
        return key_of(self.details["publisher"])


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

    Bytes the dossier has already make a duplicate, unless another address or publisher stands with them: the report
    of an agency, word for word in two papers, is two articles. Other bytes from an address the dossier knows make
    another snapshot of that article. Runs in one transaction, a fixed number of statements however many come.
    """
    number = next_number(Article.objects, dossier)
    publishers = publishers_named([item.details["publisher"] for item in incoming], by=by)
    had, known, outcomes = _snapshots_by_content(dossier, incoming), _articles_by_url(dossier, incoming), []
    for item in incoming:
        url = item.details["url"]
        snapshot = next((row for row in had[item.sha256] if _fits(item, row.article, publishers)), None)
        if snapshot:
            outcomes.append(Imported(snapshot.article, snapshot, "duplicate"))
            continue
        article = item.article or known.get(url)
        state = "recaptured" if article else "created"
        if not article:
            article = _article(item, dossier, publishers, number)
            number += 1
        if url:
            known.setdefault(url, article)
        snapshot = _snapshot(item, article)
        had[item.sha256].append(snapshot)
        outcomes.append(Imported(article, snapshot, state))
    _write(dossier, by, incoming, outcomes)
    return outcomes


def _snapshots_by_content(dossier, incoming):
    digests = {item.sha256 for item in incoming}
    rows = Snapshot.objects.filter(article__dossier=dossier, original__sha256__in=digests)
    found = defaultdict(list)
    for row in rows.select_related("article__publisher", "original").defer("original__content"):
        found[row.original.sha256].append(row)
    return found


def _articles_by_url(dossier, incoming):
    urls = {item.details["url"] for item in incoming} - {""}
    return {row.url: row for row in Article.objects.filter(dossier=dossier, url__in=urls)} if urls else {}


def _fits(item, article, publishers):
    """True where the same bytes are the same article: neither address nor publisher says otherwise."""
    if item.article:
        return item.article == article
    url, publisher = item.details["url"], publishers.get(item.publisher)
    return not (url and article.url and url != article.url) and not (
        publisher and article.publisher and publisher != article.publisher
    )


def _article(item, dossier, publishers, number):
    details = item.details
    article = Article(
        dossier=dossier,
        number=number,
        title=(details["title"] or item.name or "Untitled")[:500],
        byline=details["byline"][:300],
        publisher=publishers.get(item.publisher),
        url=details["url"],
        language=details["language"][:35],
        kind=details["kind"] or Article.Kind.REPORT,
    )
    return dated(article, details["published"])


def dated(article, published):
    """Set an article's published date and its derived first and last day. Raises values.Unreadable for bad EDTF."""
    article.published, article.earliest, article.latest = days_of(published) if published else ("", None, None)
    return article


@lru_cache(1000)
def days_of(published):
    """Return (EDTF, first day, last day) of a date in EDTF. Raises values.Unreadable."""
    value = from_edtf(published)
    return value.edtf, value.earliest, value.latest


def _snapshot(item, article):
    return Snapshot(
        article=article,
        text=item.extracted.text,
        text_sha256=originals.sha256(item.extracted.text.encode()),
        extractor=item.extracted.extractor,
        extractor_version=item.extracted.version,
        charset=item.extracted.charset,
        charset_how=item.extracted.charset_how,
        file_name=item.name[:300],
        fetched_at=item.at,
        fetched_from=item.fetched_from[:2000],
        warnings=item.extracted.warnings,
        page_starts=item.extracted.page_starts,
    )


def _write(dossier, by, incoming, outcomes):
    fresh = [(item, outcome) for item, outcome in zip(incoming, outcomes, strict=True) if outcome.created]
    kept = originals.put_all({item.sha256: item.data for item, _ in fresh})
    made = [outcome.article for _, outcome in fresh if outcome.state == "created"]
    keep_new(made, by=by, reason="imported")
    snapshots = [outcome.snapshot for _, outcome in fresh]
    for item, outcome in fresh:
        outcome.snapshot.original = kept[item.sha256]
    Snapshot.objects.bulk_create(snapshots)
    keep_sketches(snapshots)
    agencies = {
        outcome.article: item.extracted.agencies
        for item, outcome in fresh
        if outcome.state == "created" and item.extracted.agencies
    }
    attribute(agencies, dossier, by=by, kind="agency")
