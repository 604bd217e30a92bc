"""The main job, end to end in a real browser: sign in, import, mark, claim, decide, write, review, publish, correct."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from research.assessments.actions import assess
from research.briefings.models import Briefing
from research.dossiers.actions import set_member
from tests.cast import PASSWORD, make_cast, make_claim, make_question
from tests.e2e.signing import sign_in
from tests.e2e.test_annotate import select_words

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ARTICLE = """Leaving the hills

The departure of the force in the course of 2025 closed the mission. 🏔️

Nobody has said why it took so long."""


@pytest.fixture
def cast():
    """The standing cast, with one question that a rated article has answered otherwise."""
    cast = make_cast()
    cast.question = make_question(cast)
    cast.claim = make_claim(cast, "17 April 2024", question=cast.question, credibility="2")
    publisher = cast.claim.passage.snapshot.article.publisher
    assess(dossier=cast.dossier, by=cast.annotator, publisher=publisher, value="B", reason="signed and dated")
    return cast


def work_as(page, user, live_server):
    page.goto("about:blank")  # What the page before still asks for would bring its cookies back.
    page.context.clear_cookies()
    sign_in(page, user, live_server.url)


def stands(page, state):
    """Wait until the briefing's page says so: leaving sooner would break off what was sent."""
    expect(page.locator(".chip").filter(has_text=state).first).to_be_visible()


def no_barriers(page):
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


def test_the_whole_path_by_mouse(cast, page, live_server):
    desk = f"/desk/{cast.dossier.slug}/"
    page.goto("/desk/")
    page.get_by_label("Username").fill("annotator")
    page.get_by_label("Password").fill(PASSWORD)
    no_barriers(page)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="The withdrawal").first.click()
    no_barriers(page)

    page.get_by_role("link", name="Import articles").first.click()
    page.get_by_label("Text").fill(ARTICLE)
    page.get_by_label("Publisher").fill("Exam Digest")
    no_barriers(page)
    page.get_by_role("button", name="Import").click()
    expect(page.locator("#text")).to_contain_text("in the course of 2025")
    expect(page.locator("#hints")).to_be_visible()
    select_words(page, "in the course of 2025")
    page.get_by_role("button", name="Claim c").click()
    page.get_by_label("Question").fill("When did the withdrawal begin?")
    page.get_by_label("Says").fill("2025")
    expect(page.locator(".outlook")).to_contain_text("1 Jan – 31 Dec 2025 (year)")
    expect(page.locator(".outlook")).to_contain_text("contradicts 1 claim")
    page.get_by_label("Credibility").select_option("4")
    page.get_by_role("button", name="Save claim").click()
    expect(page.locator("#groups .rating")).to_have_text("4")
    page.get_by_role("link", name="Rate the source").click()
    page.get_by_label("D · Not usually reliable").check()
    page.get_by_role("button", name="Rate", exact=True).click()
    expect(page.locator("article header, #source").first).to_contain_text("Not usually reliable")
    page.reload()
    expect(page.locator("#groups .rating")).to_have_text("D4")
    no_barriers(page)

    work_as(page, cast.editor, live_server)
    page.goto(f"{desk}questions/1/")
    page.get_by_role("radio", name="17 April 2024").check()
    page.get_by_label("Reason").fill("Dated and signed; the other page is neither.")
    no_barriers(page)
    page.get_by_role("button", name="Decide the contradiction").click()
    expect(page.get_by_role("heading", name="Decided for")).to_be_visible()

    page.goto(f"{desk}briefings/new/")
    page.get_by_label("Title").fill("When they left")
    page.get_by_label("Body").fill("They began to leave on 17 April 2024")
    page.get_by_role("button", name="[@c1]").click()
    expect(page.get_by_label("Body")).to_have_value("They began to leave on 17 April 2024 [@c1]")
    page.get_by_label("Body").press("End")
    page.keyboard.type(".")
    expect(page.locator("#preview sup")).to_have_count(1)
    no_barriers(page)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Submit for review").click()
    stands(page, "in review")
    page.goto(f"{desk}briefings/1/review/")
    expect(page.get_by_role("button", name="Approve")).to_be_disabled()

    work_as(page, cast.second_editor, live_server)
    page.goto(f"{desk}briefings/1/review/")
    no_barriers(page)
    page.get_by_role("button", name="Approve").click()
    stands(page, "approved")

    work_as(page, cast.chief, live_server)
    page.goto(f"{desk}briefings/1/publish/")
    no_barriers(page)
    page.get_by_role("button", name="Publish for everyone").click()
    stands(page, "published")

    page.context.clear_cookies()
    page.goto("/")
    page.get_by_role("link", name="When they left").first.click()
    expect(page.locator(".disputed")).to_contain_text("Sources disagree")
    expect(page.locator(".note").first).to_contain_text("17 April 2024")
    expect(page.locator(".note .rating").first).to_have_text("B2")
    no_barriers(page)

    correct(page, cast, live_server, desk)
    page.context.clear_cookies()
    page.goto("/briefings/when-they-left/")
    page.reload()  # A page may be up to a minute old.
    expect(page.locator("body")).to_contain_text("The word “Spring” was missing.")
    expect(page.locator("article")).to_contain_text("in Spring")
    page.goto("/briefings/when-they-left/versions/1/")
    expect(page.locator("article").first).not_to_contain_text("in Spring")
    page.goto("/briefings/when-they-left/verify/")
    no_barriers(page)


