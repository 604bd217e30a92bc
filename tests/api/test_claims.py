import pytest

from research.assessments.models import Assessment
from research.claims.models import Claim, Passage, Question
from research.contradictions.models import Contradiction
from tests import cast as make

PASSAGES, CLAIMS, QUESTIONS = "/api/v1/passages/", "/api/v1/claims/", "/api/v1/questions/"
CONTRADICTIONS, ASSESSMENTS = "/api/v1/contradictions/", "/api/v1/assessments/"


@pytest.fixture
def snapshot(cast):
    return make.make_article(cast).snapshots.get()


def mark(client, **body):
    return client.post(PASSAGES, body, format="json")


def test_a_quote_is_marked_where_it_stands_in_code_points(snapshot, ask):
    given = mark(ask("annotator"), snapshot=snapshot.pk, quote="Some 120,000 people").json()
    assert snapshot.text[given["start"] : given["end"]] == given["quote"] == "Some 120,000 people"


def test_an_articles_newest_snapshot_is_marked(snapshot, ask):
    given = mark(ask("annotator"), article=snapshot.article_id, quote="17 April 2024", note="Check.", second_look=True)
    shown = given.json()
    assert (shown["snapshot"], shown["note"], shown["second_look"]) == (snapshot.pk, "Check.", True)


def test_the_same_stretch_again_gives_the_first(snapshot, ask):
    first = mark(ask("annotator"), snapshot=snapshot.pk, quote="17 April 2024")
    again = mark(ask("editor"), snapshot=snapshot.pk, quote="17 April 2024", start=18, end=31)
    assert (first.status_code, again.status_code, again.json()["id"]) == (201, 200, first.json()["id"])


@pytest.mark.parametrize(("body", "field"), [
    ({"quote": "not there"}, "quote"),
    ({"quote": "0"}, "quote"),
    ({"quote": ""}, "quote"),
    ({"quote": "17 April 2024", "start": 19, "end": 32}, "quote"),
    ({"quote": "17 April 2024", "start": 18}, "start"),
    ({"quote": "x", "start": 5, "end": 5}, "start"),
    ({"quote": "x", "start": 5, "end": 99_999}, "start"),
    ({"quote": "x", "start": -1, "end": 5}, "start"),
    ({"quote": "17 April 2024", "snapshot": None}, "snapshot"),
])  # fmt: skip
def test_a_quote_that_is_not_there_is_refused(body, field, snapshot, ask):
    answer = mark(ask("annotator"), **{"snapshot": snapshot.pk} | body)
    assert (answer.status_code, list(answer.json())) == (400, [field]), answer.content
    assert not Passage.objects.exists()


def test_a_passage_wants_a_snapshot_or_an_article(snapshot, ask):
    assert list(mark(ask("annotator"), quote="17 April 2024").json()) == ["snapshot"]


def test_many_passages_are_marked_each_with_its_result(snapshot, ask):
    items = [
        {"snapshot": snapshot.pk, "quote": "17 April 2024"},
        {"article": snapshot.article_id, "quote": "17 April 2024"},
        {"snapshot": snapshot.pk, "quote": "not there"},
        {"snapshot": 999_999, "quote": "17 April 2024"},
        {"quote": "17 April 2024"},
    ]
    results = ask("annotator").post(f"{PASSAGES}bulk/", {"items": items}, format="json").json()["results"]
    assert [result["state"] for result in results] == ["created", "duplicate", "failed", "failed", "failed"]
    assert [list(result["errors"]) for result in results[2:]] == [["quote"], ["snapshot"], ["snapshot"]]


def test_an_outsider_marks_nothing_in_bulk(snapshot, ask):
    items = [{"snapshot": snapshot.pk, "quote": "17 April 2024"}]
    results = ask("outsider").post(f"{PASSAGES}bulk/", {"items": items}, format="json").json()["results"]
    assert results == [{"state": "failed", "errors": {"snapshot": ["There is no such row."]}}]


def test_a_note_is_written_and_an_empty_passage_unmarked(cast, ask):
    passage = make.make_passage(cast)
    address = f"{PASSAGES}{passage.pk}/"
    assert ask("annotator").patch(address, {"note": "Again."}, format="json").json()["note"] == "Again."
    assert ask("annotator").delete(address).status_code == 204


def test_a_passage_with_a_claim_stays(cast, ask):
    claim = make.make_claim(cast)
    assert ask("annotator").delete(f"{PASSAGES}{claim.passage_id}/").status_code == 409


def claim_body(cast, says="17 April 2024", kind="date", **fields):
    passage = make.make_passage(cast, says)
    question = make.make_question(cast, kind=kind)
    return {"passage": passage.pk, "question": question.pk, "says": says} | fields


def test_a_claim_answers_with_its_value(cast, ask):
    given = ask("annotator").post(CLAIMS, claim_body(cast), format="json").json()
    value = given["value"]
    assert (value["kind"], value["edtf"], value["earliest"]) == ("date", "2024-04-17", "2024-04-17")
    assert given["contradictions"] == []


