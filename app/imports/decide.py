"""Decide what a second import may write over a record that is already here.

Every record from elsewhere carries what its source said last: a short mark of
each register's value. Where the mark of what the source says now is the same,
nothing has changed there. Where it is another, the register follows, unless
what stands here is not what the source said last: then a person changed it
since, and it is left alone.

Records that an older version brought have no marks. For them stands: the import
wrote `source_id` and all other registers with one stamp, so a register with
another stamp was written later, by a person.
"""

import base64
import hashlib
import json
from collections.abc import Mapping

from sync.core import schema
from sync.core.change import Scalar, unpack
from sync.core.clock import is_stamp
from sync.store.rows import Row

UNDONE = "undone"
"""Stands in `imported` of a record that went with its import: it may come again."""

_TOGETHER: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "deal": (
        ("amount_minor", "currency"),
        ("pipeline_id", "stage_id", "closed_on", "reason"),
    ),
    "product": (("price_minor", "currency"),),
    "account": (("street", "city", "region", "postcode", "country"),),
}
"""Registers that follow the source as one or not at all: a stage a person
chose must not get the closing date of another."""

_FIXED = frozenset({"created_ms", "source", "source_id", "imported", "deleted", "position"})


def memory(values: Mapping[str, Scalar], before: str = "") -> str:
    """Return what a source says, short enough to keep with the record.

    Args:
        values: Registers as the source has them.
        before: What was kept so far; stands where the source is silent now.

    Example: ``{"city":"x1-Qf","name":"Zk03a"}``
    """
    marks = {n: _mark(v) for n, v in values.items() if n not in _FIXED and _says(v)}
    return json.dumps({**_remembered(before), **marks}, separators=(",", ":"), sort_keys=True)


def to_write(kind: str, held: Row, incoming: Mapping[str, Scalar]) -> dict[str, Scalar]:
    """Return the registers to write, none when the record stays as it is.

    What the source leaves empty never empties a register here.

    Args:
        kind: Record kind.
        held: The row as it stands.
        incoming: Registers as the source now has them.
    """
    kept = str(held.values.get("imported", ""))
    said = _remembered(kept)
    wanted: dict[str, Scalar] = {}
    for group in _groups(kind, incoming):
        own = [name for name in group if name in incoming]
        if not any(_says(incoming[name]) for name in own):
            continue
        if said and all(_mark(incoming[n]) == said.get(n, _mark(_silent(kind, n))) for n in own):
            continue
        if _follows(kind, held, group, said):
            differing = {n: incoming[n] for n in own if incoming[n] != held.values.get(n)}
            wanted |= differing
    return {**wanted, "imported": memory(incoming, kept)} if wanted else {}


def as_said(kind: str, held: Row) -> bool:
    """Tell whether a record is still what its source said: nobody changed it here."""
    if "imported" not in schema.registers(kind):
        return is_stamp(held.stamps)  # one stamp: nobody wrote after it was made
    said = _remembered(str(held.values.get("imported", "")))
    names = (name for name in schema.registers(kind) if name not in _FIXED)
    return bool(said) and all(_untouched(kind, held, name, said) for name in names)


def still_says(held: Row, name: str, value: Scalar) -> bool:
    """Tell whether a source says of a register what it said last."""
    said = _remembered(str(held.values.get("imported", "")))
    return said.get(name) == _mark(value)


def empty_registers(held: Row, incoming: Mapping[str, Scalar]) -> dict[str, Scalar]:
    """Return what a source knows and a record that was here before it does not."""
    return {
        name: value
        for name, value in incoming.items()
        if name not in _FIXED and _says(value) and held.values.get(name) in (None, "", 0)
    }


def _follows(kind: str, held: Row, group: tuple[str, ...], said: Mapping[str, str]) -> bool:
    if said:
        return all(_untouched(kind, held, name, said) for name in group)
    base, exceptions = unpack(held.stamps)
    imported = exceptions.get("source_id", base)
    return all(exceptions.get(name, base) == imported for name in group)


def _untouched(kind: str, held: Row, name: str, said: Mapping[str, str]) -> bool:
    """Tell whether a register holds what the source said last; nothing, if it said nothing."""
    value = held.values.get(name)
    return _mark(value) == said.get(name, _mark(_silent(kind, name)))


def _silent(kind: str, name: str) -> Scalar:
    return schema.defaults(kind).get(name)


def _remembered(text: str) -> dict[str, str]:
    try:
        found = json.loads(text or "{}")
    except ValueError:  # undone, or written by a version to come
        return {}
    return {str(n): str(mark) for n, mark in found.items()} if isinstance(found, dict) else {}


def _mark(value: Scalar) -> str:
    """Return five letters that stand for a value: one change in a billion is missed."""
    digest = hashlib.blake2b(json.dumps(value).encode(), digest_size=4).digest()
    return base64.urlsafe_b64encode(digest).decode()[:5]


def _groups(kind: str, incoming: Mapping[str, Scalar]) -> list[tuple[str, ...]]:
    groups = list(_TOGETHER.get(kind, ()))
    grouped = {name for group in groups for name in group}
    alone = [(n,) for n in incoming if n not in grouped and n not in _FIXED]
    return [*groups, *alone]


def _says(value: Scalar) -> bool:
    """Tell whether a value says anything; a plain no does."""
    return isinstance(value, bool) or value not in (None, "", 0)
