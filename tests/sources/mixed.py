"""An archive as an editor might send it: every shape, some broken, some that mean harm."""

from tests.sources.importers.documents import LOCK, PICTURE, line, make_docx, make_pdf, make_zip, paragraph

REPORT = "The convoy left the base before dawn, residents of the town said. Nobody from the ministry spoke of it. "
PAGE = (
    "<html><head><title>The convoy</title></head><body><article><h1>The convoy</h1>"
    f"<p>{REPORT * 3}</p></article></body></html>"
)
FEED = (
    "<rss version='2.0'><channel><title>News</title><item><title>Feed</title>"
    f"<description>Feed. {REPORT}</description></item></channel></rss>"
)
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><rss><channel/></rss>'
RUSSIAN = "Миротворцы покинули Нагорный Карабах. Колонна прошла по Лачинскому коридору рано утром. " * 5
MISDECLARED = PAGE.replace("<head>", '<head><meta charset="utf-8">').replace(REPORT * 3, RUSSIAN)


def mixed_files():
    """{name: bytes} of good files and {name: bytes} of bad ones; each good one gives one article."""
    good = {
        "plain.txt": "Plain. " + REPORT,
        "marked.md": f"# Marked\n\n{REPORT}",
        "page.html": PAGE,
        "letter.docx": make_docx(paragraph("Letter. " + REPORT)),
        "paper.pdf": make_pdf([line("Paper. The convoy left the base before dawn.", 700)]),
        "list.csv": f"title,text\nRow,Row. {REPORT}\n",
        "list.jsonl": f'{{"title": "Line", "text": "Line. {REPORT}"}}\n',
        "feed.xml": FEED,
        "misdeclared.html": MISDECLARED.encode("cp1251"),
        "empty-named.txt ": "Named oddly. " + REPORT,
    }
    bad = {
        "empty.txt": b"",
        "program.txt": b"\x7fELF\x01\x02",
        "broken.docx": make_docx(paragraph("Broken"))[:150],
        "locked.pdf": make_pdf([line("Locked", 700)], trailer=LOCK),
        "pictures.pdf": make_pdf([PICTURE]),
        "bomb.txt": b"0" * 30_000_000,
        "nested.zip": make_zip({"inner.txt": REPORT}),
        "../outside.txt": REPORT.encode(),
        "entities.xml": ENTITIES,
        "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(50),
    }
    return good, bad


def mixed_zip():
    good, bad = mixed_files()
    return make_zip(good | bad)
