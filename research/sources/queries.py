"""Reads across sources: how imports stand, which stretches are furniture, which texts are alike."""

from dataclasses import dataclass

from django.db.models import Count, Q

from research.sources.models import ImportItem

State = ImportItem.State


@dataclass(frozen=True)
class Progress:
    """How many items of an import are in each state; for a collection that was opened, what lay in it counts."""

    waiting: int
    working: int
    done: int
    duplicate: int
    failed: int

    @property
    def total(self):
        return self.waiting + self.working + self.settled

    @property
    def settled(self):
        return self.done + self.duplicate + self.failed

    @property
    def is_finished(self):
        return not (self.waiting or self.working)


def _count(state):
    return Count("items", Q(items__state=state) & ~Q(items__state=State.DONE, items__is_container=True))


def with_progress(imports):
    """Add to each Import of a queryset how many of its items are in each state, as n_waiting, n_working and so on."""
    return imports.annotate(**{f"n_{state}": _count(state) for state in State.values})


def progress_of(run):
    """Return the Progress of one Import."""
    counts = with_progress(type(run).objects.filter(pk=run.pk)).values(*(f"n_{state}" for state in State.values)).get()
    return Progress(**{state: counts[f"n_{state}"] for state in State.values})


def furniture_of(snapshot):
    """Return the stretches of a snapshot's text that are not part of the article: (start, end) in order, joined."""
    joined = []
    for start, end in snapshot.exclusions.order_by("start", "end").values_list("start", "end"):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def is_furniture(stretches, start, end):
    """True where [start, end) touches one of the stretches that `furniture_of` returned."""
    return any(start < last and first < end for first, last in stretches)


def article_text(snapshot):
    """Return the text of a snapshot without its furniture, for reading and searching; offsets do not hold in it."""
    kept, at = [], 0
    for start, end in furniture_of(snapshot):
        kept.append(snapshot.text[at:start])
        at = end
    return "".join([*kept, snapshot.text[at:]])
