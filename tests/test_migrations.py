import pytest
from django.core.management import call_command
from django.db import connection

from research.accounts import triggers

pytestmark = pytest.mark.django_db


def test_every_change_of_a_model_has_its_migration():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_trigger_stands_after_migrate():
    with connection.cursor() as cursor:
        standing = {name for name, _ in triggers.installed(cursor)}
    assert standing == {trigger.title for trigger in triggers.all_triggers()}


def test_the_promises_the_database_keeps_by_trigger():
    history = set(triggers.history_tables())
    kept = {(trigger.table, trigger.event) for trigger in triggers.all_triggers() if trigger.table not in history}
    assert kept == {
        ("accounts_user", "DELETE"),
        ("sources_original", "UPDATE"),
        ("sources_original", "DELETE"),
        ("sources_snapshot", "UPDATE"),
        ("sources_snapshot", "DELETE"),
        ("claims_passage", "INSERT"),
        ("claims_passage", "UPDATE"),
        ("claims_claim", "UPDATE"),
        ("briefings_review", "INSERT"),
        ("briefings_review", "UPDATE"),
        ("briefings_review", "DELETE"),
        ("briefings_override", "INSERT"),
        ("briefings_override", "UPDATE"),
        ("briefings_override", "DELETE"),
        ("briefings_version", "INSERT"),
        ("briefings_version", "UPDATE"),
        ("briefings_version", "DELETE"),
        ("briefings_footnote", "UPDATE"),
        ("briefings_footnote", "DELETE"),
        ("briefings_contributor", "UPDATE"),
        ("briefings_contributor", "DELETE"),
        ("briefings_correction", "UPDATE"),
        ("briefings_correction", "DELETE"),
        ("briefings_retraction", "UPDATE"),
        ("briefings_retraction", "DELETE"),
    }


def test_a_second_migrate_leaves_the_triggers_standing():
    call_command("migrate", verbosity=0)
    test_every_trigger_stands_after_migrate()
