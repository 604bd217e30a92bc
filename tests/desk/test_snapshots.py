"""Captures of an article, their differences and downloads; near-identical texts; publishers' names."""

import pytest
from django.urls import reverse

from research.claims.actions import mark_passage
from research.sources.actions import exclude, import_article
from research.sources.models import Article, Exclusion, Publisher
from research.sources.queries import article_text, furniture_of, is_furniture
from tests.cast import make_article, make_cast

pytestmark = pytest.mark.django_db
FIRST = "The force left on 17 April 2024.\n\nAbout 2,000 soldiers had been there.\n\nNobody spoke of it."
SECOND = "The force left on 17 April 2024.\n\nSome 1,960 soldiers had been there.\n\nNobody spoke of it."


@pytest.fixture
def cast(db):
    cast = make_cast()
    cast.article = make_article(cast, FIRST)
    cast.first = cast.article.snapshots.get()
    return cast


@pytest.fixture
def annotator(cast, client):
    client.force_login(cast.annotator)
    return client


def address(cast, name, *args):
    return reverse(f"desk:{name}", args=[cast.dossier.slug, *args])


def capture(cast, text=SECOND, **words):
    given = {"data": text.encode(), "name": "a.txt"} | words
    return import_article(dossier=cast.dossier, by=cast.annotator, article=cast.article, **given).snapshot


class TestCaptures:
    def page(self, cast, client, **asked):
        return client.get(address(cast, "snapshots", cast.article.number), asked)

    def test_one_capture_has_nothing_to_compare(self, cast, annotator):
        answer = self.page(cast, annotator)
        assert "1 capture" in answer.text
        assert "What changed" not in answer.text

    def test_what_changed_is_told_by_ins_and_del(self, cast, annotator):
        capture(cast)
        answer = self.page(cast, annotator)
        assert "removed: </span>About" in answer.text
        assert "added: </span>Some" in answer.text

    def test_any_two_captures_can_be_compared(self, cast, annotator):
        middle = capture(cast)
        capture(cast, SECOND + "\n\nThen the road was closed.")
        answer = self.page(cast, annotator, **{"from": cast.first.pk, "to": middle.pk})
        assert (answer.context["earlier"], answer.context["later"]) == (cast.first, middle)

    @pytest.mark.parametrize("asked", ["x", "9" * 30, "²", "-1"])
    def test_nonsense_for_a_number_is_no_fault(self, cast, annotator, asked):
        capture(cast)
        assert self.page(cast, annotator, to=asked).status_code == 200

    def test_the_wrong_way_round_is_not_found(self, cast, annotator):
        second = capture(cast)
        answer = self.page(cast, annotator, **{"from": second.pk, "to": cast.first.pk})
        assert answer.status_code == 404

    def test_an_outsider_finds_nothing(self, cast, client):
        client.force_login(cast.outsider)
        assert self.page(cast, client).status_code == 404

    def test_an_observer_reads_without_buttons(self, cast, client):
        client.force_login(cast.observer)
        assert "Keep this capture" not in self.page(cast, client).text


class TestCarrying:
    def marked(self, cast, quote):
        return mark_passage(snapshot=cast.first, quote=quote, by=cast.annotator)[0]

    def test_carries_what_stands_there_and_shows_the_rest(self, cast, annotator):
        self.marked(cast, "17 April 2024")
        self.marked(cast, "About 2,000 soldiers")
        later = capture(cast)
        pair = {"from": cast.first.pk, "to": later.pk}
        answer = annotator.post(address(cast, "carry", cast.article.number), pair, follow=True)
        assert [passage.quote for passage in later.passages.all()] == ["17 April 2024"]
        assert [passage.quote for passage, _ in answer.context["waiting"]] == ["About 2,000 soldiers"]

    @pytest.mark.parametrize(("who", "status"), [("observer", 403), ("outsider", 404)])
    def test_who_may(self, cast, client, who, status):
        capture(cast)
        client.force_login(getattr(cast, who))
        assert client.post(address(cast, "carry", cast.article.number)).status_code == status


