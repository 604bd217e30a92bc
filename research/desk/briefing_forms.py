from django import forms

from research.briefings.models import Briefing


class BriefingForm(forms.Form):
    """A briefing's text, with the number of the state it was begun from."""

    title = forms.CharField(max_length=300)
    standfirst = forms.CharField(
        required=False, widget=forms.Textarea({"rows": 3}), help_text="Two or three sentences that say what was found."
    )
    body = forms.CharField(
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 22, "class": "writing", "spellcheck": "true"}),
        help_text="Markdown. A citation is [@c12]: choose claims from the list, and their codes are set for you.",
    )
    topics = forms.CharField(required=False, help_text="Separated by commas. Readers find published briefings by them.")
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, briefing, data=None):
        """The form of a Briefing, saved or not."""
        topics = ", ".join(topic.name for topic in briefing.topics.all()) if briefing.pk else ""
        known = {name: getattr(briefing, name) for name in ("title", "standfirst", "body")}
        return cls(data, initial=known | {"topics": topics, "version": briefing.version if briefing.pk else None})

    @property
    def words(self):
        """What was typed, as `save_briefing` takes it."""
        given = dict(self.cleaned_data)
        # Browsers send CRLF; a text nobody touched must not count as changed.
        given |= {name: given[name].replace("\r\n", "\n") for name in ("standfirst", "body")}
        return given | {"topics": [name.strip() for name in given["topics"].split(",") if name.strip()]}

    def typed(self, dossier):
        """The text as it was sent, valid or not, as an unsaved Briefing: for the preview and the page of a conflict."""
        words = {name: self.data.get(name, "").replace("\r\n", "\n") for name in ("title", "standfirst", "body")}
        return Briefing(dossier=dossier, **words)


class ReviewForm(forms.Form):
    """One decision on the very content that was read."""

    decision = forms.ChoiceField(choices=[("approve", "Approve"), ("return", "Return")])
    content_hash = forms.CharField(widget=forms.HiddenInput)
    remarks = forms.CharField(
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="Needed where you return it: what should be mended before it comes back.",
    )


class RemarkForm(forms.Form):
    quote = forms.CharField(
        required=False,
        label="Words of the briefing",
        widget=forms.Textarea({"rows": 2}),
        help_text="What you speak of.",
    )
    text = forms.CharField(label="Remark", widget=forms.Textarea({"rows": 2}))


class AnswerForm(forms.Form):
    answer = forms.CharField(widget=forms.Textarea({"rows": 2}))


class OverrideForm(forms.Form):
    line = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(widget=forms.Textarea({"rows": 2}), help_text="Every reader will see it.")


class PublishForm(forms.Form):
    correction = forms.CharField(
        required=False,
        label="What this version mends",
        widget=forms.Textarea({"rows": 3}),
        help_text="Shown beside the text, in the feed and on the page of corrections.",
    )
    reason = forms.CharField(
        required=False, label="How the mistake came about", widget=forms.Textarea({"rows": 2}), help_text="Also public."
    )


class RetractForm(forms.Form):
    text = forms.CharField(
        label="Why it no longer stands",
        widget=forms.Textarea({"rows": 3}),
        help_text="Shown above the text. The text itself stays readable.",
    )
