"""Zip archives: each file an item, one at a time, so that ten thousand take no more memory than one."""

import stat
from pathlib import PurePosixPath

from research.sources.importers.packing import BOMB, inflated, opened
from research.sources.importers.shapes import Item, Refused

MB = 1_000_000
# Over the whole archive: a thousand small bombs are one large one.
MOST_RATIO = 50
RATIO_FROM = 20 * MB
MOST_INFLATED = 2000 * MB
# What systems put beside the files.
LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
LISTS = (".ris", ".json")
NESTED = "This is an archive inside an archive. Unpack it and import it by itself."


def items(file, limit, expand):
    """Yield an Item for every file of an archive, and for every article of the collections in it.

    `limit` is the most bytes of one file, `expand(data, name)` opens what is a collection itself and raises Refused
    where it cannot be. A file that a reference list of the archive names comes with what the list says of it. Nothing
    is written anywhere.
    """
    archive = opened(file)
    members = [member for member in archive.infolist() if not _litter(member)]
    names = {member.filename for member in members}
    told, seen = {}, set()
    for member, item in _files(archive, sorted(members, key=lambda member: not member.filename.endswith(LISTS)), limit):
        key = member and member.filename.casefold()
        if member and not item.problem and key in seen:
            item = Item(item.name, problem="The archive holds another file of the same name. Rename one of them.")
        seen.add(key)
        if item.problem:
            yield item
            continue
        if member.filename in told:
            item.metadata = told[member.filename]
        for part in _opened(item, expand):
            path = _path(part.metadata.get("file", ""), member.filename, names)
            if path:
                told[path] = part.metadata
            else:
                yield part


def _files(archive, members, limit):
    """Yield (member, Item) with the bytes of each, until the archive as a whole proves to be a bomb."""
    inflated_so_far = packed_so_far = 0
    for member in members:
        item = Item(member.filename.encode("utf-8", "replace").decode()[:500], problem=wrong_with(member))
        if not item.problem:
            try:
                item.data = inflated(archive, member, limit)
            except Refused as refusal:
                item.problem = str(refusal)
                inflated_so_far += MB if item.problem == BOMB else 0
        inflated_so_far += len(item.data or b"")
        packed_so_far += member.compress_size
        yield member, item
        if inflated_so_far > min(MOST_INFLATED, max(RATIO_FROM, MOST_RATIO * packed_so_far)):
            yield None, Item("the rest of the archive", problem=BOMB)
            return


def _litter(member):
    return member.is_dir() or member.filename.startswith(LITTER[0]) or member.filename.endswith(LITTER[1:])


def wrong_with(member):
    """Return why a file of an archive is not taken, or ""."""
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":")):
        return "Its name points outside the archive, which no archiver writes. It was left out."
    if stat.S_ISLNK(member.external_attr >> 16):
        return "It is only a link to another file. Put the file itself into the archive."
    return ""


def _opened(item, expand):
    try:
        yield from expand(item)
    except Refused as refusal:
        yield Item(item.name, problem=str(refusal))


def _path(file, beside, names):
    """Return the member that a reference list means by a path, which it gives from its own folder."""
    path = str(PurePosixPath(beside).parent / file.replace("\\", "/")) if file else ""
    return path if path in names else ""
