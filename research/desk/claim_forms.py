import re

from django import forms
from django.core.exceptions import ValidationError

from research import values
from research.claims.models import Claim, Question
from research.contradictions.models import Contradiction
from research.desk.forms import DateWords, lines, read_edtf


class ClaimForm(forms.Form):
    question = forms.ModelChoiceField(Question.objects.none(), help_text="Choose another to move the claim there.")
    says = forms.CharField(help_text="The words of the passage that carry the answer.")
    group = forms.CharField(
        label="Answer it gives", max_length=200, required=False, widget=forms.TextInput({"list": "groups"}),
        help_text="Claims with the same answer agree.",
    )  # fmt: skip
    reading = forms.CharField(
        label="Read as",
        required=False,
        help_text="Set it right here where it was misread; empty to read the words again.",
    )
    modality = forms.ChoiceField(choices=Claim.Modality, help_text="Only what happened or goes on can contradict.")
    statement = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="The claim in a sentence of yours."
    )
    translation = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))
    attributed_to = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Whom the source names for it, one on a line.",
    )
    scope = forms.CharField(
        max_length=500, required=False, help_text="Where it speaks of a part only. Other scopes are not compared."
    )
    as_of = DateWords(label="As of", max_length=80, required=False, help_text="The day a figure holds for.")

    def __init__(self, *args, claim, **kwargs):
        super().__init__(*args, **kwargs)
        self.article = claim.passage.snapshot.article
        self.fields["question"].queryset = Question.objects.filter(dossier=claim.dossier_id)
        for name in ["reading"] if claim.question.kind == "text" else ["group"]:
            del self.fields[name]
        if "reading" in self.fields and claim.value:
            self.fields["reading"].widget.attrs["placeholder"] = values.say(claim.value)

    @staticmethod
    def known(claim):
        """The initial values for a claim: its reading only where an editor gave it."""
        names = ("question", "says", "group", "modality", "statement", "translation", "scope", "as_of")
        by_hand = claim.value is not None and claim.read_by == Claim.Reader.EDITOR
        origins = "\n".join(origin.name for origin in claim.origins.all())
        reading = values.say(claim.value) if by_hand else ""
        return {name: getattr(claim, name) for name in names} | {"attributed_to": origins, "reading": reading}

    def clean_reading(self):
        """Return the keywords of an editor's own reading, None to read the words of the claim."""
        words, question = self.cleaned_data["reading"], self.cleaned_data.get("question")
        if not words or question is None or question.kind == "text":
            return None
        if question.kind == "date":
            return {"edtf": read_edtf(words, published=self.article.published)}
        try:
            value = values.read_quantity(words)
        except values.Unreadable as error:
            raise ValidationError(error.reason) from error
        names = ("amount", "lower", "upper", "lower_open", "upper_open", "unit")
        return {name: getattr(value, name) for name in names}

    @property
    def words(self):
        """The keywords of contradictions.actions.save_claim."""
        given = {**self.cleaned_data}
        value = given.pop("reading", None)
        return given | {"attributed_to": lines(given["attributed_to"]), "value": value}


class DecisionForm(forms.Form):
    VERDICTS = (
        ("both hold", "Both hold, of different things"),
        ("undecidable", "It cannot be decided"),
        ("dismissed", "It is no contradiction: dismiss it"),
    )
    verdict = forms.ChoiceField(
        label="What stands", widget=forms.RadioSelect, error_messages={"required": "Say which position stands."}
    )
    kind = forms.ChoiceField(
        label="How it is explained", choices=Contradiction.Kind, required=False, initial="conflict",
        help_text="A conflict, or only a difference of precision, scope, date, plan or revision.",
    )  # fmt: skip
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), error_messages={"required": "Give the reason."},
        help_text="Readers of every briefing that cites either side see it.",
    )  # fmt: skip

    def __init__(self, *args, sides, **kwargs):
        super().__init__(*args, **kwargs)
        self.sides = {str(side.position): side for side in sides}
        choices = [(place, f"{side.letter} · {side.label}") for place, side in self.sides.items()]
        self.fields["verdict"].choices = [*choices, *self.VERDICTS]

    @property
    def decision(self):
        """The keywords of contradictions.actions.decide."""
        side = self.sides.get(self.cleaned_data["verdict"])
        return {
            "state": "resolved" if side else self.cleaned_data["verdict"],
            "preferred": side,
            "kind": self.cleaned_data["kind"] or "conflict",
            "reason": self.cleaned_data["reason"],
        }


class RecordForm(forms.Form):
    """A contradiction by hand: two sides, each with the numbers of its claims."""

    first = forms.CharField(label="One side says", max_length=300)
    first_claims = forms.CharField(label="Its claims", help_text="Their numbers: c3, c7")
    second = forms.CharField(label="The other says", max_length=300)
    second_claims = forms.CharField(label="Its claims", help_text="Their numbers: c4")

    def __init__(self, *args, dossier, **kwargs):
        super().__init__(*args, **kwargs)
        self.dossier = dossier

    def _claims(self, name):
        numbers = {int(digits) for digits in re.findall(r"\d{1,9}", self.cleaned_data[name])}
        found = list(Claim.objects.standing().filter(dossier=self.dossier, number__in=numbers))
        if missing := numbers - {claim.number for claim in found}:
            raise ValidationError(f"There is no standing claim c{min(missing)} in this dossier.")
        if not found:
            raise ValidationError("Give the number of at least one claim, such as c3.")
        return found

    def clean_first_claims(self):
        return self._claims("first_claims")

    def clean_second_claims(self):
        return self._claims("second_claims")

    @property
    def sides(self):
        """The sides as contradictions.actions.record takes them."""
        return [(self.cleaned_data[side], self.cleaned_data[f"{side}_claims"]) for side in ("first", "second")]
