"""A dossier as plain rows, a few hundred at a time. Rows speak of each other by number and name, never by key."""

from collections import defaultdict
from itertools import groupby

from research.assessments.models import Assessment
from research.briefings.models import Briefing
from research.claims.models import Claim, Passage, Question
from research.contradictions.models import Contradiction
from research.exports.plain import iso_day
from research.sources.models import Article, Exclusion, Origin, Publisher, Snapshot

MANY = 500


def same(*names):
    """Columns that are called in the export as in the table."""
    return {name: name for name in names}


QUESTION = same("number", "text", "kind", "unit", "scope")
ARTICLE = same("number", "title", "byline") | {"publisher": "publisher__name"}
ARTICLE |= same("published", "language", "url", "kind", "created_at")
SNAPSHOT = {"sha256": "original__sha256", "size": "original__size"}
SNAPSHOT |= same("text_sha256", "extractor", "extractor_version", "charset", "charset_how", "file_name", "fetched_at")
SNAPSHOT |= same("fetched_from", "warnings", "page_starts", "text")
PASSAGE = same("start", "end", "quote", "prefix", "suffix", "page", "note", "second_look", "created_at")
PASSAGE |= {"created_by": "created_by__username"}
VALUE = same("kind", "edtf", "earliest", "latest", "amount", "lower", "upper", "lower_open", "upper_open", "unit")
VALUE |= same("hedge", "explanation", "read_by", "reader_version")
CLAIM = same("number") | {"question": "question__number", "article": "passage__snapshot__article__number"}
CLAIM |= {"snapshot": "passage__snapshot", "start": "passage__start", "end": "passage__end", "quote": "passage__quote"}
CLAIM |= same("says", "statement", "translation", "modality", "scope", "as_of", "group") | VALUE
CLAIM |= same("created_at", "withdrawn_at", "withdrawn_reason")
CLAIM |= {"created_by": "created_by__username", "withdrawn_by": "withdrawn_by__username"}
ASSESSMENT = {"publisher": "publisher__name", "article": "article__number", "claim": "claim__number"}
ASSESSMENT |= same("scale", "value", "reason", "current", "created_at") | {"rater": "rater__username"}
REVIEW = same("content_hash", "decision", "remarks", "created_at", "voided_at") | {"by": "by__username"}
REMARK = same("quote", "text", "created_at", "answer", "answered_at")
REMARK |= {"by": "by__username", "answered_by": "answered_by__username"}
VERSION = same("number", "content", "content_hash", "record_hash", "previous_hash", "published_at")


def as_dicts(rows, columns):
    """Return a queryset's rows as dicts. columns: {name in the export: lookup}."""
    found = rows.values_list(*columns.values())
    return [dict(zip(columns, row, strict=True)) for row in found]


def in_parts(rows, columns):
    """Yield the rows in lists of dicts with their `id`, so that neither memory nor a cursor is held for long."""
    last, columns = 0, {"id": "pk"} | columns
    while part := as_dicts(rows.filter(pk__gt=last).order_by("pk")[:MANY], columns):
        last = part[-1]["id"]
        yield part


def about(dossier):
    """Return what is said of the dossier itself."""
    return {name: getattr(dossier, name) for name in ("title", "slug", "summary", "created_at", "archived_at")}


def members(dossier):
    yield as_dicts(dossier.memberships.order_by("user__username"), {"user": "user__username", "role": "role"})


def publishers(dossier):
    """The publishers of its articles and ratings with the families they belong to, parents before their outlets."""
    found, wanted = {}, _publishers_named(Article, dossier) | _publishers_named(Assessment, dossier)
    while wanted:
        found |= {row.pk: row for row in Publisher.objects.filter(pk__in=wanted)}
        wanted = {row.parent_id for row in found.values()} - {None} - set(found)
    yield [
        {"name": row.name, "parent": row.parent_id and found[row.parent_id].name, "aliases": row.aliases}
        for row in sorted(found.values(), key=lambda row: (_depth(row, found), row.name))
    ]


def _publishers_named(model, dossier):
    rows = model.objects.filter(dossier=dossier, publisher__isnull=False).order_by()
    return set(rows.values_list("publisher", flat=True).distinct())


def _depth(publisher, known):
    return 1 + _depth(known[publisher.parent_id], known) if publisher.parent_id else 0


def origins(dossier):
    yield as_dicts(Origin.objects.filter(dossier=dossier).order_by("name"), same("name", "kind"))


def questions(dossier):
    yield as_dicts(Question.objects.filter(dossier=dossier).order_by("number"), QUESTION)


