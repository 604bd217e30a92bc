"""A dossier as plain rows, a few hundred at a time. Rows speak of each other by number and name, never by key."""

from collections import defaultdict
from itertools import groupby

from django.db.models import F

from research.assessments.models import Assessment
from research.briefings.models import Briefing, Remark, Review, Version
from research.claims.models import Claim, Passage, Question
from research.contradictions.models import Contradiction
from research.exports.plain import iso_day
from research.sources.models import Article, Exclusion, Origin, Publisher, Snapshot

MANY = 500

ARTICLE = ("number", "title", "byline", "published", "language", "url", "kind", "created_at")
SNAPSHOT = ("text", "text_sha256", "extractor", "extractor_version", "charset", "charset_how", "file_name")
SNAPSHOT += ("fetched_at", "fetched_from", "warnings", "page_starts")
PASSAGE = ("start", "end", "quote", "prefix", "suffix", "page", "note", "second_look", "created_at")
CLAIM = ("number", "says", "statement", "translation", "modality", "scope", "as_of", "group")
VALUE = ("kind", "edtf", "earliest", "latest", "amount", "lower", "upper", "lower_open", "upper_open", "unit", "hedge")
VALUE += ("explanation", "read_by", "reader_version")
MADE = ("created_at", "withdrawn_at", "withdrawn_reason")


def in_parts(rows, many=MANY):
    """Yield the rows of a queryset in lists, by primary key, so that neither memory nor a cursor is held for long."""
    last = 0
    while part := list(rows.filter(pk__gt=last).order_by("pk")[:many]):
        yield part
        last = part[-1]["id"] if isinstance(part[0], dict) else part[-1].pk


def about(dossier):
    """Return what is said of the dossier itself."""
    names = ("title", "slug", "summary", "created_at", "archived_at")
    return {name: getattr(dossier, name) for name in names}


def members(dossier):
    rows = dossier.memberships.order_by("user__username").values("role", user=F("user__username"))
    yield list(rows)


def publishers(dossier):
    """The publishers of its articles and ratings with the families they belong to, parents before their outlets."""
    found, wanted = {}, _publishers_named(Article, dossier) | _publishers_named(Assessment, dossier)
    while wanted:
        found |= {row.pk: row for row in Publisher.objects.filter(pk__in=wanted)}
        wanted = {row.parent_id for row in found.values()} - {None} - set(found)
    rows = [
        {"name": row.name, "parent": row.parent_id and found[row.parent_id].name, "aliases": row.aliases}
        for row in sorted(found.values(), key=lambda row: (len(_above(row, found)), row.name))
    ]
    yield rows


def _publishers_named(model, dossier):
    rows = model.objects.filter(dossier=dossier, publisher__isnull=False).order_by()
    return set(rows.values_list("publisher", flat=True).distinct())


def _above(publisher, known):
    return [publisher.pk, *_above(known[publisher.parent_id], known)] if publisher.parent_id else [publisher.pk]


def origins(dossier):
    yield list(Origin.objects.filter(dossier=dossier).order_by("name").values("name", "kind"))


def questions(dossier):
    columns = ("number", "text", "kind", "unit", "scope")
    yield list(Question.objects.filter(dossier=dossier).order_by("number").values(*columns))


def articles(dossier):
    """Each article with its snapshots, and each of those with its passages."""
    rows = Article.objects.filter(dossier=dossier).values("id", *ARTICLE, publisher_name=F("publisher__name"))
    for part in in_parts(rows):
        pks = [row["id"] for row in part]
        named = _grouped(Article.origins.through.objects.filter(article__in=pks).order_by("origin__name")
                         .values_list("article_id", "origin__name"))  # fmt: skip
        snapshots = _snapshots(pks)
        for row in part:
            pk = row.pop("id")
            row["publisher"] = row.pop("publisher_name")
            row["origins"] = named[pk]
            row["snapshots"] = snapshots[pk]
        yield part


def _snapshots(articles):
    keys = {"sha256": F("original__sha256"), "size": F("original__size")}
    rows = list(
        Snapshot.objects.filter(article__in=articles).order_by("pk").values("id", "article_id", *SNAPSHOT, **keys)
    )
    passages = _of_snapshots(Passage, [row["id"] for row in rows], PASSAGE, author=F("created_by__username"))
    excluded = _of_snapshots(Exclusion, [row["id"] for row in rows], ("start", "end"))
    found = defaultdict(list)
    for row in rows:
        pk = row.pop("id")
        row["passages"], row["exclusions"] = passages[pk], excluded[pk]
        found[row.pop("article_id")].append(row)
    return found


