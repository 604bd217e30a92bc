"""An article's text as HTML: its lines, its passages as marks, its unseen characters made to show.

What a browser gives back as text is the snapshot's text, character for character: marks lie around it and signs for
unseen characters are drawn by the style sheet, so offsets counted on the page are offsets in the text.
"""

import re
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

from django.utils.html import format_html

NAMES = {
    0x00AD: "SHY", 0x034F: "CGJ", 0x061C: "ALM", 0x180E: "MVS", 0x200B: "ZWSP", 0x200C: "ZWNJ", 0x200D: "ZWJ",
    0x200E: "LRM", 0x200F: "RLM", 0x2028: "LS", 0x2029: "PS", 0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF",
    0x202D: "LRO", 0x202E: "RLO", 0x2060: "WJ", 0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI",
    0xFEFF: "BOM",
}  # fmt: skip
# Joiners between letters of scripts that need them, and inside emoji, do their plain work; beside Latin they hide.
# Tags spell the flags of England, Scotland and Wales behind a black flag; anywhere else they are a message in hiding.
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]"
    "|(?<![^\u0000-\u02ff])[\u200c\u200d]|[\u200c\u200d](?![^\u0000-\u02ff])"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0001\U000e0020-\U000e007f]+"
)

HUES = frozenset("abcdefgh")


class Mark(NamedTuple):
    """A passage as the page draws it; hue is the letter of its position, "" where it stands against nothing."""

    start: int
    end: int
    pk: int
    hue: str = ""


class Piece(NamedTuple):
    """A stretch that the same marks cover throughout: `mark` is the shortest of them, `depth` their number."""

    start: int
    end: int
    mark: Mark | None
    depth: int


def lines_of(text, low=0, high=None):
    """Return the [start, end) of the lines that hold text[low:high], each with the line end it closes with."""
    high = len(text) if high is None else high
    start = text.rfind("\n", 0, low) + 1
    lines = []
    while start < high:
        end = text.find("\n", start) + 1 or len(text)
        lines.append((start, end))
        start = end
    return lines


def pieces(cuts, marks):
    """Cut a stretch where a mark begins or ends, and at `cuts` (its own ends among them); return the Pieces in order.

    marks: by start. Takes n log n, also where thousands lie in one another.
    """
    low, high = min(cuts), max(cuts)
    edges = {edge for mark in marks for edge in mark[:2] if low < edge < high}
    ends = sorted(mark.end for mark in marks)
    made, begun, ended, shortest = [], 0, 0, []
    for start, end in pairwise(sorted(edges | set(cuts))):
        while begun < len(marks) and marks[begun].start <= start:
            heappush(shortest, (marks[begun].end - marks[begun].start, begun))
            begun += 1
        while ended < len(ends) and ends[ended] <= start:
            ended += 1
        while shortest and marks[shortest[0][1]].end <= start:
            heappop(shortest)
        made.append(Piece(start, end, marks[shortest[0][1]] if shortest else None, begun - ended))
    return made


def marked(text, marks, low=0, high=None):
    """Return the HTML of the lines that hold text[low:high], with the marks that overlap them (any order)."""
    lines = lines_of(text, low, high)
    if not lines:
        return ""
    first, last = lines[0][0], lines[-1][1]
    marks = sorted(mark for mark in marks if mark.start < last and mark.end > first)
    unseen = {} if text.isascii() else dict(match.span() for match in UNSEEN.finditer(text, first, last))
    edges = [first, *(end for _, end in lines), *unseen, *unseen.values()]
    # One template for all of it, for each call to format_html costs as much as a line: its slots take the text.
    template, words = [], []
    for piece in pieces(edges, marks):
        if piece.start == first or text[piece.start - 1] == "\n":
            template.append(_opening(text, piece.start))
        template.append(_slot(piece))
        words.append(text[piece.start : piece.end])
        if piece.start in unseen:
            words[-1] = _sign(words[-1])
        if piece.end == last or text[piece.end - 1] == "\n":
            template.append("</p>")
    return format_html("".join(template), *words)


def _opening(text, start):
    look = 'class="gap"' if text[start] == "\n" else 'dir="auto"'
    return f'<p id="b{start:d}" data-start="{start:d}" {look}>'


def _slot(piece):
    mark = piece.mark
    if mark is None:
        return "{}"
    # Of many that lie in one another three can be told apart by the eye.
    deep = f" deep{min(piece.depth, 3)}" if piece.depth > 1 else ""
    hue = mark.hue if mark.hue in HUES else ""
    return f'<mark class="{hue}{deep}" data-passage="{mark.pk:d}" data-at="{piece.start:d}">{{}}</mark>'


def _sign(characters):
    code = ord(characters[0])
    name = NAMES.get(code, f"U+{code:04X}") if len(characters) == 1 else f"{len(characters)} hidden"
    return format_html('<span class="unseen" data-name="{}">{}</span>', name, characters)
