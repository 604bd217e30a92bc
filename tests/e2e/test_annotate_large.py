"""A megabyte with five thousand passages: what is drawn, fetched and drawn again stays small."""

import random

import pytest
from playwright.sync_api import expect
from simple_history.utils import bulk_create_with_history

from research.claims.models import Passage
from tests.cast import make_article, make_cast
from tests.e2e.signing import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

LINE = "The departure of the contingent closed a mission that had begun under a ceasefire — so they say, and so it was."
LINES, PASSAGES = 9_000, 5_000


@pytest.fixture
def large(page, live_server):
    cast = make_cast()
    article = make_article(cast, "\n".join(f"{number}. {LINE}" for number in range(LINES)))
    snapshot, chance = article.snapshots.get(), random.Random(3)
    places = {(start, start + chance.randrange(9, 90)) for start in chance.sample(range(3_000, 999_000), PASSAGES)}
    common = {"dossier": cast.dossier, "snapshot": snapshot, "created_by": cast.chief}
    rows = [Passage(start=low, end=high, quote=snapshot.text[low:high], **common) for low, high in places]
    bulk_create_with_history(rows, Passage, batch_size=500, default_user=cast.chief)
    sign_in(page, cast.annotator, live_server.url)
    page.set_default_timeout(60_000)
    page.goto(f"/desk/{cast.dossier.slug}/articles/{article.number}/")
    return page


def test_only_what_is_near_stands_in_the_margin(large):
    assert large.locator("#text mark").count() > PASSAGES
    large.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    expect(large.locator("#groups .group").nth(30)).to_be_attached(timeout=60_000)
    assert large.locator("#groups .group").count() < 300


def test_marking_draws_one_line_again(large):
    large.evaluate(
        """() => {
            globalThis.drawn = 0;
            new MutationObserver((changes) => changes.forEach(({addedNodes}) => (drawn += addedNodes.length)))
                .observe(document.getElementById("text"), {childList: true, subtree: true});
            const words = document.querySelector("#text p").firstChild;
            document.getElementById("text").focus();
            getSelection().setBaseAndExtent(words, 3, words, 30);
        }"""
    )
    large.keyboard.press("m")
    expect(large.locator("#told")).to_contain_text("Passage marked", timeout=60_000)
    assert large.evaluate("drawn") == 1
