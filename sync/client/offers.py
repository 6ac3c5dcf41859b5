"""Give a server back what it has lost: every row this replica holds, as it stands.

The server asks when it finds that it is an older copy of itself, or a new one
for the same team. How far the offering has come is saved after each batch. What
waits in the outbox is left out: it comes by itself, with what its writer had seen,
so that nobody's value loses to it unnoticed. So is a record that was refused.
"""

from collections.abc import Iterator
from itertools import chain

from pydantic_core import to_json
from sqlalchemy import Connection

from sync.client import outbox, state
from sync.client.replica import Replica
from sync.core import schema
from sync.core.protocol import PUSH_BYTES, OfferRequest, SyncService, WireRow
from sync.store import apply, rows

BEGIN = "*"
"""Where an offering stands before the first row (`ReplicaState.offering`)."""
_MOST_ROWS = 2_000
_KINDS = tuple(kind for kind in schema.RECORDS if kind != "device")
"""Devices are the server's own: one that is gone joins again."""


def offer_all(replica: Replica, service: SyncService) -> None:
    """Offer what remains to be offered, if the server asked for it.

    Afterwards the replica reads everything from the start; what the server does
    not have then either is swept away.

    Raises:
        ServiceError: If the server could not be asked; calling again goes on.
        StoreError: If the replica could not be written.
    """
    while place := replica.state().offering:
        with replica.reading() as connection:
            batch, after = _batch(connection, place)
        service.offer(OfferRequest(batch, done=not after))
        with replica.exclusive() as connection:
            if state.load(connection).offering == place:
                state.save(connection, offering=after)
                if not after:
                    apply.begin_sweep(connection)


def _batch(connection: Connection, place: str) -> tuple[tuple[WireRow, ...], str]:
    """Return the next rows, and the place after them; empty when they are the last."""
    batch: list[WireRow] = []
    size = 0
    for row in _from(connection, place):
        if batch and (size > PUSH_BYTES or len(batch) == _MOST_ROWS):
            return tuple(batch), f"{batch[-1][0]}/{batch[-1][1]}"
        batch.append(row)
        size += len(row[2]) + len(to_json(row[3]))
    return tuple(batch), ""


def _from(connection: Connection, place: str) -> Iterator[WireRow]:
    kind, _, after = ("", "", "") if place == BEGIN else place.partition("/")
    first = _KINDS.index(kind) if kind in _KINDS else 0
    return chain.from_iterable(
        _of_kind(connection, name, after if name == kind else "") for name in _KINDS[first:]
    )


def _of_kind(connection: Connection, kind: str, after: str) -> Iterator[WireRow]:
    waiting = {change.stamp for change in outbox.all_pending(connection)}
    in_vain = rows.made_in_vain(connection)
    for row in rows.load_all(connection, kind, after):
        told = rows.told(kind, row, waiting)
        if told.values and row.made not in in_vain:
            yield kind, row.id, told.stamps, told.values
