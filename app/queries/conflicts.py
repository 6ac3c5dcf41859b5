"""Values that lost to others unseen, as the two people they concern may settle them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import Connection, Row

from app.queries.said import BY_ITSELF, Said, said, still_there
from app.queries.titles import record_path, record_title
from sync.client import state
from sync.core import schema
from sync.core.change import Scalar
from sync.core.clock import STAMP_LENGTH
from sync.core.permissions import Actor, refusal
from sync.store import rows

Side = Literal["author", "keeper", "both"]

_AT_ONCE: Final = {
    "deal": (("stage_id", "pipeline_id", "closed_on"), ("account_id", "contact_id")),
}
"""Registers that one tap writes together; the first of them is what was tapped."""

_UNSAID: Final = BY_ITSELF | {
    "answered",
    "corrections",
    "given_why",
    "heard",
    "transcription",
    "written_ms",
}
"""Registers between which there is nothing to choose, some as they go with another."""

_DEVICE: Final = STAMP_LENGTH - 5

_OPEN: Final = """
SELECT id, about_kind, about_id, field, value, kept, author_id, keeper_id, stamp, kept_stamp
FROM conflict
WHERE NOT deleted AND NOT restored
    AND ((author_id = :me AND NOT author_dismissed) OR (keeper_id = :me AND NOT keeper_dismissed))
"""


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing two people wrote without knowing of each other.

    Attributes:
        ids: The conflicts it stands for; an amount and its currency are two, the amount first.
        kind: Kind of the record.
        record_id: The record.
        title: What the record is called; empty when it is not here.
        path: Where it opens; empty where it has no screen.
        field: The register in words' reach, such as ``amount_minor`` for both.
        lost: The value that lost.
        kept: The value that was kept.
        now: What stands there, where that is neither of the two.
        side: Who this person is in it; ``both`` wrote on two devices.
        other: Name of the other one; empty when nobody knows it.
        lost_here: Whether the value that lost was written on this device.
        deleted: Whether the record has been deleted.
        may_restore: Whether this person can still put the lost value in place.
    """

    ids: tuple[str, ...]
    kind: str
    record_id: str
    title: str
    path: str
    field: str
    lost: Said
    kept: Said
    now: Said | None
    side: Side
    other: str
    lost_here: bool
    deleted: bool
    may_restore: bool


def open_clashes(connection: Connection, actor: Actor) -> tuple[Clash, ...]:
    """Return what waits for this person to look at, latest first."""
    return _clashes(connection, actor, connection.exec_driver_sql(_OPEN, {"me": actor.user_id}))


def clashes_about(
    connection: Connection, actor: Actor, record_ids: Sequence[str]
) -> tuple[Clash, ...]:
    """Return those of `open_clashes` that are about some records."""
    found = connection.exec_driver_sql(
        f"{_OPEN} AND about_id IN (SELECT value FROM json_each(:ids))",
        {"me": actor.user_id, "ids": json.dumps(record_ids)},
    )
    return _clashes(connection, actor, found)


def _clashes(connection: Connection, actor: Actor, found: Iterable[Row[Any]]) -> tuple[Clash, ...]:
    groups: dict[tuple[str, ...], list[Row[Any]]] = {}
    for row in sorted(found, key=lambda row: (row.kept_stamp, row.id), reverse=True):
        if row.field not in _UNSAID:
            group = _group(row.about_kind, row.field)
            groups.setdefault((row.about_id, row.author_id, row.stamp, group[0]), []).append(row)
    clashes = (_clash(connection, actor, group) for group in groups.values())
    return tuple(clash for clash in clashes if clash)


def _group(kind: str, field: str) -> tuple[str, ...]:
    """Return the registers that are one thing to a person, the telling one first."""
    for group in _AT_ONCE.get(kind, ()):
        if field in group:
            return group
    return schema.together(kind, field) if kind in schema.RECORDS else (field,)


def _clash(connection: Connection, actor: Actor, group: Sequence[Row[Any]]) -> Clash | None:
    """Return what a person reads of conflicts; None when there is nothing to choose."""
    first = group[0]
    kind, record_id = first.about_kind, first.about_id
    row = rows.load(connection, kind, record_id) if kind in schema.RECORDS else None
    stands: Mapping[str, Scalar] = row.values if row else {}
    lost: dict[str, Scalar] = {one.field: json.loads(one.value) for one in group}
    kept: dict[str, Scalar] = {one.field: json.loads(one.kept) for one in group}
    if row and all(stands.get(name) == value for name, value in lost.items()):
        return None
    field = _telling(kind, lost)

    def read(values: Mapping[str, Scalar]) -> Said:
        value = values.get(field, stands.get(field))
        currency = values.get("currency", stands.get("currency", ""))
        return said(connection, field, value, str(currency))

    said_lost, said_kept = read(lost), read(kept)
    if said_lost == said_kept and said_lost.form not in ("gone", "unknown"):
        return None
    changed = row is not None and any(stands.get(name) != kept[name] for name in kept)
    me = actor.user_id
    side: Side = "author" if first.author_id == me else "keeper"
    if first.author_id == first.keeper_id:
        side = "both"
    return Clash(
        ids=tuple(one.id for one in sorted(group, key=lambda one: one.field != field)),
        kind=kind,
        record_id=record_id,
        title=record_title(connection, kind, record_id) if row else "",
        path=record_path(kind, record_id, stands) if row else "",
        field=field,
        lost=said_lost,
        kept=said_kept,
        now=read({}) if changed else None,
        side=side,
        other=_name(connection, first.keeper_id if side == "author" else first.author_id),
        lost_here=int(first.stamp[_DEVICE:], 16) == state.load(connection).device_number,
        deleted=stands.get("deleted") is True,
        may_restore=row is not None and _may(connection, actor, kind, row, lost),
    )


def _telling(kind: str, lost: Mapping[str, Scalar]) -> str:
    """Return the register that says what it is about: the amount of a lone currency."""
    group = _group(kind, next(iter(lost)))
    if kind in schema.RECORDS and group in schema.model_of(kind).TOGETHER:
        return group[0]
    return next(name for name in group if name in lost)


def _may(
    connection: Connection, actor: Actor, kind: str, row: rows.Row, lost: Mapping[str, Scalar]
) -> bool:
    known = schema.registers(kind)
    return (
        all(name in known and still_there(connection, name, lost[name]) for name in lost)
        and refusal(actor, kind, row.id, row.values, lost) is None
    )


def _name(connection: Connection, user_id: str) -> str:
    found = connection.exec_driver_sql("SELECT name FROM user WHERE id = ?", (user_id,)).scalar()
    return found or ""
