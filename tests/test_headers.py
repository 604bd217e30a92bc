"""The headers of every answer: pages, errors, static files, the API."""

import pytest
from django.test import override_settings

pytestmark = pytest.mark.django_db

EXPECTED = {
    "Content-Security-Policy": {
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    },
    "X-Content-Type-Options": {"nosniff"},
    "Referrer-Policy": {"same-origin"},
    "X-Frame-Options": {"DENY"},
    "Cross-Origin-Opener-Policy": {"same-origin"},
    "Cross-Origin-Resource-Policy": {"same-origin"},
    "Permissions-Policy": {"camera=(), geolocation=(), microphone=()"},
}
PATHS = ["/", "/desk/", "/accounts/login/", "/admin/", "/api/v1/dossiers/", "/api/v1/nothing/", "/nothing/", "/health/"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_them(client, path):
    response = client.get(path)
    for name, parts in EXPECTED.items():
        assert {part.strip() for part in response[name].split(";" if "Security" in name else "\0")} == parts, name


def test_an_error_of_ours_carries_them_too(client, monkeypatch):
    monkeypatch.setattr("django.db.connection.cursor", None)
    client.raise_request_exception = False
    response = client.get("/health/")
    assert (response.status_code, set(EXPECTED) - set(response.headers)) == (500, set())


@pytest.mark.parametrize("path", ["/desk/", "/accounts/login/", "/nothing/", "/api/v1/dossiers/"])
def test_what_is_private_stays_out_of_caches(client, path):
    assert "no-store" in client.get(path)["Cache-Control"]


def test_a_foreign_host_is_refused(client):
    assert client.get("/", HTTP_HOST="evil.example").status_code == 400


@override_settings(SECURE_SSL_REDIRECT=True, SECURE_HSTS_SECONDS=63_072_000)
def test_https_is_demanded_where_the_site_has_it(client):
    assert client.get("/").status_code == 301
    assert "max-age=63072000" in client.get("/", secure=True)["Strict-Transport-Security"]
