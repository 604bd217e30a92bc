import hashlib
import json

import pytest

from research.briefings.models import Version
from tests import cast as make

BRIEFINGS, PUBLISHED = "/api/v1/briefings/", "/api/v1/published/"


@pytest.fixture
def body(cast):
    claim = make.make_claim(cast, credibility="2")
    words = f"The withdrawal began on 17 April 2024 [@c{claim.number}]."
    return {"dossier": cast.dossier.slug, "title": "The withdrawal began", "standfirst": "In April.", "body": words}


@pytest.fixture
def briefing(body, ask):
    return ask("editor").post(BRIEFINGS, body, format="json").json()


def do(client, briefing, verb, **body):
    return client.post(f"{BRIEFINGS}{briefing['id']}/{verb}/", body, format="json")


def publish(briefing, ask, verb="publish", **note):
    assert do(ask("editor"), briefing, "submit").status_code == 200
    assert do(ask("second_editor"), briefing, "review", decision="approve").status_code == 201
    return do(ask("chief"), briefing, verb, **note)


def change(briefing, ask, words):
    now = ask("editor").get(f"{BRIEFINGS}{briefing['id']}/").json()
    body = {"body": now["body"] + words, "version": now["version"]}
    return ask("editor").patch(f"{BRIEFINGS}{briefing['id']}/", body, format="json")


def test_an_editor_writes_and_an_annotator_does_not(body, ask):
    made = ask("editor").post(BRIEFINGS, body, format="json").json()
    assert (made["state"], made["version"], made["contributors"]) == ("draft", 1, ["editor"])
    assert ask("annotator").post(BRIEFINGS, body, format="json").status_code == 403


@pytest.mark.parametrize(("change", "field"), [({"title": ""}, "title"), ({"dossier": "none"}, "dossier")])
def test_a_bad_briefing_says_what_is_wrong(change, field, body, ask):
    answer = ask("editor").post(BRIEFINGS, body | change, format="json")
    assert (answer.status_code, list(answer.json())) == (400, [field])


def test_who_saves_second_is_told_and_shown_the_other_text(briefing, ask):
    address = f"{BRIEFINGS}{briefing['id']}/"
    ask("editor").patch(address, {"body": "First.", "version": 1}, format="json")
    answer = ask("second_editor").patch(address, {"body": "Second.", "version": 1}, format="json")
    assert (answer.status_code, answer.json()["theirs"]["body"]) == (409, "First.")


def test_a_change_says_which_version_it_was_made_to(briefing, ask):
    answer = ask("editor").patch(f"{BRIEFINGS}{briefing['id']}/", {"body": "x"}, format="json")
    assert (answer.status_code, list(answer.json())) == (400, ["version"])


def test_fields_of_the_site_are_not_taken_from_a_body(briefing, ask):
    forged = {"state": "published", "slug": "mine", "number": 9, "version": 1, "contributors": []}
    now = ask("editor").patch(f"{BRIEFINGS}{briefing['id']}/", forged, format="json").json()
    assert (now["state"], now["slug"], now["number"], now["contributors"]) == ("draft", None, 1, ["editor"])


def test_nobody_reviews_the_own_text_not_even_a_superuser(briefing, ask):
    now = change(briefing, ask, " More.").json()
    ask("superuser").patch(f"{BRIEFINGS}{briefing['id']}/", {"title": "Mine", "version": now["version"]}, format="json")
    do(ask("editor"), briefing, "submit")
    for name in ("editor", "superuser"):
        assert do(ask(name), briefing, "review", decision="approve").status_code == 403


def test_a_draft_cannot_be_published(briefing, ask):
    answer = do(ask("chief"), briefing, "publish")
    assert (answer.status_code, answer.json()["theirs"]["state"]) == (409, "draft")


def test_the_gate_says_what_to_do(cast, body, ask):
    body["body"] += " It ended [@c99]."
    briefing = ask("editor").post(BRIEFINGS, body, format="json").json()
    gate = ask("observer").get(f"{BRIEFINGS}{briefing['id']}/gate/").json()
    assert gate["passed"] is False
    assert [line["key"] for line in gate["lines"] if not line["passed"]] == ["citations"]
    assert publish(briefing, ask).json()["theirs"]["passed"] is False


