import pytest
from rest_framework.test import APIClient

from tests.cast import make_cast


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def ask(cast):
    """Return a client of somebody of the cast by name; "" for nobody."""

    def client_of(name):
        client = APIClient()
        if name:
            client.force_authenticate(getattr(cast, name))
        return client

    return client_of