def test_a_claim_says_what_it_contradicts(cast, ask):
    body = claim_body(cast)
    make.make_claim(cast, "2025", question=Question.objects.get(pk=body["question"]))
    given = ask("annotator").post(CLAIMS, body, format="json").json()
    assert given["contradictions"] == [{"id": Contradiction.objects.get().pk, "state": "open", "kind": "conflict"}]


def test_an_editors_own_reading_stays_when_a_word_is_mended(cast, ask):
    body = claim_body(cast, value={"edtf": "2024-04"}, attributed_to=["The ministry"])
    given = ask("annotator").post(CLAIMS, body, format="json").json()
    assert (given["value"]["edtf"], given["read_by"], given["attributed_to"]) == ("2024-04", "editor", ["The ministry"])
    address = f"{CLAIMS}{given['id']}/"
    mended = ask("annotator").patch(address, {"statement": "It began."}, format="json").json()
    assert (mended["value"]["edtf"], mended["read_by"], mended["statement"]) == ("2024-04", "editor", "It began.")


def test_a_quantity_can_be_set_by_its_bounds(cast, ask):
    body = claim_body(cast, "2,000 soldiers", "quantity", value={"amount": 2000, "lower": 1900.5, "upper": "2100"})
    value = ask("annotator").post(CLAIMS, body, format="json").json()["value"]
    assert (value["amount"], value["lower"], value["upper"]) == (2000, 1900.5, 2100)


@pytest.mark.parametrize(("change", "field"), [
    ({"says": " "}, "says"),
    ({"modality": "perhaps"}, "modality"),
    ({"as_of": "soon"}, "as_of"),
    ({"value": {"edtf": "soon"}}, "value"),
    ({"value": 7}, "value"),
    ({"passage": "x"}, "passage"),
    ({"question": True}, "question"),
    ({"attributed_to": "x"}, "attributed_to"),
])  # fmt: skip
def test_a_bad_claim_says_what_is_wrong(change, field, cast, ask):
    answer = ask("annotator").post(CLAIMS, claim_body(cast) | change, format="json")
    assert (answer.status_code, list(answer.json())) == (400, [field]), answer.content


def test_a_question_of_another_dossier_is_refused_to_a_superuser_too(cast, ask):
    foreign = make.ask_question(dossier=cast.other, text="When?", kind="date", by=cast.outsider)
    answer = ask("superuser").post(CLAIMS, claim_body(cast) | {"question": foreign.pk}, format="json")
    assert list(answer.json()) == ["question"]


def test_many_claims_come_all_or_none_and_the_wrong_one_is_named(cast, ask):
    good = claim_body(cast)
    answer = ask("annotator").post(f"{CLAIMS}bulk/", {"items": [good, good | {"says": ""}]}, format="json")
    assert (answer.status_code, list(answer.json()["items"])) == (400, ["1"])
    assert not Claim.objects.exists()


def test_many_claims_answer_in_order(cast, ask):
    items = [claim_body(cast), claim_body(cast)]
    made = ask("annotator").post(f"{CLAIMS}bulk/", {"items": items}, format="json").json()["results"]
    assert [row["passage"] for row in made] == [item["passage"] for item in items]


def test_a_claim_is_withdrawn_for_a_reason_and_restored(cast, ask):
    address = f"{CLAIMS}{make.make_claim(cast).pk}/"
    assert list(ask("annotator").post(f"{address}withdraw/", {}, format="json").json()) == ["reason"]
    shown = ask("annotator").post(f"{address}withdraw/", {"reason": "Misread."}, format="json").json()
    assert shown["withdrawn_reason"] == "Misread."
    assert ask("annotator").post(f"{address}withdraw/", {"reason": "Again."}, format="json").status_code == 409
    assert ask("annotator").post(f"{address}restore/").json()["withdrawn_at"] is None


@pytest.mark.parametrize(("query", "found"), [
    ("kind=date", 2), ("day_from=2024-05", 1), ("day_to=2024-04-17", 1), ("withdrawn=true", 0), ("withdrawn=false", 3),
    ("kind=quantity", 1), ("amount_from=1500", 1), ("amount_from=9000", 0), ("amount_to=3000.5", 1), ("number=1", 1),
    ("modality=happened&read_by=machine", 3), ("search=2025", 1),
])  # fmt: skip
def test_claims_are_filtered(query, found, cast, ask):
    make.make_contradiction(cast)
    make.make_claim(cast, "2,000 soldiers", question=make.make_question(cast, kind="quantity"))
    assert len(ask("observer").get(f"{CLAIMS}?{query}").json()["results"]) == found


def test_a_question_is_asked_changed_and_dropped(cast, ask):
    client = ask("annotator")
    body = {"dossier": cast.dossier.slug, "text": "How many left?", "kind": "quantity", "unit": "people"}
    made = client.post(QUESTIONS, body, format="json").json()
    assert (made["number"], made["unit"]) == (1, "people")
    address = f"{QUESTIONS}{made['id']}/"
    assert client.patch(address, {"text": "How many fled?"}, format="json").json()["text"] == "How many fled?"
    assert client.delete(address).status_code == 204


