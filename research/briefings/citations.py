"""Citations in a briefing's Markdown: Pandoc's form, `[@c12]` or `[@c12; @c14]`, where c12 is claim 12 of the dossier.

CommonMark with raw HTML off. Inside code a citation is code.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

BRACKETS = re.compile(r"\[@([^\[\]\n]{1,200})\]")
KEYS = re.compile(r"c([1-9][0-9]{0,8})(?:\s*;\s*@c([1-9][0-9]{0,8}))*\Z")
KEY = re.compile(r"c([1-9][0-9]{0,8})")
# A sentence ends with its mark, the quotation marks that close it, and the citations set behind it.
END = re.compile(r"[.!?…][\"”’»)\]]*(?:[ \n]?\[@[^\[\]\n]{1,200}\])*(?=\s|\Z)")
# Not the end of a sentence: an initial or one of these before the full stop.
SHORTENED = re.compile(r"(?:\b[^\W\d_]|\b(?:Mr|Mrs|Ms|Dr|St|No|Gen|Col|Lt|Prof|Rev|vs|approx|e\.g|i\.e|a\.m|p\.m))\.\Z")


@dataclass(frozen=True)
class Sentence:
    """One sentence of a body as plain text, without its citations, and the numbers of the claims it cites."""

    text: str
    claims: tuple[int, ...]


def _citation(state, silent):
    found = BRACKETS.match(state.src, state.pos)
    if not found or found.end() > state.posMax:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content, token.meta = found[0], {"claims": numbers_in(found[1])}
    state.pos = found.end()
    return True


def numbers_in(keys):
    """Return the claim numbers of what stands between `[@` and `]`; empty where it is no citation of ours."""
    return tuple(int(number) for number in KEY.findall(keys)) if KEYS.match(keys) else ()


MARKDOWN = MarkdownIt("commonmark", {"html": False})
MARKDOWN.disable("image")  # A picture would be fetched from elsewhere, and the CSP refuses it.
MARKDOWN.inline.ruler.before("link", "citation", _citation)


@lru_cache(maxsize=16)
def parse(body):
    """Return the syntax tree of a Markdown body, to be read only; its nodes of type "citation" carry meta["claims"]."""
    return SyntaxTreeNode(MARKDOWN.parse(body))


def citations(body):
    """Return (numbers, bad): the cited claim numbers in order of first appearance, and what is written like a
    citation and is none, as it stands in the body."""
    numbers, bad = {}, {}
    for node in parse(body).walk():
        if node.type == "citation":
            numbers |= dict.fromkeys(node.meta["claims"])
            if not node.meta["claims"]:
                bad[node.content] = None
    return list(numbers), list(bad)


def sentences(body):
    """Return the Sentences of a body. A citation belongs to the sentence it stands in or directly behind."""
    found = []
    for node in parse(body).walk():
        if node.type == "inline":
            found += _sentences_in("".join(_plain(node)))
    return found


def _plain(node):
    for child in node.children:
        if child.type in ("text", "code_inline", "citation"):
            yield child.content
        elif child.type in ("softbreak", "hardbreak"):
            yield "\n"
        else:
            yield from _plain(child)


def _sentences_in(text):
    start = 0
    for found in END.finditer(text):
        if SHORTENED.search(text, max(start, found.start() - 8), found.start() + 1):
            continue
        yield _sentence(text[start : found.end()])
        start = found.end()
    if text[start:].strip():
        yield _sentence(text[start:])


def _sentence(text):
    claims = dict.fromkeys(number for keys in BRACKETS.findall(text) for number in numbers_in(keys))
    return Sentence(re.sub(r"\s*\[@[^\[\]\n]{1,200}\]", "", text).strip(), tuple(claims))
