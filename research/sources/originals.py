"""Original bytes, once per content: small ones in the row, others in content-addressed files; and the spool."""

import hashlib
import secrets
from io import BytesIO

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from research.sources.models import Original

IN_THE_ROW = 100_000
CHUNK = 1024 * 1024


def sha256(data):
    """Return the SHA-256 of bytes as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def path_of(digest):
    """Return the name in the storage of an original that is too large for its row."""
    return f"originals/{digest[:2]}/{digest}"


def put_all(contents):
    """Keep every content and return {sha256: Original}. contents: {sha256: bytes}, inside the caller's transaction.

    A file is complete on disk before the row that speaks of it is written; what a crash leaves behind is a file
    without a row, which `verify` reports.
    """
    found = {row.sha256: row for row in Original.objects.filter(sha256__in=contents).defer("content")}
    missing = [
        Original(sha256=digest, size=len(data), content=data if len(data) <= IN_THE_ROW else None)
        for digest, data in contents.items()
        if digest not in found
    ]
    for row in missing:
        if row.content is None:
            put_file(row.sha256, contents[row.sha256])
    return found | {row.sha256: row for row in _inserted(missing)}


def _inserted(rows):
    """Insert Originals and return them. Where another transaction has brought the same bytes in since we looked, its
    row is as good."""
    try:
        with transaction.atomic():
            return Original.objects.bulk_create(rows)
    except IntegrityError:
        Original.objects.bulk_create(rows, ignore_conflicts=True)
        return Original.objects.filter(sha256__in=[row.sha256 for row in rows]).defer("content")


def put_file(digest, data):
    """Write an original's file where there is none of its size yet. Slow: call it before the transaction, too."""
    name = path_of(digest)
    if not default_storage.exists(name) or default_storage.size(name) != len(data):
        default_storage.save(name, ContentFile(data))


def read(original):
    """Return the bytes of an Original. Raises FileNotFoundError where its file is gone."""
    if original.content is not None:
        return bytes(original.content)
    with default_storage.open(path_of(original.sha256)) as file:
        return file.read()


def digest_of(original):
    """Return the SHA-256 of what is kept, without taking it whole into memory. Raises FileNotFoundError."""
    if original.content is not None:
        return sha256(bytes(original.content))
    with default_storage.open(path_of(original.sha256)) as file:
        return _digest(file)


def spool(content):
    """Write uploaded bytes, or a binary file, to the storage and return the file's name there.

    The name holds their SHA-256, and is each upload's own, so that one may be removed while the same bytes are being
    uploaded again.
    """
    file = BytesIO(content) if isinstance(content, bytes) else content
    file.seek(0)
    digest = _digest(file)
    file.seek(0)
    return default_storage.save(f"spool/{digest[:2]}/{digest}.{secrets.token_hex(4)}", File(file))


def open_spooled(name):
    """Open a spooled file for reading. Raises FileNotFoundError."""
    return default_storage.open(name)


def unspool(names):
    """Remove spooled files; one that is gone already is no error."""
    for name in filter(None, names):
        default_storage.delete(name)


def _digest(file):
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
