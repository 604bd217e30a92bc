"""The browser's count of code points against Python's, on ten thousand strings made for trouble."""

import random

import pytest

from tests.cast import make_article, make_cast
from tests.e2e.signing import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PIECES = [
    "a", " ", "\n", "é", "e\u0301", "नागो", "क्\u200dष", "مر", "שלום", "\u202e", "\u200b", "한", "𝒳", "🇦🇲", "🇺",
    "👩‍👩‍👧", "👍🏽", "🏴\U000e0067\U000e0062\U000e007f",
    "<b>", "&amp;", '"', "\u2028", "\ufeff", "\U0010fffd", "ﬁ", "2025",
]  # fmt: skip
NUMBER = 10_000


def strings():
    chance = random.Random(7)
    for _ in range(NUMBER):
        yield "".join(chance.choices(PIECES, k=chance.randrange(0, 24)))


def units(text):
    return len(text.encode("utf-16-le")) // 2


def test_ten_thousand_strings_count_alike(page, live_server):
    cast = make_cast()
    article = make_article(cast)
    sign_in(page, cast.annotator, live_server.url)
    page.goto(f"/desk/{cast.dossier.slug}/articles/{article.number}/")
    chance = random.Random(8)
    cases = [(text, at, units(text[:at])) for text in strings() for at in [chance.randint(0, len(text))]]
    wrong = page.evaluate(
        """async (cases) => {
            const { pointsBefore, pointsUpTo, unitsBefore } = await import("/static/js/codepoints.js");
            const counted = (text, points, units) =>
                [pointsBefore(text, units), pointsUpTo(text, units), unitsBefore(text, points)];
            const same = ([text, points, units]) =>
                String(counted(text, points, units)) === String([points, points, units]);
            return cases.filter((one) => !same(one));
        }""",
        cases,
    )
    assert wrong == []


def test_an_offset_inside_a_pair_falls_to_its_ends(page, live_server):
    cast = make_cast()
    article = make_article(cast)
    sign_in(page, cast.annotator, live_server.url)
    page.goto(f"/desk/{cast.dossier.slug}/articles/{article.number}/")
    ends = page.evaluate(
        """async () => {
            const { pointsBefore, pointsUpTo } = await import("/static/js/codepoints.js");
            return [pointsBefore("a𝒳b", 2), pointsUpTo("a𝒳b", 2)];
        }"""
    )
    assert ends == [1, 2]


def test_every_stretch_of_a_page_is_the_slice_python_takes(page, live_server):
    """Ranges set on the page by their offsets hold exactly text[start:end], and tell the same offsets again."""
    cast = make_cast()
    chance = random.Random(9)
    text = "".join(chance.choices([piece for piece in PIECES if piece], k=400)).strip() + " end"
    article = make_article(cast, text)
    text = article.snapshots.get().text
    sign_in(page, cast.annotator, live_server.url)
    page.goto(f"/desk/{cast.dossier.slug}/articles/{article.number}/")
    stretches = [sorted(chance.sample(range(len(text) + 1), 2)) for _ in range(1_000)]
    found = page.evaluate(
        """async (stretches) => {
            const { quote, rangeOf, stretchOf } = await import("/static/js/places.js");
            return stretches.map(([start, end]) => [quote(start, end), stretchOf(rangeOf(start, end))]);
        }""",
        stretches,
    )
    for (start, end), (quote, told) in zip(stretches, found, strict=True):
        assert quote == text[start:end]
        if told:
            assert text[told["start"] : told["end"]] == quote.strip("\n \u2028\ufeff")
