"""Where the bytes of an import's item come from: an upload, a file of this machine, an address, a collection."""

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from research.sources import fetching, originals, sandbox
from research.sources.importers import COLLECTIONS, Refused, most_bytes, shape_of

GONE = "The file is no longer there. Import it again."
UNREADABLE = "This file cannot be read: {}."
CHANGED = "The collection changed between two readings. Import it again."
NESTED = "This address leads to a collection, not to an article. Import its address by itself."
# Seconds between two pages of one site, so as not to be a burden.
PAUSE = 1.0


@dataclass
class Thing:
    """The bytes of an item as a file that can be sought, `hints` (name, content_type, charset, url) as read_article
    takes them, and `details`, which the collection it lies in says of it."""

    file: object
    hints: dict
    details: dict = field(default_factory=dict)

    def __post_init__(self):
        self.shape = shape_of(self.file, name=self.hints["name"], content_type=self.hints["content_type"])

    @property
    def is_collection(self):
        return self.shape in COLLECTIONS

    def bytes(self):
        """Return the bytes; of too many only one more than is allowed, so that they are refused."""
        self.file.seek(0)
        return self.file.read(most_bytes() + 1)

    def items(self):
        """Yield the Items of a collection. Raises Refused where it cannot be read."""
        return sandbox.expand(self.file, name=self.hints["name"], content_type=self.hints["content_type"])


@contextmanager
def opened(item, shelf):
    """Open an ImportItem as a Thing. Raises Refused where its bytes cannot be had."""
    hints = hints_of(item)
    if item.parent_id:
        part = shelf.part(item)
        thing = shelf.fetched(part.url, hints) if part.data is None else Thing(BytesIO(part.data), hints)
        if thing.is_collection:
            raise Refused(NESTED)
        thing.details = part.metadata
        yield thing
    elif item.source.get("url") and not item.spooled:
        yield shelf.fetched(item.source["url"], hints)
    else:
        with file_of(item) as file:
            yield Thing(file, hints)


def hints_of(item):
    """Return what is said of an item's bytes."""
    said = {key: item.source.get(key, "") for key in ("content_type", "charset")}
    return {"name": item.source.get("name", item.name), "url": "", **said}


def file_of(item):
    """Open the file of an item that was uploaded, or that lies on this machine. Raises Refused."""
    try:
        if path := item.source.get("path"):
            return open(path, "rb")
        return originals.open_spooled(item.spooled)
    except FileNotFoundError as error:
        raise Refused(GONE) from error
    except OSError as error:
        raise Refused(UNREADABLE.format(error.strerror)) from error


class Shelf:
    """The collection a worker has open: its items come in their order, so it is read through once, not once for each.

    Also remembers when each site was last asked.
    """

    def __init__(self):
        self.parent = self.file = self.parts = None
        self.at = -1
        self.asked = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        if self.file is not None:
            self.parts.close()
            self.file.close()
        self.parent = self.file = self.parts = None

    def part(self, item):
        """Return the Item of a collection that an ImportItem speaks of, from its parent's bytes."""
        parent = (item.parent_id, item.parent.spooled or item.parent.source.get("path"))
        if self.parent != parent or self.at >= item.place:
            self.close()
            self.file = file_of(item.parent)
            self.parts = Thing(self.file, hints_of(item.parent)).items()
            self.parent, self.at = parent, -1
        while self.at < item.place:
            part = next(self.parts, None)
            self.at += 1
            if part is None:
                raise Refused(CHANGED)
        return part

    def fetched(self, url, hints):
        """Fetch a page, politely. Raises Refused."""
        host = urlsplit(url).hostname
        time.sleep(max(0, self.asked.get(host, -PAUSE) + PAUSE - time.monotonic()))
        self.asked[host] = time.monotonic()
        answer = fetching.fetch(url)
        hints = {"name": PurePosixPath(urlsplit(answer.url).path).name, "url": answer.url} | {
            "content_type": hints["content_type"] or answer.content_type,
            "charset": answer.charset,
        }
        return Thing(BytesIO(answer.data), hints)
