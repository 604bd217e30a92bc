from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from research.claims.models import Question
from research.contradictions.models import Contradiction
from tests.cast import make_cast, make_claim, make_contradiction, make_question


class Questions(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.cast = make_cast()
        cls.slug = cls.cast.dossier.slug
        cls.row = make_contradiction(cls.cast)
        cls.page = reverse("desk:question", args=[cls.slug, cls.row.question.number])
        cls.decide = reverse("desk:decide", args=[cls.slug, cls.row.pk])
        cls.reopen = reverse("desk:reopen", args=[cls.slug, cls.row.pk])

    def get(self, url, user="observer"):
        self.client.force_login(getattr(self.cast, user))
        return self.client.get(url)

    def post(self, url, user="editor", **data):
        self.client.force_login(getattr(self.cast, user))
        return self.client.post(url, data)

    def verdict(self, verdict="0", reason="Dated and attributed.", kind="conflict", user="editor"):
        fields = {"verdict": verdict, "reason": reason, "kind": kind}
        return self.post(self.decide, user, **{f"c{self.row.pk}-{name}": value for name, value in fields.items()})

    def state(self):
        return Contradiction.objects.get(pk=self.row.pk).state

    def test_positions_stand_face_to_face(self):
        positions = self.get(self.page).context["reading"].positions
        assert [position.label for position in positions] == ["17 April 2024", "2025"]

    def test_the_chart_says_in_words_what_it_draws(self):
        self.assertContains(self.get(self.page), 'role="img" aria-label="What each source says')

    def test_it_says_how_many_sources_are_independent(self):
        self.assertContains(self.get(self.page), "at least 1 independent source", count=2)

    def test_an_expectation_is_set_apart(self):
        make_claim(self.cast, "2026", question=self.row.question, modality="predicted")
        self.assertContains(self.get(self.page), "1 expectation set apart")

    def test_an_outsider_finds_nothing(self):
        assert self.get(self.page, "outsider").status_code == 404

    def test_a_number_that_is_none_finds_nothing(self):
        assert self.get(reverse("desk:question", args=[self.slug, 99_999_999_999_999_999_999])).status_code == 404

    def test_an_annotator_sees_no_form_to_decide(self):
        self.assertNotContains(self.get(self.page, "annotator"), "Decide the contradiction")

    def test_an_annotator_may_not_decide(self):
        assert self.verdict(user="annotator").status_code == 403

    def test_an_editor_decides_for_a_position(self):
        self.verdict("1")
        decided = Contradiction.objects.get(pk=self.row.pk)
        assert (decided.state, decided.preferred.label, decided.decided_by) == ("resolved", "2025", self.cast.editor)

    def test_an_editor_says_that_both_hold(self):
        self.verdict("both hold", kind="scope")
        assert self.state() == "both hold"

    def test_the_answer_says_so_and_offers_to_undo_it(self):
        page = self.client.get(self.verdict().url, follow=True)
        self.assertContains(page, f'action="{self.reopen}"', count=2)

    def test_without_a_reason_nothing_is_decided(self):
        self.assertContains(self.verdict(reason=" "), "Give the reason.")
        assert self.state() == "open"

    def test_without_a_position_the_reason_typed_is_kept(self):
        self.assertContains(self.verdict("", "I thought long about this"), "I thought long about this")

    def test_a_state_nobody_knows_is_refused(self):
        self.verdict("forgotten")
        assert self.state() == "open"

    def test_a_decision_is_taken_back(self):
        self.verdict()
        self.post(self.reopen)
        assert self.state() == "open"

    def test_the_decision_stays_in_the_history(self):
        self.verdict()
        self.post(self.reopen)
        self.assertContains(self.get(self.page), "Dated and attributed.")

    def test_looking_at_the_form_s_address_leads_to_the_page(self):
        assert self.get(self.decide, "editor").status_code == 302

    def test_a_contradiction_of_another_dossier_is_not_there(self):
        assert (
            self.post(reverse("desk:decide", args=[self.cast.other.slug, self.row.pk]), "outsider").status_code == 404
        )

    def test_a_question_is_asked(self):
        url = reverse("desk:ask", args=[self.slug])
        self.post(url, "annotator", text="How many were there?", kind="quantity", unit="people", scope="")
        assert Question.objects.get(text="How many were there?").unit == "people"

    def test_an_observer_may_not_ask(self):
        assert self.get(reverse("desk:ask", args=[self.slug])).status_code == 403

    def test_a_kind_cannot_change_under_its_claims(self):
        url = reverse("desk:question-edit", args=[self.slug, self.row.question.number])
        self.assertContains(self.post(url, text="When?", kind="text", unit="", scope=""), "Ask a new one instead")

    def test_the_list_shows_where_each_stands(self):
        make_question(self.cast, "How many were there?", kind="quantity")
        lines = self.get(reverse("desk:questions", args=[self.slug])).context["lines"]
        assert [line.standing for line in lines] == ["open", "none"]

    def test_contradictions_are_listed_by_state(self):
        url = reverse("desk:contradictions", args=[self.slug])
        listed = {
            state: len(self.get(f"{url}?state={state}").context["contradictions"]) for state in ("open", "dismissed")
        }
        assert listed == {"open": 1, "dismissed": 0}

    def test_one_is_recorded_by_hand(self):
        numbers = [f"c{claim.number}" for claim in self.row.question.claims.all()]
        sides = {"first": "They fled", "first_claims": numbers[0], "second": "They stayed", "second_claims": numbers[1]}
        page = self.client.get(self.post(reverse("desk:record", args=[self.slug]), **sides).url)
        self.assertContains(page, "recorded by hand")

    def test_a_claim_that_is_not_there_is_no_side(self):
        sides = {"first": "They fled", "first_claims": "c1", "second": "They stayed", "second_claims": "c999"}
        self.assertContains(self.post(reverse("desk:record", args=[self.slug]), **sides), "no standing claim c999")

    def test_the_number_of_queries_does_not_grow(self):
        self.client.force_login(self.cast.observer)
        with CaptureQueriesContext(connection) as few:
            self.client.get(self.page)
        for says in ("May 2024", "2023", "18 April 2024"):
            make_claim(self.cast, says, question=self.row.question)
        with CaptureQueriesContext(connection) as many:
            self.client.get(self.page)
        assert len(many) == len(few)
