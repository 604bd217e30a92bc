from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from research.briefings import rendering, verification
from research.briefings.changes import changes_of, note_changes
from research.briefings.linked_data import linked_data
from research.briefings.models import Version
from research.briefings.queries import with_notes
from research.reading.data_script import data_script
from research.reading.public import FOR_EVER, public

# Checking hashes every source again, so an answer holds for a while.
CHECKED_FOR = 300


def versions_of(slug):
    """Return the versions of a published briefing, newest first; a draft and what never was are the same 404."""
    found = list(with_notes(Version.objects.public().filter(briefing__slug=slug)).defer("content").order_by("-number"))
    if not found:
        raise Http404
    return found


def version_of(slug, number):
    return get_object_or_404(with_notes(Version.objects.public()), briefing__slug=slug, number=number)


def checked(version):
    key = f"verified:{version.record_hash}:{version.pk}"
    return cache.get_or_set(key, lambda: verification.verify(version), CHECKED_FOR)


def _shown(request, version, found):
    record = version.record
    slug = version.briefing.slug
    address = settings.SITE_URL + reverse("reading:version", args=[slug, version.number])
    own = settings.SITE_URL + reverse("reading:briefing", args=[slug])
    context = {
        "version": version,
        "versions": found,
        "newest": found[0],
        "retraction": getattr(found[0], "retraction", None),
        "record": record,
        "blocks": rendering.blocks_of(record),
        "notes": rendering.notes_of(record),
        "topics": version.briefing.topics.all(),
        "holds": checked(version).holds,
        "address": address,
        "canonical": own if version == found[0] else address,
        "json_ld": data_script(linked_data(record, address)),
    }
    return render(request, "reading/briefing.html", context)


@public
def briefing(request, slug):
    found = versions_of(slug)
    return _shown(request, found[0], found)


@public
def version(request, slug, number):
    found = versions_of(slug)
    wanted = next((row for row in found if row.number == number), None)
    if wanted is None:
        raise Http404
    return _shown(request, wanted, found)


@public
def versions(request, slug):
    return render(request, "reading/versions.html", {"versions": versions_of(slug)})


@public
def as_json(request, slug, number):
    found = version_of(slug, number)
    # The very bytes that were hashed: sha256 of this answer is the record hash.
    return HttpResponse(found.content, content_type="application/json", headers={"Cache-Control": FOR_EVER})


@public
def as_markdown(request, slug, number):
    found = version_of(slug, number)
    address = settings.SITE_URL + reverse("reading:version", args=[slug, number])
    text = rendering.markdown_of(found.record, address)
    headers = {"Content-Disposition": f'attachment; filename="{slug}-{number}.md"'}
    return HttpResponse(text, content_type="text/markdown; charset=utf-8", headers=headers)


@public
def verify(request, slug, number=None):
    version = version_of(slug, number) if number else versions_of(slug)[0]
    result = checked(version)
    rows = [(note, result.footnotes.get(note.number)) for note in rendering.notes_of(version.record)]
    return render(request, "reading/verify.html", {"version": version, "result": result, "rows": rows})


@public
def changes(request, slug, old, new):
    before, after = version_of(slug, old), version_of(slug, new)
    added, removed, rerated = note_changes(before.record, after.record)
    context = {
        "before": before,
        "after": after,
        "parts": changes_of(before.record, after.record),
        "added": added,
        "removed": removed,
        "rerated": rerated,
    }
    return render(request, "reading/changes.html", context)
