"""What happened on an article since somebody's page was drawn: read off the history, cheap enough for every second."""

from dataclasses import dataclass, field

from django.db.models import Max

from research.assessments.models import Assessment
from research.claims.models import Claim, Passage

KINDS: tuple = ((Passage, "snapshot"), (Claim, "passage__snapshot"), (Assessment, "claim__passage__snapshot"))


@dataclass
class News:
    """`touched`: ids of passages to draw anew; `gone`: of those unmarked; `stretches`: of the text they lay on."""

    touched: list = field(default_factory=list)
    gone: list = field(default_factory=list)
    stretches: list = field(default_factory=list)


def cursor():
    """Return a text that stands for this moment, to be given to `since` later: three queries on primary keys."""
    return "-".join(str(model.history.aggregate(last=Max("history_id"))["last"] or 0) for model, _ in KINDS)


def since(snapshot, given):
    """Return the News on a snapshot since a cursor; a cursor that is none has seen everything."""
    seen = given.split("-")
    if len(seen) != len(KINDS) or not all(part.isascii() and part.isdecimal() and len(part) < 18 for part in seen):
        return News()
    passages, claims, ratings = (
        model.history.filter(history_id__gt=int(last), **{to: snapshot.pk})
        for (model, to), last in zip(KINDS, seen, strict=True)
    )
    rows = list(passages.values_list("id", "history_type", "start", "end"))
    gone = {pk for pk, kind, _, _ in rows if kind == "-"}
    touched = {pk for pk, _, _, _ in rows} | set(claims.values_list("passage_id", flat=True))
    touched |= set(ratings.values_list("claim__passage_id", flat=True))
    stretches = {(start, end) for _, _, start, end in rows}
    changed = Passage.objects.filter(pk__in=touched - gone).values_list("start", "end")
    return News(sorted(touched - gone), sorted(gone), sorted(stretches | set(changed)))
