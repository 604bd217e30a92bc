"""What a claim would come to if it were saved now: its reading, and how it stands to the others on its question."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from research import values
from research.claims.models import Claim, Question
from research.claims.readings import read_value
from research.contradictions.independence import independence
from research.contradictions.queries import claims_of
from research.desk.composing import given_value, question_named

AGREEING = ("same", "more precise", "overlaps")
KINDS = ("date", "quantity")


@dataclass
class Outlook:
    """`reads`: the value in words, "" where there is none and `why` says so; `by_hand`: an editor's reading.

    `against`: Claims it contradicts; `beside`: those it agrees with; `sources`: how many independent sources these
    have at least; `check`: a values.Check of the statement; `modality`, `note`: what the sentence suggests.
    """

    question: Question | None = None
    reads: str = ""
    why: str = ""
    by_hand: bool = False
    against: list = field(default_factory=list)
    beside: list = field(default_factory=list)
    sources: int = 0
    check: values.Check | None = None
    modality: str = ""
    note: str = ""

    @property
    def labels(self):
        """The words of the claims against it, each once."""
        return list(dict.fromkeys(claim.says for claim in self.against))


def outlook(snapshot, said, *, claim=None):
    """Return the Outlook of what a composer holds so far: unchecked texts by field name. claim: the one it changes."""
    made = Outlook()
    quote = said.get("quote", "").replace("\r\n", "\n")
    made.modality, made.note = _modality(snapshot, quote, said)
    made.question = question_named(snapshot.article.dossier, said.get("question", ""))
    value = _read(made, snapshot, said)
    if value and made.question:
        _compare(made, value, claim)
    if said.get("statement", "").strip():
        published = snapshot.article.published or None
        made.check = values.check(said["statement"], quote, published=published)
    return made


def _modality(snapshot, quote, said):
    start = str(said.get("start", ""))
    at = int(start) if start.isascii() and start.isdigit() else snapshot.text.find(quote)
    return values.suggest_modality(snapshot.text, at, at + len(quote)) if 0 <= at < len(snapshot.text) else ("", "")


def _read(made, snapshot, said):
    says, given = said.get("says", "").strip(), given_value(said)
    if not (says or given):
        return None
    try:
        columns = _columns(made.question, snapshot, said, says, given)
    except ValidationError as error:
        made.why = " ".join(error.messages)
        return None
    modality = said.get("modality") or made.modality or Claim.Modality.HAPPENED
    words = {"modality": modality, "scope": said.get("scope", ""), "as_of": said.get("as_of", "")}
    value = Claim(says=says, **words, **columns).value
    made.reads, made.why = values.say(value) if value else "", columns.get("explanation", "")
    made.by_hand = given is not None and value is not None
    return value


def _columns(question, snapshot, said, says, given):
    """Read the words as what the question asks for; while there is none, as a date or else as a figure."""
    kind, unit = said.get("kind", ""), said.get("unit", "")
    asked = [question] if question else [Question(kind=one, unit=unit) for one in ([kind] if kind else KINDS)]
    for one in asked:
        columns = read_value(one, says, published=snapshot.article.published, given=given)
        if columns["kind"]:
            break
    return columns


def _compare(made, value, claim):
    for other in claims_of(made.question):
        if other.value is None or other.pk == getattr(claim, "pk", None):
            continue
        kind = values.relation(value, other.value).kind
        if kind == "disjoint" and other.is_asserted and value.modality in values.ASSERTED:
            made.against.append(other)
        elif kind in AGREEING:
            made.beside.append(other)
    made.sources = independence(made.beside).count if made.beside else 0
