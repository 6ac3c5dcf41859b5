"""What a record is called, and where it opens, whatever kind it is."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import Connection

from sync.core.change import Scalar

_TITLES: Final = {
    "account": "name",
    "ask": "text",
    "attachment": "name",
    "contact": "name",
    "deal": "title",
    "deal_line": "text",
    "fact": "text",
    "follow_up": "text",
    "note": "text",
    "pipeline": "name",
    "problem": "text",
    "product": "name",
    "saved_view": "name",
    "stage": "name",
    "team": "name",
    "user": "name",
}


def record_title(connection: Connection, kind: str, record_id: str) -> str:
    """Return what a record is called; for a visit its customer, empty for nothing."""
    if kind == "visit":
        sql = "SELECT a.name FROM visit v JOIN account a ON a.id = v.account_id WHERE v.id = ?"
    elif kind in _TITLES:
        sql = f"SELECT {_TITLES[kind]} FROM {kind} WHERE id = ?"  # fixed names
    else:
        return ""
    return str(connection.exec_driver_sql(sql, (record_id,)).scalar() or "")


def record_path(kind: str, record_id: str, values: Mapping[str, Scalar]) -> str:
    """Return the path of the screen that shows a record; empty where there is none.

    Args:
        kind: Record kind.
        record_id: The record.
        values: Its registers: a note opens with its deal, or its customer.
    """
    if kind == "deal":
        return f"/deals/{record_id}"
    if kind == "account":
        return f"/customers/{record_id}"
    if values.get("deal_id"):
        return f"/deals/{values['deal_id']}"
    return f"/customers/{values['account_id']}" if values.get("account_id") else ""
