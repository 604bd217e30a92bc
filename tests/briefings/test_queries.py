from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from research.assessments.actions import assess
from research.briefings.actions import retract
from research.briefings.models import Briefing, Version
from research.briefings.queries import citable_claims, content_hash_of, needs_look, public_versions, standing_approval
from research.contradictions.actions import decide, withdraw_claim
from tests.briefings.making import approve, make_corrected, make_draft, make_published, rate_sources, rated_claim
from tests.cast import make_cast, make_claim, make_question


class NeedsLook(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.cast = make_cast()
        cls.question = make_question(cls.cast)
        cls.claim = rated_claim(cls.cast, question=cls.question)
        cls.version = make_published(cls.cast, [cls.claim])

    def reasons(self):
        return needs_look(Briefing.objects.all()).get(self.version.briefing_id, [])

    def test_what_is_as_it_was_needs_none(self):
        self.assertEqual(self.reasons(), [])

    def test_a_withdrawn_claim(self):
        withdraw_claim(claim=self.claim, by=self.cast.annotator, reason="Misread.")
        self.assertIn("was withdrawn: Misread.", self.reasons()[0])

    def test_a_new_rating(self):
        rate_sources(self.cast, [self.claim], "D")
        self.assertIn("is rated D2 now; at publication it was 2.", self.reasons()[0])

    def test_a_new_contradiction(self):
        new = make_claim(self.cast, "2025", question=self.question)
        self.assertIn(f"is now contradicted by c{new.number}.", self.reasons()[0])

    def test_a_dismissed_contradiction_is_none(self):
        make_claim(self.cast, "2025", question=self.question)
        contradiction = self.question.contradictions.get()
        decide(contradiction=contradiction, by=self.cast.editor, state="dismissed", reason="A slip.")
        self.assertEqual(self.reasons(), [])

    def test_a_rating_in_another_dossier_is_none(self):
        publisher = self.claim.passage.snapshot.article.publisher
        assess(dossier=self.cast.other, by=self.cast.outsider, publisher=publisher, value="E")
        self.assertEqual(self.reasons(), [])

    def test_a_retracted_briefing_needs_none(self):
        retract(briefing=self.version.briefing, by=self.cast.chief, text="Wrong.")
        withdraw_claim(claim=self.claim, by=self.cast.annotator, reason="Misread.")
        self.assertEqual(self.reasons(), [])

    def queries(self):
        with CaptureQueriesContext(connection) as counted:
            needs_look(Briefing.objects.all())
        return len(counted)

    def test_more_briefings_ask_no_more_of_the_database(self):
        make_claim(self.cast, "2025", question=self.question)
        before = self.queries()
        for _ in range(3):
            make_published(self.cast)
        self.assertEqual(self.queries(), before)


class Versions(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.cast = make_cast()
        make_draft(cls.cast)
        cls.second = make_corrected(cls.cast)

    def test_the_newest_of_each_published_briefing(self):
        self.assertEqual(list(public_versions()), [self.second])

    def test_versions_are_seen_at_the_desk_by_members_alone(self):
        seen = [Version.objects.visible_to(user).count() for user in (self.cast.observer, self.cast.outsider)]
        self.assertEqual(seen, [2, 0])


class Approval(TestCase):
    def test_an_approval_stands_for_its_content_alone(self):
        cast = make_cast()
        draft = make_draft(cast, [rated_claim(cast)])
        review = approve(cast, draft)
        self.assertEqual(standing_approval(draft, content_hash_of(draft)), review)
        self.assertIsNone(standing_approval(draft, "0" * 64))


class Citable(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.cast = make_cast()
        cls.claim = rated_claim(cls.cast, "120,000 people")
        rated_claim(cls.cast, "2025")

    def test_words_of_the_claim_find_it(self):
        self.assertEqual(list(citable_claims(self.cast.dossier, "PEOPLE 120")), [self.claim])

    def test_a_withdrawn_claim_is_not_offered(self):
        withdraw_claim(claim=self.claim, by=self.cast.annotator, reason="Misread.")
        self.assertNotIn(self.claim, citable_claims(self.cast.dossier))

    def test_another_dossier_offers_none(self):
        self.assertFalse(citable_claims(self.cast.other).exists())
