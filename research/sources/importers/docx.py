"""Word documents (.docx), by mammoth: headings, paragraphs, lists, tables and notes as plain paragraphs."""

import re
import zipfile
from importlib.metadata import version
from io import BytesIO
from xml.parsers.expat import ExpatError
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from research.sources.importers.blocks import paragraphs
from research.sources.importers.html import parsed
from research.sources.importers.leavings import furniture, missing, partial
from research.sources.importers.packing import inflated, opened
from research.sources.importers.shapes import Extracted, Refused
from research.sources.importers.text import title_of

MOST_INFLATED = 50_000_000
MAIN_PARTS = re.compile(r"word/(document|footnotes|endnotes)\.xml")
SIDE_PARTS = re.compile(r"word/(header|footer|comments)\d*\.xml")
DEEPEST = 200
BROKEN = "This Word document is broken and cannot be read. Open it in a word processor and save it again."
TRICKED = "This Word document holds definitions (DTD) that no word processor writes. It was left closed."
TOO_DEEP = "This Word document is nested too deeply to be read. Copy its text and paste it."


def read(source):
    """Return the text of a Word document, and in the warnings what of it was not reached."""
    parts = _parts(source.data)
    written = {name: _written(data) for name, data in parts.items()}
    body = _converted(parts)
    if not body:
        raise Refused("This Word document holds no text. If its pages are pictures, paste the text instead.")
    main = [text for name in written if MAIN_PARTS.fullmatch(name) for text in written[name].paragraphs]
    side = [text for name in written if SIDE_PARTS.fullmatch(name) for text in written[name].paragraphs]
    core = written["docProps/core.xml"].said if "docProps/core.xml" in written else {}
    return Extracted(
        "\n\n".join(body),
        title=core.get("title") or title_of(body),
        byline=core.get("creator", ""),
        language=core.get("language", "").partition("-")[0].lower(),
        extractor="mammoth",
        version=version("mammoth"),
        warnings=partial(missing(main, body)) + furniture(missing(side, body)),
    )


def _parts(data):
    """Return the XML parts by name, each inflated within bounds; pictures and fonts are left where they are."""
    archive, parts, room = opened(data), {}, MOST_INFLATED
    for member in archive.infolist():
        if member.filename.endswith((".xml", ".rels")):
            parts[member.filename] = inflated(archive, member, room)
            room -= len(parts[member.filename])
    return parts


class _Written(ContentHandler):
    """Collects what a part says: the text of each w:p, and the elements of the core properties by name."""

    def __init__(self):
        super().__init__()
        self.paragraphs, self.said = [], {}
        self._depth, self._open, self._pieces = 0, [], []

    def startElement(self, name, attrs):
        self._open.append(name.partition(":")[2])
        if len(self._open) > DEEPEST:
            raise Refused(TOO_DEEP)
        if name in ("w:tab", "w:br", "w:cr", "w:p"):
            self._pieces.append(" ")

    def characters(self, content):
        if self._open[-1] == "t":
            self._pieces.append(content)
        elif len(self._open) == 2:
            self.said[self._open[-1]] = self.said.get(self._open[-1], "") + content

    def endElement(self, name):
        self._open.pop()
        if name == "w:p":
            self.paragraphs.append("".join(self._pieces))
            self._pieces.clear()


def _written(data):
    """Read a part with a parser that follows no entity and no address: mammoth's own would."""
    from defusedxml import DefusedXmlException
    from defusedxml.sax import parseString

    found = _Written()
    try:
        parseString(data, found, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Refused(TRICKED) from error
    except SAXException as error:
        raise Refused(BROKEN) from error
    return found


def _converted(parts):
    """Give mammoth an archive of the checked parts alone, and return its paragraphs."""
    import mammoth

    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    try:
        html = mammoth.convert_to_html(packed, convert_image=lambda image: []).value
    except (KeyError, AttributeError, ValueError, IndexError, TypeError, OSError, ExpatError) as error:
        raise Refused(BROKEN) from error
    tree = parsed(html)
    if tree is None:
        return []
    # the marks of notes would stand inside the quotes that are taken from the text
    for mark in tree.xpath("//a[starts-with(@href, '#footnote') or starts-with(@href, '#endnote')]"):
        mark.drop_tree()
    return paragraphs(tree.find("body"))
