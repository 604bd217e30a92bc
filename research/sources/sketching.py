"""Near-identical texts: their sketches kept, and looked through."""

from array import array

from research.sources.models import Sketch
from research.sources.sketches import sketch

# Two reports of one matter in other words share next to nothing; one text with every tenth word changed, half.
ALIKE = 0.5
# Texts so much alike share one of their smallest numbers, but for one pair in two hundred.
KEYS = 8
AT_ONCE = 20


def packed(numbers):
    return array("I", numbers).tobytes()


def unpacked(data):
    return tuple(array("I", bytes(data)))


def keep_sketches(snapshots):
    """Sketch a few new snapshots at once. Of many, `sketches_of` makes them when they are asked for."""
    if len(snapshots) <= AT_ONCE:
        rows = [Sketch(snapshot=snapshot, numbers=packed(sketch(snapshot.text))) for snapshot in snapshots]
        Sketch.objects.bulk_create(rows)
