"""Markdown as its readers see it: headings, paragraphs and lists as plain paragraphs, the front matter as metadata."""

from research.sources.importers import text


def read(source):
    """Return the text of a Markdown file."""
    return text.read(source)
