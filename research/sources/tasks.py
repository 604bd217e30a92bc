"""Imports in the background: who is killed loses nothing, for the queue and every item's state are in the database."""

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from research.sources.models import Import, ImportItem
from research.sources.shelf import Shelf
from research.sources.work import reap, work

# A turn: short, so that a small import does not wait for a large one, and a worker that is asked to stop soon does.
SECONDS = 10


# The collections this worker has open, by import: a turn goes on reading where the one before stopped.
SHELVES = {}
MOST_SHELVES = 4


@task()
def run_import(import_id):
    """Work on an import for a while; what is left waits for its next turn, behind the imports of others."""
    shelf = SHELVES.pop(import_id, None) or Shelf()
    finished = goes_on = False
    try:
        run = Import.objects.select_related("dossier", "by").get(pk=import_id)
        finished = work(run, seconds=SECONDS, shelf=shelf)
        goes_on = not finished
    finally:
        if goes_on and len(SHELVES) < MOST_SHELVES:
            SHELVES[import_id] = shelf
        else:
            shelf.close()
        if not finished:
            run_import.enqueue(import_id)


@task()
def tend_imports():
    """Take up what killed workers left, and look again later for as long as there are imports under way."""
    tend()


@transaction.atomic
def enqueue(run):
    """Put an import in the queue, and see that somebody looks after it."""
    run_import.enqueue(run.pk)
    look_again()


@transaction.atomic
def tend(now=None):
    """Take up every import that nobody works on: the worker was killed, or the queue lost. Returns them.

    Called by a task that plans its own next run, and whenever the workers are started.
    """
    now = now or timezone.now()
    if not _unfinished().exists():
        return []
    look_again()
    reap(now)
    lost = DBTaskResult.objects.running().filter(started_at__lt=now - 30 * settings.IMPORT_LEASE)
    lost.update(status=TaskResultStatus.FAILED, finished_at=now, traceback="Its worker was killed.")
    left = list(stalled(now))
    for run in left:
        run_import.enqueue(run.pk)
    return left


def stalled(now):
    """Return the imports with work left, without a sign of life for a lease, and without a turn in the queue."""
    silent = now - settings.IMPORT_LEASE
    queued = {args["args"][0] for args in _ready(run_import).values_list("args_kwargs", flat=True)}
    runs = _unfinished().filter(created_at__lt=silent).exclude(pk__in=queued).annotate(sign=Max("items__heartbeat"))
    return runs.filter(Q(sign=None) | Q(sign__lt=silent))


def _unfinished():
    return Import.objects.filter(pk__in=ImportItem.objects.unfinished().values("run"))


def _ready(which):
    return DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=which.module_path)


def look_again():
    """Plan one look after the imports for when the lease has passed, unless there is one."""
    if not _ready(tend_imports).exists():
        tend_imports.using(run_after=timezone.now() + settings.IMPORT_LEASE).enqueue()
