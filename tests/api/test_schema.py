import pytest
from django.urls import reverse
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from rest_framework.test import APIClient

CALLS = """
auth/token/ dossiers/ dossiers/{dossier}/members/ dossiers/{id}/archive/ publishers/ origins/ snapshots/ articles/
articles/bulk/ articles/{id}/ search/ passages/ passages/bulk/ questions/ questions/{id}/positions/ claims/
claims/bulk/ claims/{id}/withdraw/ values/read/ values/find/ assessments/ contradictions/
contradictions/{id}/decide/ briefings/ briefings/{id}/submit/ briefings/{id}/review/ briefings/{id}/publish/
briefings/{id}/correct/ briefings/{id}/retract/ briefings/{id}/gate/ briefings/{id}/remarks/ published/
published/{slug}/ published/{slug}/versions/{number}/ published/{slug}/verify/ dossiers/{dossier}/export/
imports/{id}/ imports/{id}/retry/
""".split()


@pytest.fixture(scope="module")
def document():
    GENERATOR_STATS.reset()
    return SchemaGenerator().get_schema(request=None, public=True)


def test_the_schema_is_written_without_a_warning(document):
    assert GENERATOR_STATS._warn_cache == {} and GENERATOR_STATS._error_cache == {}


def test_the_schema_is_openapi(document):
    validate_schema(document)


@pytest.mark.parametrize("call", CALLS)
def test_every_call_of_the_contract_is_in_the_schema(call, document):
    assert f"/api/v1/{call}" in document["paths"]


@pytest.mark.parametrize("name", ["schema", "docs"])
def test_anyone_reads_the_contract(name, db):
    assert APIClient().get(reverse(f"api:{name}")).status_code == 200


def test_the_page_names_every_call(document, db):
    page = APIClient().get(reverse("api:docs")).content.decode()
    assert [path for path in document["paths"] if path not in page] == []


def test_a_post_to_any_address_needs_somebody_signed_in(document, db):
    public = {"/api/v1/auth/token/"}
    client = APIClient()
    for path, calls in document["paths"].items():
        if "post" in calls and path not in public:
            address = path.format(id=1, dossier="x", slug="x", number=1, remark=1)
            assert client.post(address, {}, format="json").status_code == 401, path