def test_a_question_that_is_answered_keeps_its_kind_and_stays(cast, ask):
    address = f"{QUESTIONS}{make.make_claim(cast).question_id}/"
    assert list(ask("annotator").patch(address, {"kind": "text"}, format="json").json()) == ["kind"]
    assert ask("annotator").delete(address).status_code == 409


def test_positions_stand_face_to_face(cast, ask):
    contradiction = make.make_contradiction(cast)
    shown = ask("observer").get(f"{QUESTIONS}{contradiction.question_id}/positions/").json()
    assert (shown["contradicted"], [row["letter"] for row in shown["positions"]]) == (True, ["A", "B"])
    assert sorted(claim for row in shown["positions"] for claim in row["claims"]) == sorted(
        Claim.objects.values_list("pk", flat=True)
    )


def test_a_contradiction_is_decided_for_a_side_and_opened_again(cast, ask):
    address = f"{CONTRADICTIONS}{make.make_contradiction(cast).pk}/"
    side = ask("editor").get(address).json()["sides"][0]
    body = {"state": "resolved", "preferred": side["id"], "reason": "The other was a plan."}
    decided = ask("editor").post(f"{address}decide/", body, format="json").json()
    assert (decided["state"], decided["preferred"], decided["decided_by"]) == ("resolved", side["id"], "editor")
    assert ask("editor").post(f"{address}reopen/").json()["state"] == "open"


@pytest.mark.parametrize(("body", "field"), [
    ({"state": "open", "reason": "x"}, "state"), ({"state": "dismissed"}, "reason"),
    ({"state": "resolved", "reason": "x"}, "preferred"),
    ({"state": "resolved", "reason": "x", "preferred": 999_999}, "preferred"),
    ({"state": "dismissed", "reason": "x", "kind": "mood"}, "kind"),
])  # fmt: skip
def test_a_bad_decision_says_what_is_wrong(body, field, cast, ask):
    address = f"{CONTRADICTIONS}{make.make_contradiction(cast).pk}/decide/"
    answer = ask("editor").post(address, body, format="json")
    assert (answer.status_code, list(answer.json())) == (400, [field])


def test_an_annotator_may_not_decide(cast, ask):
    address = f"{CONTRADICTIONS}{make.make_contradiction(cast).pk}/decide/"
    assert ask("annotator").post(address, {"state": "dismissed", "reason": "x"}, format="json").status_code == 403


def test_a_contradiction_is_recorded_by_hand(cast, ask):
    one, two = make.make_claim(cast), make.make_claim(cast)
    sides = [{"label": "It did", "claims": [one.pk]}, {"label": "It did not", "claims": [two.pk]}]
    made = ask("editor").post(CONTRADICTIONS, {"dossier": cast.dossier.pk, "sides": sides}, format="json").json()
    shown = [{name: side[name] for name in ("label", "claims")} for side in made["sides"]]
    assert (shown, made["made_by"], made["question"]) == (sides, "person", None)


@pytest.mark.parametrize("query", ["state=open", "kind=conflict", "made_by=rule", "standing=true"])
def test_contradictions_are_filtered(query, cast, ask):
    row = make.make_contradiction(cast)
    found = ask("observer").get(f"{CONTRADICTIONS}?{query}&question={row.question_id}&dossier={cast.dossier.slug}")
    assert [shown["id"] for shown in found.json()["results"]] == [row.pk]


def test_a_second_rating_takes_the_place_of_the_first(cast, ask):
    body = {"dossier": cast.dossier.pk, "claim": make.make_claim(cast).pk, "value": "2", "reason": "Two say so."}
    first = ask("annotator").post(ASSESSMENTS, body, format="json").json()
    assert (first["scale"], first["words"], first["rater"]) == ("credibility", "Probably true", "annotator")
    ask("annotator").post(ASSESSMENTS, body | {"value": "3"}, format="json")
    found = ask("observer").get(f"{ASSESSMENTS}?current=true").json()["results"]
    assert [row["value"] for row in found] == ["3"]
    assert Assessment.objects.count() == 2


@pytest.mark.parametrize("value", ["G", "7", "B", "", "BB"])
def test_a_claim_takes_only_a_digit_of_its_scale(value, cast, ask):
    body = {"dossier": cast.dossier.pk, "claim": make.make_claim(cast).pk, "value": value}
    answer = ask("annotator").post(ASSESSMENTS, body, format="json")
    assert (answer.status_code, list(answer.json())) == (400, ["value"])


def test_exactly_one_target_is_rated(cast, ask):
    assert (
        ask("annotator").post(ASSESSMENTS, {"dossier": cast.dossier.pk, "value": "B"}, format="json").status_code == 400
    )
