"""What a register's value says to a person: money, a day, a name, words."""

from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import Connection

from sync.core.change import Scalar

Form = Literal["choice", "day", "empty", "gone", "moment", "money", "name", "text", "unknown"]

BY_ITSELF: Final = frozenset(
    {
        "about_kind",
        "alive_ms",
        "answered_ms",
        "before",
        "closed_ms",
        "confirmed_ms",
        "created_ms",
        "filters",
        "given_by",
        "given_from",
        "headers",
        "imported",
        "kept_id",
        "mapping",
        "met",
        "mood_ms",
        "one_id",
        "original",
        "other_id",
        "position",
        "products",
        "source",
        "source_id",
        "told_ms",
    }
)
"""Registers that no person writes by hand."""

_TABLES: Final = {
    "account_id": "account",
    "contact_id": "contact",
    "merged_into": "stage",
    "deal_id": "deal",
    "given_by": "user",
    "given_from": "user",
    "owner_id": "user",
    "parent_id": "account",
    "pipeline_id": "pipeline",
    "product_id": "product",
    "stage_id": "stage",
    "to_id": "user",
}
"""Registers that name another record, and where that one is."""

_NAMED_BY: Final = {"deal": "title"}
_MONEY: Final = frozenset({"amount_minor", "cost_minor", "price_minor"})
_DAYS: Final = frozenset({"by_on", "closed_on", "due_on", "expected_on", "renews_on"})
_MOMENTS: Final = frozenset(
    {
        "alive_ms",
        "answered_ms",
        "at_ms",
        "closed_ms",
        "confirmed_ms",
        "created_ms",
        "mood_ms",
        "told_ms",
        "written_ms",
    }
)
_CHOICES: Final = {
    "form": "timeline",
    "mood": "mood",
    "read": "read",
    "role": "role",
    "state": "problem",
    "verdict": "sameness",
}
"""Registers that hold one of few answers, and the section of their words."""

_ANSWERS: Final = {
    "active": ("said.no", "said.yes"),
    "deleted": ("said.there", "said.deleted"),
    "done": ("said.planned", "said.met"),
    "done_ms": ("said.open", "said.done"),
    "parked": ("said.no", "said.yes"),
    "pinned": ("said.no", "said.yes"),
    "revoked": ("said.no", "said.yes"),
    "shared": ("said.private", "said.shared"),
}
"""Registers that say no or yes, each in its own words."""


@dataclass(frozen=True, slots=True)
class Said:
    """A value as a person would say it, before it has words.

    Attributes:
        form: What kind of thing it is; ``gone`` is a name nobody here knows any
            more, ``choice`` one of few answers.
        text: The name, the words, the ISO date, the currency of money, or the
            key of an answer's words.
        number: Minor units of money, or UTC milliseconds of a moment.
    """

    form: Form
    text: str = ""
    number: int = 0


EMPTY: Final = Said("empty")


def said(connection: Connection, field: str, value: Scalar, currency: str = "") -> Said:
    """Return what a value says.

    Args:
        connection: For looking up names.
        field: Register name, also one that this version does not know.
        value: What it holds.
        currency: ISO 4217 code that belongs to an amount.
    """
    if field in _ANSWERS and isinstance(value, int):
        return Said("choice", _ANSWERS[field][bool(value)])
    if value is None or value == "":
        return EMPTY
    if isinstance(value, int) and field in _MONEY:
        return Said("money", currency, value) if value else EMPTY
    if isinstance(value, int) and field in _MOMENTS:
        return Said("moment", number=value) if value else EMPTY
    if isinstance(value, bool):
        return Said("choice", "said.yes" if value else "said.no")
    return _told(connection, field, str(value))


def _told(connection: Connection, field: str, value: str) -> Said:
    if field in _DAYS:
        return Said("day", value)
    if field in _CHOICES:
        return Said("choice", f"{_CHOICES[field]}.{value}")
    if field in _TABLES:
        return _named(connection, _TABLES[field], value)
    return Said("unknown") if field.endswith("_id") else Said("text", value)


def _named(connection: Connection, table: str, record_id: str) -> Said:
    column = _NAMED_BY.get(table, "name")
    found = connection.exec_driver_sql(
        f"SELECT {column} FROM {table} WHERE id = ?", (record_id,)
    ).scalar()
    return Said("name", found) if found else Said("gone")


def still_there(connection: Connection, field: str, value: Scalar) -> bool:
    """Tell whether what a register names can be chosen; true for one that names nothing."""
    table = _TABLES.get(field)
    if table is None or not value:
        return True
    sql = f"SELECT 1 FROM {table} WHERE id = ? AND NOT deleted"
    return connection.exec_driver_sql(sql, (value,)).scalar() is not None
