"""What a thing was called when something was written: history keeps the old names."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.queries.said import Said
from sync.core.change import Scalar
from sync.core.protocol import HistoryEntry

NamesThen = Mapping[str, Sequence[tuple[str, str]]]
"""By id: each name there was, after the stamp it was written with; newest first."""

_NAMED = frozenset({"stage_id", "merged_into"})


def named_ids(entries: Sequence[HistoryEntry]) -> frozenset[str]:
    """Return whose names a history speaks of that may have changed since: stages'."""
    return frozenset(
        str(value)
        for entry in entries
        for name, value in entry.fields.items()
        if name in _NAMED and value
    )


def names_of(entries: Sequence[HistoryEntry]) -> tuple[tuple[str, str], ...]:
    """Return the names a record has had, from its own history, newest first."""
    return tuple(
        sorted(
            ((one.stamp, str(one.fields["name"])) for one in entries if one.fields.get("name")),
            reverse=True,
        )
    )


def as_called_then(told: Said, field: str, value: Scalar, stamp: str, names: NamesThen) -> Said:
    """Return what is said of a value, by the name it had when it was written.

    Args:
        told: What is said of it today.
        field: Register name.
        value: What it holds: an id.
        stamp: When it was written.
        names: Those that are known.
    """
    had = names.get(str(value), ()) if field in _NAMED else ()
    if not had:
        return told
    name = next((name for at, name in had if at <= stamp), had[-1][1])
    return replace(told, form="name", text=name)
