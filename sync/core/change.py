"""A change: some registers of one record, written once, by one device.

The stamps of a row are packed into one text: a base stamp for the fields
written together when the record was made, then exceptions by name, sorted.

Example: ``01938c5e7a1000030002a;deleted=01938c5e7a1100000002a``
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sync.core.clock import NEVER, STAMP_LENGTH, is_stamp
from sync.core.errors import StampError

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
    base, *rest = packed.split(";")
    if not is_stamp(base):
        raise StampError(text=base[:40])
    exceptions: dict[str, str] = {}
    for item in rest:
        field, _, text = item.rpartition("=")
        if not field or not is_stamp(text):
            raise StampError(text=item[:40])
        exceptions[field] = text
    return base, exceptions


def pack(base: str, exceptions: Mapping[str, str]) -> str:
    """Join a base stamp and exceptions into the one canonical text."""
    if not exceptions:
        return base
    own = sorted((f, s) for f, s in exceptions.items() if s != base)
    return ";".join([base, *(f"{field}={text}" for field, text in own)])


def seen_stamps(packed: str, fields: Iterable[str]) -> str:
    """Pack the stamps of just these fields: what a change says it has seen."""
    if len(packed) <= STAMP_LENGTH:
        return packed
    base, exceptions = unpack(packed)
    return pack(base, {f: exceptions[f] for f in fields if f in exceptions})


def newest(packed: str) -> str:
    """Return the latest stamp in packed stamps, `NEVER` for the empty text."""
    base, exceptions = unpack(packed)
    return max(base, *exceptions.values()) if exceptions else base
