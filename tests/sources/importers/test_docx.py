import pytest

from research.sources.importers import Refused, extract
from tests.sources.importers.documents import W, make_docx, make_zip, paragraph

TABLE = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>".format(paragraph("left"), paragraph("right"))
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The title</dc:title><dc:creator>Jane Roe</dc:creator>'
    "</cp:coreProperties>"
)


def read(body, **parts):
    return extract(make_docx(body, **parts), name="a.docx")


def test_headings_paragraphs_and_tables_stay_apart():
    body = paragraph("Heading", "Heading1") + paragraph("First &amp; second.") + TABLE + paragraph("Last.")
    found = read(body)
    assert found.text.split("\n\n") == ["Heading", "First & second.", "left", "right", "Last."]
    assert found.warnings == []


def test_title_and_author_are_read():
    found = read(paragraph("Text."), docProps__core=CORE)
    assert (found.title, found.byline, found.extractor) == ("The title", "Jane Roe", "mammoth")


def test_the_first_line_is_the_title_where_none_is_given():
    assert read(paragraph("A line") + paragraph("Text.")).title == "A line"


def test_what_is_not_reached_is_said():
    header = f'<?xml version="1.0"?><w:hdr xmlns:w="{W}">{paragraph("Confidential draft")}</w:hdr>'
    assert "Confidential draft" in read(paragraph("Text."), word__header1=header).warnings[0]


def test_text_that_mammoth_passes_over_is_said_to_be_missing():
    strange = f"<w:unknown>{paragraph('Hidden in a strange element.')}</w:unknown>"
    found = read(paragraph("Start.") + strange + paragraph("End."))
    assert "strange element" in found.text or found.warnings[0].startswith("Partial")


def test_no_text_is_refused():
    with pytest.raises(Refused, match="no text"):
        read("<w:p/>")


@pytest.mark.parametrize("document", ["<w:document", "", "<a/>", "<w:p/>"])
def test_a_broken_document_is_refused(document):
    files = {"[Content_Types].xml": "<Types/>", "_rels/.rels": "<Relationships/>", "word/document.xml": document}
    with pytest.raises(Refused, match=r"broken|no text"):
        extract(make_zip(files), name="a.docx")


@pytest.mark.parametrize(
    "definition",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
    ],
)
def test_definitions_are_refused(definition):
    document = f'<?xml version="1.0"?>{definition}<w:document xmlns:w="{W}">{paragraph("&b;")}</w:document>'
    with pytest.raises(Refused, match="definitions"):
        extract(make_zip({"word/document.xml": document}), name="a.docx")


def test_a_bomb_is_refused():
    document = b"<w:document>" + b" " * 60_000_000
    with pytest.raises(Refused, match="unpacks"):
        extract(make_zip({"word/document.xml": document}), name="a.docx")


def test_nesting_too_deep_is_refused():
    with pytest.raises(Refused, match="nested too deeply"):
        read("<w:ins>" * 500 + paragraph("x") + "</w:ins>" * 500)


@pytest.mark.parametrize(
    ("member", "word"),
    [("content.xml", "OpenDocument"), ("xl/workbook.xml", "spreadsheet"), ("META-INF/container.xml", "e-book")],
)
def test_other_packed_documents_are_refused_with_what_to_do(member, word):
    with pytest.raises(Refused, match=word):
        extract(make_zip({"mimetype": "x", member: "x"}), name="a.docx")
