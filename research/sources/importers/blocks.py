"""Marked-up trees as plain paragraphs: headings, list items, table rows and paragraphs stand apart by a blank line."""

import re

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 head header hgroup hr html item legend li list main menu nav ol p pre quote row search"
    " section summary table tbody tfoot thead title tr ul".split()
)
HIDDEN = frozenset(
    "script style template noscript svg math iframe object canvas audio video map select datalist".split()
)
LINE = frozenset(("br", "lb"))
CELLS = frozenset(("td", "th", "cell"))
PRE = frozenset(("pre", "code"))
SPACES = re.compile("[ \t\r\n\f]+")
AROUND_BREAK = re.compile(" ?([\n\t]) ?")


def paragraphs(tree, *, skip=HIDDEN):
    """Return the text of an element as a list of paragraphs, in order; `skip` names elements left out whole.

    Takes an lxml element without comments. Walks without recursion, so that no depth of nesting ends it.
    """
    from lxml.etree import iterwalk

    found, pieces, skipped, pre = [], [], 0, 0
    for step, node in iterwalk(tree, events=("start", "end")):
        tag = node.tag
        if step == "start":
            skipped += tag in skip
            pre += tag in PRE
            if not skipped:
                _open(tag, found, pieces)
                pieces.append(_text(node.text, pre))
            continue
        if not skipped and tag in BLOCKS:
            _close(found, pieces)
        skipped -= tag in skip
        pre -= tag in PRE
        if not skipped and node is not tree:
            pieces.append(_text(node.tail, pre))
    _close(found, pieces)
    return found


def _text(text, pre):
    return text or "" if pre else SPACES.sub(" ", text or "")


def _open(tag, found, pieces):
    if tag in BLOCKS:
        _close(found, pieces)
    elif tag in LINE:
        pieces.append("\n")
    elif tag in CELLS and "".join(pieces).strip():
        pieces.append("\t")


def _close(found, pieces):
    text = AROUND_BREAK.sub(r"\1", "".join(pieces)).strip(" \n\t")
    pieces.clear()
    if text:
        found.append(text)
