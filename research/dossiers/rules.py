"""Who may do what in a dossier (DESIGN section 1)."""

from django.core.exceptions import PermissionDenied

from research.dossiers.models import Membership, Role

RANK = {role: rank for rank, role in enumerate(Role.values)}


def role_of(user, dossier):
    """Return the user's Role value in the dossier, "chief" for a superuser, None for a stranger."""
    if not user.is_active:
        return None
    if user.is_superuser:
        return Role.CHIEF.value
    return Membership.objects.filter(dossier=dossier, user=user).values_list("role", flat=True).first()


def allows(role, needed):
    """True where a role (value or None) reaches the needed one."""
    return role is not None and RANK[role] >= RANK[needed]


def may(user, dossier, needed):
    """True where the user's role in the dossier reaches `needed` (a Role)."""
    return allows(role_of(user, dossier), needed)


def require(user, dossier, needed):
    """Raise PermissionDenied unless the user's role reaches `needed`, or where the dossier is archived."""
    if not may(user, dossier, needed):
        raise PermissionDenied(f"This needs the role of {needed.value} in “{dossier}”.")
    if dossier.is_archived:
        raise PermissionDenied(f"“{dossier}” is archived: nothing in it can change.")
