"""What the desk's pages say and show of rows, in their own words."""

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from research import values
from research.assessments import scales
from research.desk.charts import hue_of
from research.desk.marking import NAMES, UNSEEN
from research.dossiers.rules import allows

register = template.Library()
register.filter("hue", hue_of)


@register.filter
def lets(dossier, needed):
    """True where the role of who looks, `role_here`, reaches the needed one and the dossier can still change."""
    return allows(getattr(dossier, "role_here", None), needed) and not dossier.is_archived


@register.inclusion_tag("desk/_tab.html", takes_context=True)
def tab(context, label, name, *below):
    """A link of the dossier's navigation; current on its own page, and on those below it, named by their urls."""
    match = context["request"].resolver_match
    here = match.url_name if match else ""
    current = "page" if here == name else "true" if here in below else ""
    return {"label": label, "url": reverse(f"desk:{name}", args=[context["dossier"].slug]), "current": current}


@register.filter
def reads(claim):
    """How a claim's words are read: "1 Jan – 31 Dec 2025 (year)"; empty where they are not."""
    return values.say(claim.value) if claim.value else ""


@register.filter
def when(article):
    """When an article was published: "17 Apr 2024", "Nov 2023", "2023", else its first and last day, or "undated"."""
    if article.earliest is None and article.latest is None:
        return "undated"
    said = values.say(values.Value("date", earliest=article.earliest, latest=article.latest))
    if said.endswith("(month)"):
        return said.removesuffix(" (month)").split("– ")[-1].split(" ", 1)[1]
    return said.removesuffix(" (year)")[-4:] if said.endswith("(year)") else said


@register.filter
def source_rating(article, ratings):
    """The letters an article goes by: its own, else its publisher's."""
    return ratings.article(article)


@register.filter
def publisher_rating(publisher, ratings):
    return ratings.publisher(publisher.pk)


@register.filter
def claim_rating(claim, ratings):
    """Letter and digit, "B2"."""
    return ratings.rating(claim)


@register.inclusion_tag("desk/_rating.html")
def rating(letters, *, quietly=False):
    """A rating with its words, "B/C" where raters differ; quietly: nothing at all where nobody has rated."""
    words = "; ".join(f"{sign}: {scales.WORDS[sign]}" for sign in letters if sign in scales.WORDS)
    return {"letters": letters, "words": words, "quietly": quietly}


@register.filter
def in_words(letters):
    """What the letters of a rating mean, "B/C" as two."""
    return [scales.WORDS[sign] for sign in letters if sign in scales.WORDS]


@register.filter
def hidden_shown(text):
    """The text as it is, with what is unseen in it wrapped so that the style sheet can draw a sign there."""
    parts, last = [], 0
    for match in UNSEEN.finditer(text):
        parts += [(text[last : match.start()],), (_sign(match.group()),)]
        last = match.end()
    return format_html_join("", "{}", [*parts, (text[last:],)])


def _sign(characters):
    code = ord(characters[0])
    name = NAMES.get(code, f"U+{code:04X}") if len(characters) == 1 else f"{len(characters)} hidden"
    return format_html('<span class="unseen" data-name="{}">{}</span>', name, characters)


@register.filter
def page_query(request, name):
    """The query of this page without one parameter, to hang another value of it on."""
    rest = request.GET.copy()
    rest.pop(name, None)
    return f"{rest.urlencode()}&" if rest else ""
