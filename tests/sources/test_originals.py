"""Original bytes and their places: in the row, in files, in S3; the spool."""

import io

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from research.file_storage import storage_of
from research.sources import originals
from research.sources.models import Original

SMALL, LARGE = b"The convoy left.", b"The convoy left. " * 10_000


def kept(data):
    return originals.put_all({originals.sha256(data): data})[originals.sha256(data)]


@pytest.mark.django_db
class TestOriginals:
    def test_a_small_one_lives_in_its_row(self):
        assert kept(SMALL).content == SMALL

    def test_a_large_one_lives_in_a_file_named_by_its_hash(self):
        original = kept(LARGE)
        assert original.content is None
        assert originals.read(original) == LARGE
        assert default_storage.exists(originals.path_of(originals.sha256(LARGE)))

    @pytest.mark.parametrize("data", [SMALL, LARGE])
    def test_twice_is_once(self, data):
        assert kept(data) == kept(data)
        assert Original.objects.count() == 1

    @pytest.mark.parametrize("data", [SMALL, LARGE])
    def test_its_hash_can_be_taken_again(self, data):
        assert originals.digest_of(kept(data)) == originals.sha256(data)

    def test_a_file_of_another_size_is_written_anew(self):
        name = originals.path_of(originals.sha256(LARGE))
        default_storage.save(name, ContentFile(b"cut"))
        assert originals.read(kept(LARGE)) == LARGE


class TestSpool:
    def test_gives_back_what_was_put_in(self):
        with originals.open_spooled(originals.spool(io.BytesIO(LARGE))) as file:
            assert file.read() == LARGE

    def test_is_each_uploads_own(self):
        first, second = originals.spool(SMALL), originals.spool(SMALL)
        originals.unspool([first])
        assert not default_storage.exists(first)
        assert default_storage.exists(second)

    def test_holds_the_hash_in_the_name(self):
        assert originals.sha256(SMALL) in originals.spool(SMALL)

    def test_can_be_emptied_twice(self):
        name = originals.spool(SMALL)
        originals.unspool([name])
        originals.unspool([name, ""])


class TestWhereFilesAreKept:
    def test_is_the_given_folder_by_default(self, tmp_path):
        assert storage_of("", tmp_path)["OPTIONS"] == {"location": tmp_path}

    @pytest.mark.parametrize("url", ["/srv/a b", "file:///srv/a%20b"])
    def test_is_a_folder(self, url, tmp_path):
        assert str(storage_of(url, tmp_path)["OPTIONS"]["location"]) == "/srv/a b"

    def test_is_a_bucket(self, tmp_path):
        entry = storage_of("s3://bucket/crossread?endpoint_url=https://s3.example&region_name=eu", tmp_path)
        assert entry["BACKEND"] == "storages.backends.s3.S3Storage"
        options = {"bucket_name": "bucket", "location": "crossread", "endpoint_url": "https://s3.example"}
        assert entry["OPTIONS"].items() >= options.items()

    @pytest.mark.parametrize("url", ["ftp://host/files", "s3:///nobucket"])
    def test_is_nowhere_else(self, url, tmp_path):
        with pytest.raises(ImproperlyConfigured, match="s3://bucket"):
            storage_of(url, tmp_path)
