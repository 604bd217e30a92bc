"""The composer: from the words an editor selects to a passage, its question, its claim and its first rating."""

from uuid import uuid4

from django import forms
from django.db import transaction

from research.assessments import scales
from research.assessments.actions import assess
from research.claims.actions import ask_question, mark_passage
from research.claims.models import Claim, Question
from research.contradictions.actions import save_claim
from research.desk.forms import lines
from research.dossiers.errors import Conflict

NUMBERS = ("amount", "lower", "upper")
WORDS = ("statement", "translation", "scope", "as_of", "group")
# Where an action's complaint names what the form calls otherwise.
FIELDS = {"start": "quote", "end": "quote", "text": "question", "edtf": "edtf", "modality": "modality"}


CREDIBILITY = [("", "not rated yet"), *((digit, f"{digit} · {words}") for digit, words in scales.CREDIBILITY.items())]


def area(rows, **attrs):
    return forms.Textarea({"rows": rows, **attrs})


def figure(label):
    widget = forms.TextInput({"inputmode": "decimal"})
    return forms.CharField(label=label, required=False, max_length=40, widget=widget)


class ComposerForm(forms.Form):
    """A claim as it is written. start and end count code points; without them the quote must stand in the text once."""

    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    quote = forms.CharField(strip=False, widget=area(3), error_messages={"required": "Select the words it rests on."})
    prefix = forms.CharField(label="Words before", required=False, strip=False)
    suffix = forms.CharField(label="Words after", required=False, strip=False)
    question = forms.CharField(
        max_length=500, widget=forms.TextInput({"list": "questions", "autocomplete": "off"}),
        error_messages={"required": "Choose a question of the dossier, or ask a new one."},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="Answered by", required=False,
        choices=[("", "…"), ("date", "a date"), ("quantity", "a figure"), ("text", "words")],
    )  # fmt: skip
    unit = forms.CharField(label="Counted in", required=False, max_length=40)
    says = forms.CharField(error_messages={"required": "Say in the source’s words what it answers."})
    edtf = forms.CharField(label="Date (EDTF)", required=False, max_length=200)
    amount = figure("Amount")
    lower = figure("At least")
    upper = figure("At most")
    value_unit = forms.CharField(label="Unit", required=False, max_length=40)
    group = forms.CharField(label="Answer it gives", required=False, max_length=200)
    modality = forms.ChoiceField(required=False, choices=[("", "as the sentence has it"), *Claim.Modality.choices])
    statement = forms.CharField(required=False, widget=area(2))
    translation = forms.CharField(required=False, widget=area(2))
    scope = forms.CharField(required=False, max_length=500)
    as_of = forms.CharField(label="As of", required=False, max_length=80)
    attributed_to = forms.CharField(
        required=False, widget=area(1, placeholder="the article itself", title="One name on a line")
    )
    credibility = forms.ChoiceField(required=False, choices=CREDIBILITY)
    reason = forms.CharField(required=False, label="Reason of the rating")

    def __init__(self, *args, dossier, **kwargs):
        super().__init__(*args, **kwargs)
        self.dossier = dossier
        self.initial.setdefault("key", uuid4().hex)

    def clean_quote(self):
        return _lf(self.cleaned_data["quote"])

    def clean_prefix(self):
        return _lf(self.cleaned_data["prefix"])

    def clean_suffix(self):
        return _lf(self.cleaned_data["suffix"])

    def clean(self):
        super().clean()
        said = self.cleaned_data
        if said.get("question"):
            said["known"] = question_named(self.dossier, said["question"])
            if said["known"] is None and not said.get("kind"):
                self.add_error("kind", "This question is new to the dossier: say what answers it.")
        return said

    def blame(self, error):
        """Hang an action's ValidationError on the fields it speaks of."""
        found = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
        for name, messages in found.items():
            name = self._value_field() if name == "value" else FIELDS.get(name, name)
            self.add_error(name if name in self.fields else None, messages)

    def _value_field(self):
        return "edtf" if self.cleaned_data.get("edtf") else "amount"


def _lf(text):
    """Undo what a browser does to line ends when it sends a form; the stored texts hold LF alone."""
    return text.replace("\r\n", "\n")


def question_named(dossier, text):
    """Return the dossier's Question of this text, letter case aside where the exact words are not there, or None."""
    asked = Question.objects.filter(dossier=dossier)
    return asked.filter(text=text.strip()).first() or asked.filter(text__iexact=text.strip()).first()


def given_value(said):
    """Return the reading set by hand in a form's cleaned or raw data, None where the words are to be read."""
    if said.get("edtf"):
        return {"edtf": said["edtf"]}
    numbers = {name: said[name] for name in NUMBERS if said.get(name)}
    return numbers | {"unit": said.get("value_unit", "")} if numbers else None


@transaction.atomic
def compose(*, snapshot, by, said, claim=None):
    """Write all that a valid ComposerForm says, or nothing, and return the Claim. claim: the one to change, or None.

    Raises what the actions raise: ValidationError, PermissionDenied, Conflict; that also where somebody changed the
    claim after the state the form has `seen`.
    """
    if claim:
        _not_changed_since(claim, said["seen"])
    question = said["known"] or ask_question(
        dossier=snapshot.article.dossier, text=said["question"], kind=said["kind"], unit=said["unit"], by=by
    )
    passage = claim.passage if claim else _marked(snapshot, by, said)
    claim = save_claim(
        by=by,
        claim=claim,
        passage=passage,
        question=question,
        says=said["says"],
        modality=said["modality"],
        attributed_to=lines(said["attributed_to"]),
        value=given_value(said) if question.kind != "text" else None,
        **{name: said[name] for name in WORDS},
    )
    if said["credibility"]:
        value, reason = said["credibility"], said["reason"]
        assess(dossier=claim.dossier, by=by, claim=claim, value=value, reason=reason)
    return claim


def _marked(snapshot, by, said):
    places = {name: said[name] for name in ("start", "end", "prefix", "suffix")}
    return mark_passage(snapshot=snapshot, quote=said["quote"], by=by, **places)[0]


def _not_changed_since(claim, seen):
    Claim.objects.select_for_update().get(pk=claim.pk)
    last = claim.history.select_related("history_user").latest()
    if seen is not None and last.history_id != seen:
        raise Conflict(
            f"{last.history_user} changed this claim while you wrote: it says “{last.says}” now. "
            "Yours is below and not saved; save again to put it in place of theirs.",
            theirs=last.history_id,
        )


def written(claim):
    """Return the initial data of a ComposerForm that changes this claim."""
    passage = claim.passage
    initial = {name: getattr(claim, name) for name in ("says", "modality", *WORDS)}
    initial |= {"start": passage.start, "end": passage.end, "quote": passage.quote, "question": claim.question.text}
    initial["seen"] = claim.history.latest().history_id
    initial["attributed_to"] = "\n".join(origin.name for origin in claim.origins.all())
    if claim.read_by == Claim.Reader.EDITOR:
        initial |= {"edtf": claim.edtf, "value_unit": claim.unit if claim.kind == "quantity" else ""}
        initial |= {name: _plain(getattr(claim, name)) for name in NUMBERS}
    return initial


def _plain(number):
    return "" if number is None else f"{number.normalize():f}"
