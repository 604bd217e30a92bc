import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from research.dossiers.models import Dossier
from research.exports.registry import FORMATS, pieces


class Command(BaseCommand):
    help = "Write a dossier to a file, or to standard output."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="which dossier")
        parser.add_argument("--as", dest="format", choices=FORMATS, default="json")
        parser.add_argument("-o", "--output", type=Path, help="the file to write; standard output without it")

    def handle(self, *, slug, format, output, **options):
        dossier = Dossier.objects.filter(slug=slug).first()
        if dossier is None:
            raise CommandError(f"There is no dossier “{slug}”. Known are: {', '.join(_slugs()) or 'none'}.")
        if output is None:
            _write(sys.stdout.buffer, dossier, format)
            return
        # Whole or not at all: a crash must not leave half a file under the name that was asked for.
        part = output.with_name(f"{output.name}.part")
        try:
            with part.open("wb") as file:
                _write(file, dossier, format)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}") from error
        part.replace(output)
        self.stderr.write(f"{output}: {output.stat().st_size:,} bytes")


def _slugs():
    return Dossier.objects.order_by("slug").values_list("slug", flat=True)


def _write(file, dossier, format):
    for piece in pieces(dossier, format):
        file.write(piece)
