"""Near-identical texts: their sketches kept, and looked through."""

from array import array
from collections import defaultdict
from dataclasses import dataclass

from django_tasks import task

from research.sources.models import Sketch, Snapshot
from research.sources.sketches import resemblance, sketch

# Two reports of one matter in other words share next to nothing; one text with every tenth word changed, half.
ALIKE = 0.4
# Of texts so much alike, all but one pair in four hundred have one of their smallest numbers in common.
KEYS = 12
# In fewer words two reports are alike without one being the other's source.
FEWEST = 32
AT_ONCE = 20


@dataclass(frozen=True)
class Group:
    """Snapshots with nearly the same text, the earliest captured first; `alike` is the least resemblance, 0 to 1, of
    each of the others to one that stands in the group already."""

    snapshots: list
    alike: float

    @property
    def percent(self):
        return int(self.alike * 100)


def packed(numbers):
    """Return a sketch as bytes, four for each number."""
    return array("I", numbers).tobytes()


def unpacked(data):
    """Return the sketch that `packed` made bytes of."""
    return tuple(array("I", bytes(data)))


def keep_sketches(snapshots):
    """Sketch a few new snapshots at once, and let a worker sketch many."""
    if len(snapshots) > AT_ONCE:
        sketch_missing.enqueue()
    else:
        _keep(snapshots)


@task()
def sketch_missing():
    """Sketch every snapshot that has no sketch yet."""
    missing = Snapshot.objects.filter(sketch=None).order_by("pk").only("text")
    while some := list(missing[:AT_ONCE]):
        _keep(some)


def _keep(snapshots):
    rows = [Sketch(snapshot=snapshot, numbers=packed(sketch(snapshot.text))) for snapshot in snapshots]
    Sketch.objects.bulk_create(rows, ignore_conflicts=True)


def sketches_of(snapshots):
    """Return {snapshot id: sketch} for a queryset of Snapshots: those kept, and the others made on the spot."""
    found = {pk: unpacked(data) for pk, data in snapshots.order_by().values_list("pk", "sketch__numbers") if data}
    for pk, text in snapshots.order_by().filter(sketch=None).values_list("pk", "text").iterator(chunk_size=100):
        found[pk] = sketch(text)
    return found


def pairs_alike(sketches):
    """Yield (a, b, resemblance) for the pairs of {id: sketch} that are nearly identical. Only those that share one of
    their smallest numbers are compared (Broder 1997)."""
    holding = defaultdict(list)
    for pk, numbers in sketches.items():
        for number in numbers[:KEYS] if len(numbers) >= FEWEST else ():
            holding[number].append(pk)
    seen = set()
    for together in holding.values():
        # One text in hundreds of copies: each is compared with the first, which joins them all.
        for first, others in ((together[0], together[1:]),) if len(together) > 50 else _each(together):
            for other in others:
                if (first, other) not in seen:
                    seen.add((first, other))
                    if (alike := resemblance(sketches[first], sketches[other])) >= ALIKE:
                        yield first, other, alike


def _each(together):
    return ((pk, together[place + 1 :]) for place, pk in enumerate(together))


def joined(sketches):
    """Return ({id: set of ids with nearly the same text, itself included}, {id: least resemblance within the set})."""
    group_of, alike = {}, {}
    for a, b, share in pairs_alike(sketches):
        together = group_of.get(a, {a}) | group_of.get(b, {b})
        least = min(share, alike.get(a, 1.0), alike.get(b, 1.0))
        for pk in together:
            group_of[pk], alike[pk] = together, least
    return group_of, alike


def near_copies(texts):
    """Return {snapshot id: the least id of a group} for those of {snapshot id: text_sha256} with nearly the same text.

    Only sketches that are kept are looked at, and identical texts alone make no group.
    """
    kept = Sketch.objects.filter(pk__in=texts).values_list("pk", "numbers")
    group_of, _ = joined({pk: unpacked(numbers) for pk, numbers in kept})
    return {pk: min(group) for pk, group in group_of.items() if len({texts[other] for other in group}) > 1}


def near_identical(snapshots):
    """Return the Groups of nearly identical texts among a queryset of Snapshots of different articles, largest first.

    A text joins a group by one that is in it already, so the ends of a long chain may differ more than its links.
    """
    group_of, alike = joined(sketches_of(snapshots))
    rows = Snapshot.objects.select_related("article__publisher").defer("text", "article__dossier").in_bulk(group_of)
    groups = {frozenset(together): alike[next(iter(together))] for together in group_of.values()}
    found = [Group([rows[pk] for pk in sorted(together)], least) for together, least in groups.items()]
    several = [group for group in found if len({snapshot.article_id for snapshot in group.snapshots}) > 1]
    return sorted(several, key=lambda group: (-len(group.snapshots), group.snapshots[0].pk))
