"""History (PROV Activity): who did what to which row, when, before and after."""

from django.conf import settings
from django.db import models
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
