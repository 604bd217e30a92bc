"""An archive of every shape, with broken and hostile files among them: each ends in words an editor understands."""

import pytest

from research.sources import work
from research.sources.imports import Coming, start_import
from research.sources.models import Snapshot
from research.sources.queries import progress_of
from tests.cast import make_cast
from tests.sources.mixed import RUSSIAN, mixed_files, mixed_zip

pytestmark = pytest.mark.django_db
GOOD, BAD = mixed_files()


@pytest.fixture(scope="module")
def archive():
    return mixed_zip()


@pytest.fixture
def run(archive):
    cast = make_cast()
    run = start_import(dossier=cast.dossier, by=cast.annotator, coming=[Coming("mixed.zip", archive)])
    work.work(run)
    return run


def test_every_item_ends(run):
    progress = progress_of(run)
    assert progress.is_finished
    assert (progress.done, progress.failed) == (len(GOOD), len(BAD))


def test_each_good_file_is_an_article(run):
    done = {name.partition(" › ")[0] for name in run.items.filter(article__isnull=False).values_list("name", flat=True)}
    assert done == set(GOOD)


def test_each_bad_one_has_a_reason_in_words(run):
    reasons = run.items.failed().values_list("name", "reason")
    for name, reason in reasons:
        assert reason.endswith((".", "is none: it may be broken or cut short. Get it again.")), name
        assert "Error" not in reason, name


def test_a_wrong_charset_is_seen_through_and_said(run):
    snapshot = Snapshot.objects.get(file_name="misdeclared.html")
    assert RUSSIAN[:80] in snapshot.text.replace("\n", " ")
    assert snapshot.charset_how
