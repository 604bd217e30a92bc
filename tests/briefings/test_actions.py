from django.core.exceptions import PermissionDenied, ValidationError
from django.test import TestCase

from research.briefings import actions
from research.briefings.models import Briefing, Contributor, Topic, Version
from research.contradictions.actions import save_claim
from research.dossiers.actions import archive_dossier, set_member
from research.dossiers.errors import Conflict
from tests.briefings.making import approve, make_corrected, make_draft, make_published, rated_claim
from tests.cast import make_cast, make_claim


class Briefings(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.cast = make_cast()
        cls.claim = rated_claim(cls.cast)
        cls.draft = make_draft(cls.cast, [cls.claim])

    def setUp(self):
        self.draft.refresh_from_db()

    def save(self, by=None, version=None, **texts):
        version = version or self.draft.version
        return actions.save_briefing(briefing=self.draft, version=version, by=by or self.cast.editor, **texts)


class Saving(Briefings):
    def test_it_begins_as_a_draft_with_its_author(self):
        self.assertEqual(self.draft.state, "draft")
        self.assertEqual([row.user for row in self.draft.contributors.all()], [self.cast.editor])

    def test_an_annotator_cannot_write(self):
        for by in (self.cast.annotator, self.cast.observer, self.cast.outsider):
            with self.assertRaises(PermissionDenied):
                make_draft(self.cast, by=by)

    def test_whoever_changes_the_text_becomes_a_contributor(self):
        self.save(by=self.cast.second_editor, body="Else.")
        wrote = set(Contributor.objects.filter(briefing=self.draft).values_list("user__username", flat=True))
        self.assertEqual(wrote, {"editor", "second_editor"})

    def test_filing_under_a_topic_makes_nobody_a_contributor(self):
        self.save(by=self.cast.second_editor, topics=["Peace"])
        self.assertFalse(self.draft.contributors.filter(user=self.cast.second_editor).exists())

    def test_a_topic_of_the_same_name_is_the_same(self):
        self.save(topics=["South Caucasus"])
        self.draft.refresh_from_db()
        self.save(topics=["south  caucasus"])
        self.assertEqual(Topic.objects.get().briefings.get(), self.draft)

    def test_the_second_of_two_with_one_version_is_told(self):
        begun = self.draft.version
        self.save(version=begun, body="The first.")
        with self.assertRaises(Conflict) as caught:
            self.save(by=self.cast.second_editor, version=begun, body="The second.")
        self.assertEqual(caught.exception.theirs.body, "The first.")

    def test_the_text_of_the_second_is_not_saved(self):
        begun = self.draft.version
        self.save(version=begun, body="The first.")
        with self.assertRaises(Conflict):
            self.save(version=begun, body="The second.")
        self.assertEqual(Briefing.objects.get(pk=self.draft.pk).body, "The first.")

    def test_a_change_needs_the_version_it_was_made_to(self):
        with self.assertRaises(ValidationError):
            actions.save_briefing(briefing=self.draft, by=self.cast.editor, body="Else.")

    def test_a_title_is_needed(self):
        with self.assertRaises(ValidationError):
            self.save(title="  ")

    def test_a_text_beyond_all_measure_is_refused(self):
        with self.assertRaises(ValidationError):
            self.save(body="x" * (actions.LONGEST + 1))

    def test_odd_characters_are_cleaned(self):
        self.assertEqual(self.save(body="a\r\nb\x00").body, "a\nb\ufffd")

    def test_a_change_voids_the_approval_and_makes_a_draft(self):
        approve(self.cast, self.draft)
        saved = self.save(body="Else.")
        self.assertEqual(saved.state, "draft")
        self.assertFalse(self.draft.reviews.filter(voided_at=None).exists())

    def test_saving_the_same_words_voids_nothing(self):
        approve(self.cast, self.draft)
        saved = self.save(body=self.draft.body)
        self.assertEqual(saved.state, "approved")

    def test_an_archived_dossier_takes_no_change(self):
        archive_dossier(dossier=self.cast.dossier, by=self.cast.chief)
        with self.assertRaises(PermissionDenied):
            self.save(body="Else.")

    def test_every_save_is_in_the_history_with_its_actor(self):
        self.save(by=self.cast.second_editor, body="Else.")
        self.assertEqual(self.draft.history.first().history_user, self.cast.second_editor)


class Reviewing(Briefings):
    def test_an_author_cannot_approve(self):
        with self.assertRaises(PermissionDenied):
            approve(self.cast, self.draft, by=self.cast.editor)

    def test_a_superuser_who_wrote_part_of_it_cannot_approve(self):
        self.save(by=self.cast.superuser, body="Else.")
        with self.assertRaises(PermissionDenied):
            approve(self.cast, self.draft, by=self.cast.superuser)

    def test_nobody_below_editor_can_approve(self):
        actions.submit(briefing=self.draft, by=self.cast.editor)
        for by in (self.cast.annotator, self.cast.observer, self.cast.outsider):
            with self.assertRaises(PermissionDenied):
                actions.review(briefing=self.draft, by=by, decision="approve")

    def test_a_draft_cannot_be_approved(self):
        with self.assertRaises(Conflict):
            actions.review(briefing=self.draft, by=self.cast.second_editor, decision="approve")

    def test_what_was_read_must_be_what_stands(self):
        actions.submit(briefing=self.draft, by=self.cast.editor)
        with self.assertRaises(Conflict):
            actions.review(briefing=self.draft, by=self.cast.chief, decision="approve", content_hash="0" * 64)

    def test_an_unknown_decision_is_refused(self):
        with self.assertRaises(ValidationError):
            actions.review(briefing=self.draft, by=self.cast.chief, decision="maybe")

    def test_returning_needs_words(self):
        actions.submit(briefing=self.draft, by=self.cast.editor)
        with self.assertRaises(ValidationError):
            actions.review(briefing=self.draft, by=self.cast.chief, decision="return")

    def test_returned_it_is_a_draft_again(self):
        actions.submit(briefing=self.draft, by=self.cast.editor)
        actions.review(briefing=self.draft, by=self.cast.chief, decision="return", remarks="Mend it.")
        self.draft.refresh_from_db()
        self.assertEqual(self.draft.state, "draft")

    def test_it_cannot_be_submitted_twice(self):
        actions.submit(briefing=self.draft, by=self.cast.editor)
        with self.assertRaises(Conflict):
            actions.submit(briefing=self.draft, by=self.cast.editor)

    def test_a_remark_is_answered_once(self):
        remark = actions.remark(briefing=self.draft, by=self.cast.second_editor, text="Sure?")
        actions.answer_remark(remark=remark, by=self.cast.editor, answer="Yes.")
        with self.assertRaises(Conflict):
            actions.answer_remark(remark=remark, by=self.cast.editor, answer="Yes, yes.")


class Publishing(Briefings):
    def publish(self, by=None, **words):
        return actions.publish(briefing=self.draft, by=by or self.cast.chief, **words)

    def test_only_a_chief_publishes(self):
        approve(self.cast, self.draft)
        with self.assertRaises(PermissionDenied):
            self.publish(by=self.cast.second_editor)

    def test_a_draft_is_not_published(self):
        with self.assertRaises(Conflict):
            self.publish()

    def test_published_it_has_a_slug_of_its_title(self):
        approve(self.cast, self.draft)
        self.assertEqual(self.publish().briefing.slug, "when-they-left")

    def test_two_of_one_title_have_slugs_of_their_own(self):
        slugs = [make_published(self.cast).briefing.slug for _ in range(2)]
        self.assertEqual(slugs, ["when-they-left", "when-they-left-2"])

    def test_publishing_twice_makes_one_version(self):
        approve(self.cast, self.draft)
        self.publish()
        with self.assertRaises(Conflict):
            self.publish()
        self.assertEqual(Version.objects.count(), 1)

    def test_a_claim_changed_since_the_approval_stops_it(self):
        approve(self.cast, self.draft)
        words = {"says": self.claim.says, "statement": "Said otherwise."}
        place = {"passage": self.claim.passage, "question": self.claim.question, "claim": self.claim}
        save_claim(by=self.cast.annotator, **place, **words)
        with self.assertRaises(Conflict):
            self.publish()

    def test_an_approval_lapses_when_its_reviewer_becomes_an_author(self):
        approve(self.cast, self.draft)
        Contributor.objects.create(briefing=self.draft, user=self.cast.second_editor)
        with self.assertRaises(Conflict):
            self.publish()

    def test_a_closed_gate_stops_it(self):
        unrated = make_claim(self.cast, "2025")
        self.save(body=f"It was 2025 [@c{unrated.number}].")
        approve(self.cast, self.draft)
        with self.assertRaises(Conflict) as caught:
            self.publish()
        self.assertEqual([line.key for line in caught.exception.theirs.failing], ["rated"])

    def test_the_second_version_needs_a_correction(self):
        version = make_published(self.cast)
        briefing = Briefing.objects.get(pk=version.briefing_id)
        actions.save_briefing(briefing=briefing, version=briefing.version, by=self.cast.editor, title="Else")
        approve(self.cast, briefing)
        with self.assertRaises(ValidationError):
            actions.publish(briefing=briefing, by=self.cast.chief)

    def test_a_correction_is_a_row_and_in_the_record(self):
        version = make_corrected(self.cast)
        self.assertEqual(version.correction.text, "The end was missing.")
        self.assertEqual([row["text"] for row in version.record["corrections"]], ["The end was missing."])

    def test_an_author_who_is_chief_may_publish_what_another_approved(self):
        set_member(dossier=self.cast.dossier, user=self.cast.editor, role="chief", by=self.cast.chief)
        approve(self.cast, self.draft)
        self.assertEqual(self.publish(by=self.cast.editor).number, 1)

    def test_its_footnotes_keep_their_claims(self):
        version = make_published(self.cast, [self.claim])
        self.assertEqual([row.claim for row in version.footnotes.all()], [self.claim])


class Retracting(Briefings):
    def test_a_retracted_briefing_keeps_its_version(self):
        version = make_published(self.cast)
        actions.retract(briefing=version.briefing, by=self.cast.chief, text="It was wrong.")
        self.assertEqual(Version.objects.get().retraction.text, "It was wrong.")

    def test_retraction_is_final(self):
        version = make_published(self.cast)
        actions.retract(briefing=version.briefing, by=self.cast.chief, text="It was wrong.")
        briefing = Briefing.objects.get(pk=version.briefing_id)
        with self.assertRaises(Conflict):
            actions.save_briefing(briefing=briefing, version=briefing.version, by=self.cast.editor, body="New.")

    def test_what_is_not_published_is_not_retracted(self):
        with self.assertRaises(Conflict):
            actions.retract(briefing=self.draft, by=self.cast.chief, text="It was wrong.")

    def test_only_a_chief_retracts(self):
        version = make_published(self.cast)
        with self.assertRaises(PermissionDenied):
            actions.retract(briefing=version.briefing, by=self.cast.editor, text="It was wrong.")

    def test_it_needs_words(self):
        version = make_published(self.cast)
        with self.assertRaises(ValidationError):
            actions.retract(briefing=version.briefing, by=self.cast.chief, text=" ")


class Overriding(Briefings):
    def setUp(self):
        super().setUp()
        unrated = make_claim(self.cast, "2025")
        self.save(body=f"It was 2025 [@c{unrated.number}].")
        actions.submit(briefing=self.draft, by=self.cast.editor)

    def override(self, by=None, line="rated", reason="No time."):
        return actions.override(briefing=self.draft, by=by or self.cast.second_editor, line=line, reason=reason)

    def test_a_passed_line_lets_it_be_published_with_the_reason(self):
        self.override()
        actions.review(briefing=self.draft, by=self.cast.second_editor, decision="approve")
        version = actions.publish(briefing=self.draft, by=self.cast.chief)
        self.assertEqual([row["reason"] for row in version.record["overrides"]], ["No time."])

    def test_an_author_cannot(self):
        with self.assertRaises(PermissionDenied):
            self.override(by=self.cast.editor)

    def test_it_needs_a_reason(self):
        with self.assertRaises(ValidationError):
            self.override(reason="")

    def test_a_line_that_holds_cannot_be_passed(self):
        with self.assertRaises(Conflict):
            self.override(line="quotes")

    def test_an_unknown_line_is_refused(self):
        with self.assertRaises(ValidationError):
            self.override(line="weather")

    def test_a_changed_text_needs_a_new_one(self):
        self.override()
        self.draft.refresh_from_db()
        self.save(body=f"{self.draft.body} Indeed.")
        actions.submit(briefing=self.draft, by=self.cast.editor)
        actions.review(briefing=self.draft, by=self.cast.second_editor, decision="approve")
        with self.assertRaises(Conflict):
            actions.publish(briefing=self.draft, by=self.cast.chief)