class TestNewCapture:
    def test_of_another_text_is_kept(self, cast, annotator):
        answer = annotator.post(address(cast, "capture", cast.article.number), {"text": SECOND})
        assert answer.url == address(cast, "snapshots", cast.article.number)
        assert cast.article.snapshots.count() == 2

    def test_without_anything_is_refused(self, cast, annotator):
        answer = annotator.post(address(cast, "capture", cast.article.number), {"text": " "})
        assert answer.context["form"].errors

    def test_by_fetching_waits_for_a_worker(self, cast, annotator):
        Article.objects.filter(pk=cast.article.pk).update(url="https://news.example/a")
        annotator.post(address(cast, "fetch-again", cast.article.number))
        item = cast.dossier.imports.get().items.get()
        assert (item.state, item.article) == ("waiting", cast.article)

    @pytest.mark.parametrize("name", ["capture", "fetch-again"])
    @pytest.mark.parametrize(("who", "status"), [("observer", 403), ("outsider", 404)])
    def test_who_may(self, cast, client, name, who, status):
        client.force_login(getattr(cast, who))
        assert client.post(address(cast, name, cast.article.number), {"text": SECOND}).status_code == status


class TestFurniture:
    def leave_out(self, cast, client, quote="Nobody spoke of it."):
        return client.post(address(cast, "leave-out", cast.article.number), {"quote": quote}, follow=True)

    def test_is_left_out_and_shown(self, cast, annotator):
        answer = self.leave_out(cast, annotator)
        assert [words for _, words in answer.context["furniture"]] == ["Nobody spoke of it."]
        assert article_text(cast.first) == FIRST.removesuffix("Nobody spoke of it.")

    def test_is_taken_back(self, cast, annotator):
        self.leave_out(cast, annotator)
        annotator.post(address(cast, "take-back", cast.article.number, cast.first.exclusions.get().pk))
        assert article_text(cast.first) == FIRST
        assert Exclusion.history.first().history_user == cast.annotator

    def test_words_that_are_not_there_are_said(self, cast, annotator):
        assert "do not stand in the text" in self.leave_out(cast, annotator, "Something else").text

    @pytest.mark.parametrize(("who", "status"), [("observer", 403), ("outsider", 404)])
    def test_who_may(self, cast, client, who, status):
        client.force_login(getattr(cast, who))
        assert self.leave_out(cast, client).status_code == status

    def test_stretches_that_touch_are_one(self, cast):
        for start, end in ((5, 9), (0, 3), (2, 6), (20, 21)):
            exclude(snapshot=cast.first, start=start, end=end, by=cast.annotator)
        assert furniture_of(cast.first) == [(0, 9), (20, 21)]
        assert [is_furniture([(0, 9)], *place) for place in ((8, 12), (9, 12))] == [True, False]


class TestDownload:
    """TRUST 26."""

    def get(self, cast, client, **asked):
        return client.get(address(cast, "original", cast.article.number), asked)

    def test_gives_the_bytes_as_they_came(self, cast, annotator):
        assert b"".join(self.get(cast, annotator).streaming_content) == FIRST.encode()

    def test_gives_a_large_original_from_its_file(self, cast, annotator):
        capture(cast, SECOND * 2000)
        assert b"".join(self.get(cast, annotator).streaming_content) == (SECOND * 2000).encode()

    def test_is_a_download_and_never_a_page(self, cast, annotator):
        headers = self.get(cast, annotator).headers
        assert headers["Content-Type"] == "application/octet-stream"
        assert headers["Content-Disposition"].startswith("attachment")
        assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"

    @pytest.mark.parametrize(
        ("name", "saved"),
        [
            ("répórt.txt", "attachment; filename*=utf-8''r%C3%A9p%C3%B3rt.txt"),
            ('a"b.txt', 'attachment; filename="a\\"b.txt"'),
            ("../../etc/passwd", 'attachment; filename="passwd"'),
            ("a\r\nSet-Cookie: x", 'attachment; filename="aSet-Cookie: x"'),
            ("evil\u202etxt.exe", 'attachment; filename="eviltxt.exe"'),
            ("..", 'attachment; filename="article-1"'),
        ],
    )
    def test_the_name_cannot_deceive(self, cast, annotator, name, saved):
        later = capture(cast, name=name)
        assert self.get(cast, annotator, snapshot=later.pk).headers["Content-Disposition"] == saved

    def test_a_page_with_a_script_is_saved_too(self, cast, annotator):
        page = b"<html><body><script>alert(1)</script><p>The force left before dawn, it is said.</p></body></html>"
        import_article(dossier=cast.dossier, by=cast.annotator, data=page, name="a.html", article=cast.article)
        answer = self.get(cast, annotator)
        assert answer.headers["Content-Disposition"] == 'attachment; filename="a.html"'

    def test_of_another_article_is_not_found_here(self, cast, annotator):
        other = make_article(cast, "Quite another text.")
        assert self.get(cast, annotator, snapshot=other.snapshots.get().pk).status_code == 404

    def test_an_outsider_finds_nothing(self, cast, client):
        client.force_login(cast.outsider)
        assert self.get(cast, client).status_code == 404


