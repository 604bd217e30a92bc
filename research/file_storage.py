"""Where files are kept, by STORAGE_URL: a folder of this machine, or an S3 bucket."""

import os
import tempfile
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import FileSystemStorage

HOW = "STORAGE_URL is a folder, such as /srv/crossread/files, or s3://bucket/folder?endpoint_url=…&region_name=…"


def storage_of(url, default):
    """Return the entry of STORAGES for a STORAGE_URL; `default` is the folder where it is empty."""
    parts = urlsplit(url)
    if parts.scheme in ("", "file"):
        location = Path(unquote(parts.path)) if url else default
        return {"BACKEND": "research.file_storage.DurableStorage", "OPTIONS": {"location": location}}
    if parts.scheme != "s3" or not parts.netloc:
        raise ImproperlyConfigured(HOW)
    options = {"bucket_name": parts.netloc, "location": parts.path.strip("/"), "default_acl": None}
    # A name is made of what the file holds, so the same name again is the same file.
    options |= {"file_overwrite": True} | dict(parse_qsl(parts.query))
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


class DurableStorage(FileSystemStorage):
    """A folder where a file is there whole or not at all, whenever the machine stops.

    Names are made of what the files hold: a name that is taken is written over with the same bytes.
    """

    def get_available_name(self, name, max_length=None):
        return name

    def _save(self, name, content):
        path = self.path(name)
        folder = os.path.dirname(path)
        os.makedirs(folder, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=folder, prefix=".unfinished-")
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            os.replace(unfinished, path)
        except BaseException:
            os.unlink(unfinished)
            raise
        _sync_folder(folder)
        return name


def _sync_folder(folder):
    """Make the new name itself durable (POSIX: a rename is on disk once its folder is)."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
