from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from research import values
from research.accounts.models import User
from research.assessments import scales
from research.claims.models import Question
from research.dossiers.models import Dossier, Role
from research.sources.models import Article

WEB_ADDRESS = URLValidator(schemes=["http", "https"])
MOST_ADDRESSES = 100


def blame(form, error):
    """Hang the ValidationError of an action on the fields it speaks of, so that the page can show it beside them."""
    found = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
    for name, messages in found.items():
        form.add_error(name if name in form.fields else None, messages)


def lines(text):
    """Return the lines of a text that hold anything."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def read_edtf(words, published=None):
    """Return a date as people write it, or as EDTF, in EDTF. Raises ValidationError with the reason."""
    try:
        return values.from_edtf(words).edtf
    except values.Unreadable:
        pass
    try:
        return values.read_date(words, published=published or None).edtf
    except values.Unreadable as error:
        raise ValidationError(f"“{words}” was not read as a date. {error.reason}") from error


class DateWords(forms.CharField):
    """A date as people write it; cleaned to EDTF."""

    def clean(self, value):
        words = super().clean(value)
        return read_edtf(words) if words else ""


class Files(forms.FileField):
    """Any number of uploaded files, cleaned to a list."""

    widget = type("FilesInput", (forms.ClearableFileInput,), {"allow_multiple_selected": True})

    def clean(self, data, initial=None):
        return [super(Files, self).clean(one, initial) for one in data if one]


class DossierForm(forms.ModelForm):
    class Meta:
        model = Dossier
        fields = ["title", "summary"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"summary": "What the desk wants to find out, in a sentence or two."}


class DetailsForm(forms.Form):
    """What is known of an article."""

    title = forms.CharField(max_length=500, required=False)
    publisher = forms.CharField(max_length=200, required=False, widget=forms.TextInput({"list": "publishers"}))
    byline = forms.CharField(max_length=300, required=False, help_text="Who signs it.")
    published = DateWords(
        required=False, max_length=80, help_text="“17 April 2024”, “April 2024”, or EDTF. Empty means undated."
    )
    url = forms.URLField(label="Address", max_length=2000, required=False, assume_scheme="https")
    language = forms.CharField(max_length=35, required=False, help_text="As a code: en, ru, hy.")
    kind = forms.ChoiceField(choices=Article.Kind, required=False)

    def clean_kind(self):
        return self.cleaned_data["kind"] or Article.Kind.REPORT


class ImportForm(DetailsForm):
    files = Files(
        required=False,
        help_text="One or several: text, HTML, Markdown, PDF, Word; a list of articles (CSV, JSON Lines, RIS, "
        "CSL-JSON); or a ZIP archive of them.",
    )
    addresses = forms.CharField(
        label="Or web addresses",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Of pages or of RSS and Atom feeds, one on a line.",
    )
    text = forms.CharField(
        label="Or paste the text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="The article’s own words, from its first line to its last.",
    )
    files.one_of = addresses.one_of = text.one_of = True
    field_order = ["files", "addresses", "text", "title", "publisher", "published", "byline", "url", "language", "kind"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["files"].widget.attrs["data-most"] = settings.IMPORT_MAX_ARCHIVE
        self.fields["text"].widget.attrs["data-most"] = settings.IMPORT_MAX_BYTES

    def clean_addresses(self):
        found = lines(self.cleaned_data["addresses"])
        for line in found:
            try:
                WEB_ADDRESS(line)
            except ValidationError as error:
                raise ValidationError(f"“{line[:80]}” is no web address. Write it with https:// in front.") from error
        if len(found) > MOST_ADDRESSES:
            raise ValidationError(f"{len(found)} addresses are too many at once: {MOST_ADDRESSES} is the most.")
        return found

    def clean(self):
        given = super().clean()
        if self.errors:
            return given
        files, addresses, text = given["files"], given["addresses"], given["text"].strip()
        if text and (files or addresses):
            raise ValidationError("Paste a text, or choose files and addresses, not both.")
        if not (files or addresses or text):
            raise ValidationError("Choose a file, give an address, or paste the article’s text.")
        if len(files) + len(addresses) > 1 and any(given.get(name) for name in ("title", "byline", "url")):
            raise ValidationError("Title, byline and address belong to one article: leave them empty for several.")
        return given

    @property
    def details(self):
        names = [name for name in DetailsForm.base_fields if name != "kind" or self.cleaned_data["kind"] != "report"]
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}


class CaptureForm(forms.Form):
    """A later capture of an article: a file, or its words."""

    file = forms.FileField(required=False)
    text = forms.CharField(required=False, strip=False, widget=forms.Textarea(attrs={"rows": 4}), label="Or its text")

    def clean(self):
        given = super().clean()
        if bool(given.get("file")) == bool((given.get("text") or "").strip()):
            raise ValidationError("Choose a file or paste the text: one of the two.")
        return given


class PublisherForm(forms.Form):
    """A publisher's names and family. Publishers are shared by the whole site."""

    name = forms.CharField(max_length=200)
    parent = forms.CharField(
        label="Belongs to",
        required=False,
        max_length=200,
        widget=forms.TextInput({"list": "publishers"}),
        help_text="The house that owns it. What one family publishes counts as one source.",
    )
    aliases = forms.CharField(
        label="Other names",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Names articles give it, one on a line.",
    )


class MergeForm(forms.Form):
    other = forms.CharField(
        label="The same as",
        max_length=200,
        widget=forms.TextInput({"list": "publishers"}),
        help_text="Articles, outlets and ratings move there; this name stays as one of its other names.",
    )


class ArticleForm(DetailsForm):
    origins = forms.CharField(
        label="Who it has it from",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Persons, agencies or documents the whole article leans on, one on a line.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = True


class ReliabilityForm(forms.Form):
    value = forms.ChoiceField(
        label="Reliability",
        choices=[(letter, f"{letter} · {words}") for letter, words in scales.RELIABILITY.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a letter."},
    )
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text="What the rating rests on, for colleagues and readers.",
    )


class CredibilityForm(ReliabilityForm):
    value = forms.ChoiceField(
        label="Credibility",
        choices=[(digit, f"{digit} · {words}") for digit, words in scales.CREDIBILITY.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a digit."},
    )


class QuestionForm(forms.ModelForm):
    class Meta:
        model = Question
        fields = ["text", "kind", "unit", "scope"]
        labels = {"text": "Question", "kind": "Answered by", "scope": "Scope note"}
        help_texts = {
            "text": "One that sources answer with a date, a figure or a name: “When did the withdrawal begin?”",
            "unit": "What is counted or measured: people, troops, days. For quantities only.",
            "scope": "What counts and what does not, so that everybody compares the same thing.",
        }
        widgets = {"kind": forms.RadioSelect, "unit": forms.TextInput({"list": "units"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = {"date": "a date or a stretch of time", "quantity": "a figure", "text": "words, grouped by hand"}
        self.fields["kind"].choices = list(words.items())


class ReasonForm(forms.Form):
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 2}))


class MemberForm(forms.Form):
    user = forms.CharField(label="User name", max_length=150, widget=forms.TextInput({"autocomplete": "off"}))
    role = forms.ChoiceField(choices=Role, initial=Role.ANNOTATOR)

    def clean_user(self):
        person = User.objects.filter(username=self.cleaned_data["user"], is_active=True).first()
        if person is None:
            raise ValidationError("Nobody with this user name can sign in. An administrator makes new accounts.")
        return person
