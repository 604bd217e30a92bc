import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from research.dossiers.actions import (
    archive_dossier,
    delete_dossier,
    describe_dossier,
    open_dossier,
    remove_member,
    set_member,
)
from research.dossiers.errors import Conflict
from research.dossiers.models import Dossier, Membership
from research.dossiers.rules import allows, role_of
from tests.cast import make_article, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


def test_whoever_opens_a_dossier_is_its_chief(cast):
    dossier = open_dossier(title="The withdrawal", by=cast.observer)
    assert (dossier.slug, role_of(cast.observer, dossier)) == ("the-withdrawal-2", "chief")


@pytest.mark.parametrize("needed", ["observer", "annotator", "editor", "chief"])
@pytest.mark.parametrize("role", [None, "observer", "annotator", "editor", "chief"])
def test_each_role_may_what_the_ones_before_may(role, needed):
    ladder = [None, "observer", "annotator", "editor", "chief"]
    assert allows(role, needed) == (ladder.index(role) >= ladder.index(needed))


def test_an_unknown_role_is_refused_with_the_known_ones(cast):
    with pytest.raises(ValidationError, match="observer, annotator, editor, chief"):
        set_member(dossier=cast.dossier, user=cast.outsider, role="owner", by=cast.chief)


def test_only_a_chief_manages_members(cast):
    with pytest.raises(PermissionDenied):
        set_member(dossier=cast.dossier, user=cast.outsider, role="observer", by=cast.editor)


def test_the_last_chief_cannot_step_down(cast):
    with pytest.raises(Conflict):
        set_member(dossier=cast.dossier, user=cast.chief, role="editor", by=cast.chief)
    with pytest.raises(Conflict):
        remove_member(membership=Membership.objects.get(dossier=cast.dossier, user=cast.chief), by=cast.chief)


def test_a_chief_with_a_successor_can(cast):
    set_member(dossier=cast.dossier, user=cast.editor, role="chief", by=cast.chief)
    remove_member(membership=Membership.objects.get(dossier=cast.dossier, user=cast.chief), by=cast.chief)
    assert role_of(cast.chief, cast.dossier) is None


def test_a_deactivated_member_sees_nothing(cast):
    cast.chief.is_active = False
    assert not Dossier.objects.visible_to(cast.chief).exists()
    assert role_of(cast.chief, cast.dossier) is None


def test_everybody_sees_exactly_their_own(cast):
    assert set(Dossier.objects.visible_to(cast.observer)) == {cast.dossier}
    assert set(Dossier.objects.visible_to(cast.outsider)) == {cast.other}
    assert set(Dossier.objects.visible_to(cast.superuser)) == {cast.dossier, cast.other}


def test_an_empty_dossier_is_deleted_and_its_history_stays(cast):
    delete_dossier(dossier=cast.dossier, by=cast.chief)
    assert list(Dossier.objects.all()) == [cast.other]
    assert Dossier.history.filter(slug="the-withdrawal", history_type="-", history_user=cast.chief).exists()


def test_one_that_holds_anything_is_not(cast):
    make_article(cast)
    with pytest.raises(Conflict, match="Archive"):
        delete_dossier(dossier=cast.dossier, by=cast.chief)
    assert role_of(cast.chief, cast.dossier) == "chief"


def test_an_archived_dossier_does_not_change(cast):
    archive_dossier(dossier=cast.dossier, by=cast.chief)
    with pytest.raises(PermissionDenied, match="archived"):
        describe_dossier(dossier=cast.dossier, by=cast.chief, title="Another")
