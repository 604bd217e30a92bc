"""Whether a published version is still what it says: its hashes, its place in the chain, its quotations."""

from dataclasses import dataclass

from research.briefings import records
from research.briefings.models import Version
from research.claims.models import Claim
from research.sources import originals


@dataclass(frozen=True)
class Verification:
    """problems: what is wrong with the version as a whole, a sentence each; footnotes: {number: [what is wrong]}."""

    problems: list
    footnotes: dict

    @property
    def holds(self):
        return not self.problems and not any(self.footnotes.values())


def verify(version):
    """Check a Version against the database as it is now, and return the Verification.

    Both hashes are computed again, the chain is followed to the version before, and for each footnote the quote is
    cut out of its snapshot again and snapshot and original are hashed again.
    """
    if records.digest(version.content) != version.record_hash:
        # What it says of its footnotes can no longer be trusted, or even read.
        return Verification(["The record is not the one that was published: its hash is another."], {})
    record = version.record
    numbers = [note["claim"] for note in record["footnotes"]]
    cited = Claim.objects.filter(dossier=version.briefing.dossier_id, number__in=numbers)
    claims = {claim.number: claim for claim in cited.select_related("passage__snapshot__original")}
    footnotes = {note["number"]: _footnote(note, claims.get(note["claim"])) for note in record["footnotes"]}
    return Verification(_hashes(version, record), footnotes)


def _hashes(version, record):
    before = Version.objects.filter(briefing=version.briefing_id, number=version.number - 1).first()
    previous = before.record_hash if before else ""
    checks = [
        (
            records.digest(version.content) == version.record_hash,
            "The record does not have the hash it is stored under.",
        ),
        (records.canonical(record) == version.content, "The record is not in its canonical form."),
        (records.content_hash(record) == version.content_hash, "The text is not the one that was approved."),
        (record["number"] == version.number, "The record bears another number than its version."),
        (record["previous"] == version.previous_hash == previous, "The chain to the version before is broken."),
    ]
    return [problem for holds, problem in checks if not holds]


def _footnote(note, claim):
    if claim is None:
        return ["Its claim is gone."]
    snapshot, place = claim.passage.snapshot, note["passage"]
    before = snapshot.text[max(0, place["start"] - len(place["prefix"])) : place["start"]]
    checks = [
        (snapshot.text[place["start"] : place["end"]] == note["quote"], "The quotation does not stand in the source."),
        (before == place["prefix"], "The words before the quotation are others now."),
        (snapshot.text.startswith(place["suffix"], place["end"]), "The words after the quotation are others now."),
        (records.digest(snapshot.text) == note["snapshot"]["text_sha256"], "The source’s text is not the one cited."),
        (_original_hash(snapshot) == note["snapshot"]["original_sha256"], "The source’s file is not the one cited."),
    ]
    return [problem for holds, problem in checks if not holds]


def _original_hash(snapshot):
    try:
        return originals.sha256(originals.read(snapshot.original))
    except FileNotFoundError:
        return ""
