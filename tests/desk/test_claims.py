from django.test import TestCase
from django.urls import reverse

from research.assessments.models import Assessment
from research.claims.actions import ask_question
from tests.cast import make_cast, make_claim, make_question


class Claims(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.cast = make_cast()
        cls.slug = cls.cast.dossier.slug
        cls.claim = make_claim(cls.cast, "17 April 2024")

    def url(self, name="claim", claim=None):
        return reverse(f"desk:{name}", args=[self.slug, (claim or self.claim).number])

    def get(self, user="observer", **which):
        self.client.force_login(getattr(self.cast, user))
        return self.client.get(self.url(**which))

    def post(self, name, user="annotator", claim=None, **data):
        self.client.force_login(getattr(self.cast, user))
        return self.client.post(self.url(name, claim), data)

    def edit(self, user="annotator", **data):
        known = {"question": self.claim.question_id, "says": self.claim.says, "modality": "happened"}
        return self.post("claim-edit", user, **(known | data))

    def now(self):
        self.claim.refresh_from_db()
        return self.claim

    def test_it_says_how_the_words_are_read(self):
        self.assertContains(self.get(), "17 Apr 2024")

    def test_an_outsider_finds_nothing(self):
        assert self.get("outsider").status_code == 404

    def test_an_observer_is_offered_nothing_to_change(self):
        for words in ("Edit or move", "Withdraw", "Rate the claim"):
            self.assertNotContains(self.get(), words)

    def test_an_observer_may_change_nothing(self):
        acts = ("claim-edit", "claim-rate", "claim-withdraw", "claim-restore", "claim-group")
        assert {self.post(name, "observer").status_code for name in acts} == {403}

    def test_words_are_changed_and_read_again(self):
        self.edit(says="April 2024")
        assert self.now().edtf == "2024-04"

    def test_a_misreading_is_set_right(self):
        self.edit(reading="May 2024")
        assert (self.now().edtf, self.claim.read_by) == ("2024-05", "editor")

    def test_a_reading_nobody_can_read_changes_nothing_and_is_kept(self):
        self.assertContains(self.edit(reading="soonish"), "soonish")
        assert self.now().edtf == "2024-04-17"

    def test_a_figure_is_set_right(self):
        claim = make_claim(
            self.cast, "about 2,000", question=make_question(self.cast, "How many?", "quantity", unit="people")
        )
        self.post(
            "claim-edit",
            claim=claim,
            question=claim.question_id,
            says=claim.says,
            modality="happened",
            reading="1,960 people",
        )
        claim.refresh_from_db()
        assert claim.amount == 1960

    def test_it_is_moved_to_another_question(self):
        other = make_question(self.cast, "When did it end?")
        self.edit(question=other.pk)
        assert self.now().question == other

    def test_it_is_not_moved_to_another_dossier(self):
        other = ask_question(dossier=self.cast.other, text="When?", kind="date", by=self.cast.outsider)
        self.edit(question=other.pk)
        assert self.now().question.dossier == self.cast.dossier

    def test_attribution_is_a_name_on_a_line(self):
        self.edit(attributed_to="Dmitry Peskov\n\nRIA Novosti")
        assert {origin.name for origin in self.claim.origins.all()} == {"Dmitry Peskov", "RIA Novosti"}

    def test_it_is_rated(self):
        self.post("claim-rate", **{"rate-value": "2", "rate-reason": "Two others say so."})
        assert Assessment.objects.get().value == "2"

    def test_a_letter_is_no_credibility(self):
        self.post("claim-rate", **{"rate-value": "B"})
        assert not Assessment.objects.exists()

    def test_it_is_withdrawn_for_a_reason(self):
        self.post("claim-withdraw", **{"withdraw-reason": "Misquoted."})
        assert self.now().withdrawn_reason == "Misquoted."

    def test_not_without_one(self):
        self.post("claim-withdraw", **{"withdraw-reason": " "})
        assert not self.now().is_withdrawn

    def test_withdrawing_twice_is_a_conflict(self):
        self.post("claim-withdraw", **{"withdraw-reason": "Misquoted."})
        assert self.post("claim-withdraw", **{"withdraw-reason": "Again."}).status_code == 409

    def test_the_message_offers_to_undo_it(self):
        page = self.client.get(self.post("claim-withdraw", **{"withdraw-reason": "Misquoted."}).url)
        self.assertContains(page, "Undo")

    def test_it_is_restored(self):
        self.post("claim-withdraw", **{"withdraw-reason": "Misquoted."})
        self.post("claim-restore")
        assert not self.now().is_withdrawn

    def test_a_withdrawn_claim_cannot_be_edited(self):
        self.post("claim-withdraw", **{"withdraw-reason": "Misquoted."})
        assert self.edit(says="2025").status_code == 409

    def test_the_history_says_who_changed_what(self):
        self.edit(says="April 2024")
        entry = self.get().context["history"][0]
        assert ("says", "17 April 2024", "April 2024") in [(row.name, row.before, row.after) for row in entry.changes]

    def test_a_text_answer_is_grouped_by_hand(self):
        claim = make_claim(self.cast, "both sides", question=make_question(self.cast, "Who agreed?", "text"))
        self.post("claim-group", claim=claim, group="Two states")
        claim.refresh_from_db()
        assert claim.group == "Two states"

    def test_what_is_unseen_in_a_source_is_shown(self):
        claim = make_claim(self.cast, "17\u200b April 2024", question=make_question(self.cast, "Who?", "text"))
        self.assertContains(self.get(claim=claim), '<span class="unseen" data-name="ZWSP">')

    def test_a_source_s_markup_stays_text(self):
        claim = make_claim(self.cast, "<b>2025</b>", question=make_question(self.cast, "Who?", "text"))
        self.assertNotContains(self.get(claim=claim), "<b>2025</b>")
