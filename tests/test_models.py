"""What holds for every model at once; each list is the exact set, so that a new row has to be thought about."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from research.claims.models import Passage
from research.sources.models import Snapshot
from tests.cast import make_cast, make_contradiction, make_passage

OURS = [
    model
    for model in apps.get_models()
    if model.__module__.startswith("research.") and not model.__name__.startswith("Historical")
]
FROZEN = {"Original", "Snapshot", "Contributor", "Version", "Footnote", "Correction", "Retraction"}
WITHOUT_HISTORY = FROZEN | {"IdempotencyKey", "Import", "ImportItem", "Dismissal", "Side", "Sketch"}


def test_every_editable_row_keeps_its_history():
    assert {model.__name__ for model in OURS if not hasattr(model, "history")} == WITHOUT_HISTORY


def test_work_that_hangs_on_a_row_protects_it():
    cascading = [
        f"{model.__name__}.{field.name}"
        for model in OURS
        for field in model._meta.concrete_fields
        if field.is_relation and field.remote_field.on_delete is not models.PROTECT
    ]
    assert cascading == ["Side.contradiction"]


def test_every_row_of_a_dossier_is_fetched_through_one_gate():
    shared = {"User", "IdempotencyKey", "Publisher", "Original", "Topic"}
    assert {model.__name__ for model in OURS if not hasattr(model.objects.all(), "visible_to")} == shared


def test_whoever_decides_is_named_with_the_time():
    pairs = [("decided_at", "decided_by"), ("withdrawn_at", "withdrawn_by"), ("answered_at", "answered_by")]
    for model in OURS:
        fields = {field.name for field in model._meta.fields}
        for pair in pairs:
            assert len(fields.intersection(pair)) in (0, 2), model


@pytest.mark.django_db
def test_users_stay_in_every_history():
    with connection.cursor() as cursor:
        for table in ("claims_historicalclaim", "briefings_historicalbriefing"):
            relations = connection.introspection.get_relations(cursor, table)
            assert relations["history_user_id"][1] == "accounts_user"


@pytest.mark.django_db
class TestTheDatabaseRefuses:
    @pytest.fixture(autouse=True)
    def people(self, db):
        self.cast = make_cast()

    def refused(self, sql, *values):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)

    def test_a_changed_snapshot(self):
        make_passage(self.cast)
        self.refused("UPDATE sources_snapshot SET text = 'other'")
        with pytest.raises(IntegrityError), transaction.atomic():
            Snapshot.objects.update(text="other")

    def test_a_replaced_snapshot(self):
        make_passage(self.cast)
        row = Snapshot.objects.values_list().get()
        if connection.vendor == "sqlite":
            self.refused("INSERT OR REPLACE INTO sources_original SELECT * FROM sources_original")
        assert Snapshot.objects.values_list().get() == row

    def test_a_passage_that_is_not_its_slice(self):
        passage = make_passage(self.cast)
        with pytest.raises(IntegrityError), transaction.atomic():
            Passage.objects.filter(pk=passage.pk).update(start=passage.start + 1)

    def test_a_passage_after_an_emoji_is_its_slice_in_code_points(self):
        passage = make_passage(self.cast, "Some 120,000 people")
        text = passage.snapshot.text
        assert text[passage.start : passage.end] == passage.quote
        assert "🇦🇲" in text[: passage.start]

    def test_history_written_again(self):
        make_passage(self.cast)
        self.refused("UPDATE claims_historicalpassage SET quote = 'other'")
        self.refused("DELETE FROM claims_historicalpassage")

    def test_a_deleted_person(self):
        self.refused("DELETE FROM accounts_user WHERE username = %s", "outsider")

    def test_a_decision_without_a_person(self):
        make_contradiction(self.cast)
        self.refused("UPDATE contradictions_contradiction SET state = 'resolved', reason = 'so'")

    def test_bounds_in_the_wrong_order(self):
        make_contradiction(self.cast)
        self.refused("UPDATE claims_claim SET earliest = 10, latest = 9")
        self.refused("UPDATE claims_claim SET lower = 10, amount = 9")
