"""Publishers and origins by the names articles give them."""

from django.db.models import Q
from django.db.models.functions import Lower

from research.accounts.history import keep
from research.sources.models import Origin, Publisher


def publishers_named(names, *, by):
    """Return {casefolded name: Publisher} for a set of names, making those that nobody has named before.

    An alias counts as the name. Empty names are left out.
    """
    wanted = {name.strip().casefold(): name.strip()[:200] for name in names if name.strip()}
    if not wanted:
        return {}
    known = {}
    rows = Publisher.objects.alias(lowered=Lower("name")).filter(Q(lowered__in=wanted) | ~Q(aliases=[]))
    for publisher in rows:
        for name in [*publisher.aliases, publisher.name]:
            known[name.casefold()] = publisher
    for folded, name in wanted.items():
        if folded not in known:
            known[folded] = keep(Publisher(name=name), by=by)
    return {folded: known[folded] for folded in wanted}


def named_publisher(name, *, by):
    """Return the Publisher of this name or alias, made where it is new; None for an empty name."""
    return publishers_named({name}, by=by).get(name.strip().casefold())


def named_origins(dossier, names, *, by, kind=Origin.Kind.PERSON):
    """Return the dossier's Origins of these names in their order, making those that are new."""
    wanted = {name.strip().casefold(): name.strip()[:200] for name in names if name.strip()}
    rows = Origin.objects.filter(dossier=dossier).alias(lowered=Lower("name")).filter(lowered__in=wanted)
    known = {row.name.casefold(): row for row in rows}
    for folded, name in wanted.items():
        if folded not in known:
            known[folded] = keep(Origin(dossier=dossier, name=name, kind=kind), by=by)
    return [known[folded] for folded in wanted]
