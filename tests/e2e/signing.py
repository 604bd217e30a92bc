"""Signing a browser in without the form, which has tests of its own."""

from django.conf import settings
from django.test import Client


def sign_in(page, user, base_url):
    """Give the page's browser a session of this user."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base_url}])
