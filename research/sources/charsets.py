"""What charset bytes are in, where nothing trustworthy says so."""

import codecs
import re

from research.sources.alphabets import guessed

# Labels that browsers read otherwise than their name says (WHATWG Encoding, section 4.2), as Python calls them.
LABELS = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "l1": "cp1252",
    "x-cp1252": "cp1252",
    "iso-8859-9": "cp1254",
    "latin5": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "utf8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "utf-16": "utf-16-le",
    "unicode": "utf-16-le",
    "x-mac-cyrillic": "mac-cyrillic",
    "macintosh": "mac-roman",
    "x-cp1251": "cp1251",
    "win-1251": "cp1251",
    "koi": "koi8-r",
    "koi8": "koi8-r",
    "iso-8859-8-i": "iso8859-8",
}
# Codecs of Python that are no charsets of text, or that no file is honestly in.
NOT_TEXT = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem", "palmos"}
SAMPLE = 200_000
ESCAPED_JAPANESE = re.compile(rb"\x1b\$[@B]")
PRINTED = re.compile(rb"[\t\n\r -~]")
STRANGE = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")


def codec_named(label):
    """Return Python's name for a charset label as browsers read it, or "" where the label is unknown."""
    label = label.strip().strip("\"'").lower()
    try:
        codec = codecs.lookup(LABELS.get(label, label))
    except (LookupError, ValueError, UnicodeError):
        return ""
    return "" if codec.name in NOT_TEXT or not codec._is_text_encoding else codec.name


def wide(data):
    """Return "utf-16-le" or "utf-16-be" where zero bytes stand as only such text has them, else None."""
    sample = data[: SAMPLE & ~1]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if not even + odd or min(even, odd) * 10 > max(even, odd):
        return None
    if (even + odd) * 5 < len(sample) and len(PRINTED.findall(sample)) * 10 > len(sample) * 6:
        return None  # some zero bytes have strayed into a text of single bytes
    charset = "utf-16-le" if odd > even else "utf-16-be"
    text = sample.decode(charset, "replace")
    strange = len(STRANGE.findall(text))
    return charset if strange * 100 <= len(text) else None


def detected(data):
    """Return (charset, how): how is "default" where the bytes are plain ASCII and nothing had to be guessed."""
    if charset := wide(data):
        return charset, "detected"
    if data.isascii():
        return ("iso2022_jp", "detected") if ESCAPED_JAPANESE.search(data) else ("utf-8", "default")
    if _mostly_utf8(data):
        return "utf-8", "detected"
    return guessed(data[:SAMPLE]), "detected"


def _mostly_utf8(data):
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return not bad or bad * 4 <= len(text) - len(text.encode("ascii", "ignore")) - bad
