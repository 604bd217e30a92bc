"""The command line: import_articles from files, folders, archives and addresses."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from research.sources import shelf
from research.sources.models import Article, Import
from tests.cast import make_cast
from tests.sources.importers.documents import make_zip

pytestmark = pytest.mark.django_db
SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a.txt", ".hidden.txt", "inner/c.txt", "inner/.git/d.txt", "Thumbs.db"):
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"{name}. The convoy left.")
    return tmp_path


def bring(cast, *paths, by="annotator", **options):
    out = io.StringIO()
    call_command("import_articles", cast.dossier.slug, *map(str, paths), by=by, stdout=out, **options)
    return out.getvalue()


def test_takes_a_file(cast, folder):
    assert bring(cast, folder / "a.txt", publisher="The Wire") == "1 imported.\n"
    assert Article.objects.get().publisher.name == "The Wire"


def test_takes_what_lies_below_a_folder_in_order_and_leaves_litter(cast, folder):
    bring(cast, folder)
    assert list(Import.objects.get().items.values_list("name", flat=True)) == ["a.txt", "b.txt", "inner/c.txt"]


def test_takes_an_archive(cast, tmp_path):
    (tmp_path / "all.zip").write_bytes(make_zip({"a.txt": "The convoy left.", "b.txt": "It came back."}))
    assert bring(cast, tmp_path / "all.zip") == "2 imported.\n"


def test_again_adds_nothing(cast, folder):
    bring(cast, folder)
    assert bring(cast, folder) == "0 imported, 3 there already.\n"


def test_leaves_no_copy_in_the_spool(cast, folder):
    bring(cast, folder)
    assert not Import.objects.get().items.exclude(spooled="").exists()


def test_has_a_line_for_each_failure_and_ends_with_an_error(cast, folder):
    (folder / "empty.txt").write_bytes(b"")
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 of 4 could not be imported") as error:
        call_command("import_articles", cast.dossier.slug, str(folder), by="annotator", stdout=out)
    assert error.value.returncode == 1
    assert out.getvalue().splitlines()[0] == "empty.txt: This file is empty. Choose another."


def test_an_address_that_may_not_be_asked_fails_in_words(cast):
    with pytest.raises(CommandError):
        bring(cast, "http://127.0.0.1/a")
    assert "private network" in Import.objects.get().items.get().reason


def test_a_file_that_is_gone_by_then_fails_in_words(cast, folder, monkeypatch):
    plain = shelf.file_of

    def late(item):
        (folder / "a.txt").unlink()
        return plain(item)

    monkeypatch.setattr(shelf, "file_of", late)
    with pytest.raises(CommandError):
        bring(cast, folder / "a.txt")
    assert Import.objects.get().items.get().reason == shelf.GONE


@pytest.mark.parametrize(
    ("path", "by", "words"),
    [
        ("nowhere.txt", "annotator", "no file or folder"),
        ("a.txt", "nobody", "nobody called"),
        ("a.txt", "observer", "needs the role"),
    ],
)
def test_a_wrong_word_is_said(cast, folder, path, by, words):
    with pytest.raises(CommandError, match=words):
        bring(cast, folder / path, by=by)


def test_an_unknown_dossier_is_said(cast, folder):
    with pytest.raises(CommandError, match="no dossier"):
        call_command("import_articles", "nowhere", str(folder), by="annotator")


@pytest.mark.skipif(not SEEDS.exists(), reason="the seeds lie beside the project, not in it")
def test_takes_the_five_seeds(cast):
    assert bring(cast, SEEDS) == "5 imported.\n"
    assert all(article.title and not article.title.endswith(".txt") for article in Article.objects.all())
