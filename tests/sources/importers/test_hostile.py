"""Documents that mean harm: each ends as an article or as words for the editor, in bounded time and memory."""

import re
import time
import zipfile
from collections import deque
from importlib import import_module
from io import BytesIO
from itertools import pairwise

import pytest

from research.sources import sandbox
from research.sources.importers import Refused, expand
from tests.sources.importers.documents import PICTURE, line, make_docx, make_pdf, make_zip, paragraph, written

pytestmark = pytest.mark.slow
SENTINELS = ("SENTINELONE", "SENTINELTWO", "SENTINELTHREE")
STORY = "The last forces left the valley on Wednesday, officials said. "
MODULES = (
    "alphabets charsets clean addresses sketches importers.agencies importers.blocks importers.feed importers.html"
    " importers.leavings importers.markdown importers.metadata importers.pdf importers.references importers.sniffing"
    " importers.text"
).split()
PATTERNS = [
    pytest.param(pattern, id=f"{module}.{name}")
    for module in MODULES
    for name, pattern in vars(import_module(f"research.sources.{module}")).items()
    if isinstance(pattern, re.Pattern) and name != "PROLOGUE"  # only ever matched once, at the start
]
STUFF = (
    "a",
    " ",
    "\n",
    "<",
    "<a ",
    "<!--",
    "[",
    "(",
    "(a",
    "]:",
    "-",
    "a,",
    "_",
    "'",
    "\u00e9",
    "by ",
    "0",
    "---\n",
    "\t\n",
    "a: b\n",
)


@pytest.fixture(scope="module", autouse=True)
def no_children_left():
    yield
    sandbox.POOL.close()


def outcome(data, **hints):
    """Return (text, words): what an editor sees of a document."""
    try:
        found = sandbox.run(data, **hints)
    except Refused as refusal:
        return "", [str(refusal)]
    return found.text, found.warnings


def page(middle):
    return f"<html><body><p>{SENTINELS[0]} {STORY}</p>{middle}<p>{SENTINELS[2]} {STORY}</p></body></html>".encode()


PAGES = {
    "depth 200": "<div>" * 200 + SENTINELS[1] + "</div>" * 200,
    "depth 255": "<div>" * 255 + SENTINELS[1] + "</div>" * 255,
    "depth 20,000": "<div>" * 20_000 + SENTINELS[1] + "</div>" * 20_000,
    "depth 200,000": "<div>" * 200_000 + SENTINELS[1],
    "lists 20,000": "<ul><li>" * 20_000 + SENTINELS[1],
    "quotes 20,000": "<blockquote><p>" * 20_000 + SENTINELS[1],
    "comment": f"<!-- {SENTINELS[1]} ",
    "script": f"<script> {SENTINELS[1]} ",
    "plaintext": f"<plaintext> {SENTINELS[1]} ",
    "textarea": f"<textarea> {SENTINELS[1]} ",
    "cdata": f"<![CDATA[ {SENTINELS[1]} ]]>",
    "frame": f"<iframe>{SENTINELS[1]}</iframe>",
    "drawing": f"<svg><text>{SENTINELS[1]}</text></svg>",
    "nul": f"<p>\0 {SENTINELS[1]}</p>",
    "entities": "&#0;&#xd800;&#x110000;&bogus;" * 1000 + SENTINELS[1],
    "tags": "<b>" * 300_000 + SENTINELS[1],
    "attributes": "<p " + "a=1 " * 300_000 + f">{SENTINELS[1]}</p>",
    "hidden": f"<p hidden style='display:none'>{SENTINELS[1]}</p>",
    "aside": f"<aside><p>{SENTINELS[1]}</p></aside>",
    "form": f"<form><select><option>{SENTINELS[1]}</option></select></form>",
    "noscript": f"<noscript>{SENTINELS[1]}</noscript>",
    "right to left": f"<p>\u202e{SENTINELS[1]}\u202c\u200b</p>",
}


@pytest.mark.parametrize("name", PAGES)
def test_no_page_loses_text_in_silence(name):
    began = time.process_time()
    text, words = outcome(page(PAGES[name]), name="a.html")
    assert all(sentinel in text for sentinel in SENTINELS) or any(
        word.startswith(("Partial", "Left out")) or not text for word in words
    )
    assert time.process_time() - began < 2


@pytest.mark.parametrize("shape", ["txt", "md", "docx", "pdf"])
def test_no_document_loses_its_start_its_middle_or_its_end(shape):
    lines = [f"{sentinel} {STORY}" for sentinel in SENTINELS for _ in range(50)]
    data = {
        "txt": lambda: "\n\n".join(lines).encode(),
        "md": lambda: "\n\n".join(f"## *{text}*" for text in lines).encode(),
        "docx": lambda: make_docx("".join(map(paragraph, lines))),
        "pdf": lambda: make_pdf(*[[line(text, 700)] for text in lines]),
    }[shape]()
    text, words = outcome(data, name=f"a.{shape}")
    assert [text.count(sentinel) for sentinel in SENTINELS] == [50, 50, 50]
    assert words == []


