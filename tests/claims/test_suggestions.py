"""Suggestions: what a text holds that nobody claimed, what contradicts first."""

import pytest

from research.claims.actions import dismiss_suggestion, mark_passage
from research.claims.suggestions import ANSWERS, CONTRADICTS, OTHER, suggestions_in
from research.contradictions.actions import save_claim
from research.sources.actions import exclude
from tests.cast import make_article, make_cast, make_claim, make_question

pytestmark = pytest.mark.django_db

TEXT = (
    "In 1921 a border was drawn.\n"
    "The withdrawal began on 17 April 2024, they say.\n"
    "The withdrawal began in 2025, others say.\n"
    "Some 2,000 soldiers were there."
)


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def snapshot(cast):
    return make_article(cast, TEXT).snapshots.get()


def words(snapshot):
    return [(one.text, one.rank) for one in suggestions_in(snapshot)]


def test_without_questions_all_are_of_one_rank_in_order(cast, snapshot):
    assert [rank for _, rank in words(snapshot)] == [OTHER] * 4


def test_what_answers_a_question_comes_first(cast, snapshot):
    make_question(cast)
    found = words(snapshot)
    assert [rank for _, rank in found] == [ANSWERS, ANSWERS, OTHER, OTHER]
    assert "17 April 2024" in found[0][0]


def test_what_contradicts_a_claim_comes_before_all(cast, snapshot):
    make_claim(cast, "17 April 2024", question=make_question(cast))
    found = words(snapshot)
    assert "2025" in found[0][0]
    assert [rank for _, rank in found] == [CONTRADICTS, ANSWERS, OTHER, OTHER]


def test_a_plan_contradicts_nothing(cast, snapshot):
    make_claim(cast, "17 April 2024", question=make_question(cast), modality="planned")
    assert CONTRADICTS not in [rank for _, rank in words(snapshot)]


def test_units_that_do_not_compare_are_no_answer(cast, snapshot):
    make_question(cast, "How long were the soldiers there?", kind="quantity", unit="days")
    assert [rank for _, rank in words(snapshot)] == [OTHER] * 4


def test_a_figure_of_the_same_kind_answers(cast, snapshot):
    question = make_question(cast, "How many soldiers were there?", kind="quantity", unit="people")
    assert suggestions_in(snapshot)[0].question == question


def test_offsets_are_those_of_the_whole_text(cast, snapshot):
    low = TEXT.index("The withdrawal began in")
    found = suggestions_in(snapshot, low)
    assert [TEXT[one.start : one.end] for one in found] == [one.text for one in found]
    assert {one.start >= low for one in found} == {True}


def test_a_dismissed_one_never_returns(cast, snapshot):
    first = suggestions_in(snapshot)[0]
    dismiss_suggestion(snapshot=snapshot, start=first.start, end=first.end, by=cast.annotator)
    assert first.text not in [text for text, _ in words(snapshot)]


def test_what_is_claimed_is_not_suggested(cast, snapshot):
    passage = mark_passage(snapshot=snapshot, quote="on 17 April 2024, they", by=cast.annotator)[0]
    save_claim(by=cast.annotator, passage=passage, question=make_question(cast), says="17 April 2024")
    assert not [text for text, _ in words(snapshot) if "2024" in text]


def test_furniture_is_not_read(cast, snapshot):
    exclude(snapshot=snapshot, start=0, end=TEXT.index("\n"), by=cast.annotator)
    assert not [text for text, _ in words(snapshot) if "1921" in text]


def test_queries_do_not_grow_with_claims(cast, snapshot, django_assert_max_num_queries):
    question = make_question(cast)
    for day in range(1, 6):
        make_claim(cast, f"{day} April 2024", question=question)
    with django_assert_max_num_queries(6):
        suggestions_in(snapshot)
