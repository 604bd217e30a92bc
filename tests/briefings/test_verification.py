"""Tampering past the triggers, as somebody with the database's password could: `verify` names what is wrong."""

import json
import random

from django.test import TestCase

from research.accounts import triggers
from research.briefings import records
from research.briefings.models import Version
from research.briefings.verification import verify
from research.sources.models import Original, Snapshot
from tests.briefings.making import make_corrected, make_published, rated_claim
from tests.cast import make_cast, make_passage


class Verifying(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.cast = make_cast()
        cls.version = make_corrected(cls.cast)
        cls.snapshot = cls.version.footnotes.first().claim.passage.snapshot

    def forge(self, rows, **change):
        triggers.uninstall()
        rows.update(**change)
        triggers.install()
        return verify(Version.objects.get(pk=self.version.pk))

    def versions(self, **which):
        return Version.objects.filter(**(which or {"pk": self.version.pk}))

    def test_every_version_holds(self):
        for version in Version.objects.all():
            self.assertTrue(verify(version).holds)

    def test_it_names_each_footnote(self):
        self.assertEqual(verify(self.version).footnotes, {1: []})

    def test_any_changed_character_of_the_record_is_found(self):
        chance = random.Random(1)
        for _ in range(200):
            place = chance.randrange(len(self.version.content))
            other = chr(ord(self.version.content[place]) ^ 1)
            forged = self.version.content[:place] + other + self.version.content[place + 1 :]
            found = verify(Version(**{**row(self.version), "content": forged}))
            self.assertFalse(found.holds, (place, other))

    def test_a_record_with_its_hash_computed_anew_breaks_the_chain(self):
        content = records.canonical(self.version.record | {"previous": "0" * 64})
        found = self.forge(self.versions(), content=content, record_hash=records.digest(content))
        self.assertIn("The chain to the version before is broken.", found.problems)

    def test_a_text_that_was_not_approved_is_found(self):
        content = records.canonical(self.version.record | {"title": "Forged"})
        found = self.forge(self.versions(), content=content, record_hash=records.digest(content))
        self.assertEqual(found.problems, ["The text is not the one that was approved."])

    def test_a_forged_version_before_is_found(self):
        found = self.forge(self.versions(number=1), record_hash="0" * 64)
        self.assertEqual(found.problems, ["The chain to the version before is broken."])

    def test_another_number_is_found(self):
        self.assertFalse(self.forge(self.versions(), number=3).holds)

    def test_a_record_that_is_not_canonical_is_found(self):
        content = json.dumps(self.version.record)
        found = self.forge(self.versions(), content=content, record_hash=records.digest(content))
        self.assertEqual(found.problems, ["The record is not in its canonical form."])

    def test_a_changed_source_text_is_found(self):
        text = self.snapshot.text.replace("17 April", "18 April")
        found = self.forge(Snapshot.objects.filter(pk=self.snapshot.pk), text=text)
        self.assertIn("The quotation does not stand in the source.", found.footnotes[1])

    def test_a_source_changed_elsewhere_is_found(self):
        found = self.forge(Snapshot.objects.filter(pk=self.snapshot.pk), text=f"{self.snapshot.text}!")
        self.assertIn("The source’s text is not the one cited.", found.footnotes[1])

    def test_a_changed_original_is_found(self):
        found = self.forge(Original.objects.filter(pk=self.snapshot.original_id), content=b"forged")
        self.assertEqual(found.footnotes[1], ["The source’s file is not the one cited."])

    def test_a_lost_original_is_found(self):
        found = self.forge(Original.objects.filter(pk=self.snapshot.original_id), content=None)
        self.assertEqual(found.footnotes[1], ["The source’s file is not the one cited."])


def row(version):
    return {field.attname: getattr(version, field.attname) for field in Version._meta.concrete_fields}


class OddCharacters(TestCase):
    def test_offsets_are_code_points(self):
        cast = make_cast()
        claim = rated_claim(cast, "120,000", passage=make_passage(cast, "🇦🇲 Some 120,000 people"))
        self.assertTrue(verify(make_published(cast, [claim], body=f"Many [@c{claim.number}].")).holds)
