"""What was given to this person, from them, or by them, while it is news."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import Connection

from app.queries.titles import record_path, record_title
from sync.client import state
from sync.core.clock import parse
from sync.core.giving import Giving, giving_of
from sync.core.spans import DAY_MS
from sync.store import rows

Part = Literal["got", "lost", "gave"]

NEWS_MS: Final = 30 * DAY_MS
"""Older word of a giving stands in the history alone: a new device tells no old news."""

_KINDS: Final = ("account", "deal")


@dataclass(frozen=True, slots=True)
class Given:
    """A record that was given from one person to another.

    Attributes:
        kind: ``deal`` or ``account``.
        record_id: The record.
        title: What it is called; may be empty.
        account: The customer of a deal; empty for none.
        path: Where it opens.
        part: What this person has to do with it: it is theirs now, it was, or
            they gave it, on this device.
        by: Name of who gave it; empty when nobody knows it.
        to: Name of whose it is; empty for nobody's.
        taken: Whether who gave it has it now.
        why: What they said about it.
        stamp: When; tells this giving from a later one.
    """

    kind: str
    record_id: str
    title: str
    account: str
    path: str
    part: Part
    by: str
    to: str
    taken: bool
    why: str
    stamp: str


def givings(connection: Connection, user_id: str, now_ms: int) -> tuple[Given, ...]:
    """Return what was given to a person, and what of theirs was given away, latest first.

    Args:
        connection: A read transaction.
        user_id: The person.
        now_ms: The present moment, UTC milliseconds.
    """
    ids = {
        kind: connection.exec_driver_sql(
            f"SELECT id FROM {kind} WHERE given_by <> '' AND given_by <> ?"
            " AND (owner_id = ? OR given_from = ?) AND NOT deleted",
            (user_id, user_id, user_id),
        )
        .scalars()
        .all()
        for kind in _KINDS
    }
    found = _read(connection, user_id, now_ms, ids)
    return tuple(sorted(found, key=lambda one: one.stamp, reverse=True))


def giving_about(
    connection: Connection, user_id: str, now_ms: int, kind: str, record_id: str
) -> Given | None:
    """Return what a person hears about one record; None when it is no news."""
    return next(iter(_read(connection, user_id, now_ms, {kind: [record_id]})), None)


def _read(
    connection: Connection, user_id: str, now_ms: int, ids: Mapping[str, Sequence[str]]
) -> Iterable[Given]:
    device = state.load(connection).device_number
    for kind, some in ids.items():
        for row in rows.load_many(connection, kind, some).values():
            given = giving_of(row.values, row.stamps)
            if given is None or row.values["deleted"] or _is_old(connection, row.id, given, now_ms):
                continue
            part = _part(given, user_id, device)
            if part:
                account = str(row.values.get("account_id", ""))
                yield Given(
                    kind=kind,
                    record_id=row.id,
                    title=record_title(connection, kind, row.id),
                    account=record_title(connection, "account", account),
                    path=record_path(kind, row.id, row.values),
                    part=part,
                    by=record_title(connection, "user", given.by),
                    to=record_title(connection, "user", given.to),
                    taken=given.by == given.to,
                    why=given.why,
                    stamp=given.stamp,
                )


def _part(given: Giving, user_id: str, device: int) -> Part | None:
    if given.by == user_id:
        here = parse(given.stamp)[2] == device
        return "gave" if here and given.to != user_id else None
    if given.to == user_id:
        return "got"
    return "lost" if given.from_ == user_id else None


def _is_old(connection: Connection, record_id: str, given: Giving, now_ms: int) -> bool:
    if parse(given.stamp)[0] < now_ms - NEWS_MS:
        return True
    known = connection.exec_driver_sql(
        "SELECT stamp FROM known_giving WHERE record_id = ?", (record_id,)
    ).scalar()
    return known == given.stamp
