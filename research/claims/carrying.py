"""Passages of an article's earlier capture, carried over to a later one where nothing is left to judge."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from research.claims.actions import mark_passage
from research.dossiers.models import Role
from research.dossiers.rules import require


@dataclass(frozen=True)
class Carried:
    """What became of the passages: `moved` as (earlier, later) pairs, `waiting` as (passage, why) for a person."""

    moved: list
    waiting: list


def place_in(text, passage):
    """Return ((start, end), "") of a passage's quote in another text, or (None, why) where a person has to look.

    Only words that stand in both texts exactly once, letter for letter, have one place.
    """
    at = text.find(passage.quote)
    if at < 0:
        return None, "These words no longer stand in the text."
    if text.find(passage.quote, at + 1) >= 0:
        return None, "These words stand in the new text several times."
    before = passage.snapshot.text
    if before.find(passage.quote, before.find(passage.quote) + 1) >= 0:
        return None, "These words stood in the earlier text several times: it is not certain that these are the ones."
    return (at, at + len(passage.quote)), ""


@transaction.atomic
def carry(*, earlier, later, by):
    """Mark in `later` each passage of `earlier`, both Snapshots of one article, that has one place there. Idempotent.

    A passage whose surroundings changed is marked for a second look. Claims stay with the capture they were read in.
    Returns Carried. Raises ValidationError for snapshots of two articles, PermissionDenied below annotator.
    """
    require(by, later.article.dossier, Role.ANNOTATOR)
    if earlier.article_id != later.article_id or earlier.pk >= later.pk:
        raise ValidationError("Passages are carried over from an earlier capture to a later one of the same article.")
    carried = Carried([], [])
    for passage in earlier.passages.select_related("snapshot").order_by("start", "end"):
        place, why = place_in(later.text, passage)
        if place:
            carried.moved.append((passage, _marked(passage, later, *place, by)))
        else:
            carried.waiting.append((passage, why))
    return carried


def _marked(passage, later, start, end, by):
    surroundings = passage.prefix + passage.quote + passage.suffix
    later_passage, _ = mark_passage(
        snapshot=later,
        quote=passage.quote,
        start=start,
        end=end,
        by=by,
        note=passage.note,
        second_look=passage.second_look or surroundings not in later.text,
        carried_from=passage,
    )
    return later_passage


def preview(earlier, later):
    """Return (ready, waiting): the passages `carry` would take over and have not been yet, and the others with why."""
    ready, waiting = [], []
    there = set(later.passages.values_list("start", "end"))
    for passage in earlier.passages.select_related("snapshot").order_by("start", "end"):
        place, why = place_in(later.text, passage)
        if place is None:
            waiting.append((passage, why))
        elif place not in there:
            ready.append(passage)
    return ready, waiting
