import pytest

from research.dossiers.models import Dossier, Membership
from tests import cast as make

DOSSIERS = "/api/v1/dossiers/"


def test_who_makes_a_dossier_is_its_chief(cast, ask):
    made = ask("observer").post(DOSSIERS, {"title": "New ground", "summary": "All of it."}, format="json")
    assert (made.status_code, made.json()["slug"], made.json()["role"]) == (201, "new-ground", "chief")


@pytest.mark.parametrize(("body", "field"), [
    ({}, "title"), ({"title": ""}, "title"), ({"title": "x", "slug": "a b"}, "slug"),
    ({"title": "x", "slug": "the-withdrawal"}, "slug"), ({"title": "x" * 301}, "title"),
])  # fmt: skip
def test_a_bad_dossier_says_what_is_wrong(body, field, ask):
    answer = ask("editor").post(DOSSIERS, body, format="json")
    assert (answer.status_code, list(answer.json())) == (400, [field])


def test_everybody_sees_the_own_dossiers_and_the_role_there(cast, ask):
    shown = {name: ask(name).get(DOSSIERS).json()["results"] for name in ("editor", "outsider", "superuser")}
    roles = {name: {row["slug"]: row["role"] for row in rows} for name, rows in shown.items()}
    assert roles == {
        "editor": {"the-withdrawal": "editor"},
        "outsider": {"another-matter": "chief"},
        "superuser": {"the-withdrawal": "chief", "another-matter": "chief"},
    }


@pytest.mark.parametrize("name", ["the-withdrawal", "{pk}"])
def test_a_dossier_is_named_by_slug_or_id(name, cast, ask):
    address = f"{DOSSIERS}{name.format(pk=cast.dossier.pk)}/"
    assert ask("observer").get(address).json()["title"] == "The withdrawal"
    assert ask("outsider").get(address).status_code == 404


def test_a_chief_describes_it_and_nobody_below(cast, ask):
    address = f"{DOSSIERS}{cast.dossier.slug}/"
    assert ask("chief").patch(address, {"summary": "Done."}, format="json").json()["summary"] == "Done."
    assert ask("editor").patch(address, {"summary": "Mine."}, format="json").status_code == 403


def test_an_empty_dossier_is_deleted_and_a_full_one_is_not(cast, ask):
    assert ask("outsider").delete(f"{DOSSIERS}{cast.other.slug}/").status_code == 204
    make.make_article(cast)
    assert ask("chief").delete(f"{DOSSIERS}{cast.dossier.slug}/").status_code == 409
    assert Dossier.objects.get() == cast.dossier


def test_an_archived_dossier_is_read_and_not_changed(cast, ask):
    assert ask("chief").post(f"{DOSSIERS}{cast.dossier.slug}/archive/").json()["archived_at"]
    body = {"dossier": cast.dossier.pk, "text": "When?", "kind": "date"}
    assert ask("chief").post("/api/v1/questions/", body, format="json").status_code == 403
    found = ask("observer").get(f"{DOSSIERS}?archived=true").json()["results"]
    assert [row["slug"] for row in found] == ["the-withdrawal"]


def test_a_chief_manages_members(cast, ask):
    address = f"{DOSSIERS}{cast.dossier.slug}/members/"
    made = ask("chief").post(address, {"user": "outsider", "role": "annotator"}, format="json").json()
    assert (made["user"], made["role"]) == ("outsider", "annotator")
    changed = ask("chief").patch(f"{address}{made['id']}/", {"role": "editor"}, format="json")
    assert changed.json()["role"] == "editor"
    assert ask("chief").delete(f"{address}{made['id']}/").status_code == 204


@pytest.mark.parametrize(("body", "field"), [
    ({"user": "nobody", "role": "editor"}, "user"), ({"user": "outsider", "role": "king"}, "role"),
    ({"role": "editor"}, "user"), ({"user": "a\0b", "role": "editor"}, "user"),
])  # fmt: skip
def test_a_bad_member_says_what_is_wrong(body, field, cast, ask):
    answer = ask("chief").post(f"{DOSSIERS}{cast.dossier.slug}/members/", body, format="json")
    assert (answer.status_code, list(answer.json())) == (400, [field])


def test_an_editor_makes_nobody_chief(cast, ask):
    body = {"user": "editor", "role": "chief"}
    assert ask("editor").post(f"{DOSSIERS}{cast.dossier.slug}/members/", body, format="json").status_code == 403


def test_the_last_chief_stays(cast, ask):
    last = Membership.objects.get(dossier=cast.dossier, role="chief")
    assert ask("chief").delete(f"{DOSSIERS}{cast.dossier.slug}/members/{last.pk}/").status_code == 409
