"""Imports: what comes in, what becomes of it, and that nothing is lost, doubled or left half done."""

import csv
import io
import json
import zipfile
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from research.dossiers.actions import archive_dossier, remove_member
from research.sources import fetching, imports, originals, shelf, tasks, work
from research.sources.imports import Coming, cancel, retry, start_import
from research.sources.models import Article, ImportItem, Snapshot
from research.sources.queries import progress_of
from tests.cast import make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture(autouse=True)
def nothing_left_open():
    yield
    while tasks.SHELVES:
        tasks.SHELVES.popitem()[1].close()


def archive(**members):
    """The bytes of a zip archive: {name: bytes}."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return packed.getvalue()


def report(number):
    return f"Report {number}. The convoy of {number} lorries left the base before dawn.".encode()


def zipped(count):
    return archive(**{f"{number:04}.txt": report(number) for number in range(count)})


def begin(cast, *coming, **words):
    return start_import(dossier=cast.dossier, by=cast.annotator, coming=coming, **words)


def states(run):
    return dict(run.items.values_list("name", "state"))


def outcome(run):
    item = run.items.get()
    return item.state, item.reason


class TestOneSmallDocument:
    def test_is_read_at_once(self, cast):
        run = begin(cast, Coming("Pasted text", b"The convoy left.", details={"title": "The convoy"}))
        assert outcome(run) == ("done", "")
        assert run.items.get().article.title == "The convoy"

    def test_leaves_nothing_in_the_spool(self, cast):
        begin(cast, Coming("a.txt", report(1)))
        assert ImportItem.objects.get().spooled == ""

    def test_that_is_no_text_fails_in_words_and_keeps_its_bytes(self, cast):
        run = begin(cast, Coming("a.txt", bytes(range(1, 9)) * 50))
        assert outcome(run)[0] == "failed"
        assert "not text" in outcome(run)[1]
        assert default_storage.exists(run.items.get().spooled)

    def test_again_is_a_duplicate_that_names_the_article(self, cast):
        begin(cast, Coming("a.txt", report(1)))
        run = begin(cast, Coming("b.txt", report(1)))
        assert outcome(run) == ("duplicate", "The dossier has this already, as article 1.")
        assert Snapshot.objects.count() == 1

    def test_of_a_known_article_is_a_new_capture(self, cast):
        first = begin(cast, Coming("a.txt", report(1))).items.get().article
        run = begin(cast, Coming("a.txt", report(2), article=first))
        assert outcome(run) == ("done", "A new capture of article 1, which has changed.")
        assert first.snapshots.count() == 2


class TestManyFiles:
    def test_wait_for_a_worker(self, cast):
        run = begin(cast, Coming("a.txt", report(1)), Coming("b.txt", report(2)))
        assert states(run) == {"a.txt": "waiting", "b.txt": "waiting"}
        assert DBTaskResult.objects.filter(task_path=tasks.run_import.module_path).count() == 1

    def test_are_safe_before_the_answer_returns(self, cast):
        run = begin(cast, Coming("a.txt", report(1)), Coming("b.txt", report(2)))
        with default_storage.open(run.items.first().spooled) as file:
            assert file.read() == report(1)

    def test_each_end_in_their_own_way(self, cast):
        run = begin(
            cast, Coming("a.txt", report(1)), Coming("empty.txt", b""), Coming("again.txt", report(1)), publisher="Wire"
        )
        work.work(run)
        assert states(run) == {"a.txt": "done", "empty.txt": "failed", "again.txt": "duplicate"}
        assert Article.objects.get().publisher.name == "Wire"


class TestCollections:
    def test_an_archive_is_opened_into_its_files(self, cast):
        run = begin(cast, Coming("all.zip", archive(**{"a.txt": report(1), "d/b.txt": report(2), "c.txt": b""})))
        work.work(run)
        assert states(run) == {"all.zip": "done", "a.txt": "done", "d/b.txt": "done", "c.txt": "failed"}
        assert progress_of(run).total == 3

    def test_a_list_brings_what_it_says_of_each(self, cast):
        rows = io.StringIO()
        table = csv.writer(rows)
        table.writerow(["title", "text", "publisher", "published"])
        table.writerow(["The convoy", "It left before dawn.", "The Wire", "2024-04-17"])
        table.writerow(["Nothing", "", "", ""])
        run = begin(cast, Coming("list.csv", rows.getvalue().encode()))
        work.work(run)
        article = Article.objects.get()
        assert (article.title, article.publisher.name, article.published) == ("The convoy", "The Wire", "2024-04-17")
        assert progress_of(run).failed == 1

    def test_what_no_article_can_hold_is_left_out_of_a_list(self, cast):
        line = json.dumps({"title": "A", "text": "It left before dawn.", "language": "x" * 99})
        run = begin(cast, Coming("list.jsonl", line.encode()))
        work.work(run)
        assert Article.objects.get().language == ""

    def test_what_the_editor_says_of_an_archive_holds_for_each_that_says_nothing(self, cast):
        rows = b"title,text,language\nA,It left before dawn.,hy\nB,It came back at noon.,\n"
        said = {"publisher": "The Wire", "language": "ru", "title": "Not for many"}
        work.work(begin(cast, Coming("list.csv", rows, details=said)))
        known = Article.objects.values_list("title", "language", "publisher__name")
        assert list(known) == [("A", "hy", "The Wire"), ("B", "ru", "The Wire")]

    def test_an_empty_archive_has_failed(self, cast):
        run = begin(cast, Coming("all.zip", archive()))
        work.work(run)
        assert outcome(run) == ("failed", work.NOTHING)

    def test_a_broken_archive_has_failed(self, cast):
        run = begin(cast, Coming("all.zip", zipped(3)[:200]), Coming("b.txt", report(9)))
        work.work(run)
        assert states(run) == {"all.zip": "failed", "b.txt": "done"}

    def test_a_retry_reads_only_what_failed(self, cast, monkeypatch):
        run = begin(cast, Coming("all.zip", archive(**{"a.txt": report(1), "b.txt": b""})))
        work.work(run)
        assert retry(run=run, by=cast.annotator) == 1
        read = []
        monkeypatch.setattr(work, "read_article", lambda data, **hints: read.append(hints["name"]))
        with pytest.raises(AttributeError):
            work.work(run)
        assert read == ["b.txt"]

    def test_opening_goes_on_where_it_stopped(self, cast, monkeypatch):
        monkeypatch.setattr(work, "AT_A_TIME", 2)
        run = begin(cast, Coming("all.zip", zipped(5)))
        item = work.claim(run)
        with shelf.Shelf() as board, shelf.opened(item, board) as thing:
            plain = thing.items

            def broken():
                for place, part in enumerate(plain()):
                    if place == 3:
                        raise KeyboardInterrupt
                    yield part

            monkeypatch.setattr(thing, "items", broken)
            with pytest.raises(KeyboardInterrupt):
                work.unpack(run, item, thing)
        assert item.children.count() == 2
        ImportItem.objects.filter(pk=item.pk).update(state="waiting")
        work.work(run)
        assert list(item.children.values_list("place", "state")) == [(place, "done") for place in range(5)]


class TestAddresses:
    @pytest.fixture(autouse=True)
    def web(self, monkeypatch):
        self.pages = {}
        self.asked = []

        def fetch(url):
            self.asked.append(url)
            data, content_type = self.pages[url]
            return fetching.Fetched(data, url, content_type, "utf-8", 200, timezone.now())

        monkeypatch.setattr(fetching, "fetch", fetch)
        monkeypatch.setattr(shelf, "PAUSE", 0)

    def page(self, words):
        text = f"<p>{words} The convoy left the base before dawn, residents said.</p>" * 5
        return f"<html><body><article><h1>The convoy</h1>{text}</article></body></html>".encode(), "text/html"

    def test_are_fetched_in_the_background(self, cast):
        url = "https://news.example/a"
        self.pages[url] = self.page("First.")
        run = begin(cast, Coming(url, url=url))
        assert self.asked == []
        work.work(run)
        assert Snapshot.objects.get().fetched_from == url

    def test_that_changed_make_a_second_snapshot_of_the_same_article(self, cast):
        url = "https://news.example/a"
        for words in ("First.", "Second."):
            self.pages[url] = self.page(words)
            run = begin(cast, Coming(url, url=url))
            work.work(run)
        assert outcome(run) == ("done", "A new capture of article 1, which has changed.")
        assert Article.objects.get().snapshots.count() == 2

    def test_of_a_feed_bring_its_entries_from_the_bytes_first_seen(self, cast):
        url, entry = "https://news.example/feed", "https://news.example/a"
        feed = f"<rss version='2.0'><channel><title>News</title><item><link>{entry}</link></item></channel></rss>"
        self.pages = {url: (feed.encode(), "application/rss+xml"), entry: self.page("First.")}
        run = begin(cast, Coming(url, url=url))
        work.work(run)
        assert progress_of(run).done == 1
        assert self.asked == [url, entry]

    def test_in_a_list_that_lead_to_a_collection_are_refused(self, cast):
        entry = "https://news.example/all.zip"
        self.pages[entry] = (zipped(2), "application/zip")
        run = begin(cast, Coming("list.csv", f"url\n{entry}\n".encode()))
        work.work(run)
        assert run.items.get(parent__isnull=False).reason == shelf.NESTED

    def test_are_not_asked_faster_than_is_polite(self, cast, monkeypatch):
        waits = []
        monkeypatch.setattr(shelf, "PAUSE", 1.0)
        monkeypatch.setattr(shelf.time, "sleep", waits.append)
        for name in "ab":
            self.pages[f"https://news.example/{name}"] = self.page(name)
        work.work(begin(cast, *(Coming(url, url=url) for url in self.pages)))
        assert waits[0] == 0 < waits[1] <= 1.0


class TestWhoMay:
    def test_an_observer_may_not_import(self, cast):
        with pytest.raises(PermissionDenied):
            start_import(dossier=cast.dossier, by=cast.observer, coming=[Coming("a.txt", report(1))])

    def test_an_observer_may_neither_cancel_nor_retry(self, cast):
        run = begin(cast, Coming("all.zip", zipped(2)))
        for verb in (cancel, retry):
            with pytest.raises(PermissionDenied):
                verb(run=run, by=cast.observer)

    @pytest.mark.parametrize("leave", ["removed", "archived", "deactivated"])
    def test_who_may_no_longer_brings_nothing_in(self, cast, leave):
        run = begin(cast, Coming("all.zip", zipped(2)))
        if leave == "removed":
            remove_member(membership=cast.dossier.memberships.get(user=cast.annotator), by=cast.chief)
        elif leave == "archived":
            archive_dossier(dossier=cast.dossier, by=cast.chief)
        else:
            cast.annotator.is_active = False
            cast.annotator.save()
        tasks.run_import.call(run.pk)
        assert outcome(run) == ("failed", work.NOT_ALLOWED)

    def test_an_article_of_another_dossier_gets_no_capture(self, cast):
        other = start_import(dossier=cast.other, by=cast.outsider, coming=[Coming("a.txt", report(1))])
        with pytest.raises(ValidationError):
            begin(cast, Coming("a.txt", report(2), article=other.items.get().article))


class TestBounds:
    def test_nothing_is_no_import(self, cast):
        with pytest.raises(ValidationError):
            begin(cast)

    def test_one_person_has_so_many_under_way(self, cast, monkeypatch):
        monkeypatch.setattr(imports, "MOST_UNFINISHED", 1)
        begin(cast, Coming("all.zip", zipped(2)))
        with pytest.raises(ValidationError, match="under way"):
            begin(cast, Coming("all.zip", zipped(3)))

    def test_an_upload_has_a_limit(self, cast, settings):
        settings.IMPORT_MAX_ARCHIVE = 10
        with pytest.raises(ValidationError, match="too large"):
            begin(cast, Coming("a.txt", report(1)))

    def test_a_full_disk_is_said_and_leaves_nothing(self, cast, monkeypatch):
        plain = default_storage.save
        monkeypatch.setattr(
            originals.default_storage, "save", lambda *a: full() if kept else kept.append(plain(*a)) or kept[0]
        )
        kept = []

        def full():
            raise OSError(28, "No space left on device")

        with pytest.raises(ValidationError, match="No space left"):
            begin(cast, Coming("a.txt", report(1)), Coming("b.txt", report(2)))
        assert not ImportItem.objects.exists()
        assert not default_storage.exists(kept[0])

    def test_a_document_has_a_limit_and_is_not_read_whole(self, cast, settings):
        settings.IMPORT_MAX_BYTES = 1000
        run = begin(cast, Coming("a.txt", b"Too long. " * 1000))
        assert outcome(run)[0] == "failed"
        assert "too large" in outcome(run)[1]

    def test_an_unknown_detail_is_refused_before_anything_is_kept(self, cast):
        with pytest.raises(ValidationError):
            begin(cast, Coming("a.txt", report(1), details={"number": "7"}))
        assert not ImportItem.objects.exists()


class TestCharactersNoDatabaseTakes:
    """TRUST traps 2 and 5: NUL and lone surrogates, wherever they come in."""

    NASTY = "Left\x00 at \ud83d dawn\ufffe."

    def test_in_the_text(self, cast):
        begin(cast, Coming("a.txt", self.NASTY.encode("utf-8", "surrogatepass")))
        text = Snapshot.objects.get().text
        assert text.encode()
        assert "\x00" not in text

    def test_in_the_editors_words(self, cast):
        run = begin(cast, Coming(self.NASTY, b"The convoy left.", details={"title": self.NASTY}), publisher=self.NASTY)
        assert run.items.get().state == "done"
        assert Article.objects.get().title == "Left� at � dawn�."

    def test_in_a_list(self, cast):
        line = '{"title": "Left\\u0000 at \\ud83d dawn", "text": "It left\\u0000 at \\ud83d dawn."}'
        run = begin(cast, Coming("list.jsonl", line.encode()))
        work.work(run)
        assert Article.objects.get().title == "Left� at � dawn"

    def test_in_names_inside_an_archive(self, cast):
        run = begin(cast, Coming("all.zip", archive(**{"a\ufffe.txt": report(1)})))
        work.work(run)
        assert progress_of(run).done == 1


class TestCancel:
    def test_leaves_out_what_waits_and_keeps_what_is_there(self, cast):
        run = begin(cast, Coming("a.txt", report(1)), Coming("b.txt", report(2)))
        work.work(run, report=lambda item: cancel(run=run, by=cast.annotator))
        assert states(run) == {"a.txt": "done", "b.txt": "failed"}
        assert run.items.last().reason == imports.CANCELLED

    def test_reaches_what_is_being_read(self, cast, monkeypatch):
        plain = work.read_article

        def read(*args, **hints):
            cancel(run=run, by=cast.annotator)
            return plain(*args, **hints)

        monkeypatch.setattr(work, "read_article", read)
        run = begin(cast, Coming("a.txt", report(1)), Coming("b.txt", report(2)))
        work.work(run)
        assert not Article.objects.exists()

    def test_can_be_taken_back(self, cast):
        run = begin(cast, Coming("a.txt", report(1)), Coming("b.txt", report(2)))
        cancel(run=run, by=cast.annotator)
        retry(run=run, by=cast.annotator)
        work.work(run)
        assert progress_of(run).done == 2


class TestKilledWorkers:
    """What a worker leaves that gave no sign of life, without the killing: tests/test_crashes.py does that."""

    def left_behind(self, cast, **item):
        run = begin(cast, Coming("a.txt", report(1)), Coming("b.txt", report(2)))
        DBTaskResult.objects.all().delete()
        long_ago = timezone.now() - timedelta(hours=1)
        type(run).objects.filter(pk=run.pk).update(created_at=long_ago)
        held = work.claim(run)
        ImportItem.objects.filter(pk=held.pk).update(heartbeat=long_ago, **item)
        return run

    def test_their_items_are_taken_up_again(self, cast):
        run = self.left_behind(cast)
        assert tasks.tend() == [run]
        work.work(run)
        assert set(states(run).values()) == {"done"}

    def test_an_item_that_breaks_every_worker_has_failed(self, cast):
        run = self.left_behind(cast, attempts=work.ATTEMPTS)
        tasks.tend()
        assert run.items.first().reason == work.BROKE_OFF

    def test_an_item_with_a_sign_of_life_is_left_alone(self, cast):
        run = self.left_behind(cast)
        ImportItem.objects.filter(state="working").update(heartbeat=timezone.now())
        assert tasks.tend() == []
        assert run.items.filter(state="working").count() == 1

    def test_an_import_in_the_queue_is_not_queued_again(self, cast):
        run = self.left_behind(cast)
        tasks.enqueue(run)
        assert tasks.tend() == []

    def test_somebody_looks_again_for_as_long_as_there_is_work(self, cast):
        run = self.left_behind(cast)
        tasks.tend()
        looks = DBTaskResult.objects.filter(task_path=tasks.tend_imports.module_path)
        assert looks.count() == 1
        work.work(run)
        looks.delete()
        tasks.tend()
        assert not looks.exists()

    def test_a_late_worker_writes_nothing_once_another_has_taken_over(self, cast, monkeypatch):
        plain = work.read_article

        def slow(*args, **hints):
            ImportItem.objects.filter(state="working").update(heartbeat=timezone.now())
            return plain(*args, **hints)

        monkeypatch.setattr(work, "read_article", slow)
        run = begin(cast, Coming("a.txt", report(1)), Coming("b.txt", report(2)))
        item = work.claim(run)
        with shelf.Shelf() as board:
            work.handle(run, item, board)
        assert not Article.objects.exists()

    def test_a_fault_of_ours_puts_the_item_back_and_gives_the_import_its_next_turn(self, cast, monkeypatch):
        def broken(*args, **hints):
            raise RuntimeError("a fault")

        run = begin(cast, Coming("a.txt", report(1)), Coming("b.txt", report(2)))
        DBTaskResult.objects.all().delete()
        monkeypatch.setattr(work, "read_article", broken)
        for _ in range(work.ATTEMPTS):
            assert run.items.first().state == "waiting"
            with pytest.raises(RuntimeError):
                tasks.run_import.call(run.pk)
        assert run.items.first().reason == work.BROKE_OFF
        assert DBTaskResult.objects.filter(task_path=tasks.run_import.module_path).count() == work.ATTEMPTS

    def test_a_turn_ends_and_the_next_one_is_queued(self, cast, monkeypatch):
        monkeypatch.setattr(tasks, "SECONDS", 0)
        run = begin(cast, Coming("a.txt", report(1)), Coming("b.txt", report(2)))
        tasks.run_import.call(run.pk)
        assert DBTaskResult.objects.filter(task_path=tasks.run_import.module_path).count() == 2

    def test_the_next_turn_goes_on_reading_where_this_one_stopped(self, cast, monkeypatch):
        opened = []
        plain = shelf.file_of
        monkeypatch.setattr(shelf, "file_of", lambda item: opened.append(item.name) or plain(item))
        run = begin(cast, Coming("all.zip", zipped(4)))
        ticks = iter(range(100))
        monkeypatch.setattr(work, "time", SimpleNamespace(monotonic=lambda: next(ticks)))
        monkeypatch.setattr(tasks, "SECONDS", 3)
        for _ in range(5):
            tasks.run_import.call(run.pk)
        assert opened == ["all.zip", "all.zip"]
        assert progress_of(run).done == 4
        assert tasks.SHELVES == {}


def test_the_number_of_queries_for_progress_does_not_grow(cast, django_assert_num_queries):
    run = begin(cast, Coming("all.zip", zipped(9)))
    work.work(run)
    with django_assert_num_queries(1):
        assert progress_of(run).done == 9
