"""manage.py verify: nothing that changed behind the site's back goes unseen (TRUST 56, 60, 61)."""

import errno
import io
import os
import random
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from research.accounts import triggers
from research.claims.models import Claim, Passage
from research.exports import verifying
from research.sources import originals, storing
from research.sources.actions import import_article
from research.sources.imports import Coming, start_import
from research.sources.models import Original, Snapshot
from tests.cast import make_article, make_cast, make_claim, make_contradiction, make_passage

LARGE = b"The column crossed the bridge before dawn. " * 3000


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    location = {"BACKEND": "research.file_storage.DurableStorage", "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = settings.STORAGES | {"default": location}
    return tmp_path / "files"


@pytest.fixture
def tampering():
    """What somebody with a shell on the database can do, and the site cannot: the triggers are lifted."""
    triggers.uninstall()

    def change(sql, *values):
        with connection.cursor() as cursor:
            cursor.execute(sql, values)

    yield change


def verify(**options):
    out = io.StringIO()
    call_command("verify", stdout=out, **options)
    return out.getvalue()


def named(check):
    return list(verifying.CHECKS[check]())


def age(path, hours=2):
    then = time.time() - hours * 3600
    os.utime(path, (then, then))


def large(cast):
    return import_article(dossier=cast.dossier, by=cast.annotator, data=LARGE, name="a.txt").snapshot.original


def test_a_site_in_order_has_nothing_to_say(cast):
    make_contradiction(cast)
    large(cast)
    assert verify() == "Everything is what it says.\n"


def test_a_changed_text_is_named(cast, tampering):
    make_passage(cast)
    tampering("UPDATE sources_snapshot SET text = 'T' || text")
    assert len(named("texts")) == len(named("quotations")) == 1


def test_a_changed_original_in_a_row_is_named(cast, tampering):
    make_article(cast)
    tampering("UPDATE sources_original SET content = %s", b"other")
    assert "holds other bytes" in named("original files")[0]


def test_a_changed_file_is_named(cast, storage):
    path = storage / originals.path_of(large(cast).sha256)
    path.write_bytes(LARGE.replace(b"bridge", b"fridge"))
    assert "holds other bytes" in named("original files")[0]


def test_a_lost_file_is_named(cast, storage):
    (storage / originals.path_of(large(cast).sha256)).unlink()
    assert "has lost its file" in named("original files")[0]


def test_two_hundred_flipped_bytes_are_found(cast, storage):
    path, chance = storage / originals.path_of(large(cast).sha256), random.Random(3)
    for _ in range(200):
        place = chance.randrange(len(LARGE))
        path.write_bytes(LARGE[:place] + bytes([LARGE[place] ^ 1 << chance.randrange(8)]) + LARGE[place + 1 :])
        assert named("original files")


def test_passages_are_checked_in_one_query(cast, django_assert_num_queries):
    for _ in range(3):
        make_passage(cast)
    with django_assert_num_queries(1):
        assert named("quotations") == []


def test_a_claim_on_a_passage_of_another_dossier_is_named(cast):
    claim = make_claim(cast)
    foreign = import_article(dossier=cast.other, by=cast.outsider, data=b"It left in 2025.", name="a.txt").snapshot
    passage = Passage.objects.create(
        dossier=cast.other, snapshot=foreign, start=0, end=2, quote="It", created_by=cast.outsider
    )
    Claim.objects.filter(pk=claim.pk).update(passage=passage)
    assert named("relations") == [f"Claim {claim.pk}: its passage is of another dossier."]


def test_relations_are_found_in_the_models():
    found = {(model.__name__, name) for model, name, *_ in verifying.relations_within_a_dossier()}
    assert {("Claim", "passage"), ("Passage", "snapshot"), ("Side", "claims"), ("Article", "origins")} <= found
    assert ("ImportItem", "article") in found


def test_something_wrong_ends_with_an_error(cast, tampering):
    make_article(cast)
    tampering("UPDATE sources_snapshot SET text = 'other'")
    with pytest.raises(CommandError, match="1 things"):
        verify()


class TestOrphans:
    """TRUST 56: between the file and its row."""

    def crash_before_commit(self, cast, monkeypatch):
        def crash(*_):
            raise KeyboardInterrupt

        monkeypatch.setattr(storing, "keep_sketches", crash)
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            large(cast)

    def test_a_crash_leaves_a_file_but_no_row_without_one(self, cast, monkeypatch):
        self.crash_before_commit(cast, monkeypatch)
        assert not Original.objects.exists()
        assert len(list(verifying._files("originals"))) == 1

    def test_such_a_file_is_removed_by_gc(self, cast, monkeypatch, storage):
        self.crash_before_commit(cast, monkeypatch)
        (name,) = verifying._files("originals")
        age(storage / name)
        assert "1 files" in verify()
        assert "removed" in verify(gc=True)
        assert not default_storage.exists(name)

    def test_a_young_file_may_belong_to_an_upload_under_way(self, cast):
        default_storage.save("originals/ab/abc", ContentFile(b"x"))
        assert list(verifying.orphans()) == []

    def test_what_an_import_has_still_to_read_is_no_orphan(self, cast, storage):
        start_import(dossier=cast.dossier, by=cast.annotator, coming=[Coming(n, n.encode()) for n in "ab"])
        for name in verifying._files("spool"):
            age(storage / name)
        assert list(verifying.orphans()) == []

    def test_gc_keeps_every_original(self, cast, storage):
        original = large(cast)
        age(storage / originals.path_of(original.sha256))
        verify(gc=True)
        assert originals.read(original) == LARGE


class TestDurableFiles:
    def test_a_full_disk_leaves_no_half_file_and_no_row(self, cast, monkeypatch, storage):
        def full(handle):
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            large(cast)
        assert not Snapshot.objects.exists()
        assert [path for path in Path(storage).rglob("*") if path.is_file()] == []

    def test_a_file_is_on_disk_before_its_name(self, monkeypatch, storage):
        done = []
        for name in ("fsync", "replace"):
            plain = getattr(os, name)
            monkeypatch.setattr(os, name, lambda *a, n=name, p=plain: (done.append(n), p(*a))[1])
        default_storage.save("originals/ab/abc", ContentFile(b"x"))
        assert done == ["fsync", "replace", "fsync"]
