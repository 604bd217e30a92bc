"""What differs between two texts, word by word, for a review and for the page that compares two versions."""

import re
from difflib import SequenceMatcher

SAME, REMOVED, ADDED = "same", "removed", "added"
WORDS = re.compile(r"\s+|[^\s]+")
# Beyond so many parts, comparing one by one could take seconds, and nobody would read the answer.
MOST_PARTS = 2_000


def changes(before, after):
    """Return the paragraphs of two texts put together, each a list of (kind, text) with kind same, removed or added."""
    old, new = before.split("\n\n"), after.split("\n\n")
    if max(len(old), len(new)) > MOST_PARTS:
        return [[(REMOVED, before)], [(ADDED, after)]]
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [[(SAME, text)] for text in old[a:b]]
            continue
        pairs = min(b - a, d - c)
        found += [_words(old[a + n], new[c + n]) for n in range(pairs)]
        found += [[(REMOVED, text)] for text in old[a + pairs : b]]
        found += [[(ADDED, text)] for text in new[c + pairs : d]]
    return [[piece for piece in paragraph if piece[1]] for paragraph in found if any(text for _, text in paragraph)]


def _words(before, after):
    old, new = WORDS.findall(before), WORDS.findall(after)
    if max(len(old), len(new)) > MOST_PARTS:
        return [(REMOVED, before), (ADDED, after)]
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append((SAME, "".join(old[a:b])))
        else:
            found += [(REMOVED, "".join(old[a:b])), (ADDED, "".join(new[c:d]))]
    return found


def changes_of(before, after):
    """Return (name, paragraphs) for each of title, standfirst and body that differs between two records or Briefings
    given as dicts with these keys."""
    names = ("title", "standfirst", "body")
    return [(name, changes(before[name], after[name])) for name in names if before[name] != after[name]]


def note_changes(before, after):
    """Return what two records' footnotes differ in: (added, removed, rated anew), lists of footnotes of the records,
    the last as pairs."""
    old = {note["claim"]: note for note in before["footnotes"]}
    new = {note["claim"]: note for note in after["footnotes"]}
    added = [note for claim, note in new.items() if claim not in old]
    removed = [note for claim, note in old.items() if claim not in new]
    both = [(old[claim], note) for claim, note in new.items() if claim in old]
    return added, removed, [(a, b) for a, b in both if a["rating"]["letters"] != b["rating"]["letters"]]
