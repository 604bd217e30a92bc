"""What the database refuses, whoever writes and however: by the ORM, in bulk, or by SQL."""

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import TestCase
from django.utils import timezone

from research.briefings.models import Contributor, Correction, Footnote, Override, Retraction, Review, Version
from research.briefings.queries import content_hash_of
from tests.briefings.making import approve, make_corrected, make_draft, make_published, rated_claim
from tests.cast import make_cast


class Refused(TestCase):
    def assert_refused(self, act):
        with self.assertRaises(IntegrityError), transaction.atomic():
            act()

    def assert_refused_by_sql(self, statement, *values):
        def run():
            with connection.cursor() as cursor:
                cursor.execute(statement, values)

        self.assert_refused(run)


class Reviews(Refused):
    @classmethod
    def setUpTestData(cls):
        cls.cast = make_cast()
        cls.draft = make_draft(cls.cast, [rated_claim(cls.cast)])
        cls.hash = content_hash_of(cls.draft)

    def row(self, by, **fields):
        return {"briefing": self.draft, "by": by, "content_hash": self.hash, "decision": "approve"} | fields

    def version(self, **fields):
        frozen = {"content": "{}", "record_hash": "0" * 64, "published_at": timezone.now(), "by": self.cast.chief}
        return {"briefing": self.draft, "number": 1, "content_hash": self.hash} | frozen | fields

    def test_an_author_cannot_review_through_the_orm(self):
        self.assert_refused(lambda: Review.objects.create(**self.row(self.cast.editor)))
        self.assert_refused(lambda: Review.objects.bulk_create([Review(**self.row(self.cast.editor))]))

    def test_an_author_who_is_a_superuser_cannot_either(self):
        Contributor.objects.create(briefing=self.draft, user=self.cast.superuser)
        self.assert_refused(lambda: Review.objects.create(**self.row(self.cast.superuser)))

    def test_an_author_cannot_review_by_sql(self):
        self.assert_refused_by_sql(
            "INSERT INTO briefings_review (briefing_id, content_hash, by_id, decision, remarks, created_at) "
            "VALUES (%s, %s, %s, 'approve', '', %s)",
            self.draft.pk,
            self.hash,
            self.cast.editor.pk,
            timezone.now(),
        )

    def test_a_review_cannot_be_given_to_another_hash(self):
        review = Review.objects.create(**self.row(self.cast.second_editor))
        self.assert_refused(lambda: Review.objects.filter(pk=review.pk).update(content_hash="1" * 64))

    def test_a_voided_review_stays_voided(self):
        review = Review.objects.create(**self.row(self.cast.second_editor, voided_at=timezone.now()))
        self.assert_refused(lambda: Review.objects.filter(pk=review.pk).update(voided_at=None))

    def test_a_review_is_never_deleted(self):
        review = Review.objects.create(**self.row(self.cast.second_editor))
        self.assert_refused(review.delete)

    def test_an_author_cannot_override(self):
        row = {"briefing": self.draft, "content_hash": self.hash, "line": "rated", "reason": "No time."}
        self.assert_refused(lambda: Override.objects.create(by=self.cast.editor, **row))

    def test_no_version_without_an_approval(self):
        self.assert_refused(lambda: Version.objects.create(**self.version()))

    def test_no_version_by_an_approval_of_another_hash(self):
        approve(self.cast, self.draft)
        self.assert_refused(lambda: Version.objects.create(**self.version(content_hash="1" * 64)))

    def test_no_version_by_a_voided_approval(self):
        Review.objects.create(**self.row(self.cast.second_editor, voided_at=timezone.now()))
        self.assert_refused(lambda: Version.objects.create(**self.version()))

    def test_no_version_by_a_return(self):
        Review.objects.create(**self.row(self.cast.second_editor, decision="return"))
        self.assert_refused(lambda: Version.objects.create(**self.version()))

    def test_no_version_by_the_approval_of_one_who_became_an_author(self):
        Review.objects.create(**self.row(self.cast.second_editor))
        Contributor.objects.create(briefing=self.draft, user=self.cast.second_editor)
        self.assert_refused(lambda: Version.objects.create(**self.version()))


class Frozen(Refused):
    @classmethod
    def setUpTestData(cls):
        cls.cast = make_cast()
        cls.version = make_corrected(cls.cast)
        cls.claim = cls.version.footnotes.first().claim
        notes = {"text": "Wrong.", "by": cls.cast.chief, "at": timezone.now()}
        cls.retraction = Retraction.objects.create(version=cls.version, **notes)

    def test_what_is_published_is_never_changed(self):
        for model, change in [
            (Version, {"content": "{}"}),
            (Version, {"record_hash": "0" * 64}),
            (Correction, {"text": "Else."}),
            (Retraction, {"text": "Else."}),
            (Footnote, {"number": 9}),
            (Contributor, {"user": self.cast.observer}),
        ]:
            with self.subTest(model=model.__name__, change=change):
                self.assert_refused(lambda model=model, change=change: model.objects.update(**change))

    def test_what_is_published_is_never_deleted(self):
        for model in (Version, Correction, Retraction, Footnote, Contributor):
            with self.subTest(model=model.__name__):
                rows = model.objects.all()
                self.assert_refused(lambda rows=rows: rows._raw_delete(rows.db))

    def test_sql_cannot_either(self):
        self.assert_refused_by_sql("UPDATE briefings_version SET content = '{}'")
        self.assert_refused_by_sql("DELETE FROM briefings_retraction")

    def test_it_cannot_be_replaced(self):
        rows = "INSERT {} INTO briefings_correction SELECT * FROM briefings_correction {}"
        lite = rows.format("OR REPLACE", "")
        postgres = rows.format("", "ON CONFLICT (id) DO UPDATE SET text = 'Else.'")
        self.assert_refused_by_sql(lite if connection.vendor == "sqlite" else postgres)

    def test_a_cited_claim_keeps_its_value(self):
        for change in ({"says": "2025"}, {"edtf": "2025"}, {"latest": None}, {"modality": "planned"}):
            with self.subTest(change=change):
                self.assert_refused(
                    lambda change=change: type(self.claim).objects.filter(pk=self.claim.pk).update(**change)
                )

    def test_a_cited_claim_can_be_withdrawn_and_described(self):
        self.claim.statement = "In other words."
        self.claim.withdrawn_at, self.claim.withdrawn_by, self.claim.withdrawn_reason = (
            timezone.now(),
            self.cast.chief,
            "x",
        )
        self.claim.save()

    def test_a_version_cannot_be_numbered_twice(self):
        row = Version.objects.get(number=2)
        row.pk = None
        with self.assertRaises(DatabaseError), transaction.atomic():
            row.save(force_insert=True)


class Uncited(TestCase):
    def test_a_claim_nobody_has_published_can_change(self):
        cast = make_cast()
        claim = rated_claim(cast)
        make_draft(cast, [claim])
        make_published(cast)
        claim.edtf = "2024-04"
        claim.save()
