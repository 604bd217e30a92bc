"""Marking passages: setting, widening and taking them off, notes, and the suggestions for more."""

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from research.claims.actions import (
    dismiss_suggestion,
    mark_passage,
    note_passage,
    stretch_passage,
    unmark_passage,
)
from research.claims.models import Passage
from research.claims.suggestions import suggestions_in
from research.desk.marking import lines_of
from research.desk.views.annotate import address, answer, number_in, page, snapshot_for, wants_part
from research.desk.views.composer import REFUSED
from research.dossiers.errors import Conflict
from research.dossiers.models import Role

SUGGESTING_AT_ONCE = 60_000


def passage_for(snapshot, passage):
    """Return the passage of this id on this snapshot, or 404."""
    found = get_object_or_404(Passage, snapshot=snapshot, pk=passage)
    found.snapshot, found.dossier = snapshot, snapshot.article.dossier
    return found


def complaint(request, snapshot, error):
    """Answer a refusal in words: JSON for a script, else the page with the words above it."""
    words = " ".join(error.messages) if isinstance(error, ValidationError) else error.message
    status = 409 if isinstance(error, Conflict) else REFUSED
    if wants_part(request):
        return JsonResponse({"detail": words}, status=status)
    return page(request, snapshot, tool="refusal", complaint=words, status=status)


@require_POST
def mark(request, slug, number):
    """Mark a passage from start, end (code points) and quote, or from the quote with words before and after it."""
    snapshot = snapshot_for(request, slug, number, Role.ANNOTATOR)
    said = {name: request.POST.get(name, "").replace("\r\n", "\n") for name in ("quote", "prefix", "suffix")}
    if request.POST.get("start"):
        said |= {name: number_in(request.POST, name) for name in ("start", "end")}
    try:
        passage, created = mark_passage(snapshot=snapshot, by=request.user, **said)
    except ValidationError as error:
        return complaint(request, snapshot, error)
    undo = address(snapshot, "unmark", passage.pk) if created else ""
    words = "Passage marked." if created else "This passage is marked already."
    return answer(request, snapshot, words=words, undo=undo, passages=[passage.pk])


@require_POST
def unmark(request, slug, number, passage):
    snapshot = snapshot_for(request, slug, number, Role.ANNOTATOR)
    passage = passage_for(snapshot, passage)
    gone, lines = passage.pk, [(passage.start, passage.end)]
    try:
        unmark_passage(passage=passage, by=request.user)
    except ProtectedError:
        refusal = Conflict("Claims rest on this passage. Withdraw or move them; the passage stays.")
        return complaint(request, snapshot, refusal)
    return answer(request, snapshot, words="Mark taken off.", gone=[gone], lines=lines)


@require_POST
def stretch(request, slug, number, passage):
    """Give a passage other ends, in code points."""
    snapshot = snapshot_for(request, slug, number, Role.ANNOTATOR)
    passage = passage_for(snapshot, passage)
    was = passage.start, passage.end
    given = request.POST if "start" in request.POST else request.GET
    try:
        stretch_passage(passage=passage, start=number_in(given, "start"), end=number_in(given, "end"), by=request.user)
    except (ValidationError, Conflict) as error:
        return complaint(request, snapshot, error)
    undo = f"{address(snapshot, 'stretch', passage.pk)}?start={was[0]}&end={was[1]}"
    lines = [was, (passage.start, passage.end)]
    return answer(request, snapshot, words="Passage changed.", undo=undo, passages=[passage.pk], lines=lines)


@require_http_methods(["GET", "HEAD", "POST"])
def note(request, slug, number, passage):
    snapshot = snapshot_for(request, slug, number, Role.ANNOTATOR)
    passage = passage_for(snapshot, passage)
    if request.method != "POST":
        return page(request, snapshot, tool="note", passage=passage)
    was = {"note": passage.note, "second_look": "on" if passage.second_look else ""}
    said = {name: request.POST.get(name, "").strip().replace("\r\n", "\n") for name in was}
    if request.POST.get("was", was["note"]).replace("\r\n", "\n") != was["note"]:
        meanwhile = Conflict("Somebody changed this note meanwhile. Theirs is below yours; save again to keep both.")
        return page(request, snapshot, tool="note", passage=passage, said=said, complaint=meanwhile, status=REFUSED)
    note_passage(passage=passage, by=request.user, note=said["note"], second_look=said["second_look"] == "on")
    undo = address(snapshot, "passage-note", passage.pk)
    return answer(request, snapshot, words="Note saved.", passages=[passage.pk], undo=undo, undo_fields=was)


@require_safe
def suggestions(request, slug, number):
    """What the text holds that nobody claimed: JSON of one stretch for a script, else a list to choose from."""
    snapshot = snapshot_for(request, slug, number)
    low = number_in(request.GET, "low")
    lines = lines_of(snapshot.text, low, min(low + SUGGESTING_AT_ONCE, len(snapshot.text)))
    low, high = (lines[0][0], lines[-1][1]) if lines else (0, 0)
    found = suggestions_in(snapshot, low, high)
    if not wants_part(request):
        further = high if high < len(snapshot.text) else None
        return page(request, snapshot, tool="suggestions", suggestions=found, further=further)
    return JsonResponse({"next": high if high < len(snapshot.text) else None, "found": list(map(_told, found))})


def _told(made):
    question = made.question.text if made.question else ""
    place = {"start": made.start, "end": made.end, "text": made.text, "kind": made.kind}
    return place | {"reads": made.reads, "question": question, "rank": made.rank}


@require_POST
def dismiss(request, slug, number):
    snapshot = snapshot_for(request, slug, number, Role.ANNOTATOR)
    start, end = number_in(request.POST, "start"), number_in(request.POST, "end")
    try:
        dismiss_suggestion(snapshot=snapshot, start=start, end=end, by=request.user)
    except ValidationError as error:
        return complaint(request, snapshot, error)
    return answer(request, snapshot, words="It will not be suggested again.")
