import pytest

from research.briefings.rendering import blocks_of, day_words, markdown_of, notes_of, source_link

ARTICLE = {"title": "A title", "publisher": "The <b>Desk</b>", "byline": "", "url": "https://example.org/a"}
ARTICLE |= {"published": "2024-04-17", "language": "en", "kind": "report", "number": 1}


def footnote(number, claim, **fields):
    rated = [{"value": "B", "words": "Usually reliable", "reason": "Signed."}]
    rating = {"letters": "B2", "reliability": rated, "credibility": []}
    return {"number": number, "claim": claim, "quote": "the words", "article": ARTICLE, "rating": rating} | fields


def record(body, **fields):
    notes = [footnote(1, 12), footnote(2, 3)]
    return {
        "title": "T",
        "standfirst": "S",
        "number": 1,
        "body": body,
        "footnotes": notes,
        "disagreements": [],
    } | fields


def html(body):
    return "".join(block.html for block in blocks_of(record(body)))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One\ntwo  \nthree", "<p>One\ntwo<br>three</p>"),
        ("*a* **b** `c<d>`", "<p><em>a</em> <strong>b</strong> <code>c&lt;d&gt;</code></p>"),
        ("# A\n\n## B\n\n### C", "<h2>A</h2><h2>B</h2><h3>C</h3>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("3. a", '<ol start="3"><li>a</li></ol>'),
        ("> a", "<blockquote><p>a</p></blockquote>"),
        ("---", "<hr>"),
        ("    <b>", "<pre><code>&lt;b&gt;\n</code></pre>".replace("\n", "\n")),
        ("[a](https://example.org)", '<p><a href="https://example.org" rel="noopener">a</a></p>'),
    ],
)
def test_markdown_becomes_html(body, expected):
    assert html(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](data:text/html,x)",
        "[a](//evil.example)",
        "![a](https://example.org/a.png)",
        '[a](https://example.org/"onmouseover=alert(1))',
        "[@c12<script>]",
    ],
)
def test_no_foreign_markup_gets_through(body):
    found = html(body)
    assert not any(piece in found for piece in ("<script", "<img", 'href="j', 'href="d', 'href="/', '"onmouse'))


def test_a_citation_is_a_link_to_its_note_with_its_source():
    mark = '<a href="#n2" id="r2" aria-label="Footnote 2: The &lt;b&gt;Desk&lt;/b&gt;">2</a>'
    assert html("So [@c3].") == f'<p>So<sup class="cite">{mark}</sup>.</p>'


def test_only_the_first_place_bears_the_id():
    assert html("So [@c3] and [@c3].").count('id="r2"') == 1


def test_a_citation_of_nothing_is_shown_as_it_stands():
    assert html("So [@c99].") == '<p>So<span class="unknown">[@c99]</span>.</p>'


def side(letter, *claims, preferred=False):
    said = [{"claim": number, "says": "x", "quote": "q", "article": ARTICLE, "rating": "B2"} for number in claims]
    return {"letter": letter, "label": letter * 2, "preferred": preferred, "sources": 1, "claims": said}


DISAGREEMENT = {"question": 1, "text": "When?", "state": "resolved", "kind": "conflict", "reason": "So."}
DISAGREEMENT |= {"sides": [side("A", 12, preferred=True), side("B", 3, 7)]}


def test_a_disagreement_is_told_once_behind_the_first_block_that_cites_it():
    blocks = blocks_of(record("None.\n\nOne [@c12].\n\nTwo [@c3].", disagreements=[DISAGREEMENT]))
    assert [len(block.disagreements) for block in blocks] == [0, 1, 0]
    assert blocks[1].disagreements[0]["chosen"]["letter"] == "A"


def test_a_note_knows_its_side_and_what_stands_against_it():
    note = notes_of(record("", disagreements=[DISAGREEMENT]))[1]
    assert (note.side, [row["letter"] for row in note.against]) == ("B", ["A"])


def test_a_note_says_its_rating_in_words():
    assert notes_of(record(""))[0].rating == [("Source", "B", "Usually reliable", ["Signed."])]


@pytest.mark.parametrize(
    ("edtf", "words"),
    [("2024-04-17", "17 April 2024"), ("2024-04", "April 2024"), ("2024", "2024"), ("", "undated"), ("0000", "0000")],
)
def test_days_in_words(edtf, words):
    assert day_words(edtf) == words


def test_a_vague_date_is_said_as_it_was_read():
    assert "2024" in day_words("2024-04-17/2024-04-19")


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "ftp://example.org", "//example.org"])
def test_only_web_addresses_are_linked(url):
    assert source_link(url, "words") == ""


def test_a_source_is_linked_at_its_words():
    assert (
        source_link("https://example.org/a#top", "the words, here")
        == "https://example.org/a#:~:text=the%20words%2C%20here"
    )


def test_markdown_carries_its_footnotes_along():
    text = markdown_of(record("So [@c3] and [@c12]."), "https://example.org/v")
    assert "So [^2] and [^1]." in text
    assert "[^1]: “the words” The <b>Desk</b>, 17 April 2024 (B2). https://example.org/a" in text