@pytest.mark.parametrize(
    "kids",
    [
        pytest.param("2 0 R", id="a page tree that is its own child"),
        pytest.param("2 0 R 2 0 R 4 0 R", id="and again"),
        pytest.param("99 0 R", id="a page that is not there"),
    ],
)
def test_a_cyclic_page_tree_ends(kids):
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count 3 >>", "<< >>"]
    text, words = outcome(written(objects, "/Root 1 0 R"), name="a.pdf")
    assert text or words


def test_a_pdf_of_a_hundred_thousand_pages_is_refused():
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [" + "3 0 R " * 100_000 + "] /Count 100000 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    ]
    assert "100,000 pages" in outcome(written(objects, "/Root 1 0 R"), name="a.pdf")[1][0]


def test_a_pdf_that_would_act_is_only_read():
    found = make_pdf([line("Hello", 700)]).replace(
        b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /Launch /F (/bin/sh) >> /AA << /S /JavaScript /JS (x) >>"
    )
    assert outcome(found, name="a.pdf")[0] == "Hello"


def test_a_pdf_that_is_also_a_page_is_read_as_one_of_them():
    text, _ = outcome(b"<html><body><p>Page</p></body></html>\n" + make_pdf([line("Hello", 700)]), name="a.html")
    assert "Page" in text


@pytest.mark.parametrize("at", [0.2, 0.5, 0.9])
def test_a_pdf_cut_short_is_text_or_words(at):
    data = make_pdf(*[[line(f"Page {number}", 700), PICTURE] for number in range(30)])
    text, words = outcome(data[: int(len(data) * at)], name="a.pdf")
    assert text or words


def laughs(levels, times):
    names = [f"a{level}" for level in range(levels)]
    inner = "".join(f'<!ENTITY {new} "{f"&{old};" * times}">' for old, new in pairwise(names))
    return f'<!DOCTYPE rss [<!ENTITY a0 "ha">{inner}]>', names[-1]


@pytest.mark.parametrize("size", [pytest.param((10, 10), id="deep"), pytest.param((2, 50_000), id="wide")])
def test_a_feed_that_laughs_is_refused_at_once(size):
    definition, last = laughs(*size)
    began = time.perf_counter()
    with pytest.raises(Refused, match="definitions"):
        list(expand(f"{definition}<rss><channel><title>&{last};</title></channel></rss>".encode(), name="a.rss"))
    assert time.perf_counter() - began < 1


def forged(size):
    """Return a zip whose records say that a member of `size` bytes has a hundred."""
    packed = bytearray(make_zip({"a.txt": bytes(size)}))
    for at in (22, packed.index(b"PK\1\2") + 24):
        packed[at : at + 4] = (100).to_bytes(4, "little")
    return bytes(packed)


BOMBS = {
    "one large file": lambda: make_zip({"a.txt": bytes(100_000_000)}),
    "a forged size": lambda: forged(100_000_000),
    "many files": lambda: make_zip({f"{number}.txt": bytes(1_000_000) for number in range(200)}),
    "text that shrinks a lot": lambda: make_zip({f"{number}.txt": b"word " * 190_000 for number in range(100)}),
    "a zip of zips": lambda: make_zip(
        {f"{number}.zip": make_zip({"a.txt": bytes(10_000_000)}) for number in range(50)}
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_before_fifty_megabytes(name):
    taken, problems = 0, []
    for item in expand(BOMBS[name](), name="a.zip"):
        taken += len(item.data or b"")
        problems.append(item.problem)
    assert taken < 50_000_000
    assert any(problems)


@pytest.mark.parametrize("name", ["one large file", "a forged size"])
def test_a_bomb_takes_no_memory(name):
    import tracemalloc

    bomb = BOMBS[name]()
    tracemalloc.start()
    list(expand(bomb, name="a.zip"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_a_hundred_thousand_files_are_refused_unread():
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(100_000):
            archive.writestr(zipfile.ZipInfo(f"{number}.txt"), b"")
    with pytest.raises(Refused, match=r"too many files|lists"):
        list(expand(packed, name="a.zip"))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_no_pattern_can_be_held_up(pattern):
    for stuff in STUFF:
        text = stuff * (100_000 // len(stuff)) + "!"
        found = pattern.finditer(text if isinstance(pattern.pattern, str) else text.encode())
        began = time.process_time()
        deque(found, maxlen=0)  # Kept in a list, 200,000 matches would have the garbage collector timed.
        assert time.process_time() - began < 0.5, stuff
