"""A record as a page shows it. Every piece of HTML is made by format_html, so nothing a source wrote is ever markup."""

import re
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote, urlsplit

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join

from research import values
from research.assessments import scales
from research.briefings.citations import parse

TAGS = {
    "paragraph": "<p>{}</p>",
    "blockquote": "<blockquote>{}</blockquote>",
    "bullet_list": "<ul>{}</ul>",
    "list_item": "<li>{}</li>",
    "strong": "<strong>{}</strong>",
    "em": "<em>{}</em>",
    "code_inline": "<code>{}</code>",
    "code_block": "<pre><code>{}</code></pre>",
    "fence": "<pre><code>{}</code></pre>",
    "hr": "<hr>",
    "hardbreak": "<br>",
    "softbreak": "\n",
}
DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z")
STATES = {
    "open": "We leave this open.",
    "resolved": "We follow",
    "both hold": "Both can hold.",
    "undecidable": "This cannot be decided.",
}


@dataclass(frozen=True)
class Block:
    """One paragraph, list or heading of a body as HTML, and the disagreements to be told behind it."""

    html: str
    disagreements: list


@dataclass(frozen=True)
class Note:
    """A footnote beside the text. `said` is its part of the record; `side` the letter of its position and `against`
    the sides it stands against, where sources disagree."""

    said: dict
    date: str
    link: str
    rating: list
    side: str = ""
    against: tuple = ()
    disagreement: int = 0

    @property
    def number(self):
        return self.said["number"]


def notes_of(record):
    """Return the Notes of a record in order."""
    return [_with_sides(_note(said), record["disagreements"]) for said in record["footnotes"]]


def _note(said):
    article = said["article"]
    return Note(said, day_words(article["published"]), source_link(article["url"], said["quote"]), rating_words(said))


def _with_sides(note, disagreements):
    for place, row in enumerate(disagreements, 1):
        own = [side for side in row["sides"] if any(c["claim"] == note.said["claim"] for c in side["claims"])]
        if own:
            against = tuple(side for side in row["sides"] if side is not own[0])
            return replace(note, side=own[0]["letter"], against=against, disagreement=place)
    return note


def rating_words(said):
    """Return the rating of a footnote as (scale, letter or digit, words, reasons) for each part somebody has rated."""
    parts = []
    for scale, rows in (("Source", said["rating"]["reliability"]), ("Information", said["rating"]["credibility"])):
        for value in sorted({row["value"] for row in rows}):
            reasons = [row["reason"] for row in rows if row["value"] == value and row["reason"]]
            parts.append((scale, value, scales.WORDS[value], reasons))
    return parts


def day_words(edtf):
    """Return an EDTF date in words, "17 April 2024", "April 2024"; "undated" for none."""
    if not edtf:
        return "undated"
    found = DAY.match(edtf)
    if not found:
        return values.say(values.from_edtf(edtf))
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if not year:
        return edtf
    return date_format(date(year, month or 1, day or 1), "j F Y" if day else "F Y" if month else "Y")


def source_link(url, words):
    """Return the address of an article with a text fragment that finds the words there, "" unless it is http(s)."""
    if urlsplit(url).scheme not in ("http", "https"):
        return ""
    start = " ".join(words.split()[:6])
    return f"{url.partition('#')[0]}#:~:text={quote(start, safe='')}"


def blocks_of(record):
    """Return the Blocks of a record's body. A disagreement stands behind the first block that cites a side of it."""
    numbers = {said["claim"]: said for said in record["footnotes"]}
    waiting, blocks = list(enumerate(record["disagreements"], 1)), []
    seen: set[int] = set()
    for node in parse(record["body"]).children:
        cited = {number for inner in node.walk() if inner.type == "citation" for number in inner.meta["claims"]}
        here = [row for row in waiting if cited & _claims_in(row[1])]
        waiting = [row for row in waiting if row not in here]
        blocks.append(Block(_html(node, numbers, seen), [_told(place, row) for place, row in here]))
    return blocks


def _claims_in(disagreement):
    return {said["claim"] for side in disagreement["sides"] for said in side["claims"]}


def _told(place, row):
    chosen = next((side for side in row["sides"] if side["preferred"]), None)
    return row | {"place": place, "verdict": STATES[row["state"]], "chosen": chosen}


def _html(node, notes, seen):
    if node.type == "text":
        return node.content
    if node.type == "citation":
        return _citation(node, notes, seen)
    if node.type in ("code_inline", "code_block", "fence"):
        return format_html(TAGS[node.type], node.content)
    inner = format_html_join("", "{}", ((piece,) for piece in _inner(node, notes, seen)))
    if node.type == "heading":
        # The title is the page's only h1.
        level = min(max(2, int(node.tag[1])), 6)
        return format_html("<h{}>{}</h{}>", level, inner, level)
    if node.type == "link":
        return _link(node.attrs["href"], inner)
    if node.type == "ordered_list":
        return format_html('<ol start="{}">{}</ol>', node.attrs.get("start", 1), inner)
    if node.type == "paragraph" and node.hidden:
        return inner
    return format_html(TAGS[node.type], inner) if node.type in TAGS else inner


def _inner(node, notes, seen):
    for child in node.children:
        html, after = _html(child, notes, seen), child.next_sibling
        # The number stands close to its word, whatever the Markdown has before the bracket.
        yield html.rstrip() if child.type == "text" and after and after.type == "citation" else html


def _link(href, inner):
    if urlsplit(href).scheme not in ("http", "https"):
        return inner
    return format_html('<a href="{}" rel="noopener">{}</a>', href, inner)


def _citation(node, notes, seen):
    known = [notes[number] for number in node.meta["claims"] if number in notes]
    if len(known) < max(1, len(node.meta["claims"])):
        return format_html('<span class="unknown">{}</span>', node.content)
    return format_html('<sup class="cite">{}</sup>', format_html_join(" ", "{}", ((_mark(n, seen),) for n in known)))


def _mark(said, seen):
    """The number in the text. Its first place bears the id that the footnote leads back to."""
    number, source = said["number"], said["article"]["publisher"] or said["article"]["title"]
    first = number not in seen
    seen.add(number)
    back = format_html(' id="r{}"', number) if first else ""
    return format_html('<a href="#n{0}"{1} aria-label="Footnote {0}: {2}">{0}</a>', number, back, source)


def markdown_of(record, url):
    """Return a record as Markdown with Pandoc's footnotes, for taking along."""
    body = record["body"]
    lines = [f"# {record['title']}", "", f"*{record['standfirst']}*" if record["standfirst"] else "", ""]
    numbers = {said["claim"]: said["number"] for said in record["footnotes"]}
    body = re.sub(r"\[(@c\d+(?:\s*;\s*@c\d+)*)\]", lambda found: _pandoc(found[1], numbers), body)
    notes = [_markdown_note(note) for note in notes_of(record)]
    return "\n".join([*lines, body.strip(), "", *notes, "", f"Version {record['number']}: {url}", ""])


def _pandoc(keys, numbers):
    found = [int(number) for number in re.findall(r"\d+", keys)]
    return "".join(f"[^{numbers[number]}]" for number in found if number in numbers)


def _markdown_note(note):
    article, words = note.said["article"], " ".join(note.said["quote"].split())
    rating = f" ({note.said['rating']['letters']})" if note.rating else ""
    source = f"{article['publisher'] or article['title']}, {note.date}{rating}. {article['url']}".rstrip()
    return f"[^{note.number}]: “{words}” {source}"
