"""Bottom-k sketches: a few numbers that stand for a text, by which near-identical texts are found."""

import re
from zlib import crc32

WORD = re.compile(r"\w+")
SHINGLE = 4
SIZE = 128


def sketch(text):
    """Return the SIZE smallest hashes of the text's runs of SHINGLE words, ascending: the same in every process.

    Letters' case, punctuation and spacing do not count. A text of fewer words is one run (Broder 1997).
    """
    words = WORD.findall(text.casefold())
    if not words:
        return ()
    # crc32 keeps near inputs near; multiplying by an odd constant spreads them over all 32 bits
    runs = {" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))}
    return tuple(sorted({crc32(run.encode("utf-8", "replace")) * 2654435761 & 0xFFFFFFFF for run in runs})[:SIZE])


def resemblance(a, b):
    """Return how alike two sketched texts are, 0 to 1: the share of runs of words they have in common (Jaccard)."""
    smallest = sorted({*a, *b})[:SIZE]
    shared = {*a} & {*b}
    return sum(number in shared for number in smallest) / len(smallest) if smallest else 0.0
