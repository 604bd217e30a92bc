"""What anyone may read: for each page its promises."""

import json

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from research.accounts import triggers
from research.briefings import actions
from research.briefings.models import Briefing
from research.sources.models import Snapshot
from tests.briefings.making import make_corrected, make_disagreement, make_draft, make_published, rated_claim
from tests.cast import make_cast

CANARY = "zanzibar"


class Reading(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.cast = make_cast()
        cls.version = make_corrected(cls.cast)
        cls.briefing = Briefing.objects.get(pk=cls.version.briefing_id)
        cls.page = f"/briefings/{cls.briefing.slug}/"
        actions.save_briefing(
            briefing=cls.briefing, version=cls.briefing.version, by=cls.cast.editor, topics=["South Caucasus"]
        )

    def text(self, path):
        return self.client.get(path).content.decode()

    def queries(self, path):
        with CaptureQueriesContext(connection) as counted:
            self.client.get(path)
        return len(counted)


PAGES = [
    "",
    "verify/",
    "versions/",
    "versions/1/",
    "versions/1.json",
    "versions/2.md",
    "versions/1/verify/",
    "changes/1/2/",
]
SITE = ["/", "/topics/", "/topics/south-caucasus/", "/corrections/", "/how-we-work/", "/feed.atom", "/sitemap.xml"]
SITE += ["/robots.txt", "/.well-known/security.txt"]


class Everywhere(Reading):
    def paths(self):
        return [*SITE, *(self.page + rest for rest in PAGES)]

    def test_nobody_need_sign_in(self):
        for path in self.paths():
            self.assertEqual(self.client.get(path).status_code, 200, path)

    def test_nothing_is_sent_there(self):
        for path in self.paths():
            self.assertEqual(self.client.post(path).status_code, 405, path)

    def test_any_cache_may_keep_it(self):
        for path in self.paths():
            self.assertIn("public, max-age=", self.client.get(path)["Cache-Control"], path)

    def test_an_unchanged_page_is_not_sent_again(self):
        for path in self.paths():
            tag = self.client.get(path)["ETag"]
            self.assertEqual(self.client.get(path, headers={"if-none-match": tag}).status_code, 304, path)

    def test_it_is_the_same_for_a_member(self):
        before = {path: self.client.get(path).content for path in self.paths()}
        self.client.force_login(self.cast.editor)
        for path, content in before.items():
            self.assertEqual(self.client.get(path).content, content, path)

    def test_no_user_of_the_site_is_named(self):
        for path in self.paths():
            for name in ("second_editor", "annotator", "superuser"):
                self.assertNotIn(name, self.text(path), path)

    def test_drafts_leak_nowhere(self):
        claim = rated_claim(self.cast, f"2025 in {CANARY}")
        words = {"title": CANARY, "standfirst": CANARY, "body": f"{CANARY} [@c{claim.number}]"}
        make_draft(self.cast, **words)
        draft = Briefing.objects.get(pk=self.briefing.pk)
        actions.save_briefing(briefing=draft, version=draft.version, by=self.cast.editor, **words)
        for path in self.paths():
            self.assertNotIn(CANARY, self.text(path).casefold(), path)

    def test_a_topic_of_drafts_alone_is_not_there(self):
        draft = make_draft(self.cast)
        actions.save_briefing(briefing=draft, version=draft.version, by=self.cast.editor, topics=[CANARY])
        self.assertNotIn(CANARY, self.text("/topics/"))
        self.assertEqual(self.client.get(f"/topics/{CANARY}/").status_code, 404)


class Missing(Reading):
    def test_what_never_was_and_what_is_not_published_are_the_same(self):
        make_draft(self.cast, title="A secret piece")
        answers = [self.client.get(f"/briefings/{slug}/") for slug in ("a-secret-piece", "no-such-piece")]
        self.assertEqual([answer.status_code for answer in answers], [404, 404])
        self.assertEqual(answers[0].content, answers[1].content)

    def test_a_version_that_is_not_there_is_not_found(self):
        for rest in ("versions/9/", "versions/9.json", "versions/9.md", "versions/9/verify/", "changes/1/9/"):
            self.assertEqual(self.client.get(self.page + rest).status_code, 404, rest)

    def test_a_page_number_out_of_range_gives_the_last(self):
        self.assertContains(self.client.get("/?page=99999999999"), "When they left")


class Piece(Reading):
    def test_it_shows_the_newest_version(self):
        self.assertContains(self.client.get(self.page), "It is over.")

    def test_the_first_version_still_stands(self):
        response = self.client.get(f"{self.page}versions/1/")
        self.assertNotContains(response, "It is over.")
        self.assertContains(response, "It was corrected since")

    def test_a_footnote_shows_quote_publisher_date_and_rating(self):
        said = self.version.record["footnotes"][0]
        response = self.client.get(self.page)
        for words in (said["quote"], said["article"]["publisher"], "17 April 2024", "Probably true"):
            self.assertContains(response, words)

    def test_text_and_footnote_lead_to_each_other(self):
        text = self.text(self.page)
        for piece in ('href="#n1"', 'id="n1"', 'href="#r1"', 'id="r1"'):
            self.assertIn(piece, text)

    def test_the_correction_stands_beside_it(self):
        self.assertContains(self.client.get(self.page), "The end was missing.")

    def test_the_first_version_is_not_told_what_came_later(self):
        self.assertNotContains(self.client.get(f"{self.page}versions/1/"), "The end was missing.")

    def test_a_retraction_shows_on_every_version(self):
        actions.retract(briefing=self.briefing, by=self.cast.chief, text="It was all wrong.")
        for path in (self.page, f"{self.page}versions/1/"):
            self.assertContains(self.client.get(path), "It was all wrong.")

    def test_disagreeing_sources_are_shown_with_both_sides(self):
        a, b = make_disagreement(self.cast)
        version = make_published(self.cast, [a, b], body=f"One says this, one that [@c{a.number}; @c{b.number}].")
        response = self.client.get(f"/briefings/{version.briefing.slug}/")
        self.assertContains(response, "Sources disagree.")
        for claim in (a, b):
            self.assertContains(response, claim.passage.quote)

    def test_a_changed_source_is_told(self):
        snapshots = Snapshot.objects.filter(passages__claims__footnotes__version=self.version)
        triggers.uninstall()
        Snapshot.objects.filter(pk=snapshots.first().pk).update(text="forged")
        triggers.install()
        self.assertContains(self.client.get(self.page), "a check has failed")
        self.assertContains(self.client.get(f"{self.page}verify/"), "Something does not check")

    def test_more_footnotes_ask_no_more_of_the_database(self):
        def piece(number):
            version = make_published(self.cast, [rated_claim(self.cast) for _ in range(number)])
            return self.queries(f"/briefings/{version.briefing.slug}/")

        self.assertEqual(piece(1), piece(4))


class JsonLd(Reading):
    def data(self, path):
        text = self.text(path)
        begin = text.index('<script type="application/ld+json">') + len('<script type="application/ld+json">')
        return json.loads(text[begin : text.index("</script>", begin)])

    def test_there_is_a_claim_review_for_each_footnote(self):
        kinds = [row["@type"] for row in self.data(self.page)["@graph"]]
        self.assertEqual(kinds, ["Article", "ClaimReview"])

    def test_ratings_are_words_and_never_numbers(self):
        rating = self.data(self.page)["@graph"][1]["reviewRating"]
        self.assertEqual(rating["alternateName"], "Probably true")
        self.assertNotIn("ratingValue", rating)

    def test_a_hostile_title_stays_data(self):
        title = "</script><script>alert(1)</script>"
        version = make_published(self.cast, title=title)
        path = f"/briefings/{version.briefing.slug}/"
        self.assertEqual(self.data(path)["@graph"][0]["headline"], title)
        self.assertNotIn("<script>alert", self.text(path))


class Lists(Reading):
    def test_the_newest_stands_first(self):
        make_published(self.cast, title="A later piece")
        text = self.text("/")
        self.assertLess(text.index("A later piece"), text.index("When they left"))

    def test_more_briefings_ask_no_more_of_the_database(self):
        for path in ("/", "/topics/", "/corrections/", "/feed.atom", "/sitemap.xml"):
            before = self.queries(path)
            for _ in range(2):
                make_published(self.cast)
            self.assertEqual(self.queries(path), before, path)

    def test_a_topic_lists_what_is_filed_under_it(self):
        make_published(self.cast, title="Elsewhere")
        text = self.text("/topics/south-caucasus/")
        self.assertIn("When they left", text)
        self.assertNotIn("Elsewhere", text)

    def test_corrections_and_retractions_are_listed(self):
        actions.retract(briefing=self.briefing, by=self.cast.chief, text="It was all wrong.")
        text = self.text("/corrections/")
        self.assertLess(text.index("It was all wrong."), text.index("The end was missing."))


class Empty(TestCase):
    def test_nothing_published_is_said(self):
        for path in ("/", "/topics/", "/corrections/"):
            self.assertContains(self.client.get(path), 'class="empty"')


class Versions(Reading):
    def test_the_json_is_the_very_record(self):
        response = self.client.get(f"{self.page}versions/2.json")
        self.assertEqual(response.content.decode(), self.version.content)
        self.assertIn("immutable", response["Cache-Control"])

    def test_changes_are_marked_for_eye_and_ear(self):
        response = self.client.get(f"{self.page}changes/1/2/")
        self.assertContains(response, "<ins>")
        self.assertContains(response, "added: ")

    def test_each_footnote_is_checked(self):
        self.assertContains(self.client.get(f"{self.page}verify/"), "Everything checks")

    def test_the_hash_can_be_compared(self):
        self.assertContains(self.client.get(f"{self.page}verify/"), self.version.record_hash)
