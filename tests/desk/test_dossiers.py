from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from research.dossiers.actions import archive_dossier
from research.dossiers.models import Dossier
from tests.cast import make_article, make_cast, make_claim, make_contradiction, make_question


class Pages(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.cast = make_cast()
        cls.url = reverse("desk:dossier", args=[cls.cast.dossier.slug])
        cls.edit = reverse("desk:dossier-edit", args=[cls.cast.dossier.slug])

    def get(self, url, user="observer"):
        self.client.force_login(getattr(self.cast, user))
        return self.client.get(url)

    def post(self, url, user="chief", **data):
        self.client.force_login(getattr(self.cast, user))
        return self.client.post(url, data)

    def test_an_outsider_finds_nothing(self):
        assert self.get(self.url, "outsider").status_code == 404

    def test_a_dossier_that_is_not_there_looks_the_same(self):
        assert self.get(reverse("desk:dossier", args=["nowhere"])).status_code == 404

    def test_an_empty_one_says_what_to_do_first(self):
        self.assertContains(self.get(self.url, "annotator"), "Import the first article")

    def test_an_observer_is_offered_nothing_he_may_not_do(self):
        page = self.get(self.url)
        for words in ("Import the first article", "New briefing", "Ask a question"):
            self.assertNotContains(page, words)

    def test_articles_without_a_question_ask_for_one(self):
        make_article(self.cast)
        self.assertContains(self.get(self.url, "annotator"), "Now ask what they should answer")

    def test_the_table_holds_each_claim_in_its_cell(self):
        question = make_question(self.cast)
        claims = [make_claim(self.cast, says, question=question) for says in ("17 April 2024", "2025")]
        line = self.get(self.url).context["lines"][0]
        assert {said.claim for cell in line.cells for said in cell.said} == set(claims)

    def test_it_counts_what_is_open(self):
        make_contradiction(self.cast)
        self.assertContains(self.get(self.url), "1 contradiction open")

    def test_the_timeline_is_drawn_of_what_is_dated(self):
        make_contradiction(self.cast)
        chart = self.get(self.url).context["timeline"]
        assert [row.label for row in chart.drawings[0].rows] == ["Articles published", "When did the withdrawal begin?"]

    def test_articles_without_a_claim_are_named(self):
        article = make_article(self.cast)
        make_question(self.cast)
        assert list(self.get(self.url).context["unclaimed"]) == [article]

    def test_the_number_of_queries_does_not_grow(self):
        make_contradiction(self.cast)
        self.client.force_login(self.cast.observer)
        with CaptureQueriesContext(connection) as few:
            self.client.get(self.url)
        for _ in range(3):
            make_contradiction(self.cast)
        with CaptureQueriesContext(connection) as many:
            self.client.get(self.url)
        assert len(many) == len(few)

    def test_anybody_may_open_one_and_becomes_its_chief(self):
        self.post(reverse("desk:new-dossier"), "observer", title="Another one", summary="")
        assert Dossier.objects.get(title="Another one").memberships.get().user == self.cast.observer

    def test_a_dossier_needs_a_title(self):
        page = self.post(reverse("desk:new-dossier"), title="", summary="What I typed stays")
        self.assertContains(page, "What I typed stays")

    def test_an_editor_may_not_rename_it(self):
        assert self.post(self.edit, "editor", title="Mine now").status_code == 403

    def test_a_chief_renames_it(self):
        self.post(self.edit, title="Renamed", summary="")
        self.cast.dossier.refresh_from_db()
        assert self.cast.dossier.title == "Renamed"

    def test_an_archived_one_stays_readable(self):
        archive_dossier(dossier=self.cast.dossier, by=self.cast.chief)
        self.assertContains(self.get(self.url), "archived")

    def test_an_archived_one_refuses_change(self):
        archive_dossier(dossier=self.cast.dossier, by=self.cast.chief)
        self.assertContains(self.post(self.edit, title="Renamed"), "is archived", status_code=403)

    def test_one_that_holds_something_is_not_deleted(self):
        make_article(self.cast)
        page = self.post(reverse("desk:dossier-delete", args=[self.cast.dossier.slug]))
        self.assertRedirects(page, self.edit)
        assert Dossier.objects.filter(pk=self.cast.dossier.pk).exists()

    def test_an_empty_one_is_deleted(self):
        self.post(reverse("desk:dossier-delete", args=[self.cast.dossier.slug]))
        assert not Dossier.objects.filter(pk=self.cast.dossier.pk).exists()

    def test_looking_archives_nothing(self):
        assert self.get(reverse("desk:dossier-archive", args=[self.cast.dossier.slug]), "chief").status_code == 405

    def test_every_format_can_be_taken_away(self):
        make_contradiction(self.cast)
        page = self.get(reverse("desk:export", args=[self.cast.dossier.slug]))
        for name, _, _ in page.context["formats"]:
            answer = self.get(reverse("desk:export-file", args=[self.cast.dossier.slug, name]))
            assert b"".join(answer.streaming_content)

    def test_a_format_nobody_knows_is_not_there(self):
        assert self.get(reverse("desk:export-file", args=[self.cast.dossier.slug, "rtf"])).status_code == 404

    def test_a_form_that_is_too_large_is_told_so(self):
        with self.settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000):
            page = self.post(reverse("desk:new-dossier"), title="Another", summary="x" * 2000)
        self.assertContains(page, "This is too large", status_code=413)

    def test_no_dossier_hides_behind_an_address_of_the_desk(self):
        page = self.post(reverse("desk:new-dossier"), "observer", title="New", summary="")
        assert self.client.get(page.url).status_code == 200 and page.url != reverse("desk:new-dossier")
