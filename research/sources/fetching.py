"""The one function by which the site asks others for anything.

It connects to the address it has checked, not to the name again; checks anew at every redirect; sends no cookie, no
password and no trace of the environment; and stops at ten seconds and at the size limit, however slowly or tightly
packed the bytes come. requests and urllib3 have no bound on the whole (a header sent letter by letter holds them for
ever) and no place to hand in the socket, so this stands on http.client.
"""

import contextlib
import os
import socket
import ssl
import threading
import time
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from http.client import HTTPConnection, HTTPException

from django.conf import settings

from research.sources.addresses import PRIVATE, checked, following, is_public
from research.sources.importers import check_size, most_bytes
from research.sources.importers.shapes import Refused

SECONDS = 10
HOPS = 5
CHUNK = 64 * 1024
REDIRECTS = (301, 302, 303, 307, 308)
HEADERS = {
    "User-Agent": "Crossread (article import)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
OFF = "Fetching from the web is switched off on this site. Save the page in a browser and import the file."
TOO_SLOW = f"The site took longer than {SECONDS} seconds. Try again later, or save the page in a browser and import it."
BROKE_OFF = "The site broke off in the middle. Try again later, or save the page in a browser and import the file."
UNKNOWN = "No site of this name was found. Look at the address again."
UNREACHED = "The site could not be reached. Try again later, or save the page in a browser and import the file."
ANSWERS = {
    401: "asks for a password",
    402: "asks for payment",
    403: "does not let this page be fetched",
    404: "has no such page",
    410: "has taken the page away",
    429: "was asked too often; try again later",
    451: "may not show this page, for legal reasons",
}


@dataclass
class Fetched:
    """What a site answered: `url` is where the bytes came from in the end, `charset` what its header said, or ""."""

    data: bytes
    url: str
    content_type: str
    charset: str
    status: int
    fetched_at: datetime


def fetch(url, *, resolve=None, connect=None):
    """Return the Fetched answer of a public site.

    `resolve(host, port)` returns IP addresses and `connect((address, port), timeout)` a socket; both are for tests.
    Raises Refused, in words for an editor, for addresses that may not be asked, and for sites that do not answer.
    """
    if not getattr(settings, "FETCHING_ENABLED", True):
        raise Refused(OFF)
    deadline = time.monotonic() + SECONDS
    for _ in range(HOPS + 1):
        answer, location = _hop(url, deadline, resolve or _addresses, connect or socket.create_connection)
        if location is None:
            return answer
        url = following(url, location)
    raise Refused(f"The site leads on more than {HOPS} times. Open it in a browser, and import the last address.")


def _hop(url, deadline, resolve, connect):
    """Ask for one address; return (Fetched, None), or (None, location) where the site leads on."""
    scheme, host, port, target = checked(url)
    connection = HTTPConnection(host, port)
    with _bounded(_connected(host, port, deadline, resolve, connect), deadline) as plain:
        try:
            connection.sock = _encrypted(plain, host) if scheme == "https" else plain
            connection.request("GET", target, headers=HEADERS)
            with connection.getresponse() as response:
                location = response.headers["Location"] if response.status in REDIRECTS else None
                answer = None if location else _answer(response, url, deadline)
        except ssl.SSLCertVerificationError as error:
            raise Refused("The site's certificate is not in order, so it may be another site.") from error
        except (OSError, HTTPException, zlib.error) as error:
            raise Refused(TOO_SLOW if time.monotonic() >= deadline else BROKE_OFF) from error
        finally:
            connection.close()
    return answer, location


def _connected(host, port, deadline, resolve, connect):
    """Return a socket to the site; where any address of its name is not public, to none of them."""
    addresses = _in_time(lambda: resolve(host, port), deadline)
    if not addresses:
        raise Refused(UNKNOWN)
    if not all(map(is_public, addresses)):
        raise Refused(PRIVATE)
    for address in addresses[:3]:
        remaining = deadline - time.monotonic()
        if remaining <= 0:
            raise Refused(TOO_SLOW)
        with contextlib.suppress(OSError):
            return connect((address, port), remaining)
    raise Refused(UNREACHED if time.monotonic() < deadline else TOO_SLOW)


def _addresses(host, port):
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(entry[4][0] for entry in found))


def _in_time(work, deadline):
    """Run what cannot be bounded by itself: the system's resolver waits as long as it likes."""
    results = []
    thread = threading.Thread(target=lambda: results.append(work()), daemon=True)
    thread.start()
    thread.join(max(0, deadline - time.monotonic()))
    if not results:
        raise Refused(TOO_SLOW)
    return results[0]


@contextlib.contextmanager
def _bounded(plain, deadline):
    """Shut a socket down at the deadline, whatever is going on: a time limit on each read is none on the whole."""
    with plain, socket.socket(fileno=os.dup(plain.fileno())) as twin:

        def cut():
            with contextlib.suppress(OSError):
                twin.shutdown(socket.SHUT_RDWR)

        timer = threading.Timer(max(0, deadline - time.monotonic()), cut)
        timer.start()
        try:
            yield plain
        finally:
            timer.cancel()
            timer.join()


def _encrypted(plain, host):
    import certifi

    return ssl.create_default_context(cafile=certifi.where()).wrap_socket(plain, server_hostname=host)


def _answer(response, url, deadline):
    if response.status != 200:
        said = ANSWERS.get(response.status, "does not give the page")
        raise Refused(f"The site {said} (it answered {response.status}). Save the page in a browser and import it.")
    data = _body(response, deadline)
    if not data.strip():
        raise Refused("The site sent an empty page. Save it in a browser and import the file.")
    said = Message()
    said["Content-Type"] = response.headers.get("Content-Type", "")
    content_type = said.get_content_type() if response.headers.get("Content-Type") else ""
    return Fetched(data, url, content_type, said.get_content_charset(""), response.status, datetime.now(UTC))


def _body(response, deadline):
    """Read the body in small pieces, unpacking as it comes, and stop at the limit of either."""
    limit, pieces, packed, size = most_bytes(), [], 0, 0
    check_size(int(response.length or 0), limit)
    unpacker = _unpacker(response.headers.get("Content-Encoding", "").strip().lower())
    while piece := response.read1(CHUNK):
        packed += len(piece)
        piece = unpacker.decompress(piece, limit + 1 - size) if unpacker else piece
        size += len(piece)
        pieces.append(piece)
        check_size(max(size, packed), limit)
    if time.monotonic() >= deadline:
        raise Refused(TOO_SLOW)
    if response.length or (unpacker and not unpacker.eof):
        raise Refused(BROKE_OFF)
    return b"".join(pieces)


def _unpacker(encoding):
    if encoding in ("", "identity"):
        return None
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise Refused(f"The site sent the page packed as {encoding[:20]}, which was not asked for. Save it yourself.")
    return zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
