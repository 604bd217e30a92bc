"""Promises kept by the database itself, on SQLite and on PostgreSQL, whoever writes: page, API, admin, shell or SQL.

Each app lists its own in a `triggers.py` as TRIGGERS. They are installed anew after every migrate, because an
AlterField on SQLite makes the table again and silently drops its triggers. A refusal is an IntegrityError on both.
"""

from dataclasses import dataclass
from importlib import import_module

from django.apps import apps
from django.db import connection
from django.utils.module_loading import module_has_submodule


@dataclass(frozen=True)
class Trigger:
    """One promise: on `event` ("INSERT", "UPDATE" or "DELETE") of `table`, refuse with `message` when `when` holds.

    when: a condition in SQL over NEW and OLD; empty for always. It must read the same on both databases.
    """

    table: str
    event: str
    message: str
    when: str = ""
    name: str = ""

    @property
    def title(self):
        return f"{self.table}_{self.name or 'no'}_{self.event.lower()}"


def frozen(table, what):
    """The two triggers of a table whose rows are written once: neither changed nor deleted."""
    return [
        Trigger(table, "UPDATE", f"{what} is frozen: it can never be changed"),
        Trigger(table, "DELETE", f"{what} is frozen: it can never be deleted"),
    ]


def history_tables():
    """Every history table is append-only."""
    marks = ("history_id", "m2m_history_id")
    return sorted(model._meta.db_table for model in apps.get_models() if any(hasattr(model, mark) for mark in marks))


def all_triggers():
    """Return every trigger of every app, in the apps' order, then those of the history tables."""
    found = []
    for config in apps.get_app_configs():
        if config.name.startswith("research.") and module_has_submodule(config.module, "triggers"):
            found += getattr(import_module(f"{config.name}.triggers"), "TRIGGERS", [])
    return found + [trigger for table in history_tables() for trigger in frozen(table, "history")]


def install():
    """Drop what is there and create every trigger whose table exists."""
    uninstall()
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for trigger in all_triggers():
            if trigger.table in tables:
                for statement in DIALECTS[connection.vendor](trigger):
                    cursor.execute(statement)


def uninstall():
    """Drop every trigger of ours. Only `install` and the flush between tests may call it."""
    with connection.cursor() as cursor:
        for title, table in installed(cursor):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER IF EXISTS "{title}"{on}')


def installed(cursor):
    """Yield (name, table) of the triggers that stand in the database now."""
    if connection.vendor == "sqlite":
        cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
    else:
        cursor.execute(
            "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE NOT tgisinternal"
        )
    return cursor.fetchall()


def _sqlite(trigger):
    when = f"WHEN {trigger.when}" if trigger.when else ""
    yield (
        f'CREATE TRIGGER "{trigger.title}" BEFORE {trigger.event} ON {trigger.table} FOR EACH ROW {when} '
        f"BEGIN SELECT RAISE(ABORT, '{trigger.message}'); END"
    )


def _postgresql(trigger):
    result = "OLD" if trigger.event == "DELETE" else "NEW"
    refuse = f"RAISE EXCEPTION '{trigger.message}' USING ERRCODE = '23514';"
    body = f"IF {trigger.when} THEN {refuse} END IF;" if trigger.when else refuse
    yield (
        f'CREATE OR REPLACE FUNCTION "{trigger.title}"() RETURNS trigger LANGUAGE plpgsql AS '
        f"$$ BEGIN {body} RETURN {result}; END $$"
    )
    yield (
        f'CREATE TRIGGER "{trigger.title}" BEFORE {trigger.event} ON {trigger.table} '
        f'FOR EACH ROW EXECUTE FUNCTION "{trigger.title}"()'
    )


DIALECTS = {"sqlite": _sqlite, "postgresql": _postgresql}

TRIGGERS = [Trigger("accounts_user", "DELETE", "a person is never deleted: deactivate the account")]
