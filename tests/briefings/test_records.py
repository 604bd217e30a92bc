import hashlib
import json

import pytest
from django.test import TestCase
from hypothesis import given
from hypothesis import strategies as st

from research.briefings import records
from tests.briefings.making import make_corrected, make_disagreement, make_draft, make_published, rate_sources
from tests.cast import make_cast

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", max_size=2), inner, max_size=3),
    max_leaves=8,
)


@given(PLAIN)
def test_canonical_json_reads_back_and_stays_the_same(data):
    text = records.canonical(data)
    assert records.canonical(json.loads(text)) == text
    assert json.loads(text) == data


def test_canonical_json_is_sorted_and_close():
    assert records.canonical({"b": "é", "a": [1, None]}) == '{"a":[1,null],"b":"é"}'


def test_canonical_json_holds_no_nan():
    with pytest.raises(ValueError):
        records.canonical({"a": float("nan")})


def test_digest_is_the_sha256_of_utf8():
    assert records.digest("é") == hashlib.sha256("é".encode()).hexdigest()


class Record(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.cast = make_cast()
        cls.claims = make_disagreement(cls.cast)
        rate_sources(cls.cast, cls.claims)
        a, b = (claim.number for claim in cls.claims)
        body = f"One says April, another the year after [@c{a}] [@c{b}]."
        cls.version = make_published(cls.cast, cls.claims, body=body)
        cls.note = cls.version.record["footnotes"][0]

    def test_its_hash_is_that_of_its_text(self):
        self.assertEqual(self.version.record_hash, hashlib.sha256(self.version.content.encode()).hexdigest())

    def test_the_approved_hash_can_be_computed_from_it(self):
        self.assertEqual(records.content_hash(self.version.record), self.version.content_hash)

    def test_a_footnote_holds_its_passage(self):
        passage = self.claims[0].passage
        self.assertEqual(self.note["quote"], passage.quote)
        self.assertEqual(self.note["passage"]["prefix"], passage.prefix)

    def test_a_footnote_holds_its_source(self):
        article = self.claims[0].passage.snapshot.article
        self.assertEqual(self.note["article"]["publisher"], article.publisher.name)
        self.assertEqual(self.note["article"]["published"], "2024-04-17")

    def test_a_footnote_holds_its_rating(self):
        self.assertEqual(self.note["rating"]["letters"], "B2")

    def test_a_footnote_holds_the_hash_of_its_snapshot(self):
        self.assertEqual(self.note["snapshot"]["text_sha256"], self.claims[0].passage.snapshot.text_sha256)

    def test_it_shows_both_sides_of_a_disagreement(self):
        sides = self.version.record["disagreements"][0]["sides"]
        self.assertEqual([side["label"] for side in sides], ["17 April 2024", "2025"])

    def test_it_names_no_user_of_the_site(self):
        for name in ("chief", "editor", "second_editor", "annotator"):
            self.assertNotIn(f'"{name}"', self.version.content)


class ContentHash(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.cast = make_cast()
        cls.claims = make_disagreement(cls.cast)
        cls.briefing = make_draft(cls.cast, cls.claims)

    def hash(self):
        return records.content_hash(records.content_of(self.briefing, self.claims))

    def assert_changes(self, row, name, value):
        before = self.hash()
        setattr(row, name, value)
        self.assertNotEqual(self.hash(), before)

    def test_title_standfirst_and_body_are_in_it(self):
        for name in ("title", "standfirst", "body"):
            self.assert_changes(self.briefing, name, "else")

    def test_each_claims_quote_statement_and_value_are_in_it(self):
        self.assert_changes(self.claims[1], "statement", "else")
        self.assert_changes(self.claims[1], "edtf", "2026")
        self.assert_changes(self.claims[1].passage, "quote", "else")

    def test_ratings_are_not_in_it(self):
        before = self.hash()
        rate_sources(self.cast, self.claims, "D")
        self.assertEqual(self.hash(), before)


class Chain(TestCase):
    def test_each_version_holds_the_hash_of_the_one_before(self):
        second = make_corrected(make_cast())
        first = second.briefing.versions.get(number=1)
        self.assertEqual([second.previous_hash, second.record["previous"]], [first.record_hash] * 2)
        self.assertEqual(first.previous_hash, "")
