"""manage.py serve: web and worker in one process tree, that stops cleanly and mends itself."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings

from research.sources.imports import Coming, start_import
from research.sources.queries import progress_of
from tests.cast import make_cast
from tests.test_crashes import database_url

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not Path("/proc").exists(), reason="looks into /proc, which this machine has not"),
]


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def until(true, seconds=60):
    """Wait for something to become true, and return it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.1)
    raise AssertionError("it never came true")


def children(pid):
    """{pid: command line} of a process's children."""
    found = {}
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        found[int(child)] = Path(f"/proc/{child}/cmdline").read_bytes().decode()
    return found


def worker_of(site):
    return next((pid for pid, line in children(site.pid).items() if "db_worker" in line), None)


@pytest.fixture
def site():
    port = str(free_port())
    ours = {
        "DATABASE_URL": database_url(),
        "DATA_DIR": str(settings.DATA_DIR),
        "PORT": port,
        "IMPORT_LEASE_SECONDS": "1",
    }
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "serve"]
    process = subprocess.Popen(command, env=os.environ | ours, stderr=subprocess.DEVNULL)
    process.health = f"http://127.0.0.1:{port}/health/"
    yield process
    process.kill()
    process.wait()


def answers(site):
    try:
        with urlopen(site.health) as answer:  # the address is our own
            return answer.status == 200
    except URLError:
        return False


def test_serves_works_mends_itself_and_stops(site):
    until(lambda: answers(site))
    first = until(lambda: worker_of(site))
    os.kill(first, signal.SIGKILL)
    until(lambda: worker_of(site) not in (None, first))
    cast = make_cast()
    coming = [Coming(f"{number}.txt", f"Report {number}.".encode()) for number in range(3)]
    run = start_import(dossier=cast.dossier, by=cast.annotator, coming=coming)
    until(lambda: progress_of(run).done == 3)
    family = children(site.pid)
    site.terminate()
    assert site.wait(40) == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid in family)
