import io
import json

import pytest
import rispy

from research.exports.references import date_parts
from research.exports.registry import pieces
from tests import cast as make


def exported(cast, name):
    return b"".join(pieces(cast.dossier, name)).decode()


@pytest.fixture
def article(cast):
    return make.make_article(
        cast, title="Rain & 50% {sun}", byline="Anna Ó\nBell", publisher="The Gazette", published="2024-04-17",
        url="https://example.org/rain_1", language="en",
    )  # fmt: skip


def test_csl_names_what_there_is(article, cast):
    (item,) = json.loads(exported(cast, "csl"))
    assert (item["title"], item["container-title"]) == ("Rain & 50% {sun}", "The Gazette")
    assert (item["issued"], item["author"]) == ({"date-parts": [[2024, 4, 17]]}, [{"literal": "Anna Ó\nBell"}])


def test_csl_of_an_empty_dossier_is_an_empty_list(cast):
    assert json.loads(exported(cast, "csl")) == []


def test_bibtex_escapes_what_would_end_a_field(article, cast):
    text = exported(cast, "bibtex")
    assert r"title = {Rain \& 50\% \{sun\}}," in text
    assert "author = {{Anna Ó Bell}}," in text
    assert text.count("@misc{") == 1


def test_ris_is_read_back(article, cast):
    (entry,) = rispy.load(io.StringIO(exported(cast, "ris")))
    assert (entry["title"], entry["authors"], entry["year"]) == ("Rain & 50% {sun}", ["Anna Ó Bell"], "2024")


@pytest.mark.parametrize(("edtf", "parts"), [
    ("2024", [2024]), ("2024-04", [2024, 4]), ("2024-04-17", [2024, 4, 17]), ("[..2024]", []), ("", []), ("202X", []),
])  # fmt: skip
def test_only_plain_dates_have_parts(edtf, parts):
    assert date_parts(edtf) == parts


def test_an_annotation_selects_its_words_by_place_and_by_quote(cast):
    claim = make.make_claim(cast, statement="It began in April.")
    page = json.loads(exported(cast, "webannotation"))
    (annotation,) = page["items"]
    place, quote = annotation["target"]["selector"]
    text = claim.passage.snapshot.text
    assert text[place["start"] : place["end"]] == quote["exact"] == claim.passage.quote
    assert annotation["body"] == [{"type": "TextualBody", "purpose": "describing", "value": "It began in April."}]


def test_only_rated_claims_are_reviewed_and_in_words(cast):
    make.make_claim(cast)
    make.make_claim(cast, says="18 April 2024", credibility="2")
    (review,) = json.loads(exported(cast, "claimreview"))["@graph"]
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "Probably true"}
    assert review["claimReviewed"] == "18 April 2024"
