"""What the server has taken in, register by register, kept beside it to be compared."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sync.core.change import Change, Scalar, unpack
from sync.store.rows import Row

Place = tuple[str, str, str]
"""Kind, id and register."""
Key = tuple[str, str, str, str, str]
"""Kind, id, register, stamp, value as JSON."""


@dataclass(slots=True)
class Entry:
    """One register as one change wrote it.

    Attributes:
        value: What was written.
        stamp: When.
        seen: Stamp of the value that its writer had seen.
        sure: Whether it must be there, or what came later.
        again: Whether a server lost it, and devices gave it back as part of a row, so
            that nobody knows any more what its writer had seen.
    """

    value: Scalar
    stamp: str
    seen: str
    sure: bool = True
    again: bool = False


def text_of(change: Change) -> str:
    """Return what a change says, whatever its stamp and number."""
    return json.dumps([change.kind, change.id, dict(change.fields)], sort_keys=True)


class Ledger:
    """Grows with every answer of the server; goes back when the server does."""

    def __init__(self) -> None:
        """Begin empty."""
        self._entries: dict[Key, Entry] = {}
        self.taken: dict[int, Counter[str]] = defaultdict(Counter)
        """What the changes said that were taken in, by device."""
        self._said: set[tuple[int, str, str]] = set()

    def take(self, device: int, change: Change) -> None:
        """Note a change that the server has taken in, perhaps not for the first time.

        Two devices may have made it with one stamp: a server that is begun anew gives
        out numbers again that it cannot know of.
        """
        said = (device, change.stamp, text_of(change))
        if said not in self._said:
            self._said.add(said)
            self.taken[device][said[2]] += 1
        base, exceptions = unpack(change.seen)
        for name, value in change.fields.items():
            key = (change.kind, change.id, name, change.stamp, json.dumps(value))
            entry = self._entries.setdefault(
                key, Entry(value, change.stamp, exceptions.get(name, base))
            )
            entry.sure, entry.again = True, False

    def keys(self) -> frozenset[Key]:
        """Return what the server holds now, for `go_back`."""
        return frozenset(self._entries)

    def go_back(self, kept: frozenset[Key], held: frozenset[Key]) -> None:
        """Note that the server has gone back to a copy.

        Args:
            kept: What it held when the copy was made.
            held: What devices hold and may give back.
        """
        for key, entry in self._entries.items():
            if key not in kept:
                entry.again, entry.sure = True, key in held

    def places(self) -> Iterator[tuple[Place, list[Entry]]]:
        """Yield what was written, by place, in order of stamps."""
        grouped: dict[Place, list[Entry]] = defaultdict(list)
        for (kind, record_id, name, _, _), entry in self._entries.items():
            grouped[kind, record_id, name].append(entry)
        for place, entries in grouped.items():
            yield place, sorted(entries, key=lambda entry: entry.stamp)


def keys_of(kind: str, rows: Iterable[Row]) -> Iterator[Key]:
    """Yield what rows hold."""
    for row in rows:
        base, exceptions = unpack(row.stamps)
        for name, value in row.values.items():
            yield kind, row.id, name, exceptions.get(name, base), json.dumps(value)
