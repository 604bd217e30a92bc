"""Original bytes, once per content: small ones in the row, others in content-addressed files."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from research.sources.models import Original

IN_THE_ROW = 100_000


def sha256(data):
    """Return the SHA-256 of bytes as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def path_of(digest):
    return f"originals/{digest[:2]}/{digest}"


def put_all(contents):
    """Keep every content and return {sha256: Original}. contents: {sha256: bytes}, inside the caller's transaction.

    A file is complete on disk before the row that speaks of it is written; what a crash leaves behind is a file
    without a row, which `verify` reports.
    """
    found = {row.sha256: row for row in Original.objects.filter(sha256__in=contents).defer("content")}
    for digest, data in contents.items():
        if digest not in found and len(data) > IN_THE_ROW and not default_storage.exists(path_of(digest)):
            default_storage.save(path_of(digest), ContentFile(data))
    missing = [
        Original(sha256=digest, size=len(data), content=data if len(data) <= IN_THE_ROW else None)
        for digest, data in contents.items()
        if digest not in found
    ]
    return found | {row.sha256: row for row in Original.objects.bulk_create(missing)}


def read(original):
    """Return the bytes of an Original. Raises FileNotFoundError where its file is gone."""
    if original.content is not None:
        return bytes(original.content)
    with default_storage.open(path_of(original.sha256)) as file:
        return file.read()
