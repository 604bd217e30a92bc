import signal
import subprocess
import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from research.sources.tasks import tend

MANAGE = settings.BASE_DIR / "manage.py"
THREADS = 8
# How long each gets to finish what it is doing: a worker's turn at an import is shorter.
PATIENCE = 25
EVERY = 0.2


class Command(BaseCommand):
    help = (
        "Serve the site on 127.0.0.1:PORT, with a worker for what is done in the background, in one process tree. "
        "A worker that dies is started again; SIGTERM and Ctrl-C stop everything once it has finished its turn."
    )

    def add_arguments(self, parser):
        parser.add_argument("--workers", type=int, default=1, help="background workers (1; 0: web alone)")

    def handle(self, *, workers, **options):
        self.stopping = False
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self.stop)
        tend()
        self.web = subprocess.Popen(web())  # noqa: S603 - our own interpreter
        self.workers = [subprocess.Popen(worker()) for _ in range(workers)]  # noqa: S603
        while not self.stopping and self.web.poll() is None:
            self.look_after_workers()
            time.sleep(EVERY)
        self.end()
        if not self.stopping:
            raise CommandError(f"The web server ended by itself ({self.web.returncode}). Is port {settings.PORT} free?")

    def stop(self, *_):
        self.stopping = True

    def look_after_workers(self):
        for place, process in enumerate(self.workers):
            if process.poll() is not None:
                self.stderr.write(f"The worker ended ({process.returncode}) and is started again.")
                tend()
                self.workers[place] = subprocess.Popen(worker())  # noqa: S603

    def end(self):
        """Ask everyone to stop, wait, and insist: what is cut short is taken up at the next start."""
        family = [self.web, *self.workers]
        for process in family:
            process.terminate()
        until = time.monotonic() + PATIENCE
        for process in family:
            try:
                process.wait(max(0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def web():
    """The command line of the web server."""
    return [
        *(sys.executable, "-m", "gunicorn", "research.wsgi:application", "--chdir", str(settings.BASE_DIR)),
        *("--bind", f"127.0.0.1:{settings.PORT}", "--worker-class", "gthread", "--threads", str(THREADS)),
        *("--workers", str(settings.WEB_CONCURRENCY), "--graceful-timeout", "10", "--timeout", "60"),
        # It would open a socket in the home folder.
        *("--no-control-socket", "--log-level", "warning"),
    ]


def worker():
    """The command line of a background worker. --no-reload: else it watches the files where DEBUG is on."""
    return [sys.executable, str(MANAGE), "db_worker", "--no-reload", "--interval", "0.5", "--verbosity", "0"]
