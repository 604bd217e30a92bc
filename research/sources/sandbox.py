"""Foreign bytes are read in a child process: what goes wrong there ends the child, and the editor reads why.

A child is `python -m research.sources.sandbox`. It answers one request after another over its pipes, in frames of
kind, length and bytes; nothing is unpickled. It has bounds on memory, processor time, wall time and size of answer;
a child that breaks one is ended, and the next request gets a new one. It opens no socket, starts no program and
writes no file. Plain text needs no child.
"""

import atexit
import json
import os
import resource
import signal
import struct
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path

from research.sources import importers
from research.sources.importers.shapes import Extracted, Item, Refused

MB = 1024 * 1024
SECONDS = 28  # of processor time
WAIT = 45  # of wall time: a busy machine is no fault of the document
MEMORY = 300 * MB  # above what the child holds when it is idle
ANSWER = 100 * MB
# A child is renewed now and then: libraries in C leak, and memory once broken up stays so.
REQUESTS = 500
WORN = 100 * MB
CHILDREN = max(2, os.cpu_count() or 1)
FRAME = struct.Struct(">cQ")
FIELDS, CONTENT, NO_CONTENT, REFUSED, END = b"F", b"C", b"N", b"R", b"E"
ROOT = Path(__file__).resolve().parents[2]
TOO_LONG = "Reading this took longer than half a minute and was stopped. Paste the article's text instead."
TOO_MUCH = (
    "Reading this ran out of memory or broke the reader, as damaged and hostile files do. It was stopped; "
    "paste the article's text instead."
)
TOO_BIG = "This gives far more text than an article has. Split it, or paste the part you need."


def run(data, *, name="", content_type="", charset="", url="", limit=None):
    """Return the Extracted article of these bytes, as importers.extract does, read in a child process.

    Raises Refused, also where the child had to be stopped. May be called from several threads at once.
    """
    limit = limit or importers.most_bytes()
    importers.check_size(len(data), limit)
    hints = {"name": name, "content_type": content_type, "charset": charset, "url": url, "limit": limit}
    if not data.strip() or importers.shape_of(data, name=name, content_type=content_type) == "text":
        return importers.extract(data, **hints)
    [(fields, text)] = POOL.ask({"hints": hints}, data)
    return Extracted(text=text.decode(), **fields)


def expand(data, *, name="", content_type="", limit=None):
    """Yield the Items of a collection, as importers.expand does; feeds and reference lists are read in a child."""
    yield from importers.expand(data, name=name, content_type=content_type, limit=limit, read_list=_read_list)


def _read_list(shape, data):
    for fields, content in POOL.ask({"shape": shape}, data):
        yield Item(**{**fields, "data": content})


