"""Every operation of the schema with odd input: no answer is an error of the server, and each keeps to the schema."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from knox.models import AuthToken
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from research.api.contract import contract
from research.briefings.actions import save_briefing
from research.wsgi import application
from tests.cast import make_cast, make_contradiction

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]
LOOSE = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much]
schema = schemathesis.openapi.from_dict(contract())


@pytest.fixture
def signed_in(db, settings):
    """The headers of the dossier's chief, with something of every kind in it."""
    settings.ALLOWED_HOSTS = ["*"]
    settings.FETCHING_ENABLED = False
    for signal in (request_started, request_finished):
        # As Django's own test client has it: they would close the connection the test's transaction is in.
        signal.disconnect(close_old_connections)
    cast = make_cast()
    make_contradiction(cast)
    save_briefing(dossier=cast.dossier, by=cast.editor, title="What we know", body="Nothing yet.")
    yield {"Authorization": f"Token {AuthToken.objects.create(user=cast.chief)[1]}"}
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def odd(case, headers):
    case.operation.app = application
    case.call_and_validate(headers=headers, checks=CHECKS)


@schema.parametrize()
@settings(max_examples=4, suppress_health_check=LOOSE, phases=[Phase.generate])
def test_odd_input_is_no_error_of_the_server(case, signed_in):
    odd(case, signed_in)


@pytest.mark.slow
@schema.parametrize()
@settings(max_examples=100, suppress_health_check=LOOSE, phases=[Phase.explicit, Phase.generate])
def test_much_odd_input_is_no_error_of_the_server(case, signed_in):
    odd(case, signed_in)
