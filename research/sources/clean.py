"""From bytes to characters, and from characters to the text that is stored: every import passes here.

The rule for characters, in one sentence: line ends of every kind become LF, and whatever is no character meant for
interchange (NUL and the other controls except TAB and LF, lone surrogates, noncharacters) becomes U+FFFD one for one,
counted and said. Nothing else is touched: hidden and direction-changing characters stay, and nothing is normalised.
"""

import codecs
import re
from dataclasses import dataclass, field

from research.sources.alphabets import misread
from research.sources.charsets import SAMPLE, codec_named, detected, wide

MARK = "\ufffd"
LINE_ENDS = re.compile("\r\n|[\r\v\f\x85]")
SURROGATE = re.compile("[\ud800-\udfff]")
LAST_OF_PLANES = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
NONCHARACTER = re.compile(f"[\ufdd0-\ufdef{LAST_OF_PLANES}]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
CONTROL_BYTES = bytes([*range(9), *range(11, 32), 127])
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
META = re.compile(rb"""<meta[^<>]{0,500}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})""", re.I)
XML_DECLARATION = re.compile(rb"""^\s{0,99}<\?xml[^<>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})""", re.I)
META_WITHIN = 8192


LOST = (
    (SURROGATE, "half of a character pair", "halves of character pairs"),
    (CONTROL, "control character", "control characters"),
    (NONCHARACTER, "code that is no character", "codes that are no characters"),
)


def counted(number, one, many):
    """Say how many: "1 page", "1,200 pages"."""
    return f"{number:,} {one if number == 1 else many}"


def clean_text(text):
    """Return (text, warnings): the text as it may be stored, and one plain sentence for each kind of loss.

    Takes any str, lone surrogates included. The result holds Unicode scalar values only, no control but TAB and LF,
    and is never normalised (NFC would move the offsets that passages stand on; Unicode 16, section 23.7 and D14).
    """
    if _is_clean(text):
        return text, []
    text = LINE_ENDS.sub("\n", _join_pairs(text.removeprefix("\ufeff")))
    warnings = []
    for pattern, one, many in LOST:
        text, number = pattern.subn(MARK, text)
        if number:
            warnings.append(f"{counted(number, one, many)} could not be kept; {MARK} stands in place of each.")
    return text, warnings


def _is_clean(text):
    """Whether there is nothing to do; one pass in C over the UTF-8 form, so that bulk imports pass quickly."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return False
    if data[:3] == codecs.BOM_UTF8 or len(data.translate(None, CONTROL_BYTES)) != len(data):
        return False
    if text.isascii():
        return True
    return not (
        (b"\xc2" in data and CONTROL.search(text) is not None)
        or ((b"\xef\xb7" in data or b"\xbf" in data) and NONCHARACTER.search(text) is not None)
    )


def _join_pairs(text):
    """Join surrogates that stand as a proper pair: together they are one character, and nothing is lost."""
    if not SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


@dataclass
class Decoded:
    """Text read from bytes: with which charset, how that was known (bom, http, meta, detected, default)."""

    text: str
    charset: str
    how: str
    warnings: list = field(default_factory=list)


def decode(data, declared="", *, html=False):
    """Read bytes as characters and say how: byte order mark, then what HTTP says, then `<meta>`, then detection.

    `declared` is the charset of the HTTP header, "" where there was none; labels are read as browsers read them
    (WHATWG Encoding: "iso-8859-1" is windows-1252). A declaration that the bytes disprove is set aside, and the
    warnings say so. Bytes that cannot be read become U+FFFD, counted. Never raises.
    """
    for mark, charset in BOMS:
        if data.startswith(mark):
            return _read(data[len(mark) :], charset, "bom")
    warnings = []
    for label, how in ((declared, "http"), (_in_markup(data) if html else "", "meta")):
        if not label:
            continue
        charset = codec_named(label)
        if charset and _fits(data, charset):
            return _read(data, charset, how)
        said = "the server" if how == "http" else "the page"
        why = "does not fit the bytes" if charset else "is not a charset known here"
        warnings.append(f"The charset named by {said}, {label}, {why}; it was set aside.")
    charset, how = detected(data)
    read = _read(data, charset, how)
    return Decoded(read.text, read.charset, read.how, warnings + read.warnings)


def _in_markup(data):
    found = XML_DECLARATION.search(data[:META_WITHIN]) or META.search(data[:META_WITHIN])
    label = found[1].decode("ascii", "ignore").lower() if found else ""
    # a meta element could be read at all, so the bytes are no UTF-16 whatever it says (WHATWG HTML 13.2.3.2)
    return "utf-8" if label.startswith("utf-16") else label


def _fits(data, charset):
    """Whether the bytes could be this charset; where it is doubtful, detection has the better eyes."""
    text = data.decode(charset, "replace")
    bad = text.count(MARK)
    if charset != "utf-8" and not data.isascii() and _is_utf8(data):
        return False
    if data.isascii() and detected(data)[1] == "detected" and detected(data)[0] != charset:
        return False
    if b"\0" in data and wide(data) not in (None, charset):
        return False
    if charset != "utf-8" and misread(data[:SAMPLE], charset):
        return False
    foreign = sum(map(len, re.findall("[^\x00-\x7f\ufffd]+", text)))
    return bad == 0 or bad * 4 <= foreign or bad * 200 <= len(text)


def _is_utf8(data):
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _read(data, charset, how):
    text = data.decode(charset, "replace")
    lost = text.count(MARK)
    if not lost:
        return Decoded(text, charset, how)
    warning = f"{counted(lost, 'place', 'places')} could not be read as {charset}; {MARK} stands there."
    return Decoded(text, charset, how, [warning])
