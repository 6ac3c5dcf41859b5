"""What of an archive may enter a replica: values of the right form, and nothing else."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic_core import from_json

from app.archive.errors import DamagedArchiveError
from app.archive.layout import CARRIED, FileEntry
from sync.core import schema
from sync.core.change import Scalar, is_packed
from sync.core.clock import is_stamp
from sync.core.files import is_hash
from sync.core.validation import is_id
from sync.store.rows import Row

_WHOLE = 2**63
"""A whole number that a database can hold is smaller."""
_REGISTER = re.compile(r"[a-z][a-z0-9_.-]{0,63}")


def record_of(item: list[Any]) -> tuple[str, Row]:
    """Return a record's kind and row.

    Values are looked at for their type alone: what a newer server let through, and
    this device held, comes back.

    Raises:
        DamagedArchiveError: If it is no record.
    """
    match item:
        case [str(kind), str(record_id), str(stamps), dict(values)] if (
            kind in schema.RECORDS and is_id(record_id) and is_packed(stamps)
        ):
            if all(_fits(kind, name, value) for name, value in values.items()):
                return kind, Row(record_id, stamps, values)
    raise DamagedArchiveError(place="records")


def kept_of(
    item: list[Any], columns: Mapping[str, frozenset[str]]
) -> tuple[str, dict[str, Scalar]]:
    """Return a table of the device's own memory, and a row of it.

    Args:
        item: As it was read.
        columns: Those of each table that may come along.

    Raises:
        DamagedArchiveError: If it is none.
    """
    match item:
        case [str(table), dict(row)] if table in CARRIED and row and row.keys() <= columns[table]:
            if all(_is_scalar(value) for value in row.values()) and (_CHECKS.get(table, bool)(row)):
                return table, row
    raise DamagedArchiveError(place="kept")


def file_of(item: list[Any]) -> FileEntry:
    """Return where a file lies in the archive, and what it must be.

    Raises:
        DamagedArchiveError: If it does not say so.
    """
    match item:
        case [str(path), str(sha256), int(size)] if is_hash(sha256) and 0 <= size < _WHOLE:
            return FileEntry(path, sha256, size)
    raise DamagedArchiveError(place="files")


def _fits(kind: str, name: str, value: object) -> bool:
    unwritten = schema.defaults(kind)
    if name in unwritten:
        return type(value) is type(unwritten[name]) and _is_scalar(value)
    return _REGISTER.fullmatch(name) is not None and _is_scalar(value)


def _is_scalar(value: object) -> bool:
    if isinstance(value, int):
        return abs(value) < _WHOLE
    return value is None or isinstance(value, str | float)


def _is_change(row: Mapping[str, Scalar]) -> bool:
    """Tell whether a row of the outbox is a change."""
    match row:
        case {
            "n": int(),
            "kind": str(kind),
            "record_id": str(record_id),
            "fields": str(fields),
            "stamp": str(stamp),
            "seen": str(seen),
            "refusal": str(refusal),
        }:
            said = _json(fields)
            sound = kind in schema.RECORDS and is_id(record_id) and isinstance(said, dict)
            told = not refusal or _is_refusal(_json(refusal))
            return sound and told and is_stamp(stamp) and is_packed(seen)
    return False


def _is_refusal(said: object) -> bool:
    return isinstance(said, list) and len(said) == 3 and all(isinstance(s, str) for s in said)


def _is_draft(row: Mapping[str, Scalar]) -> bool:
    return isinstance(row.get("key"), str) and isinstance(_json(row.get("body")), dict)


def _json(text: object) -> object:
    try:
        return from_json(text) if isinstance(text, str) else None
    except ValueError:
        return None


_CHECKS = {"outbox": _is_change, "draft": _is_draft}
