from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils import timezone
from django.utils.text import slugify

from research.accounts.history import keep
from research.dossiers.errors import Conflict
from research.dossiers.models import Dossier, Membership, Role
from research.dossiers.rules import require


def next_number(rows, dossier):
    """Return the next free `number` of a dossier for a model's manager, inside the caller's transaction.

    PostgreSQL locks the dossier's row; SQLite has taken the write lock with BEGIN IMMEDIATE.
    """
    Dossier.objects.select_for_update().get(pk=dossier.pk)
    return (rows.filter(dossier=dossier).aggregate(last=Max("number"))["last"] or 0) + 1


def free_slug(title):
    """Return a slug made of the title that no dossier has yet."""
    base = slugify(title)[:70] or "dossier"
    # "new" is an address of the desk.
    taken = {"new", *Dossier.objects.filter(slug__startswith=base).values_list("slug", flat=True)}
    return next(slug for n in range(1, len(taken) + 2) if (slug := base if n == 1 else f"{base}-{n}") not in taken)


@transaction.atomic
def open_dossier(*, title, by, summary="", slug=""):
    """Make a dossier whose first chief is `by`, and return it. Raises ValidationError on a bad title or slug."""
    dossier = Dossier(title=title, summary=summary, slug=slug or free_slug(title))
    dossier.full_clean()
    keep(dossier, by=by)
    keep(Membership(dossier=dossier, user=by, role=Role.CHIEF), by=by)
    return dossier


@transaction.atomic
def describe_dossier(*, dossier, by, **fields):
    """Change title, slug or summary. Raises ValidationError; PermissionDenied below chief."""
    require(by, dossier, Role.CHIEF)
    for name, value in fields.items():
        setattr(dossier, name, value)
    dossier.full_clean()
    return keep(dossier, by=by)


@transaction.atomic
def archive_dossier(*, dossier, by):
    """Close a dossier to all change; it stays readable."""
    require(by, dossier, Role.CHIEF)
    dossier.archived_at = timezone.now()
    return keep(dossier, by=by, reason="archived")


@transaction.atomic
def delete_dossier(*, dossier, by):
    """Delete a dossier that holds nothing but its members. Raises Conflict where it holds anything."""
    require(by, dossier, Role.CHIEF)
    for membership in dossier.memberships.all():
        membership._history_user = by
        membership.delete()
    dossier._history_user = by
    try:
        dossier.delete()
    except ProtectedError as error:
        raise Conflict("This dossier is not empty, so it cannot be deleted. Archive it instead.") from error


@transaction.atomic
def set_member(*, dossier, user, role, by):
    """Give a person a role. Raises ValidationError for an unknown role, Conflict for taking the last chief's."""
    require(by, dossier, Role.CHIEF)
    if role not in Role.values:
        raise ValidationError({"role": f"“{role}” is no role. Choose one of: {', '.join(Role.values)}."})
    Dossier.objects.select_for_update().get(pk=dossier.pk)
    membership = Membership.objects.filter(dossier=dossier, user=user).first()
    membership = membership or Membership(dossier=dossier, user=user)
    if membership.pk and membership.role == Role.CHIEF and role != Role.CHIEF:
        _keep_a_chief(membership)
    membership.role = role
    return keep(membership, by=by)


@transaction.atomic
def remove_member(*, membership, by):
    """Take a person out of a dossier. Raises Conflict for the last chief."""
    require(by, membership.dossier, Role.CHIEF)
    Dossier.objects.select_for_update().get(pk=membership.dossier_id)
    _keep_a_chief(membership)
    membership._history_user = by
    membership.delete()


def _keep_a_chief(leaving):
    others = Membership.objects.filter(dossier=leaving.dossier_id, role=Role.CHIEF).exclude(pk=leaving.pk)
    if leaving.role == Role.CHIEF and not others.exists():
        raise Conflict("A dossier keeps at least one chief. Make somebody else chief first.")
