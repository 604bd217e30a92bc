"""The worked example's articles, where they lie beside the repository."""

from pathlib import Path

import pytest

from research.values import find

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed articles are not beside the repository")


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("2025", "2025"),
        ("44-day", "44 days"),
        ("approximately 2,000 troops", "2000 troops"),
        ("some 120,000 ethnic Armenians", "120000 ethnic Armenians"),
        ("nearly 100,000 Karabakh Armenians", "100000 Karabakh Armenians"),
        ("a total of 1,960 peacekeepers", "1960 peacekeepers"),
        ("only up to 1,000 ethnic Armenians", "1000 ethnic Armenians"),
        ("a mere 23 hours", "23 hours"),
        ("by 2025", "[..2025]"),
        ("before November 2025", "[..2025-10]"),
    ],
)
def test_what_the_articles_say_is_found(said, value):
    found = [one for path in SEEDS.glob("*.txt") for one in find(path.read_text(encoding="utf-8")) if one.text == said]

    assert found
    assert {one.value.edtf or f"{one.value.amount} {one.value.unit}" for one in found} == {value}
