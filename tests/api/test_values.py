import pytest

READ, FIND = "/api/v1/values/read/", "/api/v1/values/find/"


def test_a_date_is_read_with_its_first_and_last_day(ask):
    value = ask("observer").post(READ, {"text": "April 2024", "kind": "date"}, format="json").json()
    assert (value["edtf"], value["earliest"], value["latest"]) == ("2024-04", "2024-04-01", "2024-04-30")


def test_a_quantity_is_read_as_numbers(ask):
    value = ask("observer").post(READ, {"text": "some 120,000", "kind": "quantity"}, format="json").json()
    assert (value["amount"], value["lower"] < 120_000 < value["upper"]) == (120_000, True)


@pytest.mark.parametrize("body", [
    {"text": "hello", "kind": "date"}, {"text": "31 February 2024", "kind": "date"}, {"text": "", "kind": "date"}
])  # fmt: skip
def test_what_cannot_be_read_says_why(body, ask):
    answer = ask("observer").post(READ, body, format="json")
    assert (answer.status_code, list(answer.json())) == (400, ["text"])


@pytest.mark.parametrize(("field", "value"), [("kind", "colour"), ("kind", "text"), ("published", "yesterday")])
def test_a_senseless_field_is_named(field, value, ask):
    body = {"text": "2024", "kind": "date"} | {field: value}
    assert list(ask("observer").post(READ, body, format="json").json()) == [field]


def test_reading_is_for_people_who_are_signed_in(ask):
    assert ask("").post(READ, {"text": "2024", "kind": "date"}, format="json").status_code == 401


def test_what_is_found_slices_to_its_words_in_code_points(ask):
    text = "🇦🇲 They left on 17 April 2024; 𝟙 in two."
    found = ask("observer").post(FIND, {"text": text}, format="json").json()["results"]
    assert "17 April 2024" in [hit["text"] for hit in found]
    assert [text[hit["start"] : hit["end"]] for hit in found] == [hit["text"] for hit in found]


def test_nothing_is_found_in_nothing(ask):
    assert ask("observer").post(FIND, {"text": ""}, format="json").json() == {"results": []}
