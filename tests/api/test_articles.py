import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from research.sources.models import Article, Publisher
from tests import cast as make

ARTICLES = "/api/v1/articles/"
TEXT = "It rained all day in the capital. Some 2,000 people stayed at home."


def send(client, cast, **body):
    return client.post(ARTICLES, {"dossier": cast.dossier.slug} | body, format="json")


def test_a_text_comes_in_with_its_details(cast, ask):
    details = {"title": "Rain", "publisher": "The Gazette", "byline": "A. B.", "published": "2024-04", "language": "en"}
    given = send(ask("annotator"), cast, text=TEXT, url="https://example.org/rain", **details).json()
    assert {name: given[name] for name in details} == details
    assert (given["number"], given["earliest"], given["latest"]) == (1, "2024-04-01", "2024-04-30")


def test_the_answer_says_what_the_snapshot_is(cast, ask):
    snapshot = send(ask("annotator"), cast, text=TEXT).json()["snapshot"]
    assert (snapshot["text_length"], len(snapshot["sha256"])) == (len(TEXT), 64)
    assert {"id", "extractor", "warnings"} <= set(snapshot)


def test_html_comes_in_without_its_markup(cast, ask):
    html = (
        f"<html><head><title>Rain</title></head><body><article><h1>Rain</h1><p>{TEXT * 5}</p></article></body></html>"
    )
    given = send(ask("annotator"), cast, html=html).json()
    text = ask("annotator").get(f"{ARTICLES}{given['id']}/").json()["snapshot"]["text"]
    assert TEXT in text and "<p>" not in text


def test_a_file_comes_in(cast, ask):
    file = SimpleUploadedFile("rain.txt", TEXT.encode(), content_type="text/plain")
    answer = ask("annotator").post(ARTICLES, {"dossier": cast.dossier.pk, "file": file, "title": "Rain"})
    assert (answer.status_code, answer.json()["title"]) == (201, "Rain")


def test_the_same_text_again_is_a_duplicate(cast, ask):
    first = send(ask("annotator"), cast, text=TEXT).json()
    again = send(ask("annotator"), cast, text=TEXT)
    assert (again.status_code, again.json()["state"], again.json()["id"]) == (200, "duplicate", first["id"])


@pytest.mark.parametrize(("body", "field"), [
    ({}, "non_field_errors"),
    ({"text": TEXT, "html": "<p>x</p>"}, "non_field_errors"),
    ({"text": ""}, "non_field_errors"),
    ({"text": "   "}, "non_field_errors"),
    ({"text": TEXT, "published": "last week"}, "published"),
    ({"text": TEXT, "url": "javascript:alert(1)"}, "url"),
    ({"text": TEXT, "kind": "poem"}, "kind"),
    ({"text": TEXT, "dossier": 999_999}, "dossier"),
    ({"text": TEXT, "dossier": "other"}, "dossier"),
    ({"text": TEXT, "dossier": [1]}, "dossier"),
    ({"text": TEXT, "title": "x" * 501}, "title"),
    ({"text": "a\0b"}, "text"),
])  # fmt: skip
def test_a_bad_article_says_what_is_wrong(body, field, cast, ask):
    answer = send(ask("annotator"), cast, **body)
    assert (answer.status_code, list(answer.json())) == (400, [field]), answer.content
    assert not Article.objects.exists()


def test_a_file_that_is_no_text_is_refused_in_words(cast, ask):
    file = SimpleUploadedFile("rain.txt", bytes(range(256)) * 50, content_type="text/plain")
    answer = ask("annotator").post(ARTICLES, {"dossier": cast.dossier.pk, "file": file})
    assert answer.status_code == 400
    assert answer.json()["non_field_errors"]


def test_a_page_that_may_not_be_fetched_is_refused_in_words(cast, ask):
    answer = send(ask("annotator"), cast, url="http://127.0.0.1/secret")
    assert (answer.status_code, list(answer.json())) == (400, ["non_field_errors"])


def test_bulk_answers_for_each_item_in_order(cast, ask):
    items = [{"text": TEXT, "title": "One"}, {"text": TEXT}, {"text": " "}, {"text": "Sun.", "published": "soon"}, 7]
    body = {"dossier": cast.dossier.pk, "items": items}
    results = ask("annotator").post(f"{ARTICLES}bulk/", body, format="json").json()["results"]
    assert [result["state"] for result in results] == ["created", "duplicate", "failed", "failed", "failed"]
    assert results[0]["id"] == results[1]["id"] == Article.objects.get().pk
    assert list(results[3]["errors"]) == ["published"]
    assert all(result["reason"] for result in results[2:])


@pytest.mark.parametrize("items", [None, [], "x", {}, [{"text": "x"}] * 1001])
def test_bulk_takes_one_to_a_thousand(items, cast, ask):
    answer = ask("annotator").post(f"{ARTICLES}bulk/", {"dossier": cast.dossier.pk, "items": items}, format="json")
    assert (answer.status_code, list(answer.json())) == (400, ["items"])


def test_bulk_asks_the_database_as_often_for_many_items(cast, ask):
    def queries(batch, many):
        items = [{"text": f"Text {batch}.{n}", "publisher": "The Gazette"} for n in range(many)]
        with CaptureQueriesContext(connection) as captured:
            ask("annotator").post(f"{ARTICLES}bulk/", {"dossier": cast.dossier.pk, "items": items}, format="json")
        return len(captured)

    queries("warm", 2)
    assert queries("few", 2) == queries("many", 40)


def test_a_list_shows_no_text(cast, ask):
    make.make_article(cast, "A canary sings.")
    assert b"canary" not in ask("observer").get(ARTICLES).content