def test_remarks_are_made_and_answered(briefing, ask):
    assert do(ask("second_editor"), briefing, "remarks", text="Who says so?").status_code == 201
    (remark,) = ask("editor").get(f"{BRIEFINGS}{briefing['id']}/remarks/").json()
    done = do(ask("editor"), briefing, f"remarks/{remark['id']}/answer", answer="The wire.").json()
    assert (done["answer"], done["answered_by"]) == ("The wire.", "editor")


def test_a_line_is_passed_by_a_second_person_for_a_reason(cast, ask):
    claim = make.make_claim(cast)
    body = {"dossier": cast.dossier.slug, "title": "Unrated", "body": f"It began in April 2024 [@c{claim.number}]."}
    briefing = ask("editor").post(BRIEFINGS, body, format="json").json()
    do(ask("editor"), briefing, "submit")
    line = {"line": "rated", "reason": "Breaking news."}
    assert do(ask("editor"), briefing, "gate", **line).status_code == 403
    assert do(ask("second_editor"), briefing, "gate", **line).json()["passed"] is True


def test_anyone_reads_what_is_published_and_can_hash_it_again(briefing, ask):
    assert publish(briefing, ask).status_code == 201
    (row,) = ask("").get(PUBLISHED).json()["results"]
    shown = ask("").get(f"{PUBLISHED}{row['slug']}/versions/1/").json()
    canonical = json.dumps(shown["record"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(canonical.encode()).hexdigest() == shown["record_hash"] == row["record_hash"]


def test_anyone_verifies_every_footnote(briefing, ask):
    publish(briefing, ask)
    slug = Version.objects.get().briefing.slug
    for address in (f"{PUBLISHED}{slug}/verify/", f"{PUBLISHED}{slug}/versions/1/verify/"):
        found = ask("").get(address).json()
        assert found == {"holds": True, "problems": [], "footnotes": [{"number": 1, "holds": True, "problems": []}]}


def test_a_draft_is_nowhere_in_public(briefing, ask):
    assert ask("").get(PUBLISHED).json()["results"] == []
    assert ask("").get(f"{PUBLISHED}the-withdrawal-began/").status_code == 404


def test_a_correction_is_a_second_version_and_the_first_stays(briefing, ask):
    publish(briefing, ask)
    change(briefing, ask, " So it was.")
    assert publish(briefing, ask, "correct", text="A sentence was added.").json()["number"] == 2
    slug = Version.objects.first().briefing.slug
    newest = ask("").get(f"{PUBLISHED}{slug}/").json()
    assert (newest["number"], newest["correction"]) == (2, "A sentence was added.")
    assert [row["number"] for row in ask("").get(f"{PUBLISHED}{slug}/versions/").json()] == [1, 2]


def test_a_retraction_is_shown_and_the_text_stays(briefing, ask):
    publish(briefing, ask)
    assert do(ask("editor"), briefing, "retract", text="Wrong.").status_code == 403
    assert do(ask("chief"), briefing, "retract", text="Wrong.").json()["state"] == "retracted"
    (row,) = ask("").get(PUBLISHED).json()["results"]
    assert row["retraction"] == "Wrong."


def test_a_version_may_be_kept_for_ever_and_the_page_for_a_minute(briefing, ask):
    publish(briefing, ask)
    slug = Version.objects.get().briefing.slug
    assert "immutable" in ask("").get(f"{PUBLISHED}{slug}/versions/1/")["Cache-Control"]
    assert ask("").get(f"{PUBLISHED}{slug}/")["Cache-Control"] == "public, max-age=60"
    assert ask("observer").get(BRIEFINGS)["Cache-Control"] == "no-store"


def test_an_outsider_finds_no_verb(briefing, ask):
    for verb in ("submit", "review", "publish", "correct", "retract", "gate", "remarks"):
        assert do(ask("outsider"), briefing, verb).status_code == 404, verb
