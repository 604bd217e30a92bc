"""The desk's pages of briefings: for each page its promises."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from research.briefings import actions
from research.briefings.models import Briefing
from research.briefings.queries import content_hash_of
from research.contradictions.actions import withdraw_claim
from tests.briefings.making import approve, make_draft, make_published, rated_claim
from tests.cast import make_cast


class Desk(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.cast = make_cast()
        cls.claim = rated_claim(cls.cast)
        cls.draft = make_draft(cls.cast, [cls.claim])
        cls.home = f"/desk/{cls.cast.dossier.slug}/briefings/"
        cls.page = f"{cls.home}{cls.draft.number}/"

    def get(self, path, by="editor", **query):
        self.client.force_login(getattr(self.cast, by))
        return self.client.get(path, query)

    def post(self, path, by="editor", **sent):
        self.client.force_login(getattr(self.cast, by))
        return self.client.post(path, sent)

    def assert_page(self, path, by, status):
        self.assertEqual(self.get(path, by).status_code, status, (path, by))

    def fresh(self):
        return Briefing.objects.get(pk=self.draft.pk)

    def queries(self, path, by="editor"):
        self.get(path, by)
        with CaptureQueriesContext(connection) as counted:
            self.client.get(path)
        return len(counted)


class List(Desk):
    def test_it_works(self):
        self.assertContains(self.get(self.home, "observer"), "When they left")

    def test_an_outsider_finds_nothing(self):
        self.assert_page(self.home, "outsider", 404)

    def test_it_says_what_needs_a_look(self):
        claim = rated_claim(self.cast)
        make_published(self.cast, [claim])
        withdraw_claim(claim=claim, by=self.cast.annotator, reason="Misread.")
        self.assertContains(self.get(self.home), "was withdrawn: Misread.")

    def test_more_briefings_ask_no_more_of_the_database(self):
        make_published(self.cast)
        before = self.queries(self.home)
        for _ in range(3):
            make_published(self.cast)
        self.assertEqual(self.queries(self.home), before)

    def test_an_empty_list_says_what_to_do(self):
        response = self.get(f"/desk/{self.cast.other.slug}/briefings/", "outsider")
        self.assertContains(response, "No briefing yet")


class New(Desk):
    def test_it_is_saved_as_a_draft(self):
        response = self.post(
            f"{self.home}new/", title="Another", body=f"So [@c{self.claim.number}].", topics="Peace, War"
        )
        self.assertRedirects(response, f"{self.home}2/")
        self.assertEqual({topic.name for topic in Briefing.objects.get(number=2).topics.all()}, {"Peace", "War"})

    def test_without_a_title_nothing_is_lost(self):
        response = self.post(f"{self.home}new/", title="", body="All my words.")
        self.assertContains(response, "All my words.")
        self.assertEqual(Briefing.objects.count(), 1)

    def test_an_annotator_may_not(self):
        self.assert_page(f"{self.home}new/", "annotator", 403)

    def test_an_outsider_finds_nothing(self):
        self.assert_page(f"{self.home}new/", "outsider", 404)


class Editor(Desk):
    def save(self, by="editor", **sent):
        words = {"title": self.draft.title, "standfirst": self.draft.standfirst, "version": self.draft.version}
        return self.post(self.page, by, **words | {"body": self.draft.body, "topics": ""} | sent)

    def test_it_works(self):
        self.assertContains(self.get(self.page), "When they left")

    def test_an_observer_reads_it_without_a_form(self):
        response = self.get(self.page, "observer")
        self.assertContains(response, "This needs the role of editor.")
        self.assertNotContains(response, 'id="briefing-form"')

    def test_an_outsider_finds_nothing(self):
        self.assert_page(self.page, "outsider", 404)

    def test_a_number_nobody_has_is_not_found(self):
        self.assert_page(f"{self.home}99/", "editor", 404)

    def test_an_annotator_may_not_save(self):
        self.assertEqual(self.save("annotator", body="Else.").status_code, 403)
        self.assertEqual(self.fresh().body, self.draft.body)

    def test_it_is_saved(self):
        self.assertRedirects(self.save(body="Else."), self.page)
        self.assertEqual(self.fresh().body, "Else.")

    def test_line_ends_of_the_browser_are_no_change(self):
        actions.save_briefing(briefing=self.draft, version=self.draft.version, by=self.cast.editor, body="a\n\nb")
        approve(self.cast, self.draft)
        self.save(body="a\r\n\r\nb", version=self.fresh().version)
        self.assertEqual(self.fresh().state, "approved")

    def test_the_second_to_save_sees_both_texts(self):
        self.save(body="The words of the first.")
        response = self.save("second_editor", body="The words of the second.")
        self.assertContains(response, "The words of the first.", status_code=409)
        self.assertContains(response, "The words of the second.", status_code=409)

    def test_saving_again_from_there_takes_mine(self):
        self.save(body="The first.")
        form = self.save("second_editor", body="The second.").context["form"]
        self.save("second_editor", body="The second.", version=form["version"].value())
        self.assertEqual(self.fresh().body, "The second.")

    def test_a_retracted_briefing_has_no_form(self):
        version = make_published(self.cast)
        actions.retract(briefing=version.briefing, by=self.cast.chief, text="Wrong.")
        response = self.get(f"{self.home}{version.briefing.number}/")
        self.assertContains(response, "it is retracted, and that is final")

    def test_more_claims_ask_no_more_of_the_database(self):
        before = self.queries(self.page)
        claims = [rated_claim(self.cast) for _ in range(3)]
        body = " ".join(f"So [@c{claim.number}]." for claim in claims)
        self.save(body=body)
        self.assertEqual(self.queries(self.page), before)


class Preview(Desk):
    def test_it_shows_the_words_as_typed_and_saves_nothing(self):
        response = self.post(f"{self.page}preview/", title="T", body=f"**Typed** [@c{self.claim.number}].")
        self.assertContains(response, "<strong>Typed</strong>")
        self.assertEqual(self.fresh().body, self.draft.body)

    def test_it_brings_the_gate_along(self):
        response = self.post(f"{self.page}preview/", title="T", body="So [@c99].")
        self.assertContains(response, "[@c99] names no claim of this dossier")

    def test_it_works_before_the_first_save(self):
        self.assertContains(self.post(f"{self.home}new/preview/", body="*New*"), "<em>New</em>")

    def test_an_annotator_may_not(self):
        self.assertEqual(self.post(f"{self.page}preview/", "annotator").status_code, 403)

    def test_an_outsider_finds_nothing(self):
        self.assertEqual(self.post(f"{self.home}new/preview/", "outsider").status_code, 404)

    def test_it_is_not_fetched(self):
        self.assert_page(f"{self.page}preview/", "editor", 405)


class Picker(Desk):
    def test_it_offers_claims_with_their_codes(self):
        self.assertContains(self.get(f"{self.home}claims/", q="april"), f"[@c{self.claim.number}]")

    def test_it_says_when_nothing_is_found(self):
        self.assertContains(self.get(f"{self.home}claims/", q="zebra"), "No claim holds these words.")

    def test_an_outsider_finds_nothing(self):
        self.assert_page(f"{self.home}claims/", "outsider", 404)

    def test_more_claims_ask_no_more_of_the_database(self):
        before = self.queries(f"{self.home}claims/")
        for _ in range(3):
            rated_claim(self.cast)
        self.assertEqual(self.queries(f"{self.home}claims/"), before)


class Submitting(Desk):
    def test_it_goes_to_review(self):
        self.assertRedirects(self.post(f"{self.page}submit/"), self.page)
        self.assertEqual(self.fresh().state, "in review")

    def test_a_second_press_is_told(self):
        self.post(f"{self.page}submit/")
        self.assertEqual(self.post(f"{self.page}submit/").status_code, 409)

    def test_an_annotator_may_not(self):
        self.assertEqual(self.post(f"{self.page}submit/", "annotator").status_code, 403)


class Review(Desk):
    def setUp(self):
        actions.submit(briefing=self.draft, by=self.cast.editor)
        self.review = f"{self.page}review/"

    def decide(self, decision, by="second_editor", **sent):
        words = {"decision": decision, "content_hash": content_hash_of(self.draft)}
        return self.post(self.review, by, **words | sent)

    def test_an_author_sees_why_it_is_another_s_turn(self):
        self.assertContains(self.get(self.review), "You wrote part of this, so somebody else must review it.")

    def test_an_author_cannot_approve_past_the_page(self):
        self.assertEqual(self.decide("approve", "editor").status_code, 403)

    def test_a_superuser_who_wrote_part_of_it_cannot_either(self):
        draft = self.fresh()
        actions.save_briefing(briefing=draft, version=draft.version, by=self.cast.superuser, title="Else")
        actions.submit(briefing=draft, by=self.cast.editor)
        self.assertEqual(self.decide("approve", "superuser").status_code, 403)

    def test_a_second_person_approves(self):
        self.assertRedirects(self.decide("approve"), self.page)
        self.assertEqual(self.fresh().state, "approved")

    def test_returning_without_words_is_told(self):
        self.assertContains(self.decide("return"), "Say what should be mended")

    def test_another_content_than_was_read_is_told(self):
        self.assertEqual(self.decide("approve", content_hash="0" * 64).status_code, 409)

    def test_an_outsider_finds_nothing(self):
        self.assert_page(self.review, "outsider", 404)

    def test_it_shows_what_changed_since_the_published_version(self):
        version = make_published(self.cast)
        briefing = version.briefing
        briefing.refresh_from_db()
        actions.save_briefing(briefing=briefing, version=briefing.version, by=self.cast.editor, title="Another title")
        response = self.get(f"{self.home}{briefing.number}/review/", "second_editor")
        self.assertContains(response, "<del>")
        self.assertContains(response, "<ins>")

    def test_a_remark_is_made_and_answered(self):
        self.post(f"{self.page}remarks/", "second_editor", quote="It was", text="Sure?")
        remark = self.draft.remarks.get()
        self.assertRedirects(self.post(f"{self.page}remarks/{remark.pk}/", answer="Yes."), self.review)
        remark.refresh_from_db()
        self.assertEqual((remark.answer, remark.answered_by), ("Yes.", self.cast.editor))

    def test_a_remark_of_another_briefing_is_not_found(self):
        other = make_draft(self.cast)
        remark = actions.remark(briefing=other, by=self.cast.second_editor, text="Sure?")
        self.assertEqual(self.post(f"{self.page}remarks/{remark.pk}/", answer="Yes.").status_code, 404)

    def test_an_empty_remark_is_told(self):
        self.assertContains(self.post(f"{self.page}remarks/", "second_editor", text=""), "This field is required.")

    def test_a_line_that_holds_needs_no_passing(self):
        self.assertEqual(self.post(f"{self.page}override/", "second_editor", line="rated", reason="x").status_code, 409)

    def test_an_author_cannot_pass_a_line(self):
        self.assertEqual(self.post(f"{self.page}override/", line="rated", reason="x").status_code, 403)


class Publishing(Desk):
    def test_a_chief_publishes_what_was_approved(self):
        approve(self.cast, self.draft)
        self.assertRedirects(self.post(f"{self.page}publish/", "chief"), self.page)
        self.assertEqual(self.fresh().slug, "when-they-left")

    def test_an_editor_sees_why_not(self):
        approve(self.cast, self.draft)
        self.assertContains(self.get(f"{self.page}publish/"), "This needs the role of chief.")

    def test_an_editor_cannot_past_the_page(self):
        approve(self.cast, self.draft)
        self.assertEqual(self.post(f"{self.page}publish/").status_code, 403)

    def test_what_is_not_approved_is_told(self):
        self.assertEqual(self.post(f"{self.page}publish/", "chief").status_code, 409)

    def test_a_second_version_asks_for_a_correction(self):
        approve(self.cast, self.draft)
        self.post(f"{self.page}publish/", "chief")
        draft = self.fresh()
        actions.save_briefing(briefing=draft, version=draft.version, by=self.cast.editor, title="Else")
        approve(self.cast, draft)
        self.assertContains(self.post(f"{self.page}publish/", "chief"), "Tell readers what this version mends")
        self.post(f"{self.page}publish/", "chief", correction="The title.")
        self.assertEqual(self.draft.versions.count(), 2)

    def test_an_outsider_finds_nothing(self):
        self.assert_page(f"{self.page}publish/", "outsider", 404)


class Retracting(Desk):
    def test_a_chief_retracts(self):
        briefing = make_published(self.cast).briefing
        self.post(f"{self.home}{briefing.number}/retract/", "chief", text="It was wrong.")
        briefing.refresh_from_db()
        self.assertEqual(briefing.state, "retracted")

    def test_without_words_nothing_happens(self):
        briefing = make_published(self.cast).briefing
        response = self.post(f"{self.home}{briefing.number}/retract/", "chief", text=" ")
        self.assertContains(response, "This field is required.")

    def test_an_editor_may_not(self):
        self.assert_page(f"{self.page}retract/", "editor", 403)

    def test_what_is_not_published_is_told(self):
        self.assertEqual(self.post(f"{self.page}retract/", "chief", text="Wrong.").status_code, 409)
