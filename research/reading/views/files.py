from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from research.briefings.models import Topic, Version
from research.briefings.queries import public_versions, with_notes
from research.reading.public import public

IN_THE_FEED = 50
IN_THE_SITEMAP = 50_000
PLAIN = "text/plain; charset=utf-8"


def _address(name, *args):
    return settings.SITE_URL + reverse(f"reading:{name}", args=args)


@public
def feed(request):
    """Atom (RFC 4287): an entry for each version, so that a correction shows, and for each retraction."""
    atom = Atom1Feed(
        title="Crossread: briefings",
        link=_address("home"),
        description="Briefings in which every footnote can be checked.",
        feed_url=_address("feed"),
        language="en",
    )
    for version in with_notes(Version.objects.public()).order_by("-published_at")[:IN_THE_FEED]:
        _add(atom, version)
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _add(atom, version):
    record, link = version.record, _address("version", version.briefing.slug, version.number)
    retraction, correction = getattr(version, "retraction", None), getattr(version, "correction", None)
    entry = {"link": link, "unique_id": link, "pubdate": version.published_at, "categories": record["topics"]}
    title, words = record["title"], record["standfirst"]
    if correction:
        title, words = f"Corrected: {title}", correction.text
    # Atom1Feed declares a summary to be HTML.
    atom.add_item(**entry, title=title, description=escape(words), updateddate=version.published_at)
    if retraction:
        entry |= {"unique_id": f"{link}#retracted", "pubdate": retraction.at, "updateddate": retraction.at}
        atom.add_item(**entry, title=f"Retracted: {record['title']}", description=escape(retraction.text))


@public
def sitemap(request):
    pages = [_address(name) for name in ("home", "topics", "corrections", "how-we-work")]
    pages += [_address("topic", row.slug) for row in Topic.objects.filter(briefings__slug__isnull=False).distinct()]
    rows = public_versions().defer("content")[:IN_THE_SITEMAP]
    briefings = [(_address("briefing", row.briefing.slug), row.published_at) for row in rows]
    context = {"pages": pages, "briefings": briefings}
    return render(request, "reading/sitemap.xml", context, content_type="application/xml; charset=utf-8")


@public
def robots(request):
    lines = ["User-agent: *", "Disallow: /desk/", "Disallow: /admin/", "Disallow: /accounts/", "Disallow: /api/"]
    return HttpResponse("\n".join([*lines, f"Sitemap: {_address('sitemap')}", ""]), content_type=PLAIN)


@public
def security(request):
    """Where to tell of a hole (RFC 9116)."""
    expires = (timezone.now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [f"Contact: {_address('how-we-work')}#security", f"Expires: {expires}", "Preferred-Languages: en"]
    return HttpResponse("\n".join([*lines, f"Canonical: {_address('security')}", ""]), content_type=PLAIN)
