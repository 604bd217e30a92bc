"""RSS and Atom feeds, by feedparser: each entry an item, with its text where the feed holds all of it."""

import re
from io import BytesIO
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

from research.sources.importers.blocks import paragraphs
from research.sources.importers.html import parsed
from research.sources.importers.metadata import tidy
from research.sources.importers.shapes import Item, Refused

MOST_ENTRIES = 5000
ENTRY = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.I)
TRICKED = "This feed holds definitions (DTD entities) that no honest feed has. It was left closed."
NOT_A_FEED = "This is no feed that can be read: neither RSS nor Atom. Import the articles by their addresses."
NO_PLACE = "This entry of the feed has neither a text nor an address."
# Shorter than this, what the feed gives is a teaser, and the article is fetched from its address.
FULL_TEXT = 1500


def items(data):
    """Yield an Item for every entry of a feed, once for each identity the feed gives it."""
    if (entries := len(ENTRY.findall(data))) > MOST_ENTRIES:
        raise Refused(f"This feed has {entries:,} entries; at most {MOST_ENTRIES:,} are read at once.")
    _refuse_entities(data)
    import feedparser

    feed = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        raise Refused(NOT_A_FEED)
    seen = set()
    for number, entry in enumerate(feed.entries, 1):
        identity = entry.get("id") or entry.get("link") or str(number)
        if identity not in seen:
            seen.add(identity)
            yield _item(number, entry, feed.feed)


def _refuse_entities(data):
    """Read the feed once with entities forbidden: feedparser's own parser would unfold them."""
    from defusedxml import DefusedXmlException
    from defusedxml.sax import parseString

    try:
        parseString(data, ContentHandler(), forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise Refused(TRICKED) from error
    except SAXParseException:
        return  # feedparser mends broken feeds, by a parser that knows no entities


def _item(number, entry, feed):
    said = tidy(
        {
            "title": _plain(entry.get("title", "")),
            "byline": entry.get("author"),
            "publisher": _plain(feed.get("title", "")),
            "url": entry.get("link"),
            "language": entry.get("language") or feed.get("language"),
            "published": entry.get("published") or entry.get("updated"),
        }
    )
    name = f"{said.get('title', 'untitled')[:400]} (entry {number:,})"
    text = max((_plain(content.get("value", "")) for content in entry.get("content", [])), key=len, default="")
    url = said.get("url")
    if not url:
        text = text or _plain(entry.get("summary", ""))
    if text and (len(text) >= FULL_TEXT or not url):
        return Item(name, data=text.encode(), url=url, metadata=said)
    return Item(name, url=url, metadata=said, problem="" if url else NO_PLACE)


def _plain(html):
    """Return a snippet of HTML as plain paragraphs."""
    tree = parsed(html) if html.strip() else None
    return "\n\n".join(paragraphs(tree.find("body"))) if tree is not None else ""
