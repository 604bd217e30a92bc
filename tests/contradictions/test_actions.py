import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from research.contradictions.actions import decide, record, refresh, reopen, restore_claim, save_claim, withdraw_claim
from research.contradictions.models import Contradiction
from research.contradictions.queries import positions_of
from research.dossiers.errors import Conflict
from tests.cast import make_cast, make_claim, make_contradiction, make_passage, make_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


def standing(question):
    return question.contradictions.standing().get()


def words(contradiction):
    return [(side.letter, side.label) for side in contradiction.sides.all()]


def made(cast, *says, kind="date", unit="", **fields):
    """Claims that say these words on one question; return the question."""
    question = make_question(cast, "What was it?", kind=kind, unit=unit)
    for text in says:
        make_claim(cast, text, question=question, **fields)
    return question


class TestSaving:
    def test_two_dates_that_cannot_both_hold_open_a_contradiction(self, cast):
        question = made(cast, "April 17, 2024", "2025")
        assert words(standing(question)) == [("A", "April 17, 2024"), ("B", "2025")]
        assert standing(question).kind == "conflict"

    def test_a_vague_figure_and_an_exact_one_agree(self, cast):
        assert not made(cast, "approximately 2,000", "1,960", kind="quantity").contradictions.exists()

    def test_two_figures_too_far_apart_contradict(self, cast):
        question = made(cast, "some 120,000", "nearly 100,000", kind="quantity", unit="people")
        assert standing(question).state == "open"

    def test_hours_and_a_day_agree(self, cast):
        assert not made(cast, "one day", "23 hours", kind="quantity").contradictions.exists()

    def test_a_plan_does_not_contradict_an_outcome(self, cast):
        question = made(cast, "17 April 2024")
        make_claim(cast, "2025", question=question, modality="planned")
        assert not question.contradictions.exists()
        assert [claim.says for claim in positions_of(question).expectations] == ["2025"]

    def test_other_scopes_are_not_compared(self, cast):
        question = made(cast, "17 April 2024")
        make_claim(cast, "2025", question=question, scope="the last unit")
        assert not question.contradictions.exists()

    def test_words_of_the_article_need_its_date(self, cast):
        dated = make_claim(cast, "on Wednesday", published="2024-04-19")
        undated = make_claim(cast, "on Wednesday", published="")
        assert (dated.edtf, dated.read_by) == ("2024-04-17", "machine")
        assert (undated.kind, undated.edtf) == ("", "")
        assert undated.explanation

    def test_an_editor_reads_it_otherwise(self, cast):
        claim = make_claim(cast, "on Wednesday", published="", value={"edtf": "2024-04-17"})
        assert (claim.edtf, claim.read_by) == ("2024-04-17", "editor")

    def test_nonsense_set_by_hand_is_refused_with_its_field(self, cast):
        with pytest.raises(ValidationError) as refusal:
            make_claim(cast, "31 February", value={"edtf": "2024-02-31"})
        assert list(refusal.value.message_dict) == ["value"]

    def test_a_question_of_another_dossier_is_refused(self, cast):
        passage = make_passage(cast)
        cast.dossier, cast.annotator = cast.other, cast.outsider
        foreign = make_question(cast)
        with pytest.raises(PermissionDenied):
            save_claim(by=cast.outsider, passage=passage, question=foreign, says="17 April 2024")
        with pytest.raises(ValidationError):
            save_claim(by=cast.chief, passage=passage, question=foreign, says="17 April 2024")

    def test_an_observer_may_not(self, cast):
        with pytest.raises(PermissionDenied):
            save_claim(by=cast.observer, passage=make_passage(cast), question=make_question(cast), says="17 April 2024")

    def test_moving_a_claim_refreshes_both_questions(self, cast):
        question = made(cast, "17 April 2024", "2025")
        other = made(cast, "2023")
        claim = question.claims.get(says="2025")
        save_claim(by=cast.annotator, claim=claim, passage=claim.passage, question=other, says="2025")
        assert not question.contradictions.standing().exists()
        assert standing(other).is_open

    def test_history_names_the_actor(self, cast):
        claim = make_claim(cast)
        assert [row.history_user for row in claim.history.all()] == [cast.annotator]


