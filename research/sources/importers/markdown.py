"""Markdown as its readers see it: headings, paragraphs and lists as plain paragraphs, the front matter as metadata."""

import re
from html import unescape
from importlib.metadata import version

from research.sources.clean import clean_text, decode
from research.sources.importers.blocks import paragraphs
from research.sources.importers.html import parsed
from research.sources.importers.leavings import WORD, partial
from research.sources.importers.metadata import tidy
from research.sources.importers.shapes import Extracted, Refused
from research.sources.importers.sniffing import refuse_binary
from research.sources.importers.text import title_of

FRONT = re.compile(r"---[ \t]*\n((?:[^\n]{0,2000}\n){0,100}?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
FIELD = re.compile(r"(\w[\w -]{0,40}):[ \t]+(.*)")
# Addresses, reference definitions and fences are marks of Markdown: their readers do not see them.
UNSEEN = re.compile(
    r"\]\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,300}\")?\)|^ {0,3}\[[^\]\n]{1,200}\]:.*$|^ {0,3}(?:`{3,}|~{3,}).*$", re.M
)


def read(source):
    """Return the text of a Markdown file without its marks. Raw HTML in it stays text."""
    from markdown_it import MarkdownIt

    refuse_binary(source.data)
    decoded = decode(source.data, source.charset)
    text, warnings = clean_text(decoded.text)
    front, text = _front_matter(text)
    tree = parsed(MarkdownIt("commonmark", {"html": False}).enable("table").render(text))
    body = paragraphs(tree.find("body")) if tree is not None else []
    if not body:
        raise Refused("This file holds no text. Choose another.")
    headings = [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]
    return Extracted(
        "\n\n".join(body),
        **({"title": headings[0] if headings else title_of(body)} | front),
        extractor="markdown-it-py",
        version=version("markdown-it-py"),
        charset=decoded.charset,
        charset_how=decoded.how,
        warnings=[*decoded.warnings, *warnings, *partial(_unread(text, body))],
    )


def _front_matter(text):
    """Return (metadata, text): the lines between two rules at the top, as static site makers write them."""
    found = FRONT.match(text)
    if not found:
        return {}, text
    fields = {name: value.strip().strip("\"'") for name, value in FIELD.findall(found[1])}
    return tidy(fields), text[found.end() :]


def _unread(text, body):
    """Return the lines of the source with words that the result has nowhere: nesting too deep is left out silently."""
    known = set(WORD.findall(" ".join(body)))
    return [line for line in unescape(UNSEEN.sub("", text)).split("\n") if not known.issuperset(WORD.findall(line))]
