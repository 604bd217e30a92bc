"""Publishers and origins by the names articles give them."""

from django.db.models import Q
from django.db.models.functions import Lower

from research.accounts.history import keep
from research.sources.models import Article, Origin, Publisher


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


def attribute(names, dossier, *, by, kind=Origin.Kind.PERSON):
    """Hang origins on articles that have none yet, with their history. names: {Article: [names]}.

    Takes a fixed number of statements for any number of articles, where `origins.set` takes eight for each.
    """
    if not names:
        return
    everyone = named_origins(dossier, {name for some in names.values() for name in some}, by=by, kind=kind)
    known = {origin.name.casefold(): origin for origin in everyone}
    pairs = [
        (article, origin)
        for article, some in names.items()
        for origin in {known[name.strip()[:200].casefold()] for name in some if name.strip()}
    ]
    through = Article.origins.through
    links = [through(article=article, origin=origin) for article, origin in pairs]
    through.objects.bulk_create(links)
    first = Article.history.filter(id__in=[article.pk for article in names], history_type="+")
    entry = dict(first.values_list("id", "history_id"))
    past = Article.history.model.origins.model
    past.objects.bulk_create(
        past(id=link.pk, article=article, origin=origin, history_id=entry[article.pk])
        for link, (article, origin) in zip(links, pairs, strict=True)
    )


def above(publisher):
    """Return a publisher and those it belongs to, the nearest first: its family's line."""
    line = [publisher]
    while line[-1].parent and line[-1].parent not in line:
        line.append(line[-1].parent)
    return line
