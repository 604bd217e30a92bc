"""Corroboration counts origins, not articles: claims that lean on the same source count once."""

from collections import defaultdict
from dataclasses import dataclass

from research.sources.models import Publisher
from research.sources.sketching import near_copies


@dataclass(frozen=True)
class Independence:
    """`count`: at least so many independent sources (a floor); `groups`: the claims joined together, as lists;
    `reasons`: one sentence for each thing that joins two claims or more."""

    count: int
    groups: list
    reasons: list


@dataclass(frozen=True)
class Families:
    """`heads`: {publisher id: the head Publisher of its family}; `copies`: {snapshot id: id of the first snapshot that
    holds nearly the same text}, where there are several."""

    heads: dict
    copies: dict


def independence(claims, families=None):
    """Join claims that share a publisher's family, a named origin or nearly their text, as far as the chain goes.

    claims: Claims with passage.snapshot.article.publisher and origins loaded; families: `families_of(...)` where it
    is at hand. Returns Independence.
    """
    claims = list(claims)
    if families is None:
        families = families_of(claims)
    sharing = defaultdict(list)
    for place, claim in enumerate(claims):
        for tie in _ties(claim, families):
            sharing[tie].append(place)
    parent = list(range(len(claims)))
    for places in sharing.values():
        for other in places[1:]:
            parent[_root(parent, other)] = _root(parent, places[0])
    groups = defaultdict(list)
    for place, claim in enumerate(claims):
        groups[_root(parent, place)].append(claim)
    reasons = [f"{len(places)} claims {words}" for (_, _, words), places in sharing.items() if len(places) > 1]
    return Independence(len(groups), list(groups.values()), reasons)


def _ties(claim, families):
    snapshot = claim.passage.snapshot
    article = snapshot.article
    yield "article", article.pk, f"stand in one article, “{article}”."
    yield "text", snapshot.text_sha256, "stand in articles of one and the same text."
    if snapshot.pk in families.copies:
        yield "copies", families.copies[snapshot.pk], "stand in articles of nearly the same text."
    if article.publisher_id:
        family = families.heads[article.publisher_id]
        yield "family", family.pk, f"were published by {family} or its outlets."
    for origin in claim.origins.all():
        yield "origin", origin.pk, f"are attributed to {origin}."


def _root(parent, place):
    while parent[place] != place:
        parent[place] = parent[parent[place]]
        place = parent[place]
    return place


def families_of(claims):
    """Return the Families of the claims' publishers and texts."""
    known = {}
    wanted = {claim.passage.snapshot.article.publisher_id for claim in claims} - {None}
    while wanted:
        found = {row.pk: row for row in Publisher.objects.filter(pk__in=wanted)}
        known |= found
        wanted = {row.parent_id for row in found.values()} - {None} - set(known)
    texts = {claim.passage.snapshot_id: claim.passage.snapshot.text_sha256 for claim in claims}
    return Families({pk: _head(known, pk) for pk in known}, near_copies(texts))


def _head(known, pk):
    seen = set()
    while known[pk].parent_id and pk not in seen:
        seen.add(pk)
        pk = known[pk].parent_id
    return known[pk]
