"""A record's history as people read it: who wrote what, when, and what came of it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal

from sqlalchemy import Connection

from app.queries.names_then import NamesThen, as_called_then
from app.queries.said import BY_ITSELF, EMPTY, Said, said
from sync.core import schema
from sync.core.change import Scalar
from sync.core.protocol import HistoryEntry

What = Literal["made", "deleted", "brought_back", "changed"]

_UNSAID: Final = BY_ITSELF | {"currency", "deleted"}
_ALONG: Final = {
    "stage_id": frozenset({"pipeline_id", "closed_on"}),
    "account_id": frozenset({"contact_id"}),
}
"""Registers that go without saying beside the one they were written with."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One register that was written.

    Attributes:
        value: What was written.
        before: What stood there, where that is known and was something.
        kept: What was kept in its place, where it lost to another unseen.
        keeper: Who wrote that.
    """

    field: str
    value: Said
    before: Said | None = None
    kept: Said | None = None
    keeper: str = ""


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One write of a record.

    Attributes:
        n: Its place in the team's history, with all that arrived at once.
        stamp: Tells it from the others of that place.
        what: What it did to the record as a whole.
        who: Name of who wrote; empty for the team's server.
        mine: Whether it was this person.
        device: Name of the device, where this person may know it.
        written_ms: When it was written, UTC milliseconds.
        arrived_ms: When it reached the team.
        deeds: What was written, as far as it is worth a word.
    """

    n: int
    stamp: str
    what: What
    who: str
    mine: bool
    device: str
    written_ms: int
    arrived_ms: int
    deeds: tuple[Deed, ...]


def history_items(  # noqa: PLR0913  # the last has its default
    connection: Connection,
    kind: str,
    record_id: str,
    entries: Sequence[HistoryEntry],
    user_id: str,
    *,
    called: NamesThen = MappingProxyType({}),
) -> tuple[HistoryItem, ...]:
    """Return what to read of a history, newest first.

    Args:
        connection: For names, and for what lost to another.
        kind: Record kind.
        record_id: The record.
        entries: What is known of its history, newest first.
        user_id: Who reads it.
        called: What stages were called before, as far as it is known.
    """
    before = _befores(entries)
    lost = _lost(connection, record_id)
    names = _names(connection, "SELECT id, name FROM user")
    devices = _names(connection, "SELECT number, name FROM device")
    around = (before, lost, called)
    items: list[HistoryItem] = []
    for entry in entries:
        what = _what(entry, before)
        deeds = tuple(_deeds(connection, kind, entry, around))
        if deeds or what != "changed":
            item = HistoryItem(
                n=entry.n,
                stamp=entry.stamp,
                what=what,
                who=names.get(entry.user_id, ""),
                mine=entry.user_id == user_id != "",
                device=devices.get(entry.device, ""),
                written_ms=int(entry.stamp[:12], 16),
                arrived_ms=entry.at_ms,
                deeds=deeds,
            )
            items.append(item)
    return tuple(items)


def _names(connection: Connection, sql: str) -> dict[Any, str]:
    return {row[0]: row[1] for row in connection.exec_driver_sql(sql)}


_Befores = Mapping[tuple[str, str], Scalar]
_Lost = Mapping[tuple[str, str], tuple[Scalar, str]]


_Around = tuple[_Befores, _Lost, NamesThen]
"""What a write stands among: what it took the place of, what lost, and the names of then."""


def _befores(entries: Sequence[HistoryEntry]) -> _Befores:
    """Return what each write took the place of, by its stamp and register.

    Nothing for one that came too late to take any place.
    """
    befores: dict[tuple[str, str], Scalar] = {}
    stands: dict[str, tuple[str, Scalar]] = {}
    for entry in reversed(entries):
        for name, value in entry.fields.items():
            at, stood = stands.get(name, ("", None))
            if entry.stamp > at:
                stands[name] = (entry.stamp, value)
                if at:
                    befores[entry.stamp, name] = stood
    return befores


def _lost(connection: Connection, record_id: str) -> _Lost:
    """Return what was kept in place of what was written, and by whom."""
    found = connection.exec_driver_sql(
        "SELECT c.stamp, c.field, c.kept, coalesce(u.name, '') FROM conflict c"
        " LEFT JOIN user u ON u.id = c.keeper_id WHERE c.about_id = ?",
        (record_id,),
    )
    return {(stamp, field): (json.loads(kept), name) for stamp, field, kept, name in found}


def _what(entry: HistoryEntry, before: _Befores) -> What:
    if "created_ms" in entry.fields:
        return "made"
    deleted = entry.fields.get("deleted")
    if deleted is True:
        return "deleted"
    was = before.get((entry.stamp, "deleted"))
    return "brought_back" if deleted is False and was is True else "changed"


def _deeds(
    connection: Connection,
    kind: str,
    entry: HistoryEntry,
    around: _Around,
) -> Iterable[Deed]:
    before, lost, called = around
    unsaid = _UNSAID.union(*(also for name, also in _ALONG.items() if name in entry.fields))
    currency = str(entry.fields.get("currency", ""))
    for name in _in_order(kind, entry.fields):
        was = before.get((entry.stamp, name))
        if name in unsaid or was == entry.fields[name]:
            continue
        value = said(connection, name, entry.fields[name], currency)
        if value == EMPTY and was in (None, "", 0):
            continue
        earlier = str(before.get((entry.stamp, "currency"), currency))
        stood = said(connection, name, was, earlier)
        value = as_called_then(value, name, entry.fields[name], entry.stamp, called)
        if stood != EMPTY:
            stood = as_called_then(stood, name, was, entry.stamp, called)
        kept, keeper = lost.get((entry.stamp, name), (None, ""))
        yield Deed(
            name,
            value,
            before=None if stood == EMPTY else stood,
            kept=said(connection, name, kept, currency) if (entry.stamp, name) in lost else None,
            keeper=keeper,
        )


def _in_order(kind: str, fields: Mapping[str, Scalar]) -> list[str]:
    """Return the registers as the record lists them, unknown ones last."""
    known = [name for name in schema.registers(kind) if name in fields]
    return [*known, *sorted(fields.keys() - set(known))]
