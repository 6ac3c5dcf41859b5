"""A change: some registers of one record, written once, by one device.

The stamps of a row are packed into one text: a base stamp for the fields
written together when the record was made, then exceptions by name, sorted.

Example: ``01938c5e7a1000030002a;deleted=01938c5e7a1100000002a``
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sync.core.clock import NEVER, STAMP_LENGTH, is_stamp
from sync.core.errors import StampError

_PACKED = re.compile(r"[0-9a-f]{21}(?:;[^;]+=[0-9a-f]{21})*")

_NAME, _STAMP = slice(None, -STAMP_LENGTH - 1), slice(-STAMP_LENGTH, None)
"""Where name and stamp of an exception are."""

Scalar = str | int | float | bool | None
"""What a register can hold."""


@dataclass(frozen=True, slots=True)
class Change:
    """One write of one device.

    Attributes:
        n: The device's own running number, from 1 without gaps.
        kind: Record kind, such as ``deal``.
        id: Record id.
        fields: New values by register name.
        stamp: When it was written, by the device's hybrid clock.
        seen: Packed stamps of the values the person was looking at; empty
            for a record that is new.
    """

    n: int
    kind: str
    id: str
    fields: Mapping[str, Scalar]
    stamp: str
    seen: str = ""


def unpack(packed: str) -> tuple[str, dict[str, str]]:
    """Split packed stamps into the base stamp and the exceptions by field.

    Raises:
        StampError: If the text is not empty and not packed stamps.
    """
    if not packed:
        return NEVER, {}
    if not is_packed(packed):
        raise StampError(text=packed[:40])
    base, *rest = packed.split(";")
    return base, {item[_NAME]: item[_STAMP] for item in rest}


def stamp_of(packed: str, field: str) -> str:
    """Return when a register was written; `NEVER` where nothing was.

    Raises:
        StampError: If the text is not empty and not packed stamps.
    """
    base, exceptions = unpack(packed)
    return exceptions.get(field, base)


def is_packed(text: str) -> bool:
    """Tell whether the text is well-formed packed stamps, or empty."""
    return not text or _PACKED.fullmatch(text) is not None


def pack(base: str, exceptions: Mapping[str, str]) -> str:
    """Join a base stamp and exceptions into the one canonical text."""
    packed = base
    for field in sorted(exceptions):
        if exceptions[field] != base:
            packed += f";{field}={exceptions[field]}"
    return packed


def seen_stamps(packed: str, fields: Iterable[str]) -> str:
    """Pack the stamps of just these fields: what a change says it has seen."""
    if len(packed) <= STAMP_LENGTH:
        return packed
    base, exceptions = unpack(packed)
    return pack(base, {f: exceptions[f] for f in fields if f in exceptions})


def restamped(packed: str, anew: Callable[[str], str]) -> str:
    """Return packed stamps with each stamp made anew; the empty text stays empty."""
    if not packed:
        return packed
    base, exceptions = unpack(packed)
    return pack(anew(base), {field: anew(text) for field, text in exceptions.items()})


def changes_of(
    kind: str, record_id: str, packed: str, values: Mapping[str, Scalar]
) -> list[Change]:
    """Split a row into the writes it consists of, oldest first, one for each stamp.

    Merged in any order into an empty row they give the row again. Each is number 0
    and has seen nothing.
    """
    base, exceptions = unpack(packed)
    fields: dict[str, dict[str, Scalar]] = {}
    for name, value in values.items():
        fields.setdefault(exceptions.get(name, base), {})[name] = value
    return [Change(0, kind, record_id, some, at) for at, some in sorted(fields.items())]


def newest(packed: str) -> str:
    """Return the latest stamp in packed stamps, `NEVER` for the empty text."""
    if is_stamp(packed):  # as most rows have it: this is asked of every row pulled
        return packed
    base, exceptions = unpack(packed)
    return max(base, *exceptions.values()) if exceptions else base
