"""Receipts of customers who were erased: when, by whom and how much; nothing of what it was."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

_MOST: Final = 30


@dataclass(frozen=True, slots=True)
class ErasedRow:
    """An erasing.

    Attributes:
        id: Of its first receipt.
        at_ms: When it was done.
        by: Who did it; empty where they are not known here.
        customers: How many customers went: those said to be one go together.
        records: How many records went on that person's device.
        waiting: Whether the server has not heard of it yet.
    """

    id: str
    at_ms: int
    by: str
    customers: int
    records: int
    waiting: bool


def erased(connection: Connection) -> tuple[ErasedRow, ...]:
    """Return the last erasings, latest first."""
    found = connection.exec_driver_sql(
        "SELECT min(e.id), e.created_ms, coalesce(u.name, ''), count(*), sum(e.counted), "
        "max(EXISTS (SELECT 1 FROM outbox o WHERE o.record_id = e.id)) "
        "FROM erasure e LEFT JOIN user u ON u.id = e.by_id WHERE NOT e.deleted "
        "GROUP BY e.created_ms, e.by_id ORDER BY e.created_ms DESC, 1 LIMIT ?",
        (_MOST,),
    )
    return tuple(
        ErasedRow(record_id, at_ms, by, customers, records, bool(waiting))
        for record_id, at_ms, by, customers, records, waiting in found
    )