def _of_snapshots(model, snapshots, columns, **renamed):
    found = defaultdict(list)
    rows = model.objects.filter(snapshot__in=snapshots).order_by("start", "end")
    for row in rows.values("snapshot_id", *columns, **renamed):
        found[row.pop("snapshot_id")].append(row)
    return found


def _grouped(pairs):
    found = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


def snapshot_places(dossier):
    """Return {snapshot key: its place among the captures of its article, from 1}."""
    pairs = Snapshot.objects.filter(article__dossier=dossier).order_by("article", "pk").values_list("article", "pk")
    return {pk: place for _, group in groupby(pairs, lambda pair: pair[0]) for place, (_, pk) in enumerate(group, 1)}


def claims(dossier):
    """Each claim with the place of its passage: article number, which of its snapshots, start and end."""
    places = snapshot_places(dossier)
    renamed = {
        "question_number": F("question__number"),
        "article": F("passage__snapshot__article__number"),
        "snapshot": F("passage__snapshot"),
        "start": F("passage__start"),
        "end": F("passage__end"),
        "quote": F("passage__quote"),
        "author": F("created_by__username"),
        "withdrawer": F("withdrawn_by__username"),
    }
    rows = Claim.objects.filter(dossier=dossier).values("id", *CLAIM, *VALUE, *MADE, **renamed)
    for part in in_parts(rows):
        named = _grouped(Claim.origins.through.objects.filter(claim__in=[row["id"] for row in part])
                         .order_by("origin__name").values_list("claim_id", "origin__name"))  # fmt: skip
        for row in part:
            row["attributed_to"] = named[row.pop("id")]
            row["snapshot"] = places[row["snapshot"]]
            row["earliest"], row["latest"] = iso_day(row["earliest"]), iso_day(row["latest"])
            row["question"] = row.pop("question_number")
            row["created_by"], row["withdrawn_by"] = row.pop("author"), row.pop("withdrawer")
        yield part


def assessments(dossier):
    renamed = {
        "of_publisher": F("publisher__name"),
        "of_article": F("article__number"),
        "of_claim": F("claim__number"),
        "by": F("rater__username"),
    }
    rows = Assessment.objects.filter(dossier=dossier)
    rows = rows.values("id", "scale", "value", "reason", "current", "created_at", **renamed)
    for part in in_parts(rows):
        for row in part:
            del row["id"]
            for target in Assessment.TARGETS:
                row[target] = row.pop(f"of_{target}")
        yield part


def contradictions(dossier):
    rows = Contradiction.objects.filter(dossier=dossier).select_related("question", "decided_by")
    for part in in_parts(rows.prefetch_related("sides__claims")):
        yield [_contradiction(row) for row in part]


def _contradiction(row):
    columns = ("made_by", "state", "kind", "reason", "decided_at", "fingerprint", "created_at", "ended_at")
    sides = [
        {"label": side.label, "key": side.key, "claims": sorted(claim.number for claim in side.claims.all()),
         "preferred": side.pk == row.preferred_id}
        for side in row.sides.all()
    ]  # fmt: skip
    named = {
        "question": row.question and row.question.number,
        "decided_by": row.decided_by and row.decided_by.username,
    }
    return named | {name: getattr(row, name) for name in columns} | {"sides": sides}


def briefings(dossier):
    """Each briefing with who wrote it, its reviews and remarks, and its versions as they were published."""
    rows = Briefing.objects.filter(dossier=dossier).prefetch_related("topics", "contributors__user")
    for part in in_parts(rows):
        yield [_briefing(row) for row in part]


def _briefing(row):
    columns = ("number", "title", "standfirst", "body", "version", "state", "slug", "created_at")
    reviewed = ("content_hash", "decision", "remarks", "created_at", "voided_at")
    remarked = ("quote", "text", "created_at", "answer", "answered_at")
    frozen = ("number", "content", "content_hash", "record_hash", "previous_hash", "published_at")
    return {name: getattr(row, name) for name in columns} | {
        "topics": sorted(topic.name for topic in row.topics.all()),
        "contributors": sorted(contributor.user.username for contributor in row.contributors.all()),
        "reviews": list(Review.objects.filter(briefing=row).values(*reviewed, reviewer=F("by__username"))),
        "remarks": list(Remark.objects.filter(briefing=row).values(*remarked, author=F("by__username"))),
        "versions": list(Version.objects.filter(briefing=row).values(*frozen)),
    }


SECTIONS = {
    section.__name__: section
    for section in (
        members, publishers, origins, questions, articles, claims, assessments, contradictions, briefings
    )
}  # fmt: skip
