"""Finding words in what a person may see: plain scans, newest first, with the place where the words stand."""

import re

from django.db.models import Q

from research.claims.models import Claim, Passage, Question
from research.sources.models import Article, Snapshot

AROUND = 80


def hits(user, words, *, kinds, dossier=None, most=50):
    """Yield at most `most` hits of each kind as dicts.

    user: sees only the own dossiers; words: a phrase; kinds: of KINDS; dossier: a Dossier to stay in, or None.
    """
    for kind in kinds:
        yield from KINDS[kind](user, words, _inside(dossier), most)


def _inside(dossier):
    return {"dossier": dossier} if dossier else {}


def _articles(user, words, inside, most):
    rows = Article.objects.visible_to(user).filter(title__icontains=words, **inside).order_by("-pk")[:most]
    for row in rows:
        yield _hit("article", row, row.title, row.title, words)


def _texts(user, words, inside, most):
    inside = {f"article__{name}": value for name, value in inside.items()}
    rows = Snapshot.objects.visible_to(user).filter(text__icontains=words, **inside).select_related("article")
    for row in rows.order_by("-pk")[:most]:
        place = {"article": row.article_id, "snapshot": row.pk}
        yield _hit("text", row.article, row.article.title, row.text, words, **place)


def _passages(user, words, inside, most):
    found = Q(quote__icontains=words) | Q(note__icontains=words)
    rows = Passage.objects.visible_to(user).filter(found, **inside).select_related("snapshot__article")
    for row in rows.defer("snapshot__text").order_by("-pk")[:most]:
        place = {"article": row.snapshot.article_id, "snapshot": row.snapshot_id, "start": row.start, "end": row.end}
        yield _hit("passage", row, row.snapshot.article.title, row.quote, words) | place


def _claims(user, words, inside, most):
    found = Q(says__icontains=words) | Q(statement__icontains=words)
    rows = Claim.objects.visible_to(user).filter(found, **inside).select_related("question").order_by("-pk")[:most]
    for row in rows:
        yield _hit("claim", row, row.question.text, f"{row.says}. {row.statement}", words)


def _questions(user, words, inside, most):
    for row in Question.objects.visible_to(user).filter(text__icontains=words, **inside).order_by("-pk")[:most]:
        yield _hit("question", row, row.text, row.text, words)


def _hit(kind, row, title, text, words, **place):
    found = re.search(re.escape(words), text, re.IGNORECASE)
    start, end = found.span() if found else (0, 0)
    if place and found:
        place |= {"start": start, "end": end}
    snippet = text[max(0, start - AROUND) : end + AROUND]
    named = {"id": row.pk, "number": getattr(row, "number", None), "dossier": row.dossier_id}
    return {"kind": kind, **named, "title": title, "snippet": snippet, **place}


KINDS = {"article": _articles, "text": _texts, "passage": _passages, "claim": _claims, "question": _questions}