def test_an_article_shows_its_text_and_what_is_asked_for(cast, ask):
    claim = make.make_claim(cast)
    article = claim.passage.snapshot.article
    shown = ask("observer").get(f"{ARTICLES}{article.pk}/?include=passages,claims").json()
    assert shown["snapshot"]["text"] == claim.passage.snapshot.text
    assert [row["id"] for row in shown["passages"]] == [claim.passage_id]
    assert [row["id"] for row in shown["claims"]] == [claim.pk]


def test_passages_are_shown_with_an_article_as_in_their_list(cast, ask):
    article = make.make_passage(cast).snapshot.article
    make.make_passage(cast, "2,000 soldiers", article=article)
    listed = ask("observer").get(f"/api/v1/passages/?article={article.pk}").json()["results"]
    assert ask("observer").get(f"{ARTICLES}{article.pk}/?include=passages").json()["passages"] == listed


def test_nothing_else_can_be_included(cast, ask):
    article = make.make_article(cast)
    assert list(ask("observer").get(f"{ARTICLES}{article.pk}/?include=secrets").json()) == ["include"]


def test_details_are_mended(cast, ask):
    article = make.make_article(cast)
    body = {"title": "Mended", "published": "", "publisher": "The Gazette", "origins": ["The ministry"]}
    shown = ask("annotator").patch(f"{ARTICLES}{article.pk}/", body, format="json").json()
    assert {name: shown[name] for name in body} == body


def test_an_observer_may_not_mend(cast, ask):
    article = make.make_article(cast)
    assert ask("observer").patch(f"{ARTICLES}{article.pk}/", {"title": "Mine"}, format="json").status_code == 403


def test_fields_of_the_site_are_not_taken_from_a_body(cast, ask):
    article = make.make_article(cast)
    ask("annotator").patch(f"{ARTICLES}{article.pk}/", {"number": 99, "dossier": cast.other.pk}, format="json")
    article.refresh_from_db()
    assert (article.number, article.dossier) == (1, cast.dossier)


@pytest.fixture
def three(cast):
    make.make_article(cast, "One.", title="Zebra", publisher="The Gazette", published="2023-01")
    make.make_article(cast, "Two.", title="Apple", publisher="The Herald", published="2024-04-17", kind="opinion")
    make.make_article(cast, "Three.", title="Mango", publisher="The Herald", published="", language="hy")


@pytest.mark.parametrize(("query", "titles"), [
    ("dossier=the-withdrawal", {"Zebra", "Apple", "Mango"}),
    ("kind=opinion", {"Apple"}),
    ("language=hy", {"Mango"}),
    ("undated=true", {"Mango"}),
    ("undated=false", {"Zebra", "Apple"}),
    ("published_from=2024", {"Apple"}),
    ("published_to=2023", {"Zebra"}),
    ("published_from=2023-01-15&published_to=2023-01-20", {"Zebra"}),
    ("number=1", {"Zebra"}),
    ("search=herald", {"Apple", "Mango"}),
    ("search=herald+mango", {"Mango"}),
])  # fmt: skip
def test_articles_are_filtered(query, titles, three, ask):
    found = ask("observer").get(f"{ARTICLES}?{query}").json()["results"]
    assert {row["title"] for row in found} == titles


@pytest.mark.parametrize(("query", "field"), [
    ("dossier=nothing", "dossier"), ("dossier=another-matter", "dossier"), ("publisher=x", "publisher"),
    ("kind=poem", "kind"), ("published_from=soon", "published_from"), ("undated=perhaps", "undated"),
    ("question=-1", "question"), ("number=99999999999999999999", "number"),
])  # fmt: skip
def test_a_senseless_filter_is_named(query, field, three, ask):
    answer = ask("observer").get(f"{ARTICLES}?{query}")
    assert (answer.status_code, list(answer.json())) == (400, [field])


@pytest.mark.parametrize(("order", "titles"), [
    ("title", ["Apple", "Mango", "Zebra"]), ("-title", ["Zebra", "Mango", "Apple"]),
    ("published", ["Zebra", "Apple", "Mango"]), ("number", ["Zebra", "Apple", "Mango"]),
])  # fmt: skip
def test_articles_are_ordered(order, titles, three, ask):
    found, address = [], f"{ARTICLES}?ordering={order}&page_size=1"
    while address:
        page = ask("observer").get(address).json()
        found += [row["title"] for row in page["results"]]
        address = page["next"]
    assert found == titles


def test_articles_whose_claims_answer_a_question_are_found(cast, ask):
    claim = make.make_claim(cast)
    make.make_article(cast)
    for query in (f"question={claim.question_id}", "answers=date"):
        found = ask("observer").get(f"{ARTICLES}?{query}").json()["results"]
        assert [row["id"] for row in found] == [claim.passage.snapshot.article_id]


def test_a_publisher_is_made_by_who_works_somewhere(cast, ask):
    body = {"name": "The Gazette", "aliases": ["Gazette"]}
    assert ask("annotator").post("/api/v1/publishers/", body, format="json").status_code == 201
    assert ask("observer").post("/api/v1/publishers/", {"name": "Mine"}, format="json").status_code == 403


def test_a_publisher_cannot_belong_to_itself(cast, ask):
    group = Publisher.objects.create(name="Group")
    outlet = Publisher.objects.create(name="Outlet", parent=group)
    answer = ask("annotator").patch(f"/api/v1/publishers/{group.pk}/", {"parent": outlet.pk}, format="json")
    assert (answer.status_code, list(answer.json())) == (400, ["parent"])


def test_a_snapshot_cannot_be_changed(cast, ask):
    snapshot = make.make_article(cast).snapshots.get()
    for method in ("put", "patch", "delete"):
        assert getattr(ask("chief"), method)(f"/api/v1/snapshots/{snapshot.pk}/").status_code == 405
