import os
from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from research.accounts.models import User
from research.dossiers.models import Dossier
from research.sources.imports import Coming, start_import
from research.sources.models import ImportItem
from research.sources.queries import progress_of
from research.sources.work import work

LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}


class Command(BaseCommand):
    help = (
        "Import articles into a dossier: files, folders, archives (.zip), lists (.csv, .jsonl, .ris, CSL-JSON), web "
        "addresses and feeds. Ends with 1 where anything failed. Stopped in the middle, the workers go on with it."
    )

    def add_arguments(self, parser):
        parser.add_argument("dossier", metavar="SLUG")
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder or an address")
        parser.add_argument("--by", required=True, metavar="USERNAME", help="in whose name; at least an annotator")
        parser.add_argument("--publisher", default="", metavar="NAME", help="who published all of them")

    def handle(self, *, dossier, paths, by, publisher, **options):
        try:
            run = start_import(
                dossier=Dossier.objects.get(slug=dossier),
                by=User.objects.get(username=by),
                coming=[thing for path in paths for thing in things_at(path)],
                publisher=publisher,
                background=False,
            )
        except Dossier.DoesNotExist as error:
            raise CommandError(f"There is no dossier “{dossier}”.") from error
        except User.DoesNotExist as error:
            raise CommandError(f"There is nobody called “{by}”.") from error
        except PermissionDenied as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.follow(run, Console(file=self.stdout, highlight=False, soft_wrap=True))

    def follow(self, run, console):
        """Work on the import, with a bar on a terminal and a line for each failure."""
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
        with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
            shown = bar.add_task("Importing", total=progress_of(run).total)

            def report(item):
                if item.is_container:
                    self.say_failures(console, item.children.failed())
                    bar.update(shown, total=progress_of(run).total, completed=progress_of(run).settled)
                else:
                    bar.advance(shown)
                if item.state == ImportItem.State.FAILED:
                    self.say_failures(console, [item])

            work(run, report=report)
        self.sum_up(progress_of(run))

    def say_failures(self, console, items):
        for item in items:
            console.print(f"{item.name}: {item.reason}", markup=False)

    def sum_up(self, progress):
        parts = [f"{progress.done:,} imported"]
        parts += [f"{progress.duplicate:,} there already"] if progress.duplicate else []
        parts += [f"{progress.failed:,} failed"] if progress.failed else []
        self.stdout.write(", ".join(parts) + ".")
        if progress.failed:
            raise CommandError(f"{progress.failed:,} of {progress.total:,} could not be imported.", returncode=1)


def things_at(path):
    """Yield a Coming for a file or an address, and for every file below a folder, in the order of their names."""
    if "://" in path:
        yield Coming(path, url=path)
        return
    place = Path(path)
    if not place.exists():
        raise CommandError(f"There is no file or folder “{path}”.")
    if not place.is_dir():
        yield Coming(place.name, path=str(place.resolve()))
        return
    for folder, folders, names in os.walk(place):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(set(names) - LITTER):
            if not name.startswith("."):
                found = Path(folder, name)
                yield Coming(str(found.relative_to(place)), path=str(found.resolve()))
