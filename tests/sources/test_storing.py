"""From extracted articles to rows: what is one article and what are two, with history, in few statements."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from research.sources.actions import import_article, import_articles
from research.sources.importers import Refused
from research.sources.models import Article, Original, Publisher, Snapshot
from tests.cast import make_cast

pytestmark = pytest.mark.django_db
TEXT = b"The convoy left the base before dawn."


@pytest.fixture
def cast(db):
    return make_cast()


def bring(cast, data=TEXT, *, dossier=None, by=None, **details):
    return import_article(dossier=dossier or cast.dossier, by=by or cast.annotator, data=data, details=details)


def item(number, **details):
    return {"data": f"Report {number}. The convoy left.".encode(), "name": f"{number}.txt", "details": details}


class TestWhatIsTheSame:
    def test_the_same_bytes_are_a_duplicate(self, cast):
        first, second = bring(cast), bring(cast)
        assert (second.state, second.article, second.snapshot) == ("duplicate", first.article, first.snapshot)

    def test_the_same_bytes_in_two_dossiers_are_two_articles_of_one_original(self, cast):
        bring(cast)
        assert bring(cast, dossier=cast.other, by=cast.outsider).state == "created"
        assert (Article.objects.count(), Original.objects.count()) == (2, 1)

    @pytest.mark.parametrize("name", ["publisher", "url"])
    def test_one_text_in_two_papers_is_two_articles(self, cast, name):
        bring(cast, **{name: "https://one.example/a"})
        assert bring(cast, **{name: "https://two.example/a"}).state == "created"
        assert Original.objects.count() == 1

    def test_one_text_whose_publisher_is_not_said_is_one_article(self, cast):
        bring(cast, publisher="The Wire")
        assert bring(cast).state == "duplicate"

    def test_other_bytes_from_a_known_address_are_a_new_capture(self, cast):
        first = bring(cast, url="https://one.example/a")
        second = bring(cast, TEXT + b" It came back.", url="https://one.example/a")
        assert (second.state, second.article) == ("recaptured", first.article)

    def test_within_one_batch_too(self, cast):
        results = import_articles(dossier=cast.dossier, by=cast.annotator, items=[item(1), item(2), item(1)])
        assert [result.state for result in results] == ["created", "created", "duplicate"]
        assert results[0].snapshot == results[2].snapshot

    def test_two_captures_within_one_batch(self, cast):
        url = "https://one.example/a"
        results = import_articles(dossier=cast.dossier, by=cast.annotator, items=[item(1, url=url), item(2, url=url)])
        assert [result.state for result in results] == ["created", "recaptured"]
        assert Snapshot.objects.filter(article=results[0].article).count() == 2

    def test_a_capture_that_returns_to_its_first_bytes_is_a_duplicate(self, cast):
        first = bring(cast)
        again = import_article(dossier=cast.dossier, by=cast.annotator, data=TEXT, article=first.article)
        assert again.state == "duplicate"


class TestABatch:
    def test_gives_each_its_outcome_in_order(self, cast):
        results = import_articles(
            dossier=cast.dossier, by=cast.annotator, items=[item(1), {"data": b""}, item(2, published="yesterday")]
        )
        assert results[0].state == "created"
        assert isinstance(results[1], Refused)
        assert results[2].message_dict.keys() == {"published"}

    def test_numbers_articles_one_after_another(self, cast):
        bring(cast)
        import_articles(dossier=cast.dossier, by=cast.annotator, items=[item(1), item(2)])
        assert list(Article.objects.values_list("number", flat=True)) == [1, 2, 3]

    def test_has_its_history_with_its_actor(self, cast):
        import_articles(dossier=cast.dossier, by=cast.annotator, items=[item(1), item(2)])
        made = Article.history.values_list("history_type", "history_user", "history_change_reason")
        assert set(made) == {("+", cast.annotator.pk, "imported")}
        assert len(made) == 2

    def test_hangs_agencies_on_their_articles_with_history(self, cast):
        signed = {"data": b"STEPANAKERT, April 17 (Reuters) - The convoy left the base.", "name": "a.txt"}
        article = import_articles(dossier=cast.dossier, by=cast.annotator, items=[item(1), signed])[1].article
        assert [origin.name for origin in article.origins.all()] == ["Reuters"]
        entry = article.history.get()
        assert [row.origin.name for row in entry.origins.all()] == ["Reuters"]

    def test_takes_as_many_statements_for_many_as_for_few(self, cast):
        counts = []
        for numbers in (range(30), range(30, 90)):
            items = [item(number, publisher="The Wire") for number in numbers]
            with CaptureQueriesContext(
                connection,
            ) as queries:
                import_articles(dossier=cast.dossier, by=cast.annotator, items=items)
            counts.append(len([query for query in queries if not query["sql"].startswith("INSERT")]))
        assert counts[0] >= counts[1]

    def test_makes_a_publisher_once(self, cast):
        items = [item(number, publisher=name) for number, name in enumerate(["The Wire", "the wire", " The Wire "])]
        import_articles(dossier=cast.dossier, by=cast.annotator, items=items)
        assert Publisher.objects.get().name == "The Wire"
