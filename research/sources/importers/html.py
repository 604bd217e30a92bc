"""Web pages: the article without its furniture, by trafilatura; the day it was published, by htmldate."""

import re
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from research.sources.clean import clean_text, decode
from research.sources.importers.blocks import paragraphs
from research.sources.importers.leavings import cut_short, left_out
from research.sources.importers.shapes import Extracted, Refused

# libxml2 drops what is nested deeper than 2,048 without a word, and trafilatura recurses: open tags beyond this
# depth are taken out first, and their text stays.
DEEPEST = 200
SHY = re.compile("\xad|&shy;|&#173;|&#x0*ad;", re.I)
TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]{0,40})[^<>]*>")
# Elements that end by themselves, or that cannot hold any; they add no depth of their own.
FLAT = frozenset(
    "p li dt dd tr td th thead tbody tfoot option optgroup colgroup rp rt html head body area base br col embed hr img"
    " input link meta param source track wbr".split()
)
KEPT_AT_ANY_DEPTH = frozenset(("br", "html", "head", "body", "script", "style"))
CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
LANGUAGE = re.compile(r"[a-z]{2,3}(?![a-z])", re.I)
# trafilatura copies the tree several times over; above this only the plain text of the page is taken.
MOST_FOR_TRAFILATURA = 5_000_000


def read(source):
    """Return the article of a page, with what its markup says of it."""
    decoded = decode(source.data, source.charset, html=True)
    text, warnings = clean_text(decoded.text)
    # a hint for the layout of the page, in the middle of words, and no letter of theirs
    text = SHY.sub("", text)
    tree = parsed(text, comments=True)  # they may hold the date
    if tree is None:
        raise Refused("This page is empty. Open it in a browser, copy the article and paste it.")
    said = metadata(tree, source.url)
    without_comments(tree)
    body, extractor = main_text(tree, source.url, len(text))
    if not body:
        raise Refused(
            "This page holds no text. It may be put together by scripts: open it in a browser, "
            "copy the article and paste it."
        )
    return Extracted(
        "\n\n".join(body),
        extractor=extractor,
        version=version_of(extractor),
        charset=decoded.charset,
        charset_how=decoded.how,
        warnings=[*decoded.warnings, *warnings, *cut_short(text, tree), *left_out(tree, body)],
        **said,
    )


def parsed(text, *, comments=False):
    """Return the tree of a page, or None where there is none; no text is lost to depth."""
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(
        huge_tree=True, collect_ids=False, encoding="utf-8", remove_comments=not comments, remove_pis=not comments
    )
    text = CDATA.sub(" ", text)
    try:
        tree = document_fromstring(text.encode(), parser=parser)
        return document_fromstring(shallow(text).encode(), parser=parser) if is_deep(tree) else tree
    except ParserError:
        return None


def without_comments(tree):
    """Take comments and processing instructions out of a tree, in place."""
    from lxml.etree import Comment, ProcessingInstruction, strip_elements

    strip_elements(tree, Comment, ProcessingInstruction, with_tail=False)


def is_deep(tree):
    """Return whether elements of a tree are nested deeper than DEEPEST."""
    from lxml.etree import iterwalk

    depth = 0
    for step, _ in iterwalk(tree, events=("start", "end")):
        depth += 1 if step == "start" else -1
        if depth > DEEPEST:
            return True
    return False


def shallow(text):
    """Take out the tags of elements that are nested deeper than DEEPEST."""
    depth = 0

    def kept(found):
        nonlocal depth
        tag = found[2].lower()
        if tag not in FLAT:
            depth = max(depth - 1, 0) if found[1] else depth + 1
        # a closing tag stands at the depth it closes
        here = depth + (tag not in FLAT and found[1] == "/")
        if here <= DEEPEST or tag in KEPT_AT_ANY_DEPTH:
            return found[0]
        return "<br>" if tag == "p" else " "

    return TAG.sub(kept, text)


def main_text(tree, url, size):
    """Return (paragraphs, extractor): trafilatura's choice, else all text of the page."""
    if size <= MOST_FOR_TRAFILATURA:
        from trafilatura import bare_extraction

        document = bare_extraction(tree, url=url or None, include_comments=False, include_tables=True)
        if document is not None and (found := paragraphs(document.body)):
            return found, "trafilatura"
    body = tree.find("body")
    return paragraphs(tree if body is None else body), "lxml"


def version_of(package):
    from importlib.metadata import version

    return version(package)


def metadata(tree, url):
    """Return what the page says of itself, by the field names of Extracted."""
    from trafilatura.metadata import extract_metadata

    today = datetime.now(UTC).strftime("%Y-%m-%d")
    dates = {"original_date": True, "extensive_search": True, "max_date": today}
    said = extract_metadata(tree, url or None, dates)
    address = canonical(tree, url) or web_address(said.url or "") or url
    publisher = said.sitename or (urlsplit(address).hostname or "")
    publisher = publisher.removeprefix("www.")
    return {
        "title": without_publisher(said.title or "", publisher),
        "byline": ", ".join(part.strip() for part in (said.author or "").split(";") if part.strip()),
        "publisher": publisher,
        "url": address,
        "language": language(tree),
        "published": said.date or "",
        "kind": kind(tree),
    }


def canonical(tree, url):
    """Return the address a page gives as its own, made whole by the one it was found at, or ""."""
    for found in tree.xpath("//link[@rel='canonical']/@href"):
        try:
            return web_address(urljoin(url, found.strip()))
        except ValueError:
            return ""
    return ""


def web_address(url):
    """Return the address where it is one a browser may follow, else ""."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.hostname and len(url) <= 2000 else ""


def without_publisher(title, publisher):
    """Take the publisher's name off the end of a title: "Troops leave | The Daily" is "Troops leave"."""
    head, mark, tail = re.match(r"(.*?)(?:\s+([-|–—•])\s+([^-|–—•]*))?$", title.strip(), re.S).groups(default="")
    return head if mark and tail.casefold() == publisher.casefold() else title.strip()


def language(tree):
    """Return the language the page declares, as its two or three letters (BCP 47), or ""."""
    said = [
        tree.get("lang"),
        *tree.xpath("//meta[@property='og:locale']/@content"),
        *tree.xpath("//meta[translate(@http-equiv, 'CL', 'cl')='content-language']/@content"),
    ]
    found = next(filter(None, (LANGUAGE.match(value.strip()) for value in said if value)), None)
    return found[0].lower() if found else ""


def kind(tree):
    """Return "opinion" where the page's own markup says so (schema.org OpinionNewsArticle), else "report"."""
    linked = tree.xpath("//script[@type='application/ld+json']/text()")
    sections = tree.xpath("//meta[@property='article:section']/@content")
    opinion = any('"OpinionNewsArticle"' in script for script in linked)
    return "opinion" if opinion or any(section.strip().lower() == "opinion" for section in sections) else "report"
