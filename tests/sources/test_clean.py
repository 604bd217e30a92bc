import re
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.sources.clean import MARK, clean_text, decode

RUSSIAN = "Россия вывела миротворцев из Нагорного Карабаха, сообщил Песков. "
FRENCH = "Les dernières forces ont quitté la région, où elles étaient déployées depuis l’été. "
ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))


def test_plain_text_is_the_same_object():
    text = "Некоторый text 🇦🇲 with e\u0301, \u200b and \u202e in it\n\tand lines\n"
    assert clean_text(text) == (text, [])


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\f", "\x85"])
def test_line_ends_become_lf_without_a_word(end):
    assert clean_text(f"a{end}b") == ("a\nb", [])


@pytest.mark.parametrize(
    "code", [0, 1, 8, 0x0E, 0x1B, 0x1F, 0x7F, 0x80, 0x9F, 0xD800, 0xDFFF, 0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFF, 0x10FFFE]
)
def test_what_is_no_character_is_replaced_one_for_one_and_said(code):
    text, warnings = clean_text(f"a{chr(code)}b")
    assert text == f"a{MARK}b"
    assert re.match("1 .* could not be kept", warnings[0])


def test_losses_are_counted():
    assert clean_text("\0" * 1200 + "\ud800")[1] == [
        f"1 half of a character pair could not be kept; {MARK} stands in place of each.",
        f"1,200 control characters could not be kept; {MARK} stands in place of each.",
    ]


def test_two_halves_are_one_character():
    assert clean_text("\ud83d\ude00!") == ("😀!", [])


@pytest.mark.parametrize("text", ["e\u0301", "\u1100\u1161", "\ufb01", "Å", "\u0958"])
def test_nothing_is_normalised(text):
    assert clean_text(text)[0] == text
    assert unicodedata.normalize("NFC", text) != text or unicodedata.normalize("NFKC", text) != text or text == "Å"


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\u2066", "\U000e0041", "\u2028", "\xad", "a\ufeffb"])
def test_hidden_characters_stay(hidden):
    assert clean_text(f"x{hidden}y") == (f"x{hidden}y", [])


def test_a_byte_order_mark_at_the_start_goes():
    assert clean_text("\ufeffa") == ("a", [])


@given(ANY_TEXT)
def test_the_result_can_be_stored_anywhere(text):
    cleaned, _ = clean_text(text)
    assert "\0" not in cleaned and "\r" not in cleaned
    assert clean_text(cleaned) == (cleaned, []) or cleaned.startswith("\ufeff")
    cleaned.encode()


@pytest.mark.parametrize(
    ("data", "charset", "how"),
    [
        (b"plain", "utf-8", "default"),
        (RUSSIAN.encode(), "utf-8", "detected"),
        (b"\xef\xbb\xbf" + RUSSIAN.encode(), "utf-8", "bom"),
        (RUSSIAN.encode("utf-16"), "utf-16-le", "bom"),
        (b"\xfe\xff" + RUSSIAN.encode("utf-16-be"), "utf-16-be", "bom"),
        (RUSSIAN.encode("utf-32"), "utf-32-le", "bom"),
        (RUSSIAN.encode("utf-16-le"), "utf-16-le", "detected"),
        (RUSSIAN.encode("utf-16-be"), "utf-16-be", "detected"),
        (RUSSIAN.encode("koi8-r"), "koi8-r", "detected"),
        (RUSSIAN.encode("cp1251"), "cp1251", "detected"),
        (RUSSIAN.encode("cp866"), "cp866", "detected"),
        (RUSSIAN.encode("iso8859-5"), "iso8859-5", "detected"),
        (FRENCH.encode("cp1252"), "cp1252", "detected"),
        ("Zażółć gęślą jaźń, mówiła książka.".encode("cp1250"), "cp1250", "detected"),
        ("Türkiye’de yaşayan şair güneşi çağırdı".encode("cp1254"), "cp1254", "detected"),
        ("東京で会議が行われました。".encode("shift_jis"), "cp932", "detected"),
        ("東京で会議が行われました。".encode("iso2022_jp"), "iso2022_jp", "detected"),
        ("在这个国家里他们说中国人的话。".encode("gb18030"), "gb18030", "detected"),
    ],
)
def test_the_charset_is_found(data, charset, how):
    decoded = decode(data)
    assert (decoded.charset, decoded.how, decoded.warnings) == (charset, how, [])
    assert decoded.text.encode(charset) in data


@pytest.mark.parametrize("label", ["iso-8859-1", "ISO-8859-1 ", "latin1", "windows-1252", "us-ascii"])
def test_labels_are_read_as_browsers_read_them(label):
    decoded = decode(FRENCH.encode("cp1252"), label)
    assert (decoded.text, decoded.charset, decoded.how) == (FRENCH, "cp1252", "http")


def test_http_stands_above_meta():
    page = b'<meta charset="koi8-r">' + RUSSIAN.encode("cp1251")
    decoded = decode(page, "windows-1251", html=True)
    assert decoded.how == "http"
    assert RUSSIAN in decoded.text


@pytest.mark.parametrize(
    "meta",
    [
        b'<meta charset="koi8-r">',
        b"<META CHARSET=koi8-r>",
        b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">',
        b'<?xml version="1.0" encoding="koi8-r"?>',
    ],
)
def test_meta_stands_above_detection(meta):
    decoded = decode(meta + "да".encode("koi8-r"), html=True)
    assert (decoded.charset, decoded.how) == ("koi8-r", "meta")


@pytest.mark.parametrize(
    ("data", "label"),
    [
        (RUSSIAN.encode(), "windows-1251"),
        (RUSSIAN.encode(), "iso-8859-1"),
        (RUSSIAN.encode("koi8-r"), "windows-1251"),
        (RUSSIAN.encode("cp1251"), "utf-8"),
        (RUSSIAN.encode("cp1251"), "iso-8859-1"),
        (RUSSIAN.encode("utf-16-le"), "utf-8"),
        (RUSSIAN.encode("cp1251"), "no-such-charset"),
    ],
)
def test_a_declaration_that_the_bytes_disprove_is_set_aside_and_said(data, label):
    decoded = decode(data, label)
    assert (decoded.text, decoded.how) == (RUSSIAN, "detected")
    assert decoded.warnings[0].endswith("it was set aside.")


def test_broken_bytes_are_counted_and_the_rest_is_kept():
    decoded = decode(b"\xff" + RUSSIAN.encode() + b"\xc3", "utf-8")
    assert decoded.text == MARK + RUSSIAN + MARK
    assert decoded.warnings == [f"2 places could not be read as utf-8; {MARK} stands there."]


def test_a_nul_makes_no_text_wide():
    assert decode(b"one\0two three").text == "one\0two three"


@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "utf-16", "koi8-r", "x", "utf-7", "idna", "base64"]))
def test_decoding_never_fails(data, label):
    decoded = decode(data, label, html=True)
    assert decoded.how in {"bom", "http", "meta", "detected", "default"}
    clean_text(decoded.text)[0].encode()


def test_it_needs_no_django():
    code = "import research.sources.clean, sys; sys.exit('django.db' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