class TestNearIdenticalTexts:
    BODY = " ".join(
        f"The {n}th lorry of the column crossed the bridge at kilometre {n * 7} of the road." for n in range(20)
    )

    def test_stand_side_by_side(self, cast, annotator):
        both = [make_article(cast, text, publisher=text[:5]) for text in ("Wires: " + self.BODY, "Paper: " + self.BODY)]
        (group,) = annotator.get(address(cast, "copies")).context["groups"]
        assert [snapshot.article for snapshot in group.snapshots] == both

    def test_what_differs_is_shown(self, cast, annotator):
        a, b = (make_article(cast, text).snapshots.get() for text in ("Wires: " + self.BODY, "Paper: " + self.BODY))
        assert "added: </span>Paper:" in annotator.get(address(cast, "compare", a.pk, b.pk)).text

    def test_none_is_said_so(self, cast, annotator):
        assert "No two articles share a text" in annotator.get(address(cast, "copies")).text

    def test_an_outsider_finds_nothing(self, cast, client):
        client.force_login(cast.outsider)
        assert client.get(address(cast, "copies")).status_code == 404
        assert client.get(address(cast, "compare", cast.first.pk, cast.first.pk)).status_code == 404

    def test_a_text_of_another_dossier_is_not_found(self, cast, annotator):
        other = make_article(cast, FIRST, dossier=cast.other).snapshots.get()
        assert annotator.get(address(cast, "compare", cast.first.pk, other.pk)).status_code == 404


class TestPublishers:
    def test_get_names_and_a_family(self, cast, annotator):
        publisher = cast.article.publisher
        given = {"name": "The Wire", "aliases": "Wire Desk\nTWD", "parent": "Wire House"}
        annotator.post(address(cast, "publisher-edit", publisher.pk), given)
        publisher.refresh_from_db()
        assert (publisher.name, publisher.aliases, publisher.parent.name) == (
            "The Wire",
            ["Wire Desk", "TWD"],
            "Wire House",
        )

    def test_cannot_belong_to_themselves(self, cast, annotator):
        publisher = cast.article.publisher
        given = {"name": publisher.name, "parent": publisher.name}
        answer = annotator.post(address(cast, "publisher-edit", publisher.pk), given)
        assert answer.context["form"].errors["parent"]

    def test_are_merged(self, cast, client):
        client.force_login(cast.editor)
        gone, kept = cast.article.publisher, make_article(cast, SECOND, publisher="The Wire").publisher
        answer = client.post(address(cast, "publisher-merge", gone.pk), {"other": "the wire"})
        assert answer.url == address(cast, "publisher", kept.pk)
        assert Publisher.objects.get().aliases == [gone.name]

    @pytest.mark.parametrize(("who", "status"), [("observer", 403), ("outsider", 404)])
    @pytest.mark.parametrize("name", ["publisher-edit", "publisher-merge"])
    def test_who_may(self, cast, client, name, who, status):
        client.force_login(getattr(cast, who))
        answer = client.post(address(cast, name, cast.article.publisher.pk), {"name": "x", "other": "y"})
        assert answer.status_code == status
