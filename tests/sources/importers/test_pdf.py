import pytest

from research.sources.importers import Refused, extract
from tests.sources.importers.documents import LOCK, PICTURE, line, make_pdf

PAGE = [
    line("A heading", 770, size=20),
    line("The first paragraph goes on for a while and is bro-", 740),
    line("ken over two lines.", 726),
    line("The second one follows at a distance.", 690),
]


def read(*pages, **options):
    return extract(make_pdf(*pages, **options), name="a.pdf")


def test_lines_become_paragraphs():
    assert read(PAGE).text.split("\n\n") == [
        "A heading",
        "The first paragraph goes on for a while and is broken over two lines.",
        "The second one follows at a distance.",
    ]


def test_a_hyphen_before_a_capital_or_a_digit_is_the_words_own():
    found = read([line("The Armenian-", 700), line("Azerbaijani war of 1990-", 686), line("1994 ended.", 672)])
    assert found.text == "The Armenian-Azerbaijani war of 1990-1994 ended."


def test_a_short_last_line_ends_a_paragraph():
    page = [
        line("One line that reaches the margin of the page,", 700),
        line("and ends.", 686),
        line("Another line that reaches the margin as well,", 672),
        line("and ends.", 658),
    ]
    assert read(page).text.count("\n\n") == 1


def test_page_starts_are_code_points():
    found = read(PAGE, [line("Page two.", 700)], [], [line("Page four.", 700)])
    assert [found.text[start : start + 9] for start in found.page_starts] == [
        "A heading",
        "Page two.",
        "Page four",
        "Page four",
    ]


def test_no_carriage_return_comes_through():
    assert "\r" not in read(PAGE).text


def test_title_and_author_are_read():
    found = read(PAGE, info="/Title (The title) /Author (Jane Roe)")
    assert (found.title, found.byline, found.extractor) == ("The title", "Jane Roe", "pypdfium2")


def test_the_first_paragraph_is_the_title_where_none_is_given():
    assert read(PAGE).title == "A heading"


def test_pages_of_pictures_are_said():
    assert read(PAGE, [PICTURE]).warnings == [
        "Partial: 1 page of this PDF hold only pictures, so their text is missing: 2."
    ]


def test_a_pdf_of_pictures_is_refused_with_what_to_do():
    with pytest.raises(Refused, match=r"no text layer.*OCR"):
        read([PICTURE])


def test_a_locked_pdf_is_refused_with_what_to_do():
    with pytest.raises(Refused, match="locked with a password"):
        read(PAGE, trailer=LOCK)


def test_an_empty_pdf_is_refused():
    with pytest.raises(Refused, match="empty"):
        read([])


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"%PDF-1.7\n" + b"junk " * 99, make_pdf(PAGE)[:200]])
def test_a_broken_pdf_is_refused(data):
    with pytest.raises(Refused, match="broken"):
        extract(data, name="a.pdf")


def test_a_pdf_is_one_whatever_it_is_called():
    assert extract(make_pdf(PAGE), name="a.txt", content_type="text/html").extractor == "pypdfium2"
