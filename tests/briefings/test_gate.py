from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from research.accounts import triggers
from research.assessments.actions import assess
from research.briefings import actions
from research.briefings.gate import TITLES, gate_of
from research.briefings.models import Briefing
from research.claims.models import Passage
from research.contradictions.actions import decide, withdraw_claim
from tests.briefings.making import make_disagreement, make_draft, rate_sources, rated_claim
from tests.cast import make_cast, make_claim


class Gate(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.cast = make_cast()
        cls.claim = rated_claim(cls.cast)

    def line(self, key, body, briefing=None):
        briefing = briefing or Briefing(dossier=self.cast.dossier)
        briefing.body = body
        return next(line for line in gate_of(briefing).lines if line.key == key)

    def assert_holds(self, key, body):
        self.assertEqual(self.line(key, body).problems, [])

    def assert_fails(self, key, body, *words):
        problems = self.line(key, body).problems
        self.assertEqual(len(problems), 1, problems)
        for word in words:
            self.assertIn(word, problems[0])

    def test_its_lines_have_these_keys(self):
        keys = [line.key for line in gate_of(Briefing(dossier=self.cast.dossier)).lines]
        self.assertEqual(keys, ["citations", "quotes", "standing", "rated", "figures", "disagreements", "remarks"])
        self.assertEqual(keys, list(TITLES))

    def test_a_draft_in_order_passes(self):
        self.assertTrue(gate_of(make_draft(self.cast, [self.claim])).passed)

    def test_a_citation_of_nothing_fails(self):
        self.assert_fails("citations", "So [@c999].", "[@c999]")

    def test_a_claim_of_another_dossier_is_nothing(self):
        dossier, number = self.cast.other, self.claim.number
        line = self.line("citations", f"So [@c{number}].", Briefing(dossier=dossier))
        self.assertEqual(len(line.problems), 1)

    def test_a_quotation_that_left_its_source_fails(self):
        triggers.uninstall()
        Passage.objects.filter(pk=self.claim.passage_id).update(quote="Forged.")
        triggers.install()
        self.assert_fails("quotes", f"So [@c{self.claim.number}].", "mark the passage again")

    def test_a_withdrawn_claim_fails(self):
        withdraw_claim(claim=self.claim, by=self.cast.annotator, reason="Misread.")
        self.assert_fails("standing", f"So [@c{self.claim.number}].", "Misread.")

    def test_an_unrated_claim_fails(self):
        unrated = make_claim(self.cast, "2025")
        self.assert_fails("rated", f"So [@c{unrated.number}].", f"c{unrated.number}")

    def test_an_unrated_source_is_advice(self):
        line = self.line("rated", f"So [@c{self.claim.number}].")
        self.assertTrue(line.passed)
        self.assertEqual(len(line.advice), 1)

    def test_a_rated_source_needs_no_advice(self):
        rate_sources(self.cast, [self.claim])
        self.assertEqual(self.line("rated", f"So [@c{self.claim.number}].").advice, [])

    def test_a_mistyped_figure_fails(self):
        people = rated_claim(self.cast, "120,000 people")
        self.assert_fails("figures", f"There were 210,000 people [@c{people.number}].", "210,000")

    def test_a_true_figure_holds(self):
        people = rated_claim(self.cast, "120,000 people")
        self.assert_holds("figures", f"There were 120,000 people [@c{people.number}].")

    def test_a_day_is_held_against_what_was_read(self):
        self.assert_holds("figures", f"It was on 17 April 2024 [@c{rated_claim(self.cast, 'on Wednesday').number}].")

    def test_a_sentence_that_cites_both_may_give_both(self):
        few, many = rated_claim(self.cast, "90,000 people"), rated_claim(self.cast, "120,000 people")
        self.assert_holds("figures", f"Between 90,000 and 120,000 people [@c{few.number}] [@c{many.number}].")

    def test_an_open_contradiction_fails(self):
        a, b = make_disagreement(self.cast)
        self.assert_fails("disagreements", f"April [@c{a.number}]. The year after [@c{b.number}].", "cites both sides")

    def test_an_open_contradiction_told_in_one_sentence_holds(self):
        a, b = make_disagreement(self.cast)
        self.assert_holds("disagreements", f"One says this, one that [@c{a.number}; @c{b.number}].")

    def test_a_decided_contradiction_holds(self):
        a, _ = make_disagreement(self.cast)
        contradiction = a.question.contradictions.get()
        decide(contradiction=contradiction, by=self.cast.editor, state="undecidable", reason="No text.")
        self.assert_holds("disagreements", f"April [@c{a.number}].")

    def test_an_open_remark_fails_until_answered(self):
        draft = make_draft(self.cast, [self.claim])
        remark = actions.remark(briefing=draft, by=self.cast.second_editor, text="Sure?")
        self.assertEqual(len(self.line("remarks", draft.body, draft).problems), 1)
        actions.answer_remark(remark=remark, by=self.cast.editor, answer="Yes.")
        self.assertEqual(self.line("remarks", draft.body, draft).problems, [])

    def queries(self, claims):
        draft = make_draft(self.cast, claims)
        with CaptureQueriesContext(connection) as counted:
            gate_of(draft)
        return len(counted)

    def test_more_citations_ask_no_more_of_the_database(self):
        few = self.queries(make_disagreement(self.cast))
        many = self.queries([claim for _ in range(4) for claim in make_disagreement(self.cast)])
        self.assertEqual(few, many)

    def test_a_rating_of_the_claim_is_enough(self):
        claim = make_claim(self.cast, "2025")
        assess(dossier=self.cast.dossier, by=self.cast.annotator, claim=claim, value="6")
        self.assert_holds("rated", f"So [@c{claim.number}].")
