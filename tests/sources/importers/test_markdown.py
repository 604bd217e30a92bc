import pytest

from research.sources.importers import Refused, extract

STORY = """---
title: "Troops leave"
author: Jane Roe
date: 2024-04-17
url: https://example.org/a
---
# Another heading

They *left* on [Wednesday](https://example.org/b "a page"),
all of __them__ &amp; more.

## Why

- one
- two

> quoted <b>raw</b>

| a | b |
|---|---|
| 1 | 2 |

[ref]: https://example.org/c
"""


def test_marks_go_and_paragraphs_stay():
    assert extract(STORY.encode(), name="a.md").text.split("\n\n") == [
        "Another heading",
        "They left on Wednesday, all of them & more.",
        "Why",
        "one",
        "two",
        "quoted <b>raw</b>",
        "a\tb",
        "1\t2",
    ]


def test_the_front_matter_is_metadata():
    found = extract(STORY.encode(), name="a.md")
    assert (found.title, found.byline, found.published, found.url) == (
        "Troops leave",
        "Jane Roe",
        "2024-04-17",
        "https://example.org/a",
    )


def test_without_front_matter_the_first_heading_is_the_title():
    assert extract(b"Some words.\n\n# The title\n", name="a.md").title == "The title"


def test_nothing_is_lost_without_a_word():
    assert extract(STORY.encode(), name="a.md").warnings == []


@pytest.mark.parametrize("depth", [30, 300])
def test_nesting_too_deep_is_said(depth):
    found = extract(b"start\n\n" + b"> " * depth + b"middle\n\nend", name="a.md")
    assert "middle" in found.text or found.warnings[0].startswith("Partial")
    assert "start" in found.text and "end" in found.text


def test_no_text_is_refused():
    with pytest.raises(Refused, match="no text"):
        extract(b"---\ntitle: x\n---\n[a]: https://example.org\n", name="a.md")
