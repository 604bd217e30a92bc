"""An article's text as HTML: its lines, its passages as marks, its unseen characters made to show.

What a browser gives back as text is the snapshot's text, character for character: marks lie around it and signs for
unseen characters are drawn by the style sheet, so offsets counted on the page are offsets in the text.
"""

import re
from heapq import heappop, heappush
from itertools import chain, pairwise
from typing import NamedTuple

from django.utils.html import escape, html_safe

NAMES = {
    0x00AD: "SHY", 0x034F: "CGJ", 0x061C: "ALM", 0x180E: "MVS", 0x200B: "ZWSP", 0x200C: "ZWNJ", 0x200D: "ZWJ",
    0x200E: "LRM", 0x200F: "RLM", 0x2028: "LS", 0x2029: "PS", 0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF",
    0x202D: "LRO", 0x202E: "RLO", 0x2060: "WJ", 0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI",
    0xFEFF: "BOM",
}  # fmt: skip
ALWAYS = (
    "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
)
TAGS = "\U000e0001\U000e0020-\U000e007f"
# A plain class first: it passes a megabyte in a tenth of the time that the cases below it take.
SUSPECT = re.compile(f"[{ALWAYS}\u200c\u200d{TAGS}]")
# Joiners between letters of scripts that need them, and inside emoji, do their plain work; beside Latin they hide.
# Tags spell the flags of England, Scotland and Wales behind a black flag; anywhere else they are a message in hiding.
UNSEEN = re.compile(
    f"[{ALWAYS}]|(?<![^\u0000-\u02ff])[\u200c\u200d]|[\u200c\u200d](?![^\u0000-\u02ff])"
    f"|(?<![\U0001f3f4{TAGS}])[{TAGS}]+"
)
HUES = frozenset("abcdefgh")
BETWEEN = "\0"
# So many characters to a run: the browser lays out only the runs near the screen, and a hundred are few to watch.
RUN = 8_000


class Mark(NamedTuple):
    """A passage as the page draws it; hue is the letter of its position, "" where it stands against nothing."""

    start: int
    end: int
    pk: int
    hue: str = ""


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
    """Cut a stretch at `cuts` (sorted, its ends among them) and where a mark begins or ends; yield it piece by piece.

    A piece is (start, end, mark, depth): the shortest mark that covers it or None, and how many do. marks: by start.
    Takes n log n, also where thousands lie in one another.
    """
    low, high = cuts[0], cuts[-1]
    edges = {mark.start for mark in marks} | {mark.end for mark in marks} | {*cuts}
    ends = sorted(mark.end for mark in marks)
    begun, ended = 0, 0
    shortest: list[tuple[int, int]] = []
    for start, end in pairwise(sorted(edge for edge in edges if low <= edge <= high)):
        while begun < len(marks) and marks[begun].start <= start:
            heappush(shortest, (marks[begun].end - marks[begun].start, begun))
            begun += 1
        while ended < len(ends) and ends[ended] <= start:
            ended += 1
        while shortest and marks[shortest[0][1]].end <= start:
            heappop(shortest)
        yield start, end, marks[shortest[0][1]] if shortest else None, begun - ended


def unseen_in(text, low, high):
    """Return {start: end} of what a reader cannot see in text[low:high] and might be misled by."""
    if text.isascii():
        return {}
    found = (UNSEEN.match(text, suspect.start(), high) for suspect in SUSPECT.finditer(text, low, high))
    return dict(match.span() for match in found if match)


@html_safe
class Drawn:
    """HTML made of tags of ours with a text between them: tags[0] words[0] tags[1] words[1] … tags[-1].

    All words are escaped at once, for a call for each of ten thousand takes longer than all else. No stored text holds
    the sign they are joined by.
    """

    def __init__(self, tags, words):
        self.tags, self.words = tags, words

    def __str__(self):
        escaped = escape(BETWEEN.join(self.words)).split(BETWEEN) if self.words else []
        return "".join(chain.from_iterable(zip(self.tags, [*escaped, ""], strict=True)))


def whole(text, marks):
    """Return a text as HTML with its marks, its lines in runs of some pages."""
    if not text:
        return Drawn([""], [])
    runs, reached = [0], 0
    for start, _ in lines_of(text):
        if start - reached > RUN:
            runs.append(start)
            reached = start
    return marked(text, marks, runs=frozenset(runs))


def marked(text, marks, low=0, high=None, *, runs=()):
    """Return the lines that hold text[low:high] as HTML, with the marks that overlap them (any order).

    runs: where runs of lines begin, if they are to be told apart, the first line's beginning among them.
    """
    lines = lines_of(text, low, high)
    first, last = lines[0][0], lines[-1][1]
    marks = sorted(mark for mark in marks if mark.start < last and mark.end > first)
    unseen = unseen_in(text, first, last)
    starts = {start for start, _ in lines}
    tags: list[str] = []
    words, closing = [], ""
    for start, end, mark, depth in pieces(sorted({*starts, last, *unseen, *unseen.values()}), marks):
        opening = ""
        if start in starts:
            opening = ("</p>" if tags else "") + _run(start, runs, first) + _line(text, start)
        if mark:
            opening += _mark(mark, depth, start)
        if start in unseen:
            opening += _sign(text[start:end])
        tags.append(closing + opening)
        words.append(text[start:end])
        closing = ("</span>" if start in unseen else "") + ("</mark>" if mark else "")
    return Drawn([*tags, f"{closing}</p>{'</div>' if runs else ''}"], words)


def _run(start, runs, first):
    if start not in runs:
        return ""
    return '<div class="run">' if start == first else '</div><div class="run">'


def _line(text, start):
    look = 'class="gap"' if text[start] == "\n" else 'dir="auto"'
    return f'<p id="b{start:d}" data-start="{start:d}" {look}>'


def _mark(mark, depth, start):
    # Of many that lie in one another three can be told apart by the eye.
    deep = f" deep{min(depth, 3)}" if depth > 1 else ""
    hue = mark.hue if mark.hue in HUES else ""
    return f'<mark class="{hue}{deep}" data-passage="{mark.pk:d}" data-at="{start:d}">'


def _sign(characters):
    code = ord(characters[0])
    name = NAMES.get(code, f"U+{code:04X}") if len(characters) == 1 else f"{len(characters)} hidden"
    return f'<span class="unseen" data-name="{name}">'
