"""Last writer wins, per register; what loses is named, never dropped.

`merge` is the only place that decides between two values. The device uses it
when rows arrive while edits wait, the server when changes arrive.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from sync.core.change import Change, Scalar, pack, unpack
from sync.core.clock import NEVER


@dataclass(frozen=True, slots=True)
class Loss:
    """A value that lost to another which its writer had not seen.

    Attributes:
        field: Register name.
        value: The value that lost.
        stamp: When the lost value was written.
        kept: The value that stays.
        kept_stamp: When the kept value was written.
    """

    field: str
    value: Scalar
    stamp: str
    kept: Scalar
    kept_stamp: str


class Merged(NamedTuple):
    """A row after a change met it; a tuple, as a push makes thousands.

    Attributes:
        values: All registers of the row.
        stamps: Packed stamps of the row.
        won: The registers that took the change's value.
        losses: Values nobody chose to give up, one per register in conflict.
        whole: Whether every register of the change won, so that its writer
            already holds exactly this row.
    """

    values: Mapping[str, Scalar]
    stamps: str
    won: Mapping[str, Scalar] = MappingProxyType({})
    losses: tuple[Loss, ...] = ()
    whole: bool = True


def merge(values: Mapping[str, Scalar], stamps: str, change: Change) -> Merged:
    """Let a change meet a row.

    A later stamp wins. Two values conflict when the change's writer had not
    seen the value it meets (`seen` names another stamp) and they differ.
    Merging the same change again changes nothing.

    Args:
        values: Registers of the row that somebody wrote; empty when the row
            does not exist yet.
        stamps: Packed stamps of the row; empty when it does not exist yet.
        change: The incoming write.
    """
    if not stamps:
        return _first(change)
    base, exceptions = unpack(stamps)
    if change.seen == stamps:  # the same, and each is read before it is written
        seen_base, seen_exceptions = base, exceptions
    else:
        seen_base, seen_exceptions = unpack(change.seen)
    merged = dict(values)
    won: dict[str, Scalar] = {}
    losses: list[Loss] = []
    stamp = change.stamp
    for name, value in change.fields.items():
        # A register left at its default when the record was made, perhaps by two
        # people at once, was written by nobody.
        mine = exceptions.get(name) or (base if name in values else NEVER)
        other = values.get(name)
        if value == other and stamp == mine:
            continue
        wins = stamp > mine
        met = seen_exceptions.get(name, seen_base)
        if mine not in (NEVER, met) and other != value:
            losses.append(
                Loss(name, other, mine, value, stamp)
                if wins
                else Loss(name, value, stamp, other, mine)
            )
        if wins:
            merged[name] = value
            exceptions[name] = stamp
            won[name] = value
    whole = len(won) == len(change.fields)
    return Merged(merged, pack(base, exceptions), won, tuple(losses), whole)


def _first(change: Change) -> Merged:
    """Make the row a change needs: whole for a new record, else in part.

    An edit of a record that is not here (collected meanwhile) leaves the base
    at `NEVER`, so that the rest of the record may still arrive beneath it.
    """
    base = NEVER if change.seen else change.stamp
    stamps = pack(base, dict.fromkeys(change.fields, change.stamp))
    return Merged(dict(change.fields), stamps, won=change.fields)
