"""A contradiction with its sides and the form that decides it: the part the question's page and its own page share."""

from django.db.models import Prefetch

from research.claims.models import Claim
from research.contradictions.queries import with_sources
from research.desk.claim_forms import DecisionForm


def with_sides(contradictions):
    """Load with a queryset of contradictions their sides, those sides' claims and who decided."""
    claims = Prefetch("sides__claims", with_sources(Claim.objects.order_by("number")))
    return contradictions.select_related("decided_by", "preferred", "question").prefetch_related("sides", claims)


def decision_form(contradiction, data=None):
    return DecisionForm(data, sides=contradiction.sides.all(), prefix=f"c{contradiction.pk}")


def with_forms(contradictions, typed=None):
    """Return (Contradiction, its DecisionForm) for each; `typed` stands for the one it was sent for."""
    fresh = [(row, decision_form(row)) for row in contradictions]
    return [(row, typed if typed and typed.prefix == form.prefix else form) for row, form in fresh]
