"""Each list and each POST of the contract keeps the same promises."""

from itertools import count
from types import SimpleNamespace

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from research.assessments.actions import assess
from research.briefings.actions import save_briefing
from research.sources.actions import add_origin
from research.sources.models import Import, Publisher
from tests import cast as make

BASE = "/api/v1/"
serial = count(1)


def a_briefing(cast):
    return save_briefing(dossier=cast.dossier, by=cast.editor, title="What we know", body="Nothing yet.")


def a_member(cast):
    return cast.dossier.memberships.get(user=cast.observer)


def an_assessment(cast):
    return assess(dossier=cast.dossier, by=cast.annotator, article=make.make_article(cast), value="B")


def an_origin(cast):
    return add_origin(dossier=cast.dossier, name=f"Ministry {next(serial)}", by=cast.annotator)


def an_import(cast):
    return Import.objects.create(dossier=cast.dossier, by=cast.annotator)


LISTS = {
    "dossiers": lambda cast: cast.dossier,
    "dossiers/{dossier}/members": a_member,
    "origins": an_origin,
    "snapshots": lambda cast: make.make_article(cast).snapshots.get(),
    "articles": make.make_article,
    "passages": make.make_passage,
    "questions": make.make_question,
    "claims": make.make_claim,
    "assessments": an_assessment,
    "contradictions": make.make_contradiction,
    "briefings": a_briefing,
    "imports": an_import,
}


def url_of(name, cast, pk=None):
    address = f"{BASE}{name.format(dossier=cast.dossier.pk)}/"
    return address if pk is None else f"{address}{pk}/"


@pytest.mark.parametrize("name", LISTS)
def test_a_list_shows_the_row(name, cast, ask):
    row = LISTS[name](cast)
    found = ask("observer").get(url_of(name, cast)).json()
    assert {"next", "previous", "results"} == set(found)
    assert row.pk in [shown["id"] for shown in found["results"]]


@pytest.mark.parametrize("name", LISTS)
def test_a_row_is_shown_by_its_id(name, cast, ask):
    row = LISTS[name](cast)
    assert ask("observer").get(url_of(name, cast, row.pk)).json()["id"] == row.pk


@pytest.mark.parametrize("name", LISTS)
def test_nobody_gets_401(name, cast, ask):
    answer = ask("").get(url_of(name, cast))
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Token")


@pytest.mark.parametrize("name", LISTS)
def test_an_outsider_gets_the_same_404_as_for_nothing(name, cast, ask):
    row = LISTS[name](cast)
    theirs = ask("outsider").get(url_of(name, cast, row.pk))
    nothing = ask("outsider").get(url_of(name, cast, 999_999))
    assert (theirs.status_code, theirs.content) == (404, nothing.content)


@pytest.mark.parametrize("name", [name for name in LISTS if "{" not in name])
def test_an_outsider_does_not_see_the_row_in_the_list(name, cast, ask):
    row = LISTS[name](cast)
    found = ask("outsider").get(url_of(name, cast)).json()["results"]
    assert row.pk not in [shown["id"] for shown in found]


def test_an_outsider_does_not_see_the_members(cast, ask):
    assert ask("outsider").get(f"{BASE}dossiers/{cast.dossier.pk}/members/").status_code == 404


@pytest.mark.parametrize("name", [*LISTS, "publishers"])
def test_an_unknown_filter_is_400(name, cast, ask):
    answer = ask("observer").get(url_of(name, cast) + "?colour=red")
    assert (answer.status_code, list(answer.json())) == (400, ["colour"])


@pytest.mark.parametrize("name", [*LISTS, "publishers"])
@pytest.mark.parametrize("odd", ["ordering=colour", "page_size=0", "page_size=many", "cursor=x", "search=%00"])
def test_an_odd_page_is_400(name, odd, cast, ask):
    assert ask("observer").get(f"{url_of(name, cast)}?{odd}").status_code == 400


@pytest.mark.parametrize("name", [name for name in LISTS if name not in ("dossiers", "dossiers/{dossier}/members")])
def test_a_list_asks_the_database_as_often_for_many_rows(name, cast, ask):
    ContentType.objects.clear_cache()
    client = ask("annotator")

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(url_of(name, cast))
        return len(captured)

    LISTS[name](cast)
    LISTS[name](cast)
    before = queries()
    for _ in range(4):
        LISTS[name](cast)
    assert queries() == before


def test_pages_follow_each_other_and_miss_nothing(cast, ask):
    made = [make.make_question(cast, text=f"Question {n}?").pk for n in range(7)]
    client, address, seen = ask("observer"), f"{BASE}questions/?page_size=3&ordering=-number", []
    while address:
        page = client.get(address).json()
        seen += [row["id"] for row in page["results"]]
        address = page["next"]
    assert seen == made[::-1]