def articles(dossier):
    """Each article with its snapshots, and each of those with its passages."""
    for part in in_parts(Article.objects.filter(dossier=dossier), ARTICLE):
        keys = [row["id"] for row in part]
        named, snapshots = _named_origins(Article, keys), _snapshots(keys)
        for row in part:
            key = row.pop("id")
            row |= {"origins": named[key], "snapshots": snapshots[key]}
        yield part


def _named_origins(model, keys):
    """{key of an article or claim: names of its origins}."""
    row = model._meta.model_name
    links = model.origins.through.objects.filter(**{f"{row}__in": keys}).order_by("origin__name")
    found = defaultdict(list)
    for key, name in links.values_list(f"{row}_id", "origin__name"):
        found[key].append(name)
    return found


def _snapshots(articles):
    rows = Snapshot.objects.filter(article__in=articles).order_by("pk")
    rows = as_dicts(rows, {"id": "pk", "article": "article_id"} | SNAPSHOT)
    keys = [row["id"] for row in rows]
    passages, exclusions = _stretches(Passage, keys, PASSAGE), _stretches(Exclusion, keys, same("start", "end"))
    found = defaultdict(list)
    for row in rows:
        key = row.pop("id")
        found[row.pop("article")].append(row | {"passages": passages[key], "exclusions": exclusions[key]})
    return found


def _stretches(model, snapshots, columns):
    rows = model.objects.filter(snapshot__in=snapshots).order_by("start", "end")
    found = defaultdict(list)
    for row in as_dicts(rows, {"of": "snapshot_id"} | columns):
        found[row.pop("of")].append(row)
    return found


def snapshot_places(dossier):
    """Return {snapshot key: its place among the captures of its article, from 1}."""
    pairs = Snapshot.objects.filter(article__dossier=dossier).order_by("article", "pk").values_list("article", "pk")
    return {key: place for _, group in groupby(pairs, lambda pair: pair[0]) for place, (_, key) in enumerate(group, 1)}


def claims(dossier):
    """Each claim with the place of its passage: article number, which of its snapshots, start and end."""
    places = snapshot_places(dossier)
    for part in in_parts(Claim.objects.filter(dossier=dossier), CLAIM):
        named = _named_origins(Claim, [row["id"] for row in part])
        for row in part:
            row["attributed_to"] = named[row.pop("id")]
            row["snapshot"] = places[row["snapshot"]]
            row["earliest"], row["latest"] = iso_day(row["earliest"]), iso_day(row["latest"])
        yield part


def assessments(dossier):
    for part in in_parts(Assessment.objects.filter(dossier=dossier), ASSESSMENT):
        yield [{name: row[name] for name in ASSESSMENT} for row in part]


def contradictions(dossier):
    rows = Contradiction.objects.filter(dossier=dossier).order_by("pk").select_related("question", "decided_by")
    yield [_contradiction(row) for row in rows.prefetch_related("sides__claims")]


def _contradiction(row):
    columns = ("made_by", "state", "kind", "reason", "decided_at", "fingerprint", "created_at", "ended_at")
    found = {name: getattr(row, name) for name in columns}
    found["question"] = row.question and row.question.number
    found["decided_by"] = row.decided_by and row.decided_by.username
    found["sides"] = [
        {
            "label": side.label,
            "key": side.key,
            "claims": sorted(claim.number for claim in side.claims.all()),
            "preferred": side.pk == row.preferred_id,
        }
        for side in row.sides.all()
    ]
    return found


def briefings(dossier):
    """Each briefing with who wrote it, its reviews and remarks, and its versions as they were published."""
    rows = Briefing.objects.filter(dossier=dossier).order_by("number")
    yield [_briefing(row) for row in rows.prefetch_related("topics", "contributors__user")]


def _briefing(row):
    columns = ("number", "title", "standfirst", "body", "version", "state", "slug", "created_at")
    return {name: getattr(row, name) for name in columns} | {
        "topics": sorted(topic.name for topic in row.topics.all()),
        "contributors": sorted(contributor.user.username for contributor in row.contributors.all()),
        "reviews": as_dicts(row.reviews.order_by("pk"), REVIEW),
        "remarks": as_dicts(row.remarks.order_by("pk"), REMARK),
        "versions": as_dicts(row.versions.order_by("number"), VERSION),
    }


SECTIONS = {
    section.__name__: section
    for section in (
        members, publishers, origins, questions, articles, claims, assessments, contradictions, briefings
    )
}  # fmt: skip
