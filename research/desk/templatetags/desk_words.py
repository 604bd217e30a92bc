"""What the desk's pages say and show of rows, in their own words."""

from django import template
from django.urls import reverse

from research.dossiers.rules import allows

register = template.Library()


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
