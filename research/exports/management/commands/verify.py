from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat
from rich.console import Console
from rich.progress import Progress

from research.exports.verifying import CHECKS, orphans


class Command(BaseCommand):
    help = (
        "Check that everything kept is what it says: files and texts by their hashes, every quotation against its "
        "text, dossiers, versions. Ends with 1 where something is wrong, and changes nothing, save with --gc."
    )

    def add_arguments(self, parser):
        parser.add_argument("--gc", action="store_true", help="remove the files that no row speaks of")

    def handle(self, *, gc, **options):
        console = Console(file=self.stdout, highlight=False, soft_wrap=True)
        problems = 0
        with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
            for name, check in bar.track(CHECKS.items(), description="Checking"):
                for problem in check():
                    problems += 1
                    console.print(f"{name}: {problem}", markup=False)
        self.sweep(gc)
        if problems:
            raise CommandError(f"{problems:,} things are not what they say.")
        self.stdout.write("Everything is what it says.")

    def sweep(self, gc):
        found = list(orphans())
        size = filesizeformat(sum(size for _, size in found))
        if gc:
            for name, _ in found:
                default_storage.delete(name)
        if found:
            done = "removed" if gc else "left by an import that was cut short; verify --gc removes them"
            self.stdout.write(f"{len(found):,} files ({size}) that no row speaks of: {done}.")
