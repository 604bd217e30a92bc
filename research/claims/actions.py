from bisect import bisect_right

from django.core.exceptions import ValidationError
from django.db import transaction

from research.accounts.history import keep
from research.claims.models import Dismissal, Passage, Question
from research.dossiers.actions import next_number
from research.dossiers.errors import Conflict
from research.dossiers.models import Role
from research.dossiers.rules import require

CONTEXT = 64


def locate(text, quote, *, start=None, end=None, prefix="", suffix=""):
    """Return (start, end) of a quote in a text, in code points (W3C TextQuoteSelector).

    Given start and end, the text between them must be the quote. Given prefix or suffix, the quote must stand between
    them just once; given neither, it must stand in the text just once. Raises ValidationError with what to do.
    """
    if not quote:
        raise ValidationError({"quote": "Select at least one character of the text."})
    if start is not None or end is not None:
        if start is None or end is None:
            raise ValidationError({"start": "Give both start and end, or neither."})
        if not 0 <= start < end <= len(text):
            raise ValidationError({"start": f"0 ≤ start < end ≤ {len(text)} must hold; this is {start} to {end}."})
        if text[start:end] != quote:
            raise ValidationError(
                {"quote": f"The text from {start} to {end} reads “{text[start:end][:80]}”, not this."}
            )
        return start, end
    first = text.find(prefix + quote + suffix)
    if first < 0:
        raise ValidationError({"quote": "These words do not stand in the text. Copy them exactly as they stand there."})
    if text.find(prefix + quote + suffix, first + 1) >= 0:
        raise ValidationError({"quote": "These words stand in the text several times. Add the words before or after."})
    start = first + len(prefix)
    return start, start + len(quote)


@transaction.atomic
def mark_passage(
    *, snapshot, quote, by, start=None, end=None, prefix="", suffix="", note="", second_look=False, carried_from=None
):
    """Mark a stretch of a snapshot's text and return (Passage, created); the same stretch again gives the first.

    Offsets count Unicode code points. Raises ValidationError (see `locate`), PermissionDenied below annotator.
    """
    require(by, snapshot.article.dossier, Role.ANNOTATOR)
    start, end = locate(snapshot.text, quote, start=start, end=end, prefix=prefix, suffix=suffix)
    known = Passage.objects.filter(snapshot=snapshot, start=start, end=end).first()
    if known:
        return known, False
    passage = Passage(
        dossier=snapshot.article.dossier,
        snapshot=snapshot,
        start=start,
        end=end,
        quote=quote,
        prefix=snapshot.text[max(0, start - CONTEXT) : start],
        suffix=snapshot.text[end : end + CONTEXT],
        page=bisect_right(snapshot.page_starts, start) or None,
        note=note,
        second_look=second_look,
        carried_from=carried_from,
        created_by=by,
    )
    return keep(passage, by=by), True


@transaction.atomic
def note_passage(*, passage, by, note=None, second_look=None):
    """Write a note on a passage, or say whether it needs a second look. None leaves either as it is."""
    require(by, passage.dossier, Role.ANNOTATOR)
    if note is not None:
        passage.note = note
    if second_look is not None:
        passage.second_look = second_look
    return keep(passage, by=by)


@transaction.atomic
def stretch_passage(*, passage, start, end, by):
    """Give a passage other ends, in code points; its claims stay on it. Returns the Passage.

    Raises ValidationError for a stretch that is none (see `locate`), Conflict where another passage has these ends.
    """
    require(by, passage.dossier, Role.ANNOTATOR)
    text = passage.snapshot.text
    start, end = locate(text, text[start:end], start=start, end=end)
    if Passage.objects.filter(snapshot=passage.snapshot, start=start, end=end).exclude(pk=passage.pk).exists():
        raise Conflict("Another passage has these very ends.")
    passage.start, passage.end, passage.quote = start, end, text[start:end]
    passage.prefix, passage.suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    passage.page = bisect_right(passage.snapshot.page_starts, start) or None
    return keep(passage, by=by, reason="other ends")


@transaction.atomic
def unmark_passage(*, passage, by):
    """Delete a passage on which nothing hangs. Raises ProtectedError where a claim does."""
    require(by, passage.dossier, Role.ANNOTATOR)
    passage._history_user = by
    passage.delete()


@transaction.atomic
def ask_question(*, dossier, text, kind, by, unit="", scope=""):
    """Add a question to a dossier. kind: date, quantity or text. Raises ValidationError."""
    require(by, dossier, Role.ANNOTATOR)
    question = Question(dossier=dossier, text=text.strip(), kind=kind, unit=unit.strip(), scope=scope)
    question.number = next_number(Question.objects, dossier)
    question.full_clean()
    return keep(question, by=by)


@transaction.atomic
def describe_question(*, question, by, **fields):
    """Change text, unit, scope or kind; kind and unit only while no claim answers it. Raises ValidationError."""
    require(by, question.dossier, Role.ANNOTATOR)
    for name, value in fields.items():
        if name in ("kind", "unit") and value != getattr(question, name) and question.claims.exists():
            raise ValidationError({name: "Claims answer this question already. Ask a new one instead."})
        setattr(question, name, value)
    question.full_clean()
    return keep(question, by=by)


@transaction.atomic
def drop_question(*, question, by):
    """Delete a question on which nothing hangs. Raises ProtectedError where a claim answers it."""
    require(by, question.dossier, Role.ANNOTATOR)
    question._history_user = by
    question.delete()


@transaction.atomic
def dismiss_suggestion(*, snapshot, start, end, by):
    """Never suggest this stretch again. Returns the Dismissal."""
    require(by, snapshot.article.dossier, Role.ANNOTATOR)
    if not 0 <= start < end <= len(snapshot.text):
        raise ValidationError("There is no such stretch in the text.")
    place = {"snapshot": snapshot, "start": start, "end": end}
    return Dismissal.objects.get_or_create(**place, defaults={"dossier": snapshot.article.dossier, "by": by})[0]
