"""The data managers' door: every model, with search, filters and history, and nothing past the desk's verbs."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from research.claims.models import Claim
from research.contradictions.models import Contradiction
from research.desk import worked_example
from research.dossiers.actions import set_member
from research.dossiers.models import Dossier, Membership
from research.sources.models import Article
from tests.cast import make_article, make_cast, make_claim, make_contradiction, make_user
from tests.test_models import FROZEN, OURS

pytestmark = pytest.mark.django_db
REGISTERED = {model: row for model, row in admin.site._registry.items() if model in OURS}
READ_ONLY = {"Exclusion", "Import", "ImportItem", "Dismissal", "Side", "Review", "Override"}
WITHOUT_ADMIN = {"IdempotencyKey", "Sketch", "Footnote"}


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def staff(cast, client):
    """An annotator of the dossier who is staff, signed in."""
    cast.annotator.is_staff = True
    cast.annotator.save()
    client.force_login(cast.annotator)
    return client


def page(model, name, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


def test_every_model_is_there():
    assert {model.__name__ for model in OURS} - {model.__name__ for model in REGISTERED} == WITHOUT_ADMIN


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_each_can_be_searched_and_filtered(model, client, cast):
    client.force_login(cast.superuser)
    assert REGISTERED[model].search_fields
    assert REGISTERED[model].list_filter
    assert client.get(page(model, "changelist"), {"q": "a"}).status_code == 200


def test_the_filter_by_dossier_names_no_other(cast, staff):
    make_article(cast)
    make_article(cast, "Theirs.", dossier=cast.other)
    assert cast.other.title not in staff.get(page(Article, "changelist")).text


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_nothing_is_deleted_there(model, rf, cast):
    request = rf.get("/")
    request.user = cast.superuser
    assert not REGISTERED[model].has_delete_permission(request)
    assert REGISTERED[model].has_change_permission(request) == (model.__name__ not in FROZEN | READ_ONLY)


def test_a_stranger_on_the_staff_sees_no_row_of_a_dossier(client, cast):
    worked_example.Loader(
        {row["username"]: make_user(row["username"]) for row in worked_example.story()["people"]}
    ).load()
    stranger = make_user("stranger", is_staff=True)
    client.force_login(stranger)
    for model in REGISTERED:
        if hasattr(model.objects.all(), "visible_to"):
            row = model.objects.first()
            assert client.get(page(model, "changelist")).context["cl"].result_count == 0, model
            if row:
                assert client.get(page(model, "change", row.pk)).status_code in (302, 404), model
                assert client.get(page(model, "history", row.pk)).status_code in (302, 404), model


def test_those_who_are_no_staff_are_sent_to_sign_in(client, cast):
    client.force_login(cast.chief)
    assert client.get("/admin/").status_code == 302


def test_the_admin_has_no_sign_in_of_its_own(client):
    assert client.get("/admin/login/").status_code == 302
    assert client.post("/admin/login/", {"username": "superuser", "password": "x"}).status_code == 302


def test_a_claim_changed_there_refreshes_its_contradiction(staff, cast):
    contradiction = make_contradiction(cast)
    claim = Claim.objects.get(says="2025")
    words = {"question": claim.question_id, "says": "April 2024", "modality": "happened"}
    assert staff.post(page(Claim, "change", claim.pk), words).status_code == 302
    claim.refresh_from_db()
    assert (claim.edtf, claim.history.first().history_user) == ("2024-04", cast.annotator)
    assert not contradiction.question.contradictions.standing().exists()


def test_a_decision_needs_the_role_of_an_editor_there_too(staff, cast):
    contradiction = make_contradiction(cast)
    words = {"state": "dismissed", "kind": "conflict", "reason": "because"}
    words |= {"sides-TOTAL_FORMS": 0, "sides-INITIAL_FORMS": 0}
    assert staff.post(page(Contradiction, "change", contradiction.pk), words).status_code == 403
    set_member(dossier=cast.dossier, user=cast.annotator, role="editor", by=cast.chief)
    assert staff.post(page(Contradiction, "change", contradiction.pk), words).status_code == 302
    contradiction.refresh_from_db()
    assert contradiction.decided_by == cast.annotator


def test_what_an_action_refuses_is_said_and_not_saved(client, cast):
    client.force_login(cast.superuser)
    membership = Membership.objects.get(dossier=cast.dossier, user=cast.chief)
    response = client.post(page(Membership, "change", membership.pk), {"role": "observer"}, follow=True)
    assert "keeps at least one chief" in response.content.decode()
    membership.refresh_from_db()
    assert membership.role == "chief"


def test_a_dossier_opened_there_has_a_chief(client, cast):
    client.force_login(cast.superuser)
    words = {"title": "New", "slug": "new", "summary": ""}
    words |= {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}
    client.post(page(Dossier, "add"), words)
    assert Dossier.objects.get(slug="new").memberships.get().role == "chief"


@pytest.mark.parametrize("field", ["is_superuser", "is_staff"])
def test_staff_cannot_raise_themselves(staff, cast, field):
    path = reverse("admin:accounts_user_change", args=[cast.annotator.pk])
    assert staff.post(path, {field: "on", "username": "annotator"}).status_code == 403


def test_the_history_of_a_claim_is_one_click_away(staff, cast):
    claim = make_claim(cast)
    assert "annotator" in staff.get(page(Claim, "history", claim.pk)).content.decode()


def test_a_list_makes_as_many_queries_with_many_rows(staff, cast):
    counts = []
    for _ in range(2):
        for _ in range(3):
            make_article(cast, f"One of {Article.objects.count()}.")
        with CaptureQueriesContext(connection) as queries:
            staff.get(page(Article, "changelist"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
