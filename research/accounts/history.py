"""History (PROV Activity): who did what to which row, when, before and after."""

from django.conf import settings
from django.db import connection, models
from django.utils import timezone
from simple_history.models import HistoricalRecords


class History(HistoricalRecords):
    """simple-history with its user on PROTECT: SET_NULL would write into rows that are never written again."""

    def _get_history_user_fields(self):
        user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, related_name="+", on_delete=models.PROTECT)
        return {"history_user": user}


def keep(row, *, by, reason=""):
    """Save a row with its actor and the reason in its history, and return it.

    row: an instance of a model with `history`; by: User or None (the site itself); reason: at most 100 characters.
    """
    row._history_user = by
    row._change_reason = reason[:100] or None
    row.save()
    return row


def keep_new(rows, *, by, reason=""):
    """Insert many new rows of one model, each with its history, and return them. Inside the caller's transaction.

    The history is copied from the rows inside the database: making it row by row in Python took as long as all the
    rest of an import. by: User or None; reason: at most 100 characters. Relations to many are not told of.
    """
    if not rows:
        return rows
    model = type(rows[0])
    model._default_manager.bulk_create(rows)
    past, quoted = model.history.model, connection.ops.quote_name
    columns = ", ".join(quoted(field.column) for field in past.tracked_fields)
    told = ", ".join(map(quoted, ("history_date", "history_user_id", "history_change_reason", "history_type")))
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    values = [now, by.pk if by else None, reason[:100] or None, "+", *(row.pk for row in rows)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quoted(past._meta.db_table)} ({columns}, {told}) "  # noqa: S608 - names of our own columns
            f"SELECT {columns}, %s, %s, %s, %s FROM {quoted(model._meta.db_table)} "
            f"WHERE {quoted(model._meta.pk.column)} IN ({', '.join(['%s'] * len(rows))})",
            values,
        )
    return rows
