import pytest

from research.sources.importers import Refused, extract, html

STORY = "The last forces left the valley on Wednesday, officials said, and nobody stayed behind to guard it. "
PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Troops leave | The Daily</title>
<meta property="og:site_name" content="The Daily"><meta name="author" content="Jane Roe">
<link rel="canonical" href="/news/troops-leave"><meta property="article:published_time" content="2024-04-17T08:00:00Z">
</head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Troops leave</h1><p>{STORY * 2}</p><h2>What comes next</h2><p>BAKU (AFP) - {STORY * 2}</p>
<ul><li>First of the points, which is long enough.</li><li>Second of them, which is longer still.</li></ul></article>
<footer>Copyright The Daily</footer><script>var a = "<p>not text</p>";</script></body></html>"""


def read(page, **hints):
    return extract(page.encode() if isinstance(page, str) else page, name="a.html", **hints)


def body(inner):
    return f"<html><body><article><p>{STORY * 3}</p>{inner}<p>{STORY * 3} END</p></article></body></html>"


def test_headings_and_paragraphs_stand_apart_and_furniture_is_gone():
    text = read(PAGE).text
    assert "\n\nWhat comes next\n\n" in text
    assert not any(word in text for word in ("Home", "Copyright", "not text"))


def test_the_page_says_what_it_is():
    found = read(PAGE, url="https://www.daily.example/x?utm=1")
    assert (found.title, found.byline, found.publisher, found.language, found.published, found.url, found.kind) == (
        "Troops leave",
        "Jane Roe",
        "The Daily",
        "en",
        "2024-04-17",
        "https://www.daily.example/news/troops-leave",
        "report",
    )
    assert (found.agencies, found.extractor) == (["AFP"], "trafilatura")


def test_without_a_name_the_publisher_is_the_domain():
    assert read(body(""), url="https://www.daily.example/a").publisher == "daily.example"


def test_undated_is_an_answer():
    assert read(body("")).published == ""


def test_furniture_is_counted():
    assert any(warning.startswith("Left out as furniture") and "Home" in warning for warning in read(PAGE).warnings)


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Troops leave | The Daily", "Troops leave"),
        ("Troops leave - the daily", "Troops leave"),
        ("The Daily", "The Daily"),
        ("Troops - all of them - leave", "Troops - all of them - leave"),
        ("A — B", "A — B"),
        ("", ""),
    ],
)
def test_only_the_publishers_name_is_taken_off_a_title(title, bare):
    assert html.without_publisher(title, "The Daily") == bare


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//", "ftp://a.example/", "http://[", "x" * 3000]
)
def test_an_address_is_one_of_the_web_or_none(address):
    page = PAGE.replace("/news/troops-leave", address)
    assert read(page, url="https://daily.example/a").url.startswith("https://daily.example/")


def test_opinion_is_told_by_the_markup():
    assert read(PAGE.replace("</head>", '<meta property="article:section" content="Opinion"></head>')).kind == "opinion"


@pytest.mark.parametrize("charset", ["koi8-r", "windows-1251", "utf-8"])
@pytest.mark.parametrize("how", ["http", "meta", "detected"])
def test_the_charset_comes_from_http_then_meta_then_the_bytes(charset, how):
    sentence = "Последние военные ушли из долины в среду, сообщили власти. " * 6
    meta = f'<meta charset="{charset}">' if how == "meta" else ""
    page = f"<html><head>{meta}</head><body><p>{sentence}</p></body></html>".encode(charset)
    found = read(page, charset=charset if how == "http" else "")
    assert (found.text, found.charset_how) == (sentence.strip(), how)


@pytest.mark.parametrize("nest", ["div", "span", "b", "blockquote", "ul><li", "table><tr><td", "x-y", "font"])
@pytest.mark.parametrize("depth", [200, 255, 3000])
def test_no_depth_loses_text(nest, depth):
    found = read(body(f"<{nest}>" * depth + " MIDDLE "))
    assert "MIDDLE" in found.text or any("MIDDLE" in warning for warning in found.warnings)
    assert found.text.rstrip().endswith("END")


def test_deep_scripts_and_drawings_change_nothing():
    script = "<script>" + "'<div><ul>'" * 300 + "</script>"
    drawing = "<svg>" + "<path d='M0 0'/>" * 300 + "</svg>"
    assert read(body(script + drawing)).text == read(body("")).text


@pytest.mark.parametrize(
    "inner", ["<p>a\ud800b</p>", "<p>a\0b</p>", "<p>&#0; &#xd800; &#x1; &#xffff;</p>", "<p>a\ufffeb</p>"]
)
def test_what_is_no_character_cuts_nothing_off(inner):
    found = read(body(inner).encode("utf-8", "surrogatepass"))
    assert found.text.endswith("END")
    assert "\0" not in found.text


def test_soft_hyphens_of_the_layout_go():
    assert "peacekeepers" in read(body("<p>The peace\xadkeep&shy;ers left.</p>")).text


@pytest.mark.parametrize("inner", ["<!-- open ", "<script> open ", "<style> open "])
def test_what_an_unclosed_part_swallows_is_said(inner):
    assert any(warning.startswith("Partial") and "never closed" in warning for warning in read(body(inner)).warnings)


def test_prose_that_was_taken_for_furniture_is_said():
    page = body("").replace("</body>", f"<div class='related sidebar'><p>Odd prose: {STORY}</p></div></body>")
    found = read(page)
    assert "Odd prose" in found.text or any("Odd prose" in warning for warning in found.warnings)


def test_a_page_trafilatura_finds_nothing_in_is_taken_whole():
    assert read("<html><body><div>Two words</div></body></html>").text == "Two words"


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><body><script>render()</script></body></html>", "<!doctype html>"]
)
def test_a_page_without_text_is_refused_with_what_to_do(page):
    with pytest.raises(Refused, match="paste it"):
        read(page)


@pytest.mark.parametrize(
    ("name", "content_type"), [("", "text/html; charset=utf-8"), ("", ""), ("a.txt", "text/plain")]
)
def test_a_page_is_one_whatever_it_is_called(name, content_type):
    assert extract(PAGE.encode(), name=name, content_type=content_type).extractor == "trafilatura"


def test_a_fragment_served_as_html_is_html():
    assert extract(b"<p>Hello</p> <b>there</b>", content_type="text/html").text == "Hello\n\nthere"
