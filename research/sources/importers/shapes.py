"""What an importer takes and gives: the same for every shape of document."""

from dataclasses import dataclass, field


class Refused(ValueError):
    """Bytes that give no article; its words tell an editor why, and what to do next."""


@dataclass
class Source:
    """Bytes with all that came with them, as extract() takes it."""

    data: bytes
    name: str = ""
    content_type: str = ""
    charset: str = ""
    url: str = ""


@dataclass
class Extracted:
    """An article as read: `published` is EDTF or "", `page_starts` are code-point offsets of pages in `text`."""

    text: str
    title: str = ""
    byline: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    published: str = ""
    kind: str = "report"
    agencies: list = field(default_factory=list)
    page_starts: list = field(default_factory=list)
    extractor: str = ""
    version: str = ""
    charset: str = ""
    charset_how: str = ""
    warnings: list = field(default_factory=list)


@dataclass
class Item:
    """One article of a container: its bytes, or where to fetch them, or the problem in plain words.

    `metadata` holds what the container says of it, by the field names of Extracted; it stands above what is guessed
    from the bytes.
    """

    name: str
    data: bytes | None = None
    url: str | None = None
    metadata: dict = field(default_factory=dict)
    problem: str = ""
