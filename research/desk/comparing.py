"""Two texts of sources side by side, as a page shows them: what is the same is folded, what differs stands out."""

import re

from research.briefings.changes import SAME, changes

# Longer texts would take seconds, and nobody would read the answer.
MOST = 400_000
# How much of what is the same stands around a difference.
AROUND = 1
LINES = re.compile(r"\n+")


def difference(before, after):
    """Return the paragraphs of two texts, each a list of (kind, text); None stands for paragraphs left out, being the
    same. Returns None where the texts are too long to compare."""
    if len(before) + len(after) > MOST:
        return None
    paragraphs = changes(*(LINES.sub("\n\n", text.strip()) for text in (before, after)))
    return folded(paragraphs)


def folded(paragraphs):
    """Put None in the place of each run of paragraphs that is far from any change."""
    changed = [place for place, pieces in enumerate(paragraphs) if any(kind != SAME for kind, _ in pieces)]
    near = {other for place in changed for other in range(place - AROUND, place + AROUND + 1)}
    found = []
    for place, pieces in enumerate(paragraphs):
        if place in near:
            found.append(pieces)
        elif not found or found[-1] is not None:
            found.append(None)
    return found if changed else []
