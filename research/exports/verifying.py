"""Whether everything kept is what it says: each check yields one plain sentence for each thing that is wrong."""

from datetime import timedelta

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.models import F
from django.db.models.functions import Substr
from django.utils import timezone

from research.briefings.models import Version
from research.briefings.verification import verify
from research.claims.models import Passage
from research.dossiers.models import Dossier
from research.sources import originals
from research.sources.models import ImportItem, Original, Snapshot

# A file may be there a while before the row that speaks of it: an upload under way is no orphan.
YOUNG = timedelta(hours=1)


def database():
    """The database's own checks: its pages on SQLite, its foreign keys on both."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            for (line,) in cursor.fetchall():
                if line != "ok":
                    yield f"The database file is damaged: {line}"
    try:
        connection.check_constraints()
    except DatabaseError as error:
        yield f"A row speaks of another that is gone: {error}"


def originals_kept():
    """Every original still has the bytes that its SHA-256 was taken of."""
    for original in Original.objects.order_by("pk").iterator(chunk_size=50):
        try:
            if originals.digest_of(original) != original.sha256:
                yield f"Original {original.sha256} holds other bytes than it did."
        except OSError:
            yield f"Original {original.sha256} has lost its file."


def texts():
    """Every snapshot still has the text that its SHA-256 was taken of."""
    rows = Snapshot.objects.order_by("pk").values_list("pk", "text", "text_sha256")
    for pk, text, digest in rows.iterator(chunk_size=100):
        if originals.sha256(text.encode()) != digest:
            yield f"Snapshot {pk} holds another text than it did."


def passages():
    """Every quote is still the slice of its text, in one query over the whole base (W3C Web Annotation)."""
    cut = Substr("snapshot__text", F("start") + 1, F("end") - F("start"))
    wrong = Passage.objects.annotate(cut=cut).exclude(cut=F("quote")).order_by("pk")
    for pk, dossier in wrong.values_list("pk", "dossier__slug"):
        yield f"Passage {pk} in {dossier} no longer quotes its text."


def dossiers():
    """Both ends of every relation lie in the same dossier. The relations are those of the models themselves."""
    for model, name, ours, theirs in relations_within_a_dossier():
        rows = model.objects.exclude(**{name: None}).exclude(**{ours: F(theirs)}).order_by("pk").distinct()
        for pk in rows.values_list("pk", flat=True):
            yield f"{model._meta.verbose_name.capitalize()} {pk}: its {name} is of another dossier."


def relations_within_a_dossier():
    """Yield (model, field name, path to its own dossier, path to the other end's) for every relation to check."""
    ways = {model: way for model in apps.get_models() if (way := _way(model))}
    for model, ours in ways.items():
        for field in [*model._meta.fields, *model._meta.many_to_many]:
            if field.related_model in ways and not ours.startswith(f"{field.name}__"):
                yield model, field.name, ours, f"{field.name}__{ways[field.related_model]}"


def _way(model):
    """The path from a model to its dossier, "" where it has none."""
    rows = getattr(model, "objects", None)
    return "" if rows is None or model is Dossier else getattr(rows.all(), "to_dossier", "").removesuffix("__")


def versions():
    """Every published version has its hashes, its place in the chain and its quotations."""
    for version in Version.objects.select_related("briefing").order_by("pk").iterator(chunk_size=20):
        found = verify(version)
        for problem in [*found.problems, *(each for note in found.footnotes.values() for each in note)]:
            yield f"{version.briefing}, {version}: {problem}"


def orphans(now=None):
    """Yield (name, size) of every file that no row speaks of, and that is no upload under way."""
    kept = set(Original.objects.filter(content=None).values_list("sha256", flat=True))
    spooled = set(ImportItem.objects.exclude(spooled="").values_list("spooled", flat=True))
    before = (now or timezone.now()) - YOUNG
    for name in [*_files("originals"), *_files("spool")]:
        known = name in spooled or (name.startswith("originals/") and name.rpartition("/")[2] in kept)
        if not known and default_storage.get_modified_time(name) < before:
            yield name, default_storage.size(name)


def _files(folder):
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        yield f"{folder}/{name}"
    for name in folders:
        yield from _files(f"{folder}/{name}")


CHECKS = {
    "the database": database,
    "original files": originals_kept,
    "texts": texts,
    "quotations": passages,
    "relations": dossiers,
    "published versions": versions,
}
