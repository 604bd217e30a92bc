"""Passages and their claims as W3C Web Annotations: an AnnotationPage in JSON-LD."""

from django.conf import settings

from research.exports.plain import encode
from research.exports.rows import articles, claims

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def write(dossier):
    """Yield the page in pieces, an article's annotations at a time."""
    said = {}
    for part in claims(dossier):
        for claim in part:
            said.setdefault((claim["article"], claim["snapshot"], claim["start"], claim["end"]), []).append(claim)
    base = f"{settings.SITE_URL}/desk/{dossier.slug}"
    yield f'{{"@context":{encode(CONTEXT)},"type":"AnnotationPage","id":{encode(f"{base}/annotations")},"items":['
    between = ""
    for part in articles(dossier):
        for article in part:
            for annotation in _annotations(article, said, base):
                yield between + encode(annotation)
                between = ","
    yield "]}\n"


def _annotations(article, said, base):
    for place, snapshot in enumerate(article["snapshots"], 1):
        for passage in snapshot["passages"]:
            span = (article["number"], place, passage["start"], passage["end"])
            yield {
                "id": f"{base}/articles/{article['number']}/#{place}-{passage['start']}-{passage['end']}",
                "type": "Annotation",
                "created": passage["created_at"],
                "creator": {"type": "Person", "nickname": passage["created_by"]},
                "body": [_body(claim) for claim in said.get(span, [])] + _note(passage),
                "target": _target(article, snapshot, passage),
            }


def _body(claim):
    return {"type": "TextualBody", "purpose": "describing", "value": claim["statement"] or claim["says"]}


def _note(passage):
    return [{"type": "TextualBody", "purpose": "commenting", "value": passage["note"]}] if passage["note"] else []


def _target(article, snapshot, passage):
    quote = {"exact": passage["quote"], "prefix": passage["prefix"], "suffix": passage["suffix"]}
    return {
        "source": article["url"] or f"urn:sha256:{snapshot['sha256']}",
        "state": {"type": "TimeState", "sourceDate": snapshot["fetched_at"]},
        "selector": [
            {"type": "TextPositionSelector", "start": passage["start"], "end": passage["end"]},
            {"type": "TextQuoteSelector", **quote},
        ],
    }
