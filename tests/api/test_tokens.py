from datetime import timedelta
from unittest.mock import patch

import pytest
from allauth.mfa.totp.internal import auth
from django.utils import timezone
from knox.models import AuthToken
from rest_framework.test import APIClient

from tests.cast import PASSWORD

TOKEN = "/api/v1/auth/token/"
DOSSIERS = "/api/v1/dossiers/"


def sign_in(**fields):
    return APIClient().post(TOKEN, {"username": "annotator", "password": PASSWORD} | fields, format="json")


def with_token(token):
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {token}")
    return client


def test_a_name_and_password_give_a_token_that_signs_in(cast):
    given = sign_in().json()
    assert set(given) == {"token", "expiry"}
    assert with_token(given["token"]).get(DOSSIERS).status_code == 200


def test_the_token_itself_is_not_kept(cast):
    token = sign_in().json()["token"]
    assert token not in str(AuthToken.objects.values().get())


@pytest.mark.parametrize("wrong", [{"password": "guess"}, {"username": "nobody"}])
def test_a_wrong_password_and_an_unknown_name_get_the_same_401(wrong, cast):
    answer = sign_in(**wrong)
    assert (answer.status_code, answer.json()) == (401, {"detail": "This name and password do not go together."})


def test_what_is_missing_is_named(cast):
    answer = APIClient().post(TOKEN, {}, format="json")
    assert (answer.status_code, set(answer.json())) == (400, {"username", "password"})


def test_the_sixth_failure_is_429_and_says_when_to_come_again(cast):
    for _ in range(5):
        assert sign_in(password="guess").status_code == 401
    answer = sign_in(password="guess")
    assert (answer.status_code, "Retry-After" in answer) == (429, True)


def test_failures_of_one_account_do_not_lock_another(cast):
    for _ in range(6):
        sign_in(password="guess")
    assert sign_in(username="editor").status_code == 200


def test_who_is_deactivated_gets_no_token_and_the_old_one_ends(cast):
    token = sign_in().json()["token"]
    cast.annotator.is_active = False
    cast.annotator.save()
    assert sign_in().status_code == 401
    assert with_token(token).get(DOSSIERS).status_code == 401


def test_a_second_factor_needs_its_code(cast):
    auth.TOTP.activate(cast.annotator, auth.generate_totp_secret())
    answer = sign_in()
    assert (answer.status_code, set(answer.json())) == (400, {"code"})


def test_the_right_code_of_the_second_factor_signs_in(cast):
    secret = auth.generate_totp_secret()
    auth.TOTP.activate(cast.annotator, secret)
    code = auth.format_hotp_value(auth.hotp_value(secret, next(auth.yield_hotp_counters_from_time())))
    assert sign_in(code=code).status_code == 200


def test_a_token_can_be_given_back(cast):
    client = with_token(sign_in().json()["token"])
    assert client.delete(TOKEN).status_code == 204
    assert client.get(DOSSIERS).status_code == 401


@pytest.mark.parametrize("header", ["Token", "Token x", "Token a b", "Token \xff\xfe", "Token \x00"])
def test_a_broken_token_is_401(header, cast):
    assert APIClient().get(DOSSIERS, HTTP_AUTHORIZATION=header).status_code == 401


def test_a_session_signs_in_and_its_posts_need_the_csrf_token(cast):
    client = APIClient(enforce_csrf_checks=True)
    client.login(username="annotator", password=PASSWORD)
    assert client.get(DOSSIERS).status_code == 200
    assert client.post(DOSSIERS, {"title": "New"}, format="json").status_code == 403


def test_too_many_sign_ins_are_429(cast):
    with patch("rest_framework.throttling.ScopedRateThrottle.THROTTLE_RATES", {"signin": "2/min"}):
        answers = [sign_in() for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[-1]["Retry-After"]) > 0


def test_an_expired_token_is_refused_and_swept_at_the_next_sign_in(cast):
    token = sign_in().json()["token"]
    AuthToken.objects.update(expiry=timezone.now() - timedelta(seconds=1))
    assert with_token(token).get(DOSSIERS).status_code == 401
    assert AuthToken.objects.count() == 1
    sign_in()
    assert AuthToken.objects.get().expiry > timezone.now()


def test_a_new_password_ends_the_tokens(cast):
    token = sign_in().json()["token"]
    cast.annotator.set_password("another horse, another staple")
    cast.annotator.save()
    assert with_token(token).get(DOSSIERS).status_code == 401
