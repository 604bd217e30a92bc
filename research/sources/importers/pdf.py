"""PDF: the text layer, page by page, with its lines put together into paragraphs."""

import re
from ctypes import byref
from importlib.metadata import version
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from research.sources.clean import clean_text, counted
from research.sources.importers.shapes import Extracted, Refused
from research.sources.importers.text import TITLE_MOST

MOST_PAGES = 3000
# PDFium marks the hyphen of a word divided at the end of a line with U+FFFE, and leaves the line end out.
LINE = re.compile("([^\r\n\ufffe]*[^\\s\ufffe][^\r\n\ufffe]*)(\ufffe?)")
ENDS_SENTENCE = re.compile(r"[.!?…:;。][\"'”’»)\]]*$")
LOCKED = "This PDF is locked with a password. Open it, save it without one, and import that."
BROKEN = "This PDF is broken and cannot be opened. Get it again, or print it anew to a PDF."
EMPTY = "This PDF is empty: no page holds anything. Choose another."
NO_TEXT = (
    "This PDF has no text layer: its pages are pictures. Run it through text recognition (OCR) and import the result, "
    "or paste the text."
)


class Line(NamedTuple):
    """A printed line and its place on the page, in points from the bottom left; whether it ends in a divided word."""

    text: str
    divided: bool
    left: float
    right: float
    bottom: float
    height: float


def read(source):
    """Return the text of a PDF; `page_starts` holds where each page begins in it, in code points."""
    document = _opened(source.data)
    text, starts, faults = "", [], {"pictures": [], "broken": []}
    pieces, size = [], 0
    for number in range(len(document)):
        page, fault = _page(document, number)
        starts.append(size)
        if page:
            pieces.append(page)
            size += len(page) + 2
        if fault:
            faults[fault].append(number + 1)
    if not pieces:
        raise Refused(NO_TEXT if faults["pictures"] else BROKEN if faults["broken"] else EMPTY)
    text = "\n\n".join(pieces)
    said, first = document.get_metadata_dict(), pieces[0].split("\n\n")[0]
    return Extracted(
        text,
        title=said.get("Title") or (first if len(first) <= TITLE_MOST else ""),
        byline=said.get("Author", ""),
        page_starts=[min(start, len(text)) for start in starts],
        extractor="pypdfium2",
        version=version("pypdfium2"),
        warnings=_partial("hold only pictures", faults["pictures"]) + _partial("are broken", faults["broken"]),
    )


def _opened(data):
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refused(LOCKED if "password" in str(error).lower() else BROKEN) from error
    if len(document) > MOST_PAGES:
        raise Refused(f"This PDF has {len(document):,} pages; at most {MOST_PAGES:,} are read at once. Split it.")
    return document


def _page(document, number):
    """Return (text, fault): the paragraphs of a page, and why there are none where it shows something all the same."""
    import pypdfium2

    try:
        page = document[number]
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError:
        return "", "broken"
    text = clean_text("\n\n".join(joined(_lines(textpage))))[0].strip()
    pictures = not text and next(page.get_objects(max_depth=1), None) is not None
    textpage.close()
    page.close()
    return text, "pictures" if pictures else ""


def _partial(what, numbers):
    if not numbers:
        return []
    pages = ", ".join(map(str, numbers[:10])) + (" and others" if len(numbers) > 10 else "")
    return [f"Partial: {counted(len(numbers), 'page', 'pages')} of this PDF {what}, so their text is missing: {pages}."]


def _lines(textpage):
    from pypdfium2 import raw

    def box(index):
        found = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(
            textpage.raw, raw.FPDFText_GetCharIndexFromTextIndex(textpage.raw, index), byref(found)
        )
        return found

    lines = []
    for found in LINE.finditer(textpage.get_text_range()):
        first, last = box(found.start()), box(found.end(1) - 1)
        lines.append(
            Line(found[1].strip(), bool(found[2]), first.left, last.right, first.bottom, first.top - first.bottom)
        )
    return lines


def joined(lines):
    """Put printed lines together: a wider gap, another size of letter or a short last line begins a new paragraph."""
    pitches = [above.bottom - below.bottom for above, below in pairwise(lines)]
    pitch = median([step for step in pitches if step > 0] or [0])
    found = []
    for number, line in enumerate(lines):
        if number == 0 or _begins(lines, number, pitch):
            found.append(line.text)
        elif lines[number - 1].divided:
            found[-1] += line.text if line.text[0].islower() else "-" + line.text
        else:
            found[-1] += line.text if found[-1].endswith("-") else " " + line.text
    return found


def _begins(lines, number, pitch):
    above, line = lines[number - 1], lines[number]
    if above.divided:
        return False
    if abs(above.height - line.height) > 0.15 * max(above.height, line.height):
        return True
    step = above.bottom - line.bottom
    if step > 1.35 * pitch:
        return True
    if not ENDS_SENTENCE.search(above.text):
        return False
    widest = max(other.right for other in lines[max(0, number - 3) : number + 2])
    return step <= 0 or line.left > above.left + 0.8 * line.height or above.right < widest - 3 * line.height
