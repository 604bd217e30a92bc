"""A dossier as tables: what CSV and spreadsheets hold."""

from collections import defaultdict
from types import SimpleNamespace

from research.assessments.models import Assessment
from research.assessments.queries import ratings_of
from research.claims.models import Claim, Passage, Question
from research.exports.cells import cell
from research.exports.plain import iso_day
from research.sources.models import Article

FINDINGS = {
    "article": "snapshot__article__number",
    "title": "snapshot__article__title",
    "publisher": "snapshot__article__publisher__name",
    "published": "snapshot__article__published",
    "url": "snapshot__article__url",
    "sha256": "snapshot__original__sha256",
    "start": "start",
    "end": "end",
    "quote": "quote",
    "note": "note",
    "question": "claims__question__number",
    "question_text": "claims__question__text",
    "claim": "claims__number",
    "says": "claims__says",
    "statement": "claims__statement",
    "modality": "claims__modality",
    "kind": "claims__kind",
    "edtf": "claims__edtf",
    "earliest": "claims__earliest",
    "latest": "claims__latest",
    "amount": "claims__amount",
    "lower": "claims__lower",
    "upper": "claims__upper",
    "unit": "claims__unit",
    "hedge": "claims__hedge",
    "scope": "claims__scope",
    "as_of": "claims__as_of",
    "group": "claims__group",
    "withdrawn_at": "claims__withdrawn_at",
}
KEYS = ("snapshot__article", "snapshot__article__publisher", "claims__pk")
HEADER = [*FINDINGS, "attributed_to", "reliability", "credibility"]


PLACES = [HEADER.index("earliest"), HEADER.index("latest")]


def findings(dossier):
    """Yield the header, then a row of cells for each claim, and for each passage that has none."""
    yield HEADER
    ratings, named = ratings_of(dossier), _named_origins(dossier)
    rows = Passage.objects.filter(dossier=dossier)
    rows = rows.order_by("snapshot__article__number", "snapshot", "start", "end", "claims__number")
    for row in rows.values_list(*FINDINGS.values(), *KEYS).iterator():
        *columns, article, publisher, claim = row
        for place in PLACES:
            columns[place] = iso_day(columns[place])
        source = SimpleNamespace(pk=article, publisher_id=publisher)
        columns += [named.get(claim, []), ratings.article(source), ratings.claim(claim)]
        yield [cell(value) for value in columns]


def _named_origins(dossier):
    named = defaultdict(list)
    pairs = Claim.origins.through.objects.filter(claim__dossier=dossier).order_by("origin__name")
    for claim, name in pairs.values_list("claim_id", "origin__name"):
        named[claim].append(name)
    return named


def articles(dossier):
    columns = ("number", "title", "byline", "publisher__name", "published", "language", "url", "kind")
    yield ["article", "title", "byline", "publisher", *columns[4:]]
    for row in Article.objects.filter(dossier=dossier).order_by("number").values_list(*columns).iterator():
        yield [cell(value) for value in row]


def questions(dossier):
    columns = ("number", "text", "kind", "unit", "scope")
    yield ["question", *columns[1:]]
    for row in Question.objects.filter(dossier=dossier).order_by("number").values_list(*columns):
        yield [cell(value) for value in row]


def assessments(dossier):
    columns = ("publisher__name", "article__number", "claim__number", "value", "reason", "rater__username", "current")
    yield ["publisher", "article", "claim", "value", "reason", "rater", "current", "made"]
    for row in Assessment.objects.filter(dossier=dossier).order_by("pk").values_list(*columns, "created_at"):
        yield [cell(value) for value in row]


TABLES = {"claims": findings, "articles": articles, "questions": questions, "ratings": assessments}
