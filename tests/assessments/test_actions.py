import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from research.assessments.actions import assess
from research.assessments.models import Assessment
from research.assessments.queries import ratings_of
from tests.cast import make_article, make_cast, make_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def claim(cast):
    return make_claim(cast)


def rate(cast, value, by=None, **target):
    return assess(dossier=cast.dossier, by=by or cast.annotator, value=value, reason="because", **target)


def test_rating_anew_keeps_the_earlier_one(cast, claim):
    rate(cast, "2", claim=claim)
    rate(cast, "4", claim=claim)
    rows = Assessment.objects.filter(claim=claim).values_list("value", "current")
    assert set(rows) == {("2", False), ("4", True)}


def test_raters_who_differ_are_shown_both(cast, claim):
    publisher = claim.passage.snapshot.article.publisher
    rate(cast, "C", publisher=publisher)
    rate(cast, "B", by=cast.editor, publisher=publisher)
    rate(cast, "2", claim=claim)
    ratings = ratings_of(cast.dossier)
    assert (ratings.publisher(publisher.pk), ratings.rating(claim)) == ("B/C", "B/C 2")


def test_an_article_rated_itself_goes_before_its_publisher(cast, claim):
    article = claim.passage.snapshot.article
    rate(cast, "B", publisher=article.publisher)
    rate(cast, "E", article=article)
    assert ratings_of(cast.dossier).article(article) == "E"


def test_ratings_are_of_one_dossier(cast, claim):
    publisher = claim.passage.snapshot.article.publisher
    rate(cast, "B", publisher=publisher)
    assert ratings_of(cast.other).publisher(publisher.pk) == ""


@pytest.mark.parametrize(("value", "target"), [("7", "claim"), ("B", "claim"), ("2", "article"), ("G", "article")])
def test_a_value_of_the_wrong_scale_is_refused(cast, claim, value, target):
    rows = {"claim": claim, "article": claim.passage.snapshot.article}
    with pytest.raises(ValidationError):
        rate(cast, value, **{target: rows[target]})


def test_exactly_one_target(cast, claim):
    for targets in ({}, {"claim": claim, "article": claim.passage.snapshot.article}):
        with pytest.raises(ValidationError):
            rate(cast, "2", **targets)


def test_a_row_of_another_dossier_is_refused(cast):
    foreign = make_article(cast, dossier=cast.other)
    with pytest.raises(ValidationError):
        rate(cast, "B", article=foreign)


def test_an_observer_may_not(cast, claim):
    with pytest.raises(PermissionDenied):
        rate(cast, "2", by=cast.observer, claim=claim)
