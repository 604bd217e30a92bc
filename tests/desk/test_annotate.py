"""The promises of the annotate page and of all that is sent from it, without a browser."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from research.accounts.models import IdempotencyKey
from research.assessments.models import Assessment
from research.claims.models import Claim, Dismissal, Passage, Question
from research.sources.actions import exclude
from tests.cast import make_article, make_cast, make_claim, make_passage, make_question

pytestmark = pytest.mark.django_db

TEXT = (
    "🇦🇲 The withdrawal began in 2025.\nIt began, others say, on 17 April 2024. It began at dawn.\n"
    "About 2,000 had been there."
)
PART = {"HTTP_X_PART": "1"}


@pytest.fixture
def cast():
    cast = make_cast()
    cast.article = make_article(cast, TEXT)
    cast.snapshot = cast.article.snapshots.get()
    return cast


@pytest.fixture
def desk(cast, client):
    client.force_login(cast.annotator)
    return client


def address(cast, name, *more, article=None):
    return reverse(f"desk:{name}", args=[cast.dossier.slug, (article or cast.article).number, *more])


def at(quote):
    start = TEXT.index(quote)
    return {"start": start, "end": start + len(quote), "quote": quote}


def said(cast, quote="began in 2025", **more):
    return at(quote) | {"question": "When did it begin?", "kind": "date", "says": "2025", "key": "k1"} | more


def pages(cast):
    claim = make_claim(cast, "2025", passage=make_passage(cast, "began in 2025", article=cast.article))
    here = (claim.number,)
    return [
        address(cast, "article"), address(cast, "margin"), address(cast, "news"), address(cast, "suggestions"),
        address(cast, "compose"), address(cast, "recompose", *here), address(cast, "take-back-claim", *here),
        address(cast, "rate-claim", *here), address(cast, "rate-source"),
        address(cast, "passage-note", claim.passage_id),
    ]  # fmt: skip


def test_pages_answer_an_annotator(cast, desk):
    answers = {url: desk.get(url).status_code for url in pages(cast)}
    assert set(answers.values()) <= {200, 204}, answers


def test_strangers_find_nothing(cast, client):
    urls = pages(cast)
    client.force_login(cast.outsider)
    assert {client.get(url).status_code for url in urls} == {404}


def test_an_observer_reads_and_writes_nothing(cast, client):
    urls = pages(cast)
    client.force_login(cast.observer)
    assert [client.get(url).status_code for url in urls] == [200, 200, 204, 200] + [403] * 6
    assert client.post(address(cast, "mark"), at("2025")).status_code == 403
    assert client.post(address(cast, "compose"), said(cast)).status_code == 403
    assert "data-compose" not in client.get(urls[0]).content.decode()


def test_the_text_stands_between_marks(cast, desk):
    make_passage(cast, "began in 2025", article=cast.article)
    assert "began in 2025</mark>" in desk.get(address(cast, "article")).content.decode()


def test_an_older_capture_can_be_opened(cast, desk):
    other = make_article(cast, "Another text.").snapshots.get()
    assert desk.get(address(cast, "article"), {"snapshot": other.pk}).status_code == 404
    assert desk.get(address(cast, "article"), {"snapshot": cast.snapshot.pk}).status_code == 200


def test_a_passage_is_marked_by_its_offsets(cast, desk):
    assert desk.post(address(cast, "mark"), at("in 2025"), **PART).status_code == 200
    assert Passage.objects.get().quote == "in 2025"


def test_offsets_that_are_not_the_quote_are_refused(cast, desk):
    wrong = at("in 2025") | {"start": 0, "end": 7}
    answer = desk.post(address(cast, "mark"), wrong, **PART)
    assert answer.status_code == 422
    assert "not this" in answer.json()["detail"]


@pytest.mark.parametrize("ends", [(5, 5), (9, 5), (0, 10_000)])
def test_a_stretch_that_is_none_is_refused(cast, desk, ends):
    answer = desk.post(address(cast, "mark"), {"start": ends[0], "end": ends[1], "quote": "x"}, **PART)
    assert answer.status_code == 422


def test_without_script_a_quote_is_enough(cast, desk):
    answer = desk.post(address(cast, "compose"), {**said(cast), "start": "", "end": ""})
    claim = Claim.objects.get()
    assert answer.url == address(cast, "article") + f"#p{claim.passage_id}"
    assert (claim.passage.start, claim.edtf) == (TEXT.index("began in 2025"), "2025")


def test_a_quote_that_stands_thrice_needs_its_neighbours(cast, desk):
    bare = {**said(cast, "It began"), "start": "", "end": ""}
    answer = desk.post(address(cast, "compose"), bare)
    assert answer.status_code == 422
    assert "several times" in answer.content.decode()
    assert desk.post(address(cast, "compose"), bare | {"suffix": " at dawn"}).status_code == 302


def test_a_quote_over_two_lines_survives_the_form(cast, desk):
    quote = "2025.\nIt began"
    sent = {**said(cast, quote), "quote": quote.replace("\n", "\r\n")}
    assert desk.post(address(cast, "compose"), sent).status_code == 302
    assert Passage.objects.get().quote == quote


def test_an_error_keeps_all_that_was_typed(cast, desk):
    sent = said(cast, question="Something new?", kind="", statement="They left in 2025.")
    answer = desk.post(address(cast, "compose"), sent)
    assert answer.status_code == 422
    assert "They left in 2025." in answer.content.decode()
    assert not Passage.objects.exists()


def test_a_new_question_is_asked_and_a_known_one_found(cast, desk):
    desk.post(address(cast, "compose"), said(cast))
    again = said(cast, "on 17 April 2024", says="17 April 2024", question="when did it BEGIN?", key="k2")
    desk.post(address(cast, "compose"), again)
    assert Question.objects.get().claims.count() == 2


def test_the_same_form_twice_is_one_claim(cast, desk):
    first = desk.post(address(cast, "compose"), said(cast), **PART)
    again = desk.post(address(cast, "compose"), said(cast), **PART)
    assert (first.status_code, again.status_code) == (200, 200)
    assert Claim.objects.count() == 1
    assert IdempotencyKey.objects.count() == 1


def test_a_key_of_another_person_answers_nobody(cast, desk, client):
    desk.post(address(cast, "compose"), said(cast))
    client.force_login(cast.editor)
    client.post(address(cast, "compose"), said(cast, "17 April 2024", says="17 April 2024"))
    assert Claim.objects.count() == 2


def test_a_misread_value_is_set_right_by_hand(cast, desk):
    desk.post(address(cast, "compose"), said(cast, edtf="2025-02"))
    claim = Claim.objects.get()
    assert (claim.edtf, claim.read_by) == ("2025-02", "editor")


def test_a_value_that_is_none_is_said_beside_its_field(cast, desk):
    answer = desk.post(address(cast, "compose"), said(cast, edtf="2025-02-31"))
    assert answer.status_code == 422
    assert answer.context["form"].errors["edtf"]


def test_origins_come_one_on_a_line(cast, desk):
    desk.post(address(cast, "compose"), said(cast, attributed_to="Dmitry Peskov\r\nOfficials, unnamed"))
    assert [row.name for row in Claim.objects.get().origins.all()] == ["Dmitry Peskov", "Officials, unnamed"]


def test_the_claim_is_rated_as_it_is_written(cast, desk):
    desk.post(address(cast, "compose"), said(cast, credibility="4", reason="Alone."))
    assert list(Assessment.objects.values_list("value", "reason")) == [("4", "Alone.")]


def test_the_outlook_tells_reading_and_contradiction(cast, desk):
    make_claim(cast, "17 April 2024", question=make_question(cast, "When did it begin?"))
    told = desk.post(address(cast, "outlook"), said(cast)).content.decode()
    assert "1 Jan – 31 Dec 2025 (year)" in told
    assert "contradicts 1 claim: 17 April 2024" in told


def test_the_outlook_warns_of_a_figure_the_passage_has_not(cast, desk):
    told = desk.post(address(cast, "outlook"), said(cast, statement="It began in 2023.")).content.decode()
    assert "does not match" in told


def test_the_outlook_writes_nothing(cast, desk):
    desk.post(address(cast, "outlook"), said(cast))
    assert not Question.objects.exists()


def test_a_claim_is_moved_to_another_question(cast, desk):
    desk.post(address(cast, "compose"), said(cast))
    claim = Claim.objects.get()
    moved = said(cast, question="When was it over?", key="k2")
    assert desk.post(address(cast, "recompose", claim.number), moved).status_code == 302
    claim.refresh_from_db()
    assert claim.question.text == "When was it over?"
    assert claim.history.count() == 2


def test_a_claim_is_withdrawn_with_a_reason_and_comes_back(cast, desk):
    desk.post(address(cast, "compose"), said(cast))
    claim = Claim.objects.get()
    assert desk.post(address(cast, "take-back-claim", claim.number), {"reason": ""}).status_code == 422
    desk.post(address(cast, "take-back-claim", claim.number), {"reason": "Misread."})
    claim.refresh_from_db()
    assert claim.withdrawn_reason == "Misread."
    desk.post(address(cast, "bring-back-claim", claim.number))
    claim.refresh_from_db()
    assert not claim.is_withdrawn


def test_a_claim_of_another_article_is_not_here(cast, desk):
    claim = make_claim(cast)
    assert desk.get(address(cast, "rate-claim", claim.number)).status_code == 404


def test_rating_again_keeps_the_first_as_history(cast, desk):
    claim = make_claim(cast, "2025", passage=make_passage(cast, "in 2025", article=cast.article))
    for value in "43":
        desk.post(address(cast, "rate-claim", claim.number), {"value": value, "reason": f"Because {value}."})
    page = desk.get(address(cast, "rate-claim", claim.number)).content.decode()
    assert "Because 4." in page
    assert list(Assessment.objects.current().values_list("value", flat=True)) == ["3"]


def test_the_publisher_or_the_article_alone_is_rated(cast, desk):
    desk.post(address(cast, "rate-source"), {"value": "B"})
    desk.post(address(cast, "rate-source"), {"value": "D", "of": "article"})
    rated = Assessment.objects.values_list("publisher", "article", "value").order_by("pk")
    assert list(rated) == [(cast.article.publisher_id, None, "B"), (None, cast.article.pk, "D")]


def test_raters_who_differ_are_shown_and_not_averaged(cast, desk, client):
    desk.post(address(cast, "rate-source"), {"value": "B"})
    client.force_login(cast.editor)
    client.post(address(cast, "rate-source"), {"value": "D"})
    assert "raters differ: B, D" in client.get(address(cast, "article")).content.decode()


def test_a_passage_is_stretched_and_may_not_take_anothers_place(cast, desk):
    passage = make_passage(cast, "in 2025", article=cast.article)
    longer = at("began in 2025")
    desk.post(address(cast, "stretch", passage.pk), longer, **PART)
    passage.refresh_from_db()
    assert passage.quote == "began in 2025"
    make_passage(cast, "2025", article=cast.article)
    assert desk.post(address(cast, "stretch", passage.pk), at("2025"), **PART).status_code == 409


def test_a_mark_is_taken_off_unless_a_claim_rests_on_it(cast, desk):
    passage = make_passage(cast, "at dawn", article=cast.article)
    held = make_claim(cast, "2025", passage=make_passage(cast, "in 2025", article=cast.article)).passage
    assert desk.post(address(cast, "unmark", passage.pk), **PART).status_code == 200
    assert desk.post(address(cast, "unmark", held.pk), **PART).status_code == 409
    assert list(Passage.objects.all()) == [held]


def test_a_note_and_a_second_look(cast, desk):
    passage = make_passage(cast, "at dawn", article=cast.article)
    desk.post(address(cast, "passage-note", passage.pk), {"note": "Whose dawn?", "second_look": "on"})
    passage.refresh_from_db()
    assert (passage.note, passage.second_look) == ("Whose dawn?", True)


def test_a_suggestion_is_dismissed(cast, desk):
    found = desk.get(address(cast, "suggestions"), **PART).json()["found"]
    first = {name: found[0][name] for name in ("start", "end")}
    desk.post(address(cast, "dismiss"), first)
    left = desk.get(address(cast, "suggestions"), **PART).json()["found"]
    assert len(left) == len(found) - 1
    assert Dismissal.objects.get().by == cast.annotator


def test_news_tell_what_others_did(cast, desk):
    cursor = page_cursor(desk.get(address(cast, "article")))
    assert desk.get(address(cast, "news"), {"since": cursor}).status_code == 204
    passage = make_passage(cast, "at dawn", article=cast.article)
    told = desk.get(address(cast, "news"), {"since": cursor}).content.decode()
    assert f'id="p{passage.pk}"' in told
    assert "at dawn</mark>" in told


def test_news_tell_what_was_taken_off(cast, desk):
    passage = make_passage(cast, "at dawn", article=cast.article)
    cursor = page_cursor(desk.get(address(cast, "article")))
    desk.post(address(cast, "unmark", passage.pk))
    told = desk.get(address(cast, "news"), {"since": cursor}).content.decode()
    assert f'id="p{passage.pk}" data-gone' in told
    assert "at dawn</mark>" not in told


@pytest.mark.parametrize("cursor", ["", "1", "a-b-c", "1-2-3-4", "9" * 40 + "-1-1", "-1-1-1"])
def test_a_cursor_that_is_none_is_no_news(cast, desk, cursor):
    assert desk.get(address(cast, "news"), {"since": cursor}).status_code == 204


def test_news_of_other_articles_are_not_told(cast, desk):
    cursor = page_cursor(desk.get(address(cast, "article")))
    make_passage(cast)
    assert desk.get(address(cast, "news"), {"since": cursor}).status_code == 204


def page_cursor(answer):
    return answer.context["cursor"]


def claims_on(cast, question, places):
    for start in places:
        passage = make_passage(cast, TEXT[start : start + 9], article=cast.article)
        make_claim(cast, str(1990 + start), question=question, passage=passage, credibility="2")


@pytest.mark.parametrize("name", ["article", "margin"])
def test_queries_do_not_grow_with_passages(cast, desk, name):
    question = make_question(cast)
    claims_on(cast, question, range(4, 6))
    with CaptureQueriesContext(connection) as few:
        desk.get(address(cast, name))
    claims_on(cast, question, range(10, 18))
    with CaptureQueriesContext(connection) as many:
        desk.get(address(cast, name))
    assert len(many) == len(few)


def test_passages_are_listed_for_the_script(cast, desk):
    passage = make_passage(cast, "at dawn", article=cast.article)
    assert desk.get(address(cast, "article")).context["passages"] == [(passage.pk, passage.start, passage.end)]


def test_two_who_change_one_claim_do_not_overwrite_each_other(cast, desk, client):
    desk.post(address(cast, "compose"), said(cast))
    claim = Claim.objects.get()
    opened = desk.get(address(cast, "recompose", claim.number), **PART).context["form"].initial["seen"]
    theirs = said(cast, statement="Theirs.", key="k2", seen=opened)
    mine = said(cast, statement="Mine.", key="k3", seen=opened)
    client.force_login(cast.editor)
    client.post(address(cast, "recompose", claim.number), theirs)
    client.force_login(cast.annotator)
    refused = client.post(address(cast, "recompose", claim.number), mine)
    assert refused.status_code == 422
    assert "Mine." in refused.content.decode()
    claim.refresh_from_db()
    assert claim.statement == "Theirs."
    again = mine | {"seen": refused.context["form"].data["seen"]}
    client.post(address(cast, "recompose", claim.number), again)
    claim.refresh_from_db()
    assert claim.statement == "Mine."


def test_two_notes_on_one_passage_are_both_kept(cast, desk):
    passage = make_passage(cast, "at dawn", article=cast.article)
    desk.post(address(cast, "passage-note", passage.pk), {"note": "Theirs.", "was": ""})
    refused = desk.post(address(cast, "passage-note", passage.pk), {"note": "Mine.", "was": ""})
    assert refused.status_code == 422
    assert "Mine.\nTheirs." in refused.content.decode()


def test_a_change_is_undone_by_sending_what_was(cast, desk):
    desk.post(address(cast, "compose"), said(cast))
    claim = Claim.objects.get()
    changed = desk.post(address(cast, "recompose", claim.number), said(cast, says="in 2025", key="k2"), **PART)
    desk.post(changed.context["undo"], changed.context["undo_fields"])
    claim.refresh_from_db()
    assert claim.says == "2025"


def test_what_is_no_part_of_the_article_is_told(cast, desk):
    exclude(snapshot=cast.snapshot, start=0, end=4, by=cast.annotator)
    page = desk.get(address(cast, "article"))
    assert page.context["furniture"] == [(0, 4)]
    assert "1 stretch of this text is marked as no part of the article" in page.content.decode()