class Child:
    """A process that reads documents, one at a time."""

    def __init__(self):
        self.requests, self.late, self.worn = 0, False, False
        self.process = subprocess.Popen(
            [sys.executable, "-s", "-m", "research.sources.sandbox"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"},
        )

    def ask(self, request, data):
        """Return what the child answers, a list of (fields, bytes or None)."""
        self.requests += 1
        timer = threading.Timer(WAIT, self._stop_late)
        timer.start()
        try:
            send(self.process.stdin, FIELDS, json.dumps(request).encode())
            send(self.process.stdin, CONTENT, data)
            return list(self._answers())
        except (BrokenPipeError, EOFError) as error:
            ended = self.process.wait()
            raise Refused(TOO_LONG if self.late or ended == -signal.SIGXCPU else TOO_MUCH) from error
        finally:
            timer.cancel()

    def _answers(self):
        size, fields, refusal = 0, None, None
        while True:
            kind, length = FRAME.unpack(receive(self.process.stdout, FRAME.size))
            size += length
            if size > ANSWER:
                self.end()
                raise Refused(TOO_BIG)
            payload = receive(self.process.stdout, length)
            if kind == FIELDS:
                fields = json.loads(payload)
            elif kind in (CONTENT, NO_CONTENT):
                yield fields, payload if kind == CONTENT else None
            elif kind == REFUSED:
                refusal = Refused(payload.decode())
            else:
                self.worn = bool(payload)
                break
        if refusal:
            raise refusal

    def is_fit(self):
        """Whether the child can take another request."""
        return self.requests < REQUESTS and not self.late and not self.worn and self.process.poll() is None

    def end(self):
        self.process.kill()
        self.process.wait()
        self.let_go()

    def let_go(self):
        """Close our ends of the pipes, which is also how a child learns that it is no longer needed."""
        for stream in (self.process.stdin, self.process.stdout):
            stream.close()

    def _stop_late(self):
        self.late = True
        self.process.kill()


class Pool:
    """The children of this process. A process that was forked off starts with none of its own."""

    def __init__(self):
        self.turns, self.idle = threading.BoundedSemaphore(CHILDREN), []

    def ask(self, request, data):
        with self.turns:
            child = self._fit_child()
            try:
                return child.ask(request, data)
            finally:
                if child.is_fit():
                    self.idle.append(child)
                else:
                    child.end()

    def _fit_child(self):
        while self.idle:
            child = self.idle.pop()  # of a list, one step: no two threads get the same
            if child.is_fit():
                return child
            child.end()
        return Child()

    def close(self):
        """End the children; the next request starts new ones."""
        while self.idle:
            self.idle.pop().end()

    def forget(self):
        """In a forked process: the children are the parent's, only the pipes were copied."""
        for child in self.idle:
            child.process.returncode = 0
            child.let_go()
        self.__init__()


POOL = Pool()
atexit.register(POOL.close)
os.register_at_fork(after_in_child=POOL.forget)


def send(stream, kind, payload):
    stream.write(FRAME.pack(kind, len(payload)))
    stream.write(payload)
    stream.flush()


def receive(stream, length):
    data = stream.read(length)
    if len(data) != length:
        raise EOFError
    return data


def serve(requests, answers):
    """The child's life: read a request, answer it, until there are no more."""
    load_readers()
    idle = memory_held()
    bind(idle)
    while head := requests.read(FRAME.size):
        request = json.loads(receive(requests, FRAME.unpack(head)[1]))
        data = receive(requests, FRAME.unpack(receive(requests, FRAME.size))[1])
        allow_seconds()
        try:
            for fields, content in answered(request, data):
                send(answers, FIELDS, json.dumps(fields).encode())
                send(answers, NO_CONTENT if content is None else CONTENT, content or b"")
        except Refused as refusal:
            send(answers, REFUSED, str(refusal).encode())
        send(answers, END, b"worn" if memory_held() > idle + WORN else b"")


def answered(request, data):
    """Yield (fields, bytes or None) for each article or item of what was asked for."""
    if "shape" in request:
        for item in importers.read_list(request["shape"], data):
            fields = asdict(item)
            yield fields, fields.pop("data")
    else:
        fields = asdict(importers.extract(data, **request["hints"]))
        yield fields, fields.pop("text").encode()


def load_readers():
    """Import now what the importers import when they need it: afterwards it would count as a document's memory."""
    import charset_normalizer  # noqa: F401
    import feedparser  # noqa: F401
    import mammoth  # noqa: F401
    import markdown_it  # noqa: F401
    import pypdfium2  # noqa: F401
    import trafilatura  # noqa: F401


def memory_held():
    """Return the bytes of address space this process has (Linux; 0 where the kernel does not say)."""
    pages = Path("/proc/self/statm")
    return int(pages.read_text().split()[0]) * resource.getpagesize() if pages.exists() else 0


def bind(idle):
    """Set the bounds that hold for the child's whole life."""
    if idle:
        resource.setrlimit(resource.RLIMIT_AS, (idle + MEMORY, idle + MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(forbid)


def allow_seconds():
    """Give the next request SECONDS of processor time."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + SECONDS + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def forbid(event, arguments):
    """Refuse what reading a document never needs, whatever a document talks a library into (PEP 578)."""
    if event.startswith(
        (
            "socket.",
            "subprocess.",
            "os.system",
            "os.exec",
            "os.posix_spawn",
            "os.fork",
            "os.remove",
            "os.rename",
            "os.mkdir",
            "os.rmdir",
            "os.link",
            "os.symlink",
            "os.chmod",
        )
    ):
        raise PermissionError(f"{event} is not allowed here")
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        raise PermissionError("Writing is not allowed here")


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
