import pytest

from research.contradictions.independence import independence
from research.contradictions.queries import claims_of
from research.sources.naming import named_publisher
from tests.cast import make_article, make_cast, make_claim, make_passage, make_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


def counted(question):
    return independence(claims_of(question))


def test_two_publishers_with_nothing_in_common_count_twice(cast):
    question = make_question(cast)
    for _ in range(2):
        make_claim(cast, question=question)
    assert counted(question).count == 2


def test_a_family_counts_once_and_says_so(cast):
    question = make_question(cast)
    claims = [make_claim(cast, question=question) for _ in range(2)]
    group = named_publisher("Courier Group", by=cast.chief)
    for claim in claims:
        publisher = claim.passage.snapshot.article.publisher
        publisher.parent = group
        publisher.save()
    assert counted(question).count == 1
    assert counted(question).reasons == ["2 claims were published by Courier Group or its outlets."]


def test_claims_are_joined_as_far_as_the_chain_goes(cast):
    question = make_question(cast)
    make_claim(cast, question=question, attributed_to=["A spokesman"])
    make_claim(cast, question=question, attributed_to=["a Spokesman", "A ministry"])
    make_claim(cast, question=question, attributed_to=["A ministry"])
    make_claim(cast, question=question)
    assert counted(question).count == 2


def test_one_article_is_one_source_though_it_says_it_twice(cast):
    question = make_question(cast)
    article = make_article(cast, "It left on 17 April 2024. Yes, in April 2024.")
    for quote in ("on 17 April 2024", "in April 2024"):
        make_claim(cast, quote, question=question, passage=make_passage(cast, quote, article=article))
    assert counted(question).count == 1
