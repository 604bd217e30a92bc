import json
import stat
import tracemalloc
import zipfile
from io import BytesIO

import pytest

from research.sources.importers import Refused, expand, extract
from research.sources.importers.metadata import as_edtf
from tests.sources.importers.documents import line, make_pdf, make_zip

RIS = """TY  - NEWS
AU  - Roe, Jane
AU  - Poe, Edgar
TI  - Troops leave
T2  - The Daily
DA  - 2024/04/17/
UR  - https://example.org/x
L1  - files/1/a.txt
N2  - An abstract
over two lines
ER  -

TY  - NEWS
TI  - Cut short
"""
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Feed</title><language>en-us</language>
<item><title>One &amp; two</title><link>https://example.org/1</link><pubDate>Wed, 17 Apr 2024 10:00:00 GMT</pubDate>
<guid>a</guid></item><item><title>Again</title><link>https://example.org/2</link><guid>a</guid></item>
<item><title>No link</title><description>&lt;p&gt;Some&lt;!-- x --&gt; text&lt;/p&gt;</description></item>
<item><title>Nothing</title></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><id>1</id><title>Full</title>
<link href="https://example.org/full"/><updated>2024-04-17T00:00:00Z</updated>
<content type="html">{"&lt;p&gt;A paragraph of the story, in full.&lt;/p&gt;" * 60}</content></entry></feed>"""
CSL = json.dumps(
    [
        {
            "title": "Troops leave",
            "author": [{"family": "Roe", "given": "Jane"}, {"literal": "Reuters"}],
            "issued": {"date-parts": [[2024, 4]]},
            "URL": "https://example.org/x",
            "container-title": "The Daily",
        },
        {"title": "No place", "author": None, "issued": {"raw": "17 April"}},
    ]
)


def items(data, name, **options):
    return list(expand(data.encode() if isinstance(data, str) else data, name=name, **options))


def test_what_is_no_collection_is_one_item():
    [item] = items("Some text", "a.txt")
    assert (item.name, item.data, item.problem) == ("a.txt", b"Some text", "")


def test_ris_gives_metadata_file_and_address():
    first, second = items(RIS, "a.ris")
    assert (first.name, first.data, first.url) == ("Troops leave (reference 1)", None, "https://example.org/x")
    assert first.metadata == {
        "title": "Troops leave",
        "byline": "Jane Roe, Edgar Poe",
        "publisher": "The Daily",
        "published": "2024-04-17",
        "url": "https://example.org/x",
        "file": "files/1/a.txt",
    }
    assert "neither a file nor an address" in second.problem


def test_csl_gives_metadata_and_address():
    first, second = items(CSL, "a.json")
    assert first.metadata == {
        "title": "Troops leave",
        "byline": "Jane Roe, Reuters",
        "publisher": "The Daily",
        "published": "2024-04",
        "url": "https://example.org/x",
    }
    assert second.problem


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("no references", "a.ris"),
        ("{", "a.json"),
        ("[1]", "a.json"),
        ("[]", "a.json"),
        ("[" * 100_000, "a.json"),
        ("a,b\n1,2", "a.csv"),
        ("<rss></rss>", "a.xml"),
    ],
)
def test_a_collection_that_is_none_is_refused(data, name):
    with pytest.raises(Refused):
        items(data, name)


def test_a_feed_gives_each_entry_once():
    first, second, third = items(RSS, "feed.xml")
    assert (first.url, first.metadata["published"], first.metadata["publisher"]) == (
        "https://example.org/1",
        "2024-04-17",
        "The Feed",
    )
    assert (second.data, second.url) == (b"Some text", None)
    assert "neither a text nor an address" in third.problem


def test_a_feed_that_holds_the_whole_text_needs_no_fetching():
    [item] = items(ATOM, "feed.atom")
    assert item.data.startswith(b"A paragraph of the story, in full.\n\nA paragraph")
    assert item.url == "https://example.org/full"


@pytest.mark.parametrize(
    "definition",
    [
        '<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">',
        '<!ENTITY a SYSTEM "file:///etc/hostname">',
        '<!ENTITY % a SYSTEM "http://127.0.0.1:9/">%a;',
    ],
)
def test_a_feed_with_entities_is_refused(definition):
    feed = RSS.replace("<rss", f"<!DOCTYPE rss [{definition}]><rss", 1)
    with pytest.raises(Refused, match="definitions"):
        items(feed, "feed.xml")


def test_a_broken_feed_gives_what_it_has():
    assert items(RSS[: RSS.index("<item><title>Again")], "feed.xml")[0].url == "https://example.org/1"


def test_a_feed_without_end_is_refused():
    with pytest.raises(Refused, match="100,000 entries"):
        items("<rss><channel>" + "<item><title>x</title></item>" * 100_000 + "</channel></rss>", "feed.xml")


def test_json_lines_are_articles_addresses_or_problems():
    lines = [
        '{"title": "A", "text": "Hello\\u0000 \\ud800", "date": "2024-04-17", "author": ["X", {"name": "Y"}]}',
        "",
        '{"url": "https://example.org/"}',
        '{"other": 1}',
        "broken",
        "[1]",
        "[" * 100_000,
        '{"text": 12}',
    ]
    found = items("\n".join(lines), "a.jsonl")
    assert [(item.data, item.url) for item in found[:2]] == [
        ("Hello\ufffd \ufffd".encode(), None),
        (None, "https://example.org/"),
    ]
    assert found[0].metadata["byline"] == "X, Y"
    assert len(found[0].metadata["warnings"]) == 2
    assert [bool(item.problem) for item in found] == [False, False, True, True, True, True, False]


def test_a_line_over_the_limit_is_a_problem_and_the_next_is_read():
    found = items(json.dumps({"text": "x" * 500}) + '\n{"text": "y"}\n', "a.jsonl", limit=100)
    assert [item.data for item in found] == [None, b"y"]


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("comma", [",", ";", "\t"])
def test_csv_is_read_as_spreadsheets_write_it(charset, comma):
    row = '"L’été où les forces ont quitté la région,\nelles étaient là"'
    table = (
        f"Title{comma}Text{comma}Link\r\nUne étude{comma}{row}{comma}\r\n'=1+1{comma}{comma}https://example.org/\r\n"
    )
    first, second = items((table).encode(charset), "a.csv")
    assert first.data.decode() == row.strip('"')
    assert second.metadata["title"] == "=1+1"


def test_a_row_without_text_and_address_is_a_problem():
    assert items("text,url\n,\n", "a.csv")[0].problem.startswith("This row has neither")


def test_a_long_text_fits_into_a_cell():
    assert len(items('text\n"' + "x" * 300_000 + '"\n', "a.csv")[0].data) == 300_000


@pytest.mark.parametrize(
    ("said", "edtf"),
    [
        ("2024", "2024"),
        ("2024-04", "2024-04"),
        ("2024-4-7", "2024-04-07"),
        ("2024/04/17/", "2024-04-17"),
        ("2024-04-17T23:00:00Z", "2024-04-17"),
        ("Wed, 17 Apr 2024 10:00:00 +0200", "2024-04-17"),
        ("last week", ""),
        ("0000", ""),
        ("9999-99-99", ""),
        ("-1", ""),
        ("1" * 5000, ""),
        ("", ""),
        ("٢٠٢٤", "2024"),
    ],
)
def test_dates_are_edtf_or_none(said, edtf):
    assert as_edtf(said) == edtf


def test_a_zip_gives_every_file_and_every_article_of_its_collections():
    packed = make_zip(
        {"a.txt": "Text", "sub/b.pdf": make_pdf([line("Hello", 700)]), "feed.xml": RSS, "x.jsonl": '{"text": "t"}'}
    )
    assert [item.name for item in items(packed, "a.zip")] == [
        "a.txt",
        "sub/b.pdf",
        "feed.xml › One & two (entry 1)",
        "feed.xml › No link (entry 3)",
        "feed.xml › Nothing (entry 4)",
        "x.jsonl › line 1",
    ]


def test_a_reference_of_a_zip_finds_its_file():
    packed = make_zip({"list/files/1/a.txt": "Attached", "list/all.ris": RIS})
    found = {item.name: item for item in items(packed, "a.zip")}
    assert set(found) == {"list/files/1/a.txt", "list/all.ris › Cut short (reference 2)"}
    assert found["list/files/1/a.txt"].metadata["title"] == "Troops leave"


@pytest.mark.parametrize("name", ["../a.txt", "a/../../b.txt", "/etc/a.txt", "..\\a.txt", "C:\\a.txt", "C:/a.txt"])
def test_a_name_that_leads_outside_is_a_problem(name):
    packed = make_zip([(name, "x"), ("b.txt", "y")])
    assert [bool(item.problem) for item in items(packed, "a.zip")] == [True, False]


def test_a_link_in_a_zip_is_a_problem():
    link = zipfile.ZipInfo("a.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "link" in items(make_zip([(link, "/etc/passwd")]), "a.zip")[0].problem


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("other", ["a.txt", "A.TXT"])
def test_names_that_collide_are_a_problem(other):
    found = items(make_zip([("a.txt", "x"), (other, "y")]), "a.zip")
    assert [item.data for item in found] == [b"x", None]


def test_a_zip_in_a_zip_is_a_problem():
    assert "inside an archive" in items(make_zip({"b.zip": make_zip({"c.txt": "x"})}), "a.zip")[0].problem


def test_litter_and_folders_are_passed_over():
    packed = make_zip({"__MACOSX/._a.txt": "x", ".DS_Store": "x", "sub/": "", "a.txt": "x"})
    assert [item.name for item in items(packed, "a.zip")] == ["a.txt"]


def test_a_locked_file_is_a_problem():
    packed = bytearray(make_zip({"a.txt": "x"}))
    packed[6] |= 1
    packed[packed.index(b"PK\1\2") + 8] |= 1
    assert "password" in items(bytes(packed), "a.zip")[0].problem


def test_broken_bytes_in_a_zip_are_a_problem():
    packed = make_zip({"a.txt": "words " * 100, "b.txt": "fine"}).replace(b"a.txt", b"a.txt", 1)
    broken = packed[:40] + b"\xff\xff\xff" + packed[43:]
    assert [bool(item.problem) for item in items(broken, "a.zip")] == [True, False]


@pytest.mark.parametrize("data", [b"PK\3\4", b"PK\5\6", b"PK\3\4" + b"x" * 99, make_zip({"a.txt": "x"})[:-10]])
def test_a_broken_zip_is_refused(data):
    with pytest.raises(Refused, match="broken"):
        items(data, "a.zip")


def test_a_zip_is_no_single_article():
    with pytest.raises(Refused, match="collection"):
        extract(make_zip({"a.txt": "x"}), name="a.zip")


def test_many_files_take_the_memory_of_one():
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(10_000):
            archive.writestr(f"{number}.txt", f"Article {number}. " + "It has some words. " * 50)
    tracemalloc.start()
    count = sum(len(item.data) > 0 for item in expand(packed, name="a.zip"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 10_000
    assert peak < 25_000_000
