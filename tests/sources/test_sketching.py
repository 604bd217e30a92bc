"""Near-identical texts among the articles of a dossier, and what they do to independence."""

import random

import pytest

from research.claims.actions import mark_passage
from research.contradictions.independence import independence
from research.sources import sketching
from research.sources.models import Sketch, Snapshot
from research.sources.sketches import sketch
from research.sources.sketching import near_identical, packed, pairs_alike, sketch_missing, unpacked
from tests.cast import make_article, make_cast, make_claim, make_question

pytestmark = pytest.mark.django_db
WORDS = "convoy base dawn lorry bridge road border town market guard truck river column school bell field".split()


def report(seed, words=200):
    chance = random.Random(seed)
    return " ".join(f"{chance.choice(WORDS)}{chance.randrange(99)}" for _ in range(words))


@pytest.fixture
def cast(db):
    return make_cast()


def groups(cast):
    found = near_identical(Snapshot.objects.filter(article__dossier=cast.dossier))
    return [[snapshot.article for snapshot in group.snapshots] for group in found]


def test_a_sketch_survives_its_packing():
    numbers = sketch(report(1))
    assert unpacked(packed(numbers)) == numbers


def test_a_new_capture_is_sketched_at_once(cast):
    make_article(cast, report(1))
    assert unpacked(Sketch.objects.get().numbers) == sketch(report(1))


def test_many_are_sketched_by_a_worker(cast, monkeypatch):
    monkeypatch.setattr(sketching, "AT_ONCE", 0)
    make_article(cast, report(1))
    assert not Sketch.objects.exists()
    monkeypatch.undo()
    sketch_missing.call()
    assert Sketch.objects.count() == 1


def test_a_reprint_with_another_first_line_is_found(cast):
    both = [make_article(cast, f"{agency}. {report(1)}") for agency in ("Reuters", "AFP")]
    make_article(cast, report(2))
    assert groups(cast) == [both]


def test_one_without_a_kept_sketch_is_found_too(cast):
    both = [make_article(cast, f"{agency}. {report(1)}") for agency in ("Reuters", "AFP")]
    Sketch.objects.all().delete()
    assert groups(cast) == [both]


def test_two_captures_of_one_article_are_no_group(cast):
    for text in (report(1), "More. " + report(1)):
        make_article(cast, text, url="https://news.example/a")
    assert groups(cast) == []


def test_short_texts_are_no_copies_of_each_other(cast):
    for day in ("Monday", "Tuesday"):
        make_article(cast, f"The convoy left the base before dawn on {day}, no more is known.")
    assert groups(cast) == []


def test_a_chain_is_one_group(cast):
    text = report(1, 400).split()
    for start in (0, 100, 200):
        make_article(cast, " ".join(text[start : start + 250]))
    assert len(groups(cast)) == 1


def test_few_pairs_are_compared_among_many_texts(monkeypatch):
    compared = []
    plain = sketching.resemblance
    monkeypatch.setattr(sketching, "resemblance", lambda a, b: compared.append(1) or plain(a, b))
    assert list(pairs_alike({number: sketch(report(number)) for number in range(300)})) == []
    assert len(compared) < 300


def test_claims_in_near_copies_count_once(cast):
    question = make_question(cast)
    claims = []
    for agency in ("Reuters", "AFP"):
        article = make_article(cast, f"{agency}. It left on 17 April 2024. {report(1)}", publisher=agency)
        passage = mark_passage(snapshot=article.snapshots.get(), quote="17 April 2024", by=cast.annotator)[0]
        claims.append(make_claim(cast, question=question, passage=passage))
    found = independence(claims)
    assert found.count == 1
    assert "2 claims stand in articles of nearly the same text." in found.reasons
