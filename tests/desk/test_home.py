from django.test import TestCase
from django.urls import reverse

from research.briefings.models import Briefing, Contributor
from research.claims.actions import mark_passage
from research.dossiers.actions import archive_dossier
from research.sources.models import Import, ImportItem
from tests.cast import make_article, make_cast, make_contradiction

HOME = reverse("desk:home")


class Home(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.cast = make_cast()

    def page(self, user):
        self.client.force_login(user)
        return self.client.get(HOME)

    def test_a_stranger_is_asked_to_sign_in(self):
        self.assertRedirects(self.client.get(HOME), f"{reverse('account_login')}?next={HOME}")

    def test_it_lists_the_dossiers_one_belongs_to(self):
        page = self.page(self.cast.observer)
        assert [row.slug for row in page.context["standing"]] == [self.cast.dossier.slug]

    def test_it_names_ones_role(self):
        self.assertContains(self.page(self.cast.annotator), "you: annotator")

    def test_it_lists_open_contradictions(self):
        row = make_contradiction(self.cast)
        assert self.page(self.cast.editor).context["open_contradictions"] == [row]

    def test_it_keeps_them_from_outsiders(self):
        make_contradiction(self.cast)
        assert self.page(self.cast.outsider).context["open_contradictions"] == []

    def test_it_lists_passages_for_a_second_look(self):
        snapshot = make_article(self.cast).snapshots.get()
        passage, _ = mark_passage(snapshot=snapshot, quote="About 2,000", by=self.cast.annotator, second_look=True)
        assert self.page(self.cast.editor).context["second_looks"] == [passage]

    def test_a_briefing_waits_for_an_editor_who_wrote_none_of_it(self):
        briefing = Briefing.objects.create(dossier=self.cast.dossier, number=1, title="A piece", state="in review")
        Contributor.objects.create(briefing=briefing, user=self.cast.editor)
        waiting = {
            name: self.page(getattr(self.cast, name)).context["reviews"]
            for name in ("editor", "second_editor", "annotator")
        }
        assert waiting == {"editor": [], "second_editor": [briefing], "annotator": []}

    def test_an_archived_dossier_stands_apart(self):
        archive_dossier(dossier=self.cast.dossier, by=self.cast.chief)
        page = self.page(self.cast.observer)
        assert (page.context["standing"], page.context["archived"]) == ([], [self.cast.dossier])

    def test_with_no_dossier_it_says_what_to_do(self):
        self.cast.dossier.memberships.filter(user=self.cast.observer).delete()
        self.assertContains(self.page(self.cast.observer), "Open a dossier")

    def test_a_post_is_refused(self):
        self.client.force_login(self.cast.observer)
        assert self.client.post(HOME).status_code == 405

    def test_an_import_under_way_leads_to_its_progress(self):
        run = Import.objects.create(dossier=self.cast.dossier, by=self.cast.annotator)
        ImportItem.objects.create(run=run, position=1, name="one.txt")
        self.assertContains(
            self.page(self.cast.annotator), reverse("desk:import-run", args=[self.cast.dossier.slug, run.pk])
        )
