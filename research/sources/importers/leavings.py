"""What an extractor left behind: said in words, so that no text of a document is lost in silence."""

import re
from html import unescape

from research.sources.clean import counted
from research.sources.importers.blocks import paragraphs

WORD = re.compile(r"[^\W_]+")
CODE = frozenset(("script", "style"))
FURNITURE = CODE | frozenset("nav header footer aside form button menu dialog template noscript select svg".split())
# Fewer words than this, without a full stop at the end, is a heading, a caption or a button rather than prose.
PROSE = 12
SHOWN = 80
# Looking one paragraph up in the text costs its length; this many characters in all take about a second.
BUDGET = 200_000_000
UNSHOWN = (("<!--", "-->", "a comment"), ("<script", "</script", "a script"), ("<style", "</style", "a style sheet"))
UNTAGGED = re.compile(r"<[^<>]*>")
TAIL, TAIL_WORDS = 5000, 5


def cut_short(markup, tree):
    """Return a warning where a page's end is in no part of its tree, or in a part that no browser shows."""
    low = markup.lower()
    for opening, closing, name in UNSHOWN:
        if low.rfind(opening) > low.rfind(closing):
            return [f"Partial: the page has {name} that is never closed; what follows was not read."]
    tail = UNTAGGED.sub(" ", markup[-TAIL:].partition(">")[2] or markup)
    there = set(WORD.findall(" ".join(tree.itertext())))
    lost = [word for word in WORD.findall(unescape(tail))[-TAIL_WORDS:] if word not in there]
    return [f"Partial: the end of the page could not be read; it ends in “{shown(' '.join(lost))}”."] if lost else []


def left_out(tree, kept):
    """Return warnings for the text of an HTML tree that is in none of the `kept` paragraphs."""
    body = tree.find("body")
    body = tree if body is None else body
    whole = missing(paragraphs(body, skip=CODE), kept)
    if not whole:
        return []
    prose = [text for text in missing(paragraphs(body, skip=FURNITURE), kept) if is_prose(text)]
    told = set(prose)
    return [*partial(prose), *furniture([text for text in whole if text not in told])]


def missing(paragraphs_there, kept):
    """Return the paragraphs of a document whose words do not stand in the kept ones, in order."""
    same = {" ".join(WORD.findall(text)) for text in kept}
    joined = f" {' '.join(WORD.findall(' '.join(kept)))} "
    looks = BUDGET // len(joined)
    lost = []
    for text in paragraphs_there:
        words = " ".join(WORD.findall(text))
        if not words or words in same:
            continue
        looks -= 1
        if looks < 0 or f" {words} " not in joined:
            lost.append(text)
    return lost


def is_prose(text):
    return len(WORD.findall(text)) >= PROSE or text.rstrip("\"'”’»)").endswith((".", "!", "?", "…", "。"))


def partial(lost):
    """Return the warning for prose that was left out, as a list of none or one."""
    if not lost:
        return []
    return [
        f"Partial: {said(lost, 'paragraph', 'paragraphs')} of this document may belong to the article and "
        f"were left out, beginning with “{shown(lost[0])}”."
    ]


def furniture(lost):
    """Return the warning for headings, captions and buttons that were left out, as a list of none or one."""
    if not lost:
        return []
    return [f"Left out as furniture: {said(lost, 'line', 'lines')}, beginning with “{shown(lost[0])}”."]


def said(texts, one, many):
    words = sum(len(WORD.findall(text)) for text in texts)
    return f"{counted(len(texts), one, many)} ({counted(words, 'word', 'words')})"


def shown(text):
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else text[:SHOWN].rsplit(" ", 1)[0] + " …"