def test_a_cursor_of_another_list_is_400(cast, ask):
    for n in range(3):
        make.make_question(cast, text=f"Question {n}?")
    link = ask("observer").get(f"{BASE}questions/?page_size=1").json()["next"]
    assert ask("observer").get(link.replace("questions", "articles")).status_code == 400


def rows_to_name(cast):
    """What bodies can point at, all of the cast's own dossier."""
    passage = make.make_passage(cast)
    return SimpleNamespace(
        dossier=cast.dossier.slug,
        snapshot=passage.snapshot_id,
        passage=passage.pk,
        article=passage.snapshot.article_id,
        question=make.make_question(cast).pk,
        publisher=Publisher.objects.get(name="The Wire Desk").pk,
    )


POSTS = {
    "origins": (lambda it: {"dossier": it.dossier, "name": "A minister"}, "name"),
    "articles": (lambda it: {"dossier": it.dossier, "text": "It rained in the capital today."}, "dossier"),
    "articles/bulk": (lambda it: {"dossier": it.dossier, "items": [{"text": "It rained there."}]}, "items"),
    "passages": (lambda it: {"snapshot": it.snapshot, "quote": "2,000 soldiers"}, "quote"),
    "questions": (lambda it: {"dossier": it.dossier, "text": "How many?", "kind": "quantity"}, "kind"),
    "claims": (lambda it: {"passage": it.passage, "question": it.question, "says": "17 April 2024"}, "says"),
    "claims/bulk": (
        lambda it: {"items": [{"passage": it.passage, "question": it.question, "says": "17 April 2024"}]},
        "items",
    ),
    "assessments": (lambda it: {"dossier": it.dossier, "article": it.article, "value": "B"}, "value"),
}


@pytest.mark.parametrize("name", POSTS)
def test_an_annotator_may_post(name, cast, ask):
    body = POSTS[name][0](rows_to_name(cast))
    answer = ask("annotator").post(f"{BASE}{name}/", body, format="json")
    assert answer.status_code in (200, 201), answer.content


@pytest.mark.parametrize("name", [*POSTS, "passages/bulk"])
def test_nobody_may_not_post(name, ask):
    assert ask("").post(f"{BASE}{name}/", {}, format="json").status_code == 401


@pytest.mark.parametrize("name", POSTS)
def test_an_observer_may_not_post(name, cast, ask):
    body = POSTS[name][0](rows_to_name(cast))
    assert ask("observer").post(f"{BASE}{name}/", body, format="json").status_code == 403


@pytest.mark.parametrize("name", POSTS)
def test_for_an_outsider_the_rows_named_do_not_exist(name, cast, ask):
    body = POSTS[name][0](rows_to_name(cast))
    with CaptureQueriesContext(connection) as captured:
        answer = ask("outsider").post(f"{BASE}{name}/", body, format="json")
    assert answer.status_code == 400
    assert [query["sql"] for query in captured if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))] == []


@pytest.mark.parametrize("name", POSTS)
def test_what_is_missing_is_named(name, cast, ask):
    body = POSTS[name][0](rows_to_name(cast))
    del body[POSTS[name][1]]
    answer = ask("annotator").post(f"{BASE}{name}/", body, format="json")
    assert (answer.status_code, POSTS[name][1] in answer.json()) == (400, True), answer.content


@pytest.mark.parametrize("name", [*POSTS, "dossiers", "values/read", "values/find", "briefings", "contradictions"])
@pytest.mark.parametrize("body", [b"[" * 100_000, b"{", b"[]", b"null", b'"x"', b"\xff", b'{"a": NaN}', b'{"a": 1e999}',
                                  b'{"dossier": ' + b"9" * 5000 + b"}", b'{"text": "\\ud800"}'])  # fmt: skip
def test_no_body_is_an_error_of_the_server(name, body, cast, ask):
    answer = ask("annotator").generic("POST", f"{BASE}{name}/", body, content_type="application/json")
    assert answer.status_code == 400, answer.content
    assert answer["Content-Type"] == "application/json"


@pytest.mark.parametrize("name", ["questions", "claims", "values/find", "briefings"])
def test_a_large_body_is_413(name, ask):
    body = b'{"text": "' + b"x" * 2_500_001 + b'"}'
    assert ask("annotator").generic("POST", f"{BASE}{name}/", body, content_type="application/json").status_code == 413


def test_an_article_may_be_larger_than_other_bodies(cast, ask):
    body = {"dossier": cast.dossier.pk, "text": "It rained. " * 300_000}
    assert ask("annotator").post(f"{BASE}articles/", body, format="json").status_code == 201


def test_an_address_that_is_none_answers_in_json(ask):
    answer = ask("annotator").get(f"{BASE}nothing/here/")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")