class TestWithdrawing:
    def test_the_contradiction_ends_and_comes_back(self, cast):
        question = make_contradiction(cast).question
        claim = question.claims.get(says="2025")
        withdraw_claim(claim=claim, by=cast.annotator, reason="misread")
        assert not question.contradictions.standing().exists()
        restore_claim(claim=claim, by=cast.annotator)
        assert standing(question).is_open

    def test_it_needs_a_reason(self, cast):
        with pytest.raises(ValidationError):
            withdraw_claim(claim=make_claim(cast), by=cast.annotator, reason=" ")

    def test_once_is_enough(self, cast):
        claim = make_claim(cast)
        withdraw_claim(claim=claim, by=cast.annotator, reason="misread")
        with pytest.raises(Conflict):
            withdraw_claim(claim=claim, by=cast.annotator, reason="again")


class TestDeciding:
    def decided(self, cast, state="dismissed", **fields):
        contradiction = make_contradiction(cast)
        decide(contradiction=contradiction, by=cast.editor, state=state, reason="because", **fields)
        return contradiction

    def test_a_side_is_preferred(self, cast):
        contradiction = make_contradiction(cast)
        side = contradiction.sides.first()
        decide(contradiction=contradiction, by=cast.editor, state="resolved", reason="dated", preferred=side)
        contradiction.refresh_from_db()
        assert (contradiction.state, contradiction.decided_by, contradiction.preferred) == (
            "resolved",
            cast.editor,
            side,
        )

    @pytest.mark.parametrize(
        ("words", "field"),
        [
            ({"state": "open", "reason": "because"}, "state"),
            ({"state": "sideways", "reason": "because"}, "state"),
            ({"state": "dismissed", "reason": ""}, "reason"),
            ({"state": "resolved", "reason": "because"}, "preferred"),
            ({"state": "dismissed", "reason": "because", "kind": "taste"}, "kind"),
        ],
    )
    def test_what_is_wrong_is_said_by_field(self, cast, words, field):
        with pytest.raises(ValidationError) as refusal:
            decide(contradiction=make_contradiction(cast), by=cast.editor, **words)
        assert list(refusal.value.message_dict) == [field]

    def test_an_annotator_may_not(self, cast):
        with pytest.raises(PermissionDenied):
            decide(contradiction=make_contradiction(cast), by=cast.annotator, state="dismissed", reason="because")

    def test_a_known_value_leaves_the_decision_alone(self, cast):
        contradiction = self.decided(cast)
        make_claim(cast, "2025", question=contradiction.question)
        assert standing(contradiction.question).state == "dismissed"

    def test_a_new_value_that_agrees_leaves_it_alone(self, cast):
        contradiction = self.decided(cast)
        make_claim(cast, "since 2020", question=contradiction.question)
        assert standing(contradiction.question).state == "dismissed"

    def test_a_new_value_that_contradicts_opens_it_again(self, cast):
        contradiction = self.decided(cast)
        make_claim(cast, "2022", question=contradiction.question)
        again = standing(contradiction.question)
        assert (again.pk, again.state, again.decided_by, again.sides.count()) == (contradiction.pk, "open", None, 3)

    def test_a_decision_is_undone_and_stays_in_the_history(self, cast):
        contradiction = self.decided(cast)
        reopen(contradiction=contradiction, by=cast.second_editor)
        assert standing(contradiction.question).is_open
        assert "dismissed" in contradiction.history.values_list("state", flat=True)

    def test_refreshing_twice_changes_nothing(self, cast):
        contradiction = make_contradiction(cast)
        sides = list(contradiction.sides.values_list("pk", flat=True))
        refresh(contradiction.question, by=cast.annotator)
        assert list(contradiction.sides.values_list("pk", flat=True)) == sides


class TestTextAnswers:
    def test_they_are_grouped_by_hand(self, cast):
        question = made(cast, "Moscow and Baku", kind="text", group="two states")
        make_claim(cast, "with Yerevan too", question=question, group="three states")
        assert {side.label for side in standing(question).sides.all()} == {"two states", "three states"}

    def test_an_answer_without_a_group_stands_apart(self, cast):
        question = made(cast, "Moscow and Baku", kind="text")
        reading = positions_of(question)
        assert reading.positions == []
        assert [claim.says for claim, _ in reading.apart] == ["Moscow and Baku"]


class TestByHand:
    def test_any_claims_of_the_dossier(self, cast):
        one, two = make_claim(cast), make_claim(cast, "2025")
        made_by_hand = record(dossier=cast.dossier, by=cast.editor, sides=[("left", [one]), ("stayed", [two])])
        assert (made_by_hand.made_by, words(made_by_hand)) == ("person", [("A", "left"), ("B", "stayed")])

    def test_one_side_is_not_enough(self, cast):
        with pytest.raises(ValidationError):
            record(dossier=cast.dossier, by=cast.editor, sides=[("left", [make_claim(cast)])])
        assert not Contradiction.objects.exists()
