"""Zip files opened and read within bounds, whatever their own records claim."""

import struct
import zipfile
import zlib
from io import BytesIO

from research.sources.importers.shapes import Refused

CHUNK = 64 * 1024
MOST_MEMBERS = 20_000
# A member's record in the directory is 46 bytes and its name; more than this much is no archive of articles.
MOST_DIRECTORY = MOST_MEMBERS * 400
# Text shrinks to a tenth, seldom to a thirtieth; a bomb to a thousandth. Small ones cannot hurt.
MOST_RATIO = 100
RATIO_FROM = 1_000_000
TAIL = 65_557
BROKEN = "This archive is broken: it cannot be opened. Make it again and import the new one."
BOMB = "This unpacks to far more than an article, as archives do that are made to fill a disk. It was left packed."


def opened(data):
    """Return a ZipFile over bytes or a seekable binary file; Refused where it is broken or has too many members."""
    file = BytesIO(data) if isinstance(data, bytes) else data
    if _directory_size(file) > MOST_DIRECTORY:
        raise Refused(f"This archive lists too many files: at most {MOST_MEMBERS:,} are read at once. Split it.")
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, struct.error) as error:
        raise Refused(BROKEN) from error
    if len(archive.filelist) > MOST_MEMBERS:
        raise Refused(
            f"This archive lists {len(archive.filelist):,} files: at most {MOST_MEMBERS:,} are read at once. Split it."
        )
    return archive


def _directory_size(file):
    """The directory's size from the end record, before zipfile reads a directory of any size into memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - TAIL))
    tail = file.read(TAIL)
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) - at < 22:
        raise Refused(BROKEN)
    return struct.unpack_from("<I", tail, at + 12)[0]


def inflated(archive, member, limit):
    """Return the bytes of one member, read in small pieces: its recorded size may be a lie.

    Refused above `limit` bytes, above MOST_RATIO, under a password, or where the bytes are broken.
    """
    if member.flag_bits & 1:
        raise Refused("This file is locked with a password. Unpack it, and import what was in it.")
    pieces, size = [], 0
    try:
        with archive.open(member) as stream:
            while piece := stream.read(CHUNK):
                size += len(piece)
                if size > limit:
                    raise Refused(f"This file unpacks to more than {limit // 1_000_000} MB. Split it.")
                if size > RATIO_FROM and size > MOST_RATIO * max(member.compress_size, 1):
                    raise Refused(BOMB)
                pieces.append(piece)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused("This file is broken inside the archive. Make the archive again.") from error
    return b"".join(pieces)
