import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from rest_framework.test import APIClient

from research.assessments.actions import assess
from research.contradictions.actions import save_claim
from research.exports.cells import cell
from research.exports.registry import FORMATS, pieces
from tests import cast as make

LIVE = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1+1", "＋1", "－1", "＠x"]


def exported(cast, name):
    return b"".join(pieces(cast.dossier, name))


def table(cast):
    return list(csv.DictReader(io.StringIO(exported(cast, "csv").decode("utf-8-sig"))))


def test_json_holds_the_whole_dossier(cast):
    row = make.make_contradiction(cast)
    whole = json.loads(exported(cast, "json"))
    assert whole["dossier"]["slug"] == "the-withdrawal"
    counts = {name: len(rows) for name, rows in whole.items() if isinstance(rows, list)}
    assert counts == {
        "members": 5, "publishers": 2, "origins": 0, "questions": 1, "articles": 2, "claims": 2, "assessments": 0,
        "contradictions": 1, "briefings": 0,
    }  # fmt: skip
    assert whole["contradictions"][0]["sides"][0]["claims"] == [row.sides.first().claims.get().number]


def test_a_claim_says_where_its_words_stand(cast):
    claim = make.make_claim(cast)
    whole = json.loads(exported(cast, "json"))
    (said,), (article,) = whole["claims"], whole["articles"]
    snapshot = article["snapshots"][said["snapshot"] - 1]
    assert snapshot["text"][said["start"] : said["end"]] == said["quote"] == claim.passage.quote
    assert snapshot["passages"][0]["quote"] == claim.passage.quote


def test_nothing_of_another_dossier_is_exported(cast):
    make.make_article(cast, "A canary sings.", dossier=cast.other, publisher="Canary Press")
    make.make_claim(cast)
    assert [name for name in FORMATS if b"anary" in exported(cast, name)] == []


def test_every_line_of_jsonl_says_what_it_is(cast):
    make.make_claim(cast)
    rows = [json.loads(line)["row"] for line in exported(cast, "jsonl").splitlines()]
    assert rows == ["dossier", *["member"] * 5, "publisher", "question", "article", "claim"]


def test_csv_has_a_line_for_each_claim_and_for_a_passage_without(cast):
    claim = make.make_claim(cast, credibility="2")
    assess(dossier=cast.dossier, by=cast.annotator, article=claim.passage.snapshot.article, value="B")
    make.make_passage(cast, "2,000 soldiers")
    said, unsaid = table(cast)
    assert (said["claim"], said["edtf"], said["earliest"]) == ("1", "2024-04-17", "2024-04-17")
    assert (said["reliability"], said["credibility"]) == ("B", "2")
    assert (unsaid["quote"], unsaid["claim"], unsaid["edtf"]) == ("2,000 soldiers", "", "")


@pytest.mark.parametrize("text", LIVE)
def test_no_text_becomes_a_formula_in_csv(text, cast):
    make.make_article(cast, "It rained.", title="Rain")
    passage = make.make_passage(cast)
    passage.note = text
    passage.save()
    assert table(cast)[0]["note"].startswith("'")


@pytest.mark.parametrize("text", LIVE)
def test_no_text_becomes_a_formula_in_a_workbook(text, cast):
    passage = make.make_passage(cast)
    passage.note = text
    passage.save()
    cells = [found for sheet in load_workbook(io.BytesIO(exported(cast, "xlsx"))) for row in sheet for found in row]
    assert [found.value for found in cells if found.data_type == "f"] == []
    assert f"'{text}".strip() in [str(found.value).strip() for found in cells]


@pytest.mark.parametrize(("value", "shown"), [
    (-5, -5), (2.5, 2.5), (None, ""), (True, "true"), (["a", "b"], "a; b"), ("a\x00b", "ab"), ("'x", "'x"),
])  # fmt: skip
def test_numbers_stay_numbers_and_texts_texts(value, shown):
    assert cell(value) == shown


def test_a_quantity_is_a_number_in_a_workbook(cast):
    question = make.make_question(cast, kind="quantity")
    passage = make.make_passage(cast, "2,000 soldiers")
    save_claim(
        by=cast.annotator, passage=passage, question=question, says="2,000 soldiers", value={"amount": "-2000.5"}
    )
    header, row = load_workbook(io.BytesIO(exported(cast, "xlsx")))["claims"].values
    assert dict(zip(header, row, strict=True))["amount"] == -2000.5


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_asks_the_database_as_often_for_more_rows(name, cast):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            exported(cast, name)
        return len(captured)

    make.make_contradiction(cast)
    before = queries()
    make.make_contradiction(cast)
    assert queries() == before


@pytest.mark.parametrize("name", FORMATS)
def test_an_observer_exports_and_an_outsider_does_not(name, cast):
    make.make_claim(cast)
    client, address = APIClient(), f"/api/v1/dossiers/the-withdrawal/export/?as={name}"
    client.force_authenticate(cast.observer)
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, FORMATS[name].media_type)
    assert b"".join(answer.streaming_content)
    client.force_authenticate(cast.outsider)
    assert client.get(address).status_code == 404


def test_a_name_no_dossier_can_have_is_404(cast):
    client = APIClient()
    client.force_authenticate(cast.superuser)
    assert client.get("/api/v1/dossiers/%00/export/").status_code == 404


def test_an_unknown_format_is_400(cast):
    client = APIClient()
    client.force_authenticate(cast.observer)
    answer = client.get("/api/v1/dossiers/the-withdrawal/export/?as=docx")
    assert (answer.status_code, list(answer.json())) == (400, ["as"])
