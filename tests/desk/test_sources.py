from django.test import TestCase
from django.urls import reverse

from research.assessments.actions import assess
from research.assessments.models import Assessment
from research.sources.models import Publisher
from tests.cast import make_article, make_cast, make_claim


class Sources(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.cast = make_cast()
        cls.article = make_article(cls.cast)
        cls.slug = cls.cast.dossier.slug
        cls.publisher = reverse("desk:publisher", args=[cls.slug, cls.article.publisher_id])
        cls.details = reverse("desk:article-details", args=[cls.slug, cls.article.number])

    def ask(self, url, user="annotator", **data):
        self.client.force_login(getattr(self.cast, user))
        return self.client.post(url, data) if data else self.client.get(url)

    def rate(self, value, user, **fields):
        fields = fields or {"publisher": self.article.publisher}
        return assess(dossier=self.cast.dossier, by=getattr(self.cast, user), value=value, **fields)

    def test_it_lists_the_publishers_of_the_dossier_alone(self):
        make_article(self.cast, dossier=self.cast.other, publisher="Elsewhere Daily")
        page = self.ask(reverse("desk:sources", args=[self.slug]))
        assert [row.name for row in page.context["publishers"]] == ["The Wire Desk"]

    def test_raters_who_differ_are_shown_side_by_side(self):
        self.rate("B", "annotator")
        self.rate("C", "editor")
        self.assertContains(self.ask(reverse("desk:sources", args=[self.slug])), "B/C")

    def test_a_rating_is_kept_with_its_reason(self):
        self.ask(self.publisher, value="B", reason="Signed and dated.")
        row = Assessment.objects.get()
        assert (row.value, row.reason, row.rater) == ("B", "Signed and dated.", self.cast.annotator)

    def test_an_earlier_rating_stays_in_sight(self):
        self.rate("B", "annotator")
        self.rate("D", "annotator")
        self.assertContains(self.ask(self.publisher), "replaced")

    def test_no_letter_no_rating_and_the_reason_is_kept(self):
        self.assertContains(self.ask(self.publisher, value="", reason="Long thought about"), "Long thought about")

    def test_an_observer_may_not_rate(self):
        assert self.ask(self.publisher, "observer", value="A", reason="").status_code == 403

    def test_an_observer_sees_no_form(self):
        self.assertNotContains(self.ask(self.publisher, "observer"), "Your rating")

    def test_ratings_of_other_dossiers_one_belongs_to_are_offered(self):
        make_article(self.cast, dossier=self.cast.other)
        row = assess(dossier=self.cast.other, by=self.cast.outsider, publisher=self.article.publisher, value="E")
        assert list(self.ask(self.publisher, "superuser").context["elsewhere"]) == [row]

    def test_and_no_others(self):
        make_article(self.cast, dossier=self.cast.other)
        assess(dossier=self.cast.other, by=self.cast.outsider, publisher=self.article.publisher, value="E")
        assert list(self.ask(self.publisher).context["elsewhere"]) == []

    def test_a_publisher_of_another_dossier_is_not_there(self):
        other = Publisher.objects.create(name="Elsewhere Daily")
        assert self.ask(reverse("desk:publisher", args=[self.slug, other.pk])).status_code == 404

    def test_articles_are_listed_with_their_dates(self):
        self.assertContains(self.ask(reverse("desk:articles", args=[self.slug]), "observer"), "17 Apr 2024")

    def test_articles_without_a_claim_can_be_listed_alone(self):
        make_claim(self.cast)
        page = self.ask(f"{reverse('desk:articles', args=[self.slug])}?without=claims")
        assert list(page.context["articles"]) == [self.article]

    def test_details_are_mended(self):
        self.ask(
            self.details, title="Mended", publisher="Morning Courier", published="November 2023", byline="A. Writer"
        )
        self.article.refresh_from_db()
        assert (self.article.title, self.article.publisher.name, self.article.published) == (
            "Mended",
            "Morning Courier",
            "2023-11",
        )

    def test_a_date_nobody_can_read_keeps_what_was_typed(self):
        page = self.ask(self.details, title="Mended", published="the day after never")
        self.assertContains(page, "was not read as a date")
        self.assertContains(page, "the day after never")

    def test_an_observer_may_not_mend(self):
        assert self.ask(self.details, "observer").status_code == 403

    def test_an_outsider_finds_no_article(self):
        assert self.ask(self.details, "outsider").status_code == 404

    def test_an_article_is_rated_on_its_own(self):
        self.ask(
            reverse("desk:article-rate", args=[self.slug, self.article.number]), value="E", reason="An opinion piece."
        )
        assert Assessment.objects.get().article == self.article
