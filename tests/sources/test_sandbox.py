import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from research.sources import sandbox
from research.sources.importers import Refused, extract
from tests.sources.importers.documents import line, make_pdf

PDF = make_pdf([line("Hello", 700)])
SLOW = b"<html><body><p>" + b"word <b>" * 400_000
FEED = b"<rss><channel><item><title>A</title><link>https://example.org/1</link></item></channel></rss>"


@pytest.fixture(autouse=True)
def no_children_left():
    pool = sandbox.POOL
    yield
    pool.close()


def child():
    [only] = sandbox.POOL.idle
    return only.process.pid


def test_a_child_reads_as_the_importer_does():
    page = b"<html lang=en><title>T</title><body><p>One \xc3\xa9</p><p>Two</p></body></html>"
    assert sandbox.run(page, name="a.html") == extract(page, name="a.html")


def test_a_child_is_used_again():
    sandbox.run(PDF)
    first = child()
    sandbox.run(PDF)
    assert child() == first


def test_a_child_is_renewed_now_and_then(monkeypatch):
    monkeypatch.setattr(sandbox, "REQUESTS", 1)
    sandbox.run(PDF)
    assert sandbox.POOL.idle == []


def test_plain_text_needs_no_child(monkeypatch):
    monkeypatch.setattr(sandbox, "POOL", None)
    assert sandbox.run(b"Hello", name="a.txt").text == "Hello"


@pytest.mark.parametrize("data", [b"", b" ", b"\x89PNG...", bytes(30_000_000)])
def test_what_is_refused_at_sight_needs_no_child(data, monkeypatch):
    monkeypatch.setattr(sandbox, "POOL", None)
    with pytest.raises(Refused):
        sandbox.run(data)


def test_a_refusal_keeps_its_words_and_the_child():
    with pytest.raises(Refused, match="broken"):
        sandbox.run(b"%PDF-1.4 junk")
    assert sandbox.POOL.idle[0].is_fit()


def test_items_come_whole():
    [item] = sandbox.expand(FEED, name="feed.xml")
    assert (item.name, item.data, item.url) == ("A (entry 1)", None, "https://example.org/1")
    assert item.metadata["title"] == "A"


def test_a_child_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(sandbox, "WAIT", 0.2)
    with pytest.raises(Refused, match="longer than half a minute"):
        sandbox.run(SLOW, name="a.html")
    assert sandbox.POOL.idle == []


def test_a_child_that_answers_too_much_is_ended(monkeypatch):
    monkeypatch.setattr(sandbox, "ANSWER", 50)
    with pytest.raises(Refused, match="far more text"):
        sandbox.run(PDF)
    assert sandbox.POOL.idle == []


def test_a_child_that_dies_at_work_is_said():
    sandbox.run(PDF)
    threading.Timer(0.2, os.kill, (child(), 9)).start()
    with pytest.raises(Refused, match="broke the reader"):
        sandbox.run(SLOW, name="a.html")
    assert sandbox.run(PDF).text == "Hello"


def test_a_child_that_died_idle_is_replaced():
    sandbox.run(PDF)
    sandbox.POOL.idle[0].process.kill()
    sandbox.POOL.idle[0].process.wait()
    assert sandbox.run(PDF).text == "Hello"


def test_threads_get_their_own_answers():
    pages = [make_pdf([line(f"Number {number}", 700)]) for number in range(20)]
    with ThreadPoolExecutor(8) as pool:
        assert [found.text for found in pool.map(sandbox.run, pages)] == [f"Number {number}" for number in range(20)]
    assert len(sandbox.POOL.idle) <= sandbox.CHILDREN


def test_a_forked_process_starts_its_own():
    code = (
        "import os; from research.sources import sandbox; from tests.sources.test_sandbox import PDF\n"
        "sandbox.run(PDF); pid = os.fork(); text = sandbox.run(PDF).text\n"
        "status = os.waitpid(pid, 0)[1] if pid else 0; sandbox.POOL.close(); os._exit(bool(status or text != 'Hello'))"
    )
    assert subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "event", ["socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.remove"]
)
def test_a_child_may_not_reach_out(event):
    with pytest.raises(PermissionError):
        sandbox.forbid(event, ())


@pytest.mark.parametrize("flags", [os.O_WRONLY, os.O_RDWR, os.O_WRONLY | os.O_CREAT])
def test_a_child_may_not_write(flags):
    with pytest.raises(PermissionError):
        sandbox.forbid("open", ("a", "w", flags))


def test_a_child_may_read():
    sandbox.forbid("open", ("a", "r", os.O_RDONLY))


def test_a_child_has_bounds():
    sandbox.run(PDF)
    with open(f"/proc/{child()}/limits") as limits:
        rows = {row[:25].strip(): row[25:46].strip() for row in limits}
    assert rows["Max file size"] == rows["Max core file size"] == "0"
    assert int(rows["Max address space"]) < 500_000_000
    assert int(rows["Max cpu time"]) < 60


def test_a_child_sees_nothing_of_the_environment(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "canary")
    sandbox.run(PDF)
    with open(f"/proc/{child()}/environ") as environment:
        assert "canary" not in environment.read()
