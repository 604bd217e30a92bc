import pytest

from research.briefings.models import Briefing
from research.briefings.rules import CHIEFS_ONLY, SECOND_PERSON, TRANSITIONS, why_not
from research.dossiers.models import Role

STATES = Briefing.State.values
# Which verbs each state allows; "retract" besides needs something published.
ALLOWED = {
    "draft": {"save", "submit", "remark", "retract"},
    "in review": {"save", "approve", "return", "override", "remark", "retract"},
    "approved": {"save", "approve", "return", "override", "remark", "publish", "retract"},
    "published": {"save", "remark", "retract"},
    "retracted": set(),
}


def may(verb, *, role="chief", wrote=False, state="draft", is_published=True):
    return why_not(verb, role=role, wrote=wrote, state=state, is_published=is_published) == ""


@pytest.mark.parametrize("state", STATES)
def test_each_state_allows_these_verbs_and_no_other(state):
    assert {verb for verb in TRANSITIONS if may(verb, state=state)} == ALLOWED[state]


@pytest.mark.parametrize("role", [None, *Role.values])
@pytest.mark.parametrize("verb", TRANSITIONS)
def test_each_verb_needs_its_role(verb, role):
    state = next(state for state in STATES if verb in ALLOWED[state])
    enough = {"chief"} if verb in CHIEFS_ONLY else {"editor", "chief"}
    assert may(verb, role=role, state=state) == (role in enough)


@pytest.mark.parametrize("verb", TRANSITIONS)
def test_who_wrote_it_is_no_second_person(verb):
    state = next(state for state in STATES if verb in ALLOWED[state])
    assert may(verb, wrote=True, state=state) == (verb not in SECOND_PERSON)


def test_what_was_never_published_cannot_be_retracted():
    assert not may("retract", is_published=False)


def test_every_refusal_says_why():
    reasons = [
        why_not(verb, role=role, wrote=wrote, state=state)
        for verb in TRANSITIONS
        for role in (None, "editor", "chief")
        for wrote in (True, False)
        for state in STATES
    ]
    assert all(reason == "" or reason.endswith(".") for reason in reasons)
