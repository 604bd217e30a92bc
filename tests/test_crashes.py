"""TRUST 55: a worker killed at any moment leaves nothing half done, nothing twice, and what is left is taken up."""

import io
import os
import random
import subprocess
import sys
import time
import zipfile

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import Count

from research.sources.imports import Coming, start_import
from research.sources.models import Article, ImportItem, Original, Snapshot
from research.sources.queries import progress_of
from tests.cast import make_cast

WORKER = """
import django
django.setup()
from django.core.management import call_command
from research.sources.tasks import tend
tend()
print("ready", flush=True)
call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
"""


def database_url():
    kept = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{kept['NAME']}"
    return f"postgres://{kept['USER']}@{kept['HOST']}:{kept['PORT']}/{kept['NAME']}"


def start_worker():
    """A worker of its own process on the test's database, that takes up after a second whatever another left."""
    ours = {"DATABASE_URL": database_url(), "DATA_DIR": str(settings.DATA_DIR), "IMPORT_LEASE_SECONDS": "1"}
    process = subprocess.Popen([sys.executable, "-c", WORKER], stdout=subprocess.PIPE, env=os.environ | ours)
    assert process.stdout.readline() == b"ready\n"
    return process


def zipped(count):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for number in range(count):
            file.writestr(f"{number:04}.txt", f"Report {number}. The convoy left the base before dawn. " * 20)
            # Above what a row holds, so that files are written too.
            if number % 20 == 0:
                file.writestr(f"{number:04}.large.txt", f"Record {number}. The column crossed the bridge. " * 3000)
    return packed.getvalue()


def nothing_is_half_done(run):
    """Every article has its one snapshot and an item that says so, and no item says so of an article that is none."""
    assert not Article.objects.annotate(n=Count("snapshots")).exclude(n=1).exists()
    stored = run.items.filter(article__isnull=False)
    assert set(stored.values_list("state", flat=True)) <= {"done"}
    assert stored.count() == Article.objects.count() == Article.history.count()
    assert not Snapshot.objects.filter(sketch=None).exists()


def import_under_fire(kills, files, seed):
    cast, chance = make_cast(), random.Random(seed)
    run = start_import(dossier=cast.dossier, by=cast.annotator, coming=[Coming("all.zip", zipped(files))])
    for _ in range(kills):
        worker = start_worker()
        time.sleep(chance.uniform(0, 0.35))
        worker.kill()
        worker.communicate()
        nothing_is_half_done(run)
    while not progress_of(run).is_finished:
        # The queue's own rows tell of killed workers, never of what is left to do.
        start_worker().communicate()
    return run


def all_is_there(run, articles):
    nothing_is_half_done(run)
    assert progress_of(run).done == Article.objects.count() == Original.objects.count() == articles
    assert not ImportItem.objects.exclude(spooled="").exists()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.django_db(transaction=True)
def test_killed_at_some_moments_all_is_there_in_the_end():
    all_is_there(import_under_fire(kills=5, files=60, seed=1), articles=63)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_at_fifty_moments_all_is_there_in_the_end():
    all_is_there(import_under_fire(kills=50, files=500, seed=2), articles=525)
