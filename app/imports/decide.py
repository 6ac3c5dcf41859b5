"""Decide what a second import may write over a record that is already here.

A register may follow its source as long as only the import has written it. The
import writes `source_id` and all other registers with one stamp when it makes
the record, so a register with another stamp was written later, by a person (or
by an earlier second import, which cannot be told apart): it is left alone.
"""

from collections.abc import Mapping

from sync.core.change import Scalar, unpack
from sync.store.rows import Row

_TOGETHER: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "deal": (
        ("amount_minor", "currency"),
        ("pipeline_id", "stage_id", "closed_on", "reason"),
    ),
    "account": (("street", "city", "region", "postcode", "country"),),
}
"""Registers that follow the source as one or not at all: a stage a person
chose must not get the closing date of another."""

_FIXED = frozenset({"created_ms", "source", "source_id"})


def to_write(kind: str, held: Row, incoming: Mapping[str, Scalar]) -> dict[str, Scalar]:
    """Return the registers to write, none when the record stays as it is.

    What the source leaves empty never empties a register here.

    Args:
        kind: Record kind.
        held: The row as it stands.
        incoming: Registers as the source now has them.
    """
    base, exceptions = unpack(held.stamps)
    imported = exceptions.get("source_id", base)
    wanted: dict[str, Scalar] = {}
    for group in _groups(kind, incoming):
        untouched = all(exceptions.get(name, base) == imported for name in group)
        if untouched and any(_says(incoming.get(name)) for name in group):
            wanted |= {
                name: incoming[name]
                for name in group
                if name in incoming and incoming[name] != held.values.get(name)
            }
    return wanted


def _groups(kind: str, incoming: Mapping[str, Scalar]) -> list[tuple[str, ...]]:
    groups = list(_TOGETHER.get(kind, ()))
    grouped = {name for group in groups for name in group}
    alone = [(n,) for n in incoming if n not in grouped and n not in _FIXED]
    return [*groups, *alone]


def _says(value: Scalar) -> bool:
    """Tell whether a value says anything; a plain no does."""
    return isinstance(value, bool) or value not in (None, "", 0)
