"""Publishers and origins by the names articles give them."""

from research.accounts.history import keep
from research.sources.models import Article, Origin, Publisher, folded

MOST = 200


def publishers_named(names, *, by):
    """Return {key_of(name): Publisher} for some names, making those that nobody has named before.

    An alias counts as the name. Empty names are left out.
    """
    wanted = _wanted(names)
    if not wanted:
        return {}
    known = {}
    for publisher in Publisher.objects.exclude(aliases=[]).order_by("pk"):
        for alias in publisher.aliases:
            known.setdefault(folded(alias), publisher)
    # A publisher's own name stands before what another is also called.
    known |= {publisher.folded: publisher for publisher in Publisher.objects.filter(folded__in=wanted)}
    for key, name in wanted.items():
        if key not in known:
            known[key] = keep(Publisher(name=name), by=by)
    return {key: known[key] for key in wanted}


def named_publisher(name, *, by):
    """Return the Publisher of this name or alias, made where it is new; None for an empty name."""
    return publishers_named({name}, by=by).get(key_of(name))


def named_origins(dossier, names, *, by, kind=Origin.Kind.PERSON):
    """Return the dossier's Origins of these names in their order, making those that are new."""
    wanted = _wanted(names)
    known = {row.folded: row for row in Origin.objects.filter(dossier=dossier, folded__in=wanted)}
    for key, name in wanted.items():
        if key not in known:
            known[key] = keep(Origin(dossier=dossier, name=name, kind=kind), by=by)
    return [known[key] for key in wanted]


def key_of(name):
    """Return what a name is found by, however it is written and however long it is."""
    return folded(" ".join(name.split())[:MOST])


def _wanted(names):
    """{key_of(name): the first spelling of it}, without empty ones."""
    wanted = {}
    for name in names:
        if key := key_of(name):
            wanted.setdefault(key, " ".join(name.split())[:MOST])
    return wanted


def attribute(names, dossier, *, by, kind=Origin.Kind.PERSON):
    """Hang origins on articles that have none yet, with their history. names: {Article: [names]}.

    Takes a fixed number of statements for any number of articles, where `origins.set` takes eight for each.
    """
    if not names:
        return
    everyone = named_origins(dossier, {name for some in names.values() for name in some}, by=by, kind=kind)
    known = {origin.folded: origin for origin in everyone}
    pairs = [(article, origin) for article, some in names.items() for origin in {known[key] for key in _wanted(some)}]
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
