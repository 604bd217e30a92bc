"""Who may do what to a briefing, and when (DESIGN section 4). Four eyes have no exception, superusers included."""

from django.core.exceptions import PermissionDenied

from research.briefings.models import Briefing
from research.dossiers.errors import Conflict
from research.dossiers.models import Role
from research.dossiers.rules import allows, require, role_of

State = Briefing.State

# verb: (from these states, to this one); None leaves the state as it is.
TRANSITIONS = {
    "save": ({State.DRAFT, State.IN_REVIEW, State.APPROVED, State.PUBLISHED}, State.DRAFT),
    "submit": ({State.DRAFT}, State.IN_REVIEW),
    "approve": ({State.IN_REVIEW, State.APPROVED}, State.APPROVED),
    "return": ({State.IN_REVIEW, State.APPROVED}, State.DRAFT),
    "override": ({State.IN_REVIEW, State.APPROVED}, None),
    "remark": ({State.DRAFT, State.IN_REVIEW, State.APPROVED, State.PUBLISHED}, None),
    "publish": ({State.APPROVED}, State.PUBLISHED),
    "retract": ({State.DRAFT, State.IN_REVIEW, State.APPROVED, State.PUBLISHED}, State.RETRACTED),
}
CHIEFS_ONLY = {"publish", "retract"}
SECOND_PERSON = {"approve", "return", "override"}
YOU_WROTE = "You wrote part of this, so somebody else must review it."
NOT_NOW = {
    State.DRAFT: "it is a draft; submit it first",
    State.IN_REVIEW: "it is in review; a second person must approve it first",
    State.APPROVED: "it is approved already",
    State.PUBLISHED: "it is published; a change to it makes a new draft",
    State.RETRACTED: "it is retracted, and that is final",
}


def needed_role(verb):
    """Return the Role a verb of TRANSITIONS needs."""
    return Role.CHIEF if verb in CHIEFS_ONLY else Role.EDITOR


def why_not(verb, *, role, wrote, state, is_published=False):
    """Return why somebody may not do this now, in words for the page, or "" where they may.

    verb: a key of TRANSITIONS; role: Role value or None; wrote: whether they are a contributor; state: the briefing's;
    is_published: whether it has a version.
    """
    if not allows(role, needed_role(verb)):
        return f"This needs the role of {needed_role(verb).value}."
    if verb in SECOND_PERSON and wrote:
        return YOU_WROTE
    if state not in TRANSITIONS[verb][0]:
        return f"Not now: {NOT_NOW[state]}."
    if verb == "retract" and not is_published:
        return "Nothing of it is published yet."
    return ""


def has_written(user, briefing):
    """True where the user is a contributor of the briefing."""
    return briefing.pk is not None and briefing.contributors.filter(user=user).exists()


def refusals(user, briefing):
    """Return {verb: why_not} for one person and one briefing: two queries."""
    facts = {"role": role_of(user, briefing.dossier), "wrote": has_written(user, briefing)}
    facts |= {"state": briefing.state, "is_published": briefing.is_published}
    return {verb: why_not(verb, **facts) for verb in TRANSITIONS}


def demand(verb, user, briefing):
    """Raise PermissionDenied where the user may never do this to this briefing, Conflict where not in this state."""
    require(user, briefing.dossier, needed_role(verb))
    if verb in SECOND_PERSON and has_written(user, briefing):
        raise PermissionDenied(YOU_WROTE)
    if reason := refusals(user, briefing)[verb]:
        raise Conflict(reason, theirs=briefing)
