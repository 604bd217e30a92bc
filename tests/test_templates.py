"""What no template may hold: the content policy refuses it, or it would let a source's text act as a page's."""

import re

import pytest
from django.conf import settings

FORBIDDEN = {
    "|safe": re.compile(r"\|\s*safe(seq)?\b"),
    "autoescape off": re.compile(r"autoescape\s+off"),
    "inline style": re.compile(r"\sstyle\s*=|<style\b", re.I),
    "inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "inline script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.I),
    "data or script address": re.compile(r"(src|href)\s*=\s*[\"']?\s*(data|javascript):", re.I),
    "htmx that evaluates": re.compile(r"\bhx-on|hx-vals\s*=\s*[\"']js:"),
}
ROOT = settings.BASE_DIR
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds(what):
    # What a comment says of a page is not on the page.
    pages = {path.relative_to(ROOT): re.sub(r"{#.*?#}", "", path.read_text(), flags=re.S) for path in TEMPLATES}
    assert [str(path) for path, text in pages.items() if FORBIDDEN[what].search(text)] == []


@pytest.mark.parametrize("what", ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("])
def test_no_script_makes_html_of_text(what):
    assert [path.name for path in SCRIPTS if what in path.read_text()] == []


def test_no_python_marks_text_as_safe():
    code = {path: path.read_text() for path in (ROOT / "research").rglob("*.py")}
    assert [path.name for path, text in code.items() if "mark_safe" in text or "SafeString(" in text] == []


@pytest.mark.parametrize("text", ["<p style='x'>", '<a onclick="x">', "<script>x</script>", "{{ a|safe }}"])
def test_the_net_has_no_hole(text):
    assert any(pattern.search(text) for pattern in FORBIDDEN.values())


def test_colours_are_chosen_in_tokens_alone():
    # admin.css dresses pages that do not load the tokens.
    sheets = [path for path in (ROOT / "static" / "css").glob("*.css") if path.name not in ("tokens.css", "admin.css")]
    outside = re.compile(r"#[0-9a-f]{3,8}\b(?![^{]*\{)", re.I)
    screen = {path.name: path.read_text().split("@media print")[0] for path in sheets}
    assert {name: outside.findall(text) for name, text in screen.items() if outside.findall(text)} == {}
