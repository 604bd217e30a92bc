"""Passages from an earlier capture to a later: only what stands once in both, letter for letter."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from research.claims.actions import mark_passage
from research.claims.carrying import carry, preview
from research.sources.actions import import_article
from tests.cast import make_article, make_cast

pytestmark = pytest.mark.django_db
FIRST = "🇦🇲 The force left on 17 April 2024. Some 120,000 people fled. The road was closed. The road was long."


@pytest.fixture
def cast(db):
    cast = make_cast()
    cast.article = make_article(cast, FIRST)
    return cast


def both(cast, quote, text, **place):
    """The first capture with a passage marked, and a later capture of another text."""
    earlier = cast.article.snapshots.get()
    mark_passage(snapshot=earlier, quote=quote, by=cast.annotator, **place)
    data = text.encode()
    later = import_article(dossier=cast.dossier, by=cast.annotator, data=data, article=cast.article).snapshot
    return {"earlier": earlier, "later": later}


def test_words_that_stand_once_are_marked_where_they_stand_now(cast):
    pair = both(cast, "17 April 2024", "🇦🇲🇦🇲 Updated. The force left on 17 April 2024, it is said.")
    ((passage, later),) = carry(**pair, by=cast.annotator).moved
    assert pair["later"].text[later.start : later.end] == "17 April 2024"
    assert (later.carried_from, later.created_by) == (passage, cast.annotator)


@pytest.mark.parametrize(
    "text",
    ["The force left on 18 April 2024.", "17 April 2024, again: 17 April 2024.", "The force left on 17 april 2024."],
    ids=["gone", "several times", "another letter"],
)
def test_all_else_waits_for_a_person(cast, text):
    carried = carry(**both(cast, "17 April 2024", text), by=cast.annotator)
    assert (carried.moved, len(carried.waiting)) == ([], 1)


def test_words_that_stood_several_times_before_wait(cast):
    pair = both(cast, "The road was", "The road was closed.", prefix="fled. ")
    assert "earlier text several times" in carry(**pair, by=cast.annotator).waiting[0][1]


@pytest.mark.parametrize(("text", "look"), [(FIRST + " More.", False), ("It never left on 17 April 2024.", True)])
def test_other_surroundings_ask_for_a_second_look(cast, text, look):
    pair = both(
        cast, "The force left on 17 April 2024. Some 120,000 people fled." if not look else "17 April 2024", text
    )
    ((_, later),) = carry(**pair, by=cast.annotator).moved
    assert later.second_look == look


def test_twice_is_once(cast):
    pair = both(cast, "17 April 2024", FIRST + " More.")
    for _ in range(2):
        carry(**pair, by=cast.annotator)
    assert pair["later"].passages.count() == 1
    assert preview(**pair) == ([], [])


def test_claims_stay_with_the_capture_they_were_read_in(cast):
    pair = both(cast, "17 April 2024", FIRST + " More.")
    ((_, later),) = carry(**pair, by=cast.annotator).moved
    assert not later.claims.exists()


def test_backwards_is_refused(cast):
    pair = both(cast, "17 April 2024", FIRST + " More.")
    with pytest.raises(ValidationError):
        carry(earlier=pair["later"], later=pair["earlier"], by=cast.annotator)


def test_between_two_articles_is_refused(cast):
    other = make_article(cast, "The force left on 17 April 2024.").snapshots.get()
    with pytest.raises(ValidationError):
        carry(earlier=cast.article.snapshots.get(), later=other, by=cast.annotator)


def test_an_observer_may_not(cast):
    pair = both(cast, "17 April 2024", FIRST + " More.")
    with pytest.raises(PermissionDenied):
        carry(**pair, by=cast.observer)
