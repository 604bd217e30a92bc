"""Dates and quantities as sources state them: read, find, compare, group, explain. Plain Python, no Django."""

from .bounds import HEDGES
from .byhand import from_amount, from_edtf
from .checks import Check, check
from .days import civil, day_number
from .finding import Found, find
from .modality import suggest_modality
from .reading import read, read_date, read_quantity
from .relations import Relation, relation
from .stories import Position, comparable_groups, positions
from .value import ASSERTED, FORWARD, MODALITIES, Unreadable, Value
from .words import say

__all__ = [
    "ASSERTED", "FORWARD", "HEDGES", "MODALITIES", "Check", "Found", "Position", "Relation", "Unreadable", "Value",
    "check", "civil", "comparable_groups", "day_number", "find", "from_amount", "from_edtf", "positions", "read",
    "read_date", "read_quantity", "relation", "say", "suggest_modality",
]  # fmt: skip
