import xml.etree.ElementTree as ET
from datetime import datetime

import pytest

from research.briefings import actions
from tests.briefings.making import make_corrected
from tests.cast import make_cast

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "http://127.0.0.1:8000"


@pytest.fixture
def version():
    return make_corrected(make_cast())


def entries(client):
    return ET.fromstring(client.get("/feed.atom").content).findall(f"{ATOM}entry")


def test_the_feed_has_an_entry_for_each_version(client, version):
    titles = [entry.findtext(f"{ATOM}title") for entry in entries(client)]
    assert titles == ["Corrected: When they left", "When they left"]


def test_the_feed_tells_of_a_retraction(client, version):
    actions.retract(briefing=version.briefing, by=version.by, text="It was wrong.")
    found = [entry.findtext(f"{ATOM}summary") for entry in entries(client)]
    assert "It was wrong." in found


def test_markup_stays_words_in_a_reader_of_feeds(client, version):
    actions.retract(briefing=version.briefing, by=version.by, text="<b>Wrong</b> & gone")
    found = [entry.findtext(f"{ATOM}summary") for entry in entries(client)]
    assert "&lt;b&gt;Wrong&lt;/b&gt; &amp; gone" in found


def test_every_entry_has_an_id_of_its_own(client, version):
    actions.retract(briefing=version.briefing, by=version.by, text="It was wrong.")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries(client)]
    assert len(set(ids)) == len(ids) == 3


def test_the_feed_is_atom(client):
    assert client.get("/feed.atom")["Content-Type"].startswith("application/atom+xml")


def test_the_sitemap_lists_what_is_published(client, version):
    root = ET.fromstring(client.get("/sitemap.xml").content)
    found = [row.text for row in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert f"{SITE}/briefings/{version.briefing.slug}/" in found


def test_robots_keep_to_what_is_public(client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /desk/" in text
    assert f"Sitemap: {SITE}/sitemap.xml" in text


def test_security_says_whom_to_tell_and_until_when(client):
    lines = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines())
    assert lines["Contact"].startswith("http")
    assert datetime.fromisoformat(lines["Expires"]).timestamp() > datetime.now().timestamp()
