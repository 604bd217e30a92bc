import pytest

from research.sources.importers import Refused, extract

STORY = "Troops leave the valley\nBy Jane Roe\n\nThe last forces left on Wednesday.\r\nNobody stayed.\n"


def test_the_whole_text_is_kept():
    assert extract(STORY.encode(), name="a.txt").text == STORY.replace("\r\n", "\n")


def test_title_and_byline_are_guessed_from_the_first_lines():
    found = extract(STORY.encode(), name="a.txt")
    assert (found.title, found.byline, found.published) == ("Troops leave the valley", "Jane Roe", "")


def test_a_path_of_links_is_no_title():
    assert extract("Home » World » Troops leave\n\nText.".encode(), name="a.txt").title == "Troops leave"


def test_a_long_first_line_is_no_title():
    assert extract(b"word " * 100, name="a.txt").title == ""


def test_it_says_how_it_was_read():
    found = extract("Войска ушли из долины, сказал он.".encode("koi8-r"), name="a.txt")
    assert (found.extractor, found.charset, found.charset_how) == ("text", "koi8-r", "detected")


@pytest.mark.parametrize("data", [b"", b"  \n\t ", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_refused(data):
    with pytest.raises(Refused, match="Choose another"):
        extract(data, name="a.txt")


def test_a_file_over_the_limit_is_refused_with_both_sizes():
    with pytest.raises(Refused, match=r"30\.0 MB, where 20 MB is the most"):
        extract(bytes(30_000_000), name="a.txt")


def test_the_limit_holds_for_the_text_too():
    data = "語".encode("utf-16") * 500
    with pytest.raises(Refused, match="too large"):
        extract(data, name="a.txt", limit=len(data))


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "picture"),
        (b"GIF89a=1;alert(1)//", "picture"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "picture"),
        (b"<svg onload='x'><text>a</text></svg>", "picture"),
        (b"\x7fELF" + bytes(50), "program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50), "old Word"),
        (b"{\\rtf1 text}", "rich text"),
        (b"7z\xbc\xaf\x27\x1c", "archive"),
        (bytes(range(1, 32)) * 20, "bytes are not text"),
        (bytes(range(256)) * 20, "bytes are not text"),
        (b"<opml version='2.0'></opml>", "OPML"),
    ],
)
def test_what_is_no_text_is_refused_whatever_it_is_called(data, word):
    for name in ("a.txt", ""):
        with pytest.raises(Refused, match=word):
            extract(data, name=name)


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.zip"])
def test_text_under_a_wrong_name_is_refused(name):
    with pytest.raises(Refused, match="but is none"):
        extract(b"Just words.", name=name)


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("Troops leave\nBy Jane Roe, Reuters\n\nText.", ["Reuters"]),
        ("Troops leave\n\nMOSCOW, April 17 (Reuters) - They left.", ["Reuters"]),
        ("Troops leave\n\nBAKU (AFP) — They left.", ["AFP"]),
        ("Войска ушли\n\nМОСКВА (ТАСС) — Они ушли.", ["TASS"]),
        ("Troops leave\n\nThey left.\n\nWith reporting by Interfax and the Associated Press", ["AP", "Interfax"]),
        ("Troops leave\n\nHe read the AP and Reuters reports aloud.", []),
        ("Apparatus\n\n(CAPS) - text", []),
    ],
)
def test_agencies_are_named_by_byline_dateline_and_credit(text, agencies):
    assert extract(text.encode(), name="a.txt").agencies == agencies


def test_no_string_holds_what_cannot_be_stored():
    found = extract(b"Ti\0tle\nBy A\x01B\n\ntext \xed\xa0\x80 tail", name="a.txt")
    assert not set(found.title + found.byline + found.text) & set(map(chr, [*range(9), *range(0xD800, 0xE000)]))
    assert found.text.endswith("tail")
    assert found.warnings
