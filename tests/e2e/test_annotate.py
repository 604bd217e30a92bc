"""The annotate page in a real browser: by mouse, by keyboard alone, and when things go wrong."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import expect

from research.assessments.models import Assessment
from research.claims.actions import mark_passage
from research.claims.models import Claim, Dismissal, Passage
from tests.cast import make_article, make_cast, make_claim, make_question
from tests.e2e.signing import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = (
    "A study note\n\n"
    "🇦🇲👩‍👩‍👧 The withdrawal of the contingent began in 2025, they say. About 2,000 soldiers had been there.\n"
    "It was over on 3 June 2024. Nobody saw them go."
)


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def desk(cast, page, live_server):
    """The page of an article with one question that other articles answer otherwise."""
    cast.question = make_question(cast)
    make_claim(cast, "17 April 2024", question=cast.question)
    cast.article = make_article(cast, TEXT, title="A study note")
    cast.snapshot = cast.article.snapshots.get()
    sign_in(page, cast.annotator, live_server.url)
    page.goto(address(cast))
    expect(page.locator("#hints")).to_be_visible()
    return page


def address(cast, more=""):
    return f"/desk/{cast.dossier.slug}/articles/{cast.article.number}/{more}"


def select_words(page, words):
    """Drag over words as a mouse does."""
    box = page.evaluate(
        """(words) => {
            for (const line of document.querySelectorAll("#text p")) {
                const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
                for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                    const at = node.data.indexOf(words);
                    if (at < 0) continue;
                    const range = document.createRange();
                    range.setStart(node, at);
                    range.setEnd(node, at + words.length);
                    const {left, right, top, height} = range.getBoundingClientRect();
                    return {left, right, y: top + height / 2};
                }
            }
        }""",
        words,
    )
    page.mouse.move(box["left"] + 1, box["y"])
    page.mouse.down()
    page.mouse.move(box["right"] - 1, box["y"], steps=5)
    page.mouse.up()


def wait_for_layout(page):
    page.wait_for_timeout(100)


def test_claim_by_mouse(cast, desk):
    select_words(desk, "began in 2025")
    desk.get_by_role("button", name="Claim c").click()
    desk.get_by_label("Question").fill("When did the withdrawal begin?")
    desk.get_by_label("Says").fill("2025")
    expect(desk.locator(".outlook")).to_contain_text("1 Jan – 31 Dec 2025 (year)")
    expect(desk.locator(".outlook")).to_contain_text("contradicts 1 claim: 17 April 2024")
    desk.get_by_label("Credibility").select_option("4")
    desk.get_by_label("Reason of the rating").fill("Stands alone.")
    desk.get_by_role("button", name="Save claim").click()
    expect(desk.locator("#groups .claim .value")).to_have_text("2025")
    claim = Claim.objects.get(says="2025")
    assert (claim.passage.quote, claim.edtf) == ("began in 2025", "2025")
    assert Assessment.objects.get(claim=claim).value == "4"
    assert cast.question.contradictions.get().is_open
    expect(desk.locator("#text mark")).to_have_text("began in 2025")
    expect(desk.locator("#groups .chip.open")).to_contain_text("17 April 2024 (1)")


def test_claim_by_keyboard_alone(cast, desk):
    desk.locator("#text").focus()
    desk.keyboard.press("n")
    expect(desk.locator("#told")).to_contain_text("Would contradict a claim")
    desk.keyboard.press("a")
    expect(desk.locator(".outlook")).to_contain_text("contradicts 1 claim")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#groups .claim")).to_have_count(1)
    expect(desk.locator("#text")).to_be_focused()
    desk.keyboard.press("r")
    desk.get_by_label("3 · Possibly true").press("Space")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#groups .rating")).to_have_text("3")
    desk.keyboard.press("w")
    desk.get_by_label("Reason").fill("Misread.")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#groups .claim.withdrawn")).to_have_count(1)
    desk.keyboard.press("u")
    expect(desk.locator("#groups .claim.withdrawn")).to_have_count(0)
    assert not Claim.objects.latest("pk").is_withdrawn


def test_words_are_selected_by_key(cast, desk):
    desk.locator("#text").focus()
    for key in ["ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "Shift+ArrowRight"]:
        desk.keyboard.press(key)
    chosen = desk.evaluate("getSelection().toString()")
    desk.keyboard.press("m")
    expect(desk.locator("#text mark")).to_have_count(1)
    assert Passage.objects.get(snapshot=cast.snapshot).quote == chosen


def test_offsets_hold_behind_emoji(cast, desk):
    select_words(desk, "contingent")
    desk.locator("#text").press("m")
    expect(desk.locator("#text mark")).to_have_text("contingent")
    passage = Passage.objects.get(snapshot=cast.snapshot)
    assert cast.snapshot.text[passage.start : passage.end] == "contingent"


def test_overlapping_and_nested_passages_keep_the_text(cast, desk):
    text = cast.snapshot.text
    for quote in ["began in 2025, they say", "2025", "in 2025, they say. About 2,000"]:
        mark_passage(snapshot=cast.snapshot, quote=quote, by=cast.annotator)
    desk.reload()
    assert desk.evaluate("document.getElementById('text').textContent") == text
    expect(desk.locator("#text mark.deep3")).to_have_text("2025")


def test_passage_is_widened_and_shrunk_and_undone(cast, desk):
    select_words(desk, "Nobody saw")
    desk.locator("#text").press("m")
    mark = desk.locator("#text mark")
    expect(mark).to_have_text("Nobody saw")
    desk.keyboard.press("]")
    expect(mark).to_have_text("Nobody saw them")
    desk.keyboard.press("{")
    expect(mark).to_have_text("2024. Nobody saw them")
    desk.keyboard.press("u")
    expect(mark).to_have_text("Nobody saw them")


def test_suggestion_is_dismissed_for_good(cast, desk):
    desk.locator("#text").focus()
    desk.keyboard.press("n")
    expect(desk.locator("#told")).not_to_be_empty()
    desk.keyboard.press("x")
    expect(desk.locator("#told")).not_to_be_empty()
    expect(desk.locator("#hints")).to_contain_text("2 suggestions")
    assert Dismissal.objects.count() == 1


def test_single_keys_can_be_turned_off(cast, desk):
    desk.locator("#text").focus()
    desk.keyboard.press("?")
    desk.get_by_label("Single keys do something here").press("Space")
    desk.keyboard.press("Escape")
    expect(desk.locator("#text")).to_be_focused()
    desk.keyboard.press("n")
    wait_for_layout(desk)
    assert desk.evaluate("getSelection().isCollapsed")


def test_keys_do_nothing_outside_the_text(cast, desk):
    desk.locator("body").press("n")
    assert desk.evaluate("getSelection().isCollapsed")


def test_two_see_each_other_within_seconds(cast, desk):
    mark_passage(snapshot=cast.snapshot, quote="Nobody saw", by=cast.editor)
    expect(desk.locator("#text mark")).to_have_text("Nobody saw", timeout=6_000)
    expect(desk.locator("#groups .group")).to_have_count(1)


def test_a_lost_connection_keeps_the_claim_and_sends_it_once(cast, desk, console_errors):
    desk.locator("#text").focus()
    desk.keyboard.press("n")
    desk.keyboard.press("a")
    expect(desk.locator(".outlook")).to_contain_text("Reads as")
    desk.context.set_offline(True)
    desk.get_by_role("button", name="Save claim").click()
    expect(desk.locator("#outbox")).to_contain_text("1 not sent yet")
    desk.context.set_offline(False)
    expect(desk.locator("#groups .claim")).to_have_count(1, timeout=8_000)
    assert Claim.objects.filter(passage__snapshot=cast.snapshot).count() == 1
    console_errors[:] = [line for line in console_errors if "ERR_INTERNET_DISCONNECTED" not in line]


def test_a_mark_set_without_a_connection_is_sent_later(cast, desk, console_errors):
    desk.context.set_offline(True)
    select_words(desk, "contingent")
    desk.locator("#text").press("m")
    expect(desk.locator("#outbox")).to_contain_text("1 not sent yet")
    desk.context.set_offline(False)
    expect(desk.locator("#text mark")).to_have_text("contingent", timeout=8_000)
    expect(desk.locator("#outbox")).to_be_empty()
    console_errors[:] = [line for line in console_errors if "ERR_INTERNET_DISCONNECTED" not in line]


def test_a_reload_loses_nothing_typed(cast, desk):
    select_words(desk, "began in 2025")
    desk.locator("#text").press("c")
    desk.get_by_label("Statement").fill("Half a sentence")
    desk.reload()
    expect(desk.get_by_label("Statement")).to_have_value("Half a sentence")


def test_an_error_keeps_what_was_typed(cast, desk, console_errors):
    select_words(desk, "began in 2025")
    desk.locator("#text").press("c")
    desk.get_by_label("Question").fill("Something new?")
    desk.get_by_label("Statement").fill("They left in 2025.")
    desk.get_by_role("button", name="Save claim").click()
    expect(desk.locator(".fault")).to_contain_text("say what answers it")
    expect(desk.get_by_label("Statement")).to_have_value("They left in 2025.")
    console_errors[:] = [line for line in console_errors if "422" not in line]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_no_barriers(cast, desk, scheme, width):
    make_claim(cast, "2025", question=cast.question, passage=marked(cast, "began in 2025"), credibility="4")
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size({"width": width, "height": 800})
    desk.reload()
    expect(desk.locator("#hints")).to_be_visible()
    desk.locator("#text").press("n")
    desk.locator("#text").press("a")
    expect(desk.locator(".outlook")).not_to_be_empty()
    wait_for_layout(desk)
    found = Axe().run(desk)
    assert found.violations_count == 0, found.generate_report()
    assert desk.evaluate("document.documentElement.scrollWidth") <= width


def test_the_five_articles_are_annotated_by_keyboard_alone(page, live_server):
    cast = make_cast()
    articles = [make_article(cast, text, title=name) for name, text in worked_articles()]
    sign_in(page, cast.annotator, live_server.url)
    for number, article in enumerate(articles):
        page.goto(f"/desk/{cast.dossier.slug}/articles/{article.number}/")
        expect(page.locator("#hints")).to_be_visible()
        reach(page, "#text")
        page.keyboard.press("n")
        page.keyboard.press("a")
        if not page.get_by_label("Question").input_value():
            reach(page, "[name=question]", "Shift+Tab")
            page.keyboard.type(f"Question {number}?")
            reach(page, "[name=kind]")
            page.keyboard.type("a date")
        page.keyboard.press("Control+Enter")
        page.locator(".claim, .fault").first.wait_for()
        if page.locator(".fault").count():
            reach(page, "[name=kind]")
            page.keyboard.type("a figure")
            page.keyboard.press("Control+Enter")
        expect(page.locator("#groups .claim")).to_have_count(1)
        expect(page.locator("#text")).to_be_focused()
        page.keyboard.press("r")
        expect(page.locator("#tool [name=value]").first).to_be_focused()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#groups .rating")).to_have_text("2")
    assert Claim.objects.values("passage__snapshot").distinct().count() == len(articles) == 5


def worked_articles():
    folder = settings.FIXTURES / "karabakh"
    return [(path.name, path.read_text()) for path in sorted(folder.glob("*.*")) if path.suffix in {".txt", ".html"}]


def reach(page, selector, key="Tab"):
    """Press a key until the focus is where it is wanted."""
    for _ in range(40):
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} cannot be reached by {key}")


def marked(cast, quote):
    return mark_passage(snapshot=cast.snapshot, quote=quote, by=cast.annotator)[0]


def test_an_address_names_a_passage(cast, desk):
    passage = marked(cast, "Nobody saw")
    desk.goto(address(cast) + f"#p{passage.pk}")
    desk.reload()
    expect(desk.locator("#text mark[aria-current]")).to_have_text("Nobody saw")
    expect(desk.locator(".group[data-current]")).to_have_count(1)


def test_moving_to_another_question_and_back(cast, desk):
    make_claim(cast, "2025", question=cast.question, passage=marked(cast, "began in 2025"))
    desk.reload()
    desk.locator("#text").press("j")
    desk.keyboard.press("e")
    desk.get_by_label("Question").fill("When was it over?")
    desk.get_by_label("Answered by").select_option("date")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#groups .claim")).to_contain_text("When was it over?")
    desk.locator("#text").press("u")
    expect(desk.locator("#groups .claim")).to_contain_text("When did the withdrawal begin?")