def correct(page, cast, live_server, desk):
    """A second version: changed by the author, approved by another, published with its correction."""
    work_as(page, cast.editor, live_server)
    page.goto(f"{desk}briefings/1/")
    page.get_by_label("Body").fill("They began to leave in Spring, on 17 April 2024 [@c1].")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Submit for review").click()
    stands(page, "in review")
    work_as(page, cast.second_editor, live_server)
    page.goto(f"{desk}briefings/1/review/")
    page.get_by_role("button", name="Approve").click()
    stands(page, "approved")
    work_as(page, cast.chief, live_server)
    page.goto(f"{desk}briefings/1/publish/")
    page.get_by_label("What this version mends").fill("The word “Spring” was missing.")
    page.get_by_role("button", name="Publish for everyone").click()
    expect(page.locator("body")).to_contain_text("version 2")


def reach(page, target, most=120):
    """Press Tab until the element has the focus, as somebody without a mouse does."""
    for _ in range(most):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reached {target}")


def type_into(page, label, words):
    reach(page, page.get_by_label(label).first)
    page.keyboard.press("Control+a")
    page.keyboard.type(words)


def press(page, name, role="button"):
    reach(page, page.get_by_role(role, name=name).first)
    page.keyboard.press("Enter")


def test_the_whole_path_by_keyboard_alone(cast, page, live_server):
    desk = f"/desk/{cast.dossier.slug}/"
    set_member(dossier=cast.dossier, user=cast.editor, role="chief", by=cast.chief)
    page.goto("/desk/")
    type_into(page, "Username", "editor")
    type_into(page, "Password", PASSWORD)
    page.keyboard.press("Enter")
    press(page, "The withdrawal", role="link")
    press(page, "Import articles", role="link")
    type_into(page, "Text", "The withdrawal of the force began in 2025, they say.")
    press(page, "Import")
    expect(page.locator("#hints")).to_be_visible()

    reach(page, page.locator("#text"))
    page.keyboard.press("n")
    page.keyboard.press("a")
    expect(page.locator(".outlook")).to_contain_text("contradicts 1 claim")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#groups .claim")).to_have_count(1)

    page.goto(f"{desk}questions/1/")
    reach(page, page.get_by_role("radio").first)
    page.keyboard.press("Space")
    type_into(page, "Reason", "Dated and signed.")
    press(page, "Decide the contradiction")
    expect(page.get_by_role("heading", name="Decided for")).to_be_visible()

    page.goto(f"{desk}briefings/new/")
    type_into(page, "Title", "When they left")
    type_into(page, "Body", "They began to leave on 17 April 2024")
    press(page, "[@c1]")
    expect(page.get_by_label("Body")).to_be_focused()
    page.keyboard.type(".")
    press(page, "Save")
    press(page, "Submit for review")
    stands(page, "in review")

    work_as(page, cast.second_editor, live_server)
    page.goto(f"{desk}briefings/1/review/")
    press(page, "Approve")
    stands(page, "approved")
    work_as(page, cast.editor, live_server)
    page.goto(f"{desk}briefings/1/publish/")
    press(page, "Publish for everyone")
    expect(page.locator("body")).to_contain_text("version 1")
    assert Briefing.objects.get().is_published
