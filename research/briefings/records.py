"""The frozen record of a version: what it holds, its canonical JSON and its two hashes (ROWS, "Two hashes").

Canonical JSON is UTF-8 with sorted keys, no spaces and no floats (after RFC 8785), so that anyone can hash it again.
A record names nobody but authors of articles: no user of the site.
"""

import hashlib
import json

from research import values
from research.contradictions.independence import independence
from research.contradictions.models import Contradiction

FORMAT = "crossread-version/1"
NUMBERS = ("amount", "lower", "upper")
VALUE = ("kind", "says", "edtf", "lower_open", "upper_open", "unit", "hedge", "modality", "scope", "as_of", "group")


def canonical(data):
    """Return a JSON value (no floats) as the one text that stands for it."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(text):
    """Return the SHA-256 of a text in UTF-8 as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def content_hash(record):
    """Return the hash that reviewers approve: title, standfirst, body and each cited claim's quote, statement and
    value. record: a record, or the part of one that `content_of` gives."""
    claims = [{name: note[name] for name in ("claim", "quote", "statement", "value")} for note in record["footnotes"]]
    return digest(canonical({name: record[name] for name in ("title", "standfirst", "body")} | {"claims": claims}))


def content_of(briefing, claims):
    """Return the approved part of a record. claims: the cited Claims in order of their footnotes."""
    return {
        "title": briefing.title,
        "standfirst": briefing.standfirst,
        "body": briefing.body,
        "footnotes": [_words(claim, number) for number, claim in enumerate(claims, 1)],
    }


def _words(claim, number):
    return {
        "number": number,
        "claim": claim.number,
        "quote": claim.passage.quote,
        "statement": claim.statement,
        "value": value_of(claim),
    }


def value_of(claim):
    """Return a claim's value columns as JSON: figures as plain decimal text, days as EDTF, null for an open end."""
    value = {name: getattr(claim, name) for name in VALUE}
    return value | {name: _decimal(getattr(claim, name)) for name in NUMBERS}


def _decimal(number):
    return None if number is None else format(number.normalize(), "f")


def record_of(briefing, evidence, **published):
    """Return the whole record as a dict.

    evidence: queries.Evidence of the briefing; published: number, slug, previous (record hash or ""), published_at
    (ISO 8601), topics, corrections and overrides (lists of dicts), as they stand at this moment.
    """
    notes = content_of(briefing, evidence.claims)["footnotes"]
    for note, claim in zip(notes, evidence.claims, strict=True):
        note.update(_source(claim, evidence.ratings))
    return {
        "format": FORMAT,
        "title": briefing.title,
        "standfirst": briefing.standfirst,
        "body": briefing.body,
        "footnotes": notes,
        "disagreements": disagreements(evidence),
        **published,
    }


def _source(claim, ratings):
    passage, snapshot = claim.passage, claim.passage.snapshot
    return {
        "question": {"number": claim.question.number, "text": claim.question.text},
        "meaning": values.say(claim.value) if claim.value else claim.group,
        "translation": claim.translation,
        "attributed_to": sorted(origin.name for origin in claim.origins.all()),
        "passage": {name: getattr(passage, name) for name in ("start", "end", "prefix", "suffix", "page")},
        "article": _article(snapshot.article),
        "snapshot": {
            "text_sha256": snapshot.text_sha256,
            "original_sha256": snapshot.original.sha256,
            "fetched_at": snapshot.fetched_at.isoformat(),
            "extractor": f"{snapshot.extractor} {snapshot.extractor_version}".strip(),
        },
        "rating": {
            "letters": ratings.rating(claim),
            "reliability": _rated(ratings.reliability_of(snapshot.article)),
            "credibility": _rated(ratings.of("claim", claim.pk)),
        },
    }


def _article(article):
    names = ("number", "title", "byline", "url", "published", "language", "kind")
    publisher = article.publisher.name if article.publisher else ""
    return {name: getattr(article, name) for name in names} | {"publisher": publisher}


def _rated(assessments):
    rows = [{"value": row.value, "words": row.words, "reason": row.reason} for row in assessments]
    return sorted(rows, key=canonical)


def disagreements(evidence):
    """Return what the record says of each contradiction that touches a cited claim and is not dismissed."""
    shown = [row for row in evidence.contradictions if row.state != Contradiction.State.DISMISSED]
    found = [_disagreement(row, evidence) for row in shown]
    return [row for row in found if len(row["sides"]) > 1]


def _disagreement(contradiction, evidence):
    sides = [(side, [claim for claim in side.claims.all() if not claim.is_withdrawn])
             for side in contradiction.sides.all()]  # fmt: skip
    return {
        "question": contradiction.question.number if contradiction.question else None,
        "text": contradiction.question.text if contradiction.question else "",
        "state": contradiction.state,
        "kind": contradiction.kind,
        "reason": contradiction.reason,
        "sides": [
            {
                "letter": side.letter,
                "label": side.label,
                "preferred": side.pk == contradiction.preferred_id,
                "sources": independence(claims, evidence.families).count,
                "claims": [_said(claim, evidence.ratings) for claim in claims],
            }
            for side, claims in sides
            if claims
        ],
    }


def _said(claim, ratings):
    return {
        "claim": claim.number,
        "says": claim.says,
        "quote": claim.passage.quote,
        "article": _article(claim.passage.snapshot.article),
        "rating": ratings.rating(claim),
    }
