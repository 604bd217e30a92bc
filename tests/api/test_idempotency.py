import pytest

from research.accounts.models import IdempotencyKey
from research.api import idempotency
from research.claims.models import Question
from research.sources.models import Article

QUESTIONS = "/api/v1/questions/"
ARTICLES = "/api/v1/articles/"


def question(cast, text="How many?"):
    return {"dossier": cast.dossier.pk, "text": text, "kind": "quantity"}


def post(client, address, body, key="k1"):
    return client.post(address, body, format="json", HTTP_IDEMPOTENCY_KEY=key)


def test_the_same_key_gives_the_first_answer_and_does_nothing(cast, ask):
    first = post(ask("annotator"), QUESTIONS, question(cast))
    again = post(ask("annotator"), QUESTIONS, question(cast))
    assert (again.status_code, again.json()) == (201, first.json())
    assert Question.objects.count() == 1


def test_an_article_comes_in_once_and_is_created_both_times(cast, ask):
    body = {"dossier": cast.dossier.pk, "text": "It rained all day in the capital."}
    answers = [post(ask("annotator"), ARTICLES, body) for _ in range(2)]
    assert [answer.json()["state"] for answer in answers] == ["created", "created"]
    assert Article.objects.count() == 1


def test_another_key_is_another_request(cast, ask):
    post(ask("annotator"), QUESTIONS, question(cast))
    post(ask("annotator"), QUESTIONS, question(cast), key="k2")
    assert Question.objects.count() == 2


def test_the_key_of_another_person_is_another_key(cast, ask):
    post(ask("annotator"), QUESTIONS, question(cast))
    assert post(ask("editor"), QUESTIONS, question(cast)).json()["number"] == 2


def test_the_key_with_another_body_is_409(cast, ask):
    post(ask("annotator"), QUESTIONS, question(cast))
    assert post(ask("annotator"), QUESTIONS, question(cast, "How few?")).status_code == 409
    assert Question.objects.count() == 1


def test_a_refusal_is_not_kept(cast, ask):
    assert post(ask("observer"), QUESTIONS, question(cast)).status_code == 403
    assert not IdempotencyKey.objects.exists()


def test_the_slower_of_two_twins_undoes_its_work_and_gives_the_first_answer(cast, ask, monkeypatch):
    first = post(ask("annotator"), QUESTIONS, question(cast)).json()
    kept = idempotency._kept
    calls = []

    def blind_once(*args):
        calls.append(args)
        return None if len(calls) == 1 else kept(*args)

    monkeypatch.setattr(idempotency, "_kept", blind_once)
    assert post(ask("annotator"), QUESTIONS, question(cast)).json() == first
    assert Question.objects.count() == 1


@pytest.mark.parametrize("key", ["x" * 201, "é", "a\tb"])
def test_what_is_no_key_is_400(key, cast, ask):
    assert post(ask("annotator"), QUESTIONS, question(cast), key=key).status_code == 400


def test_a_get_takes_no_notice(cast, ask):
    assert ask("annotator").get(QUESTIONS, HTTP_IDEMPOTENCY_KEY="k1").status_code == 200
    assert not IdempotencyKey.objects.exists()
