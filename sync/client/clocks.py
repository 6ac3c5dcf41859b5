"""Bring a clock that ran ahead back to the server's time.

A change that waits was seen by nobody else, so its stamp may be made anew. The
server takes nothing in that lies ahead of its own time, but names the first
such stamp; this device then sets that one and all after it right, in order, in
everything that bears them, and sends again. Nobody is asked, nothing refused.
"""

from collections import defaultdict
from dataclasses import replace

from sqlalchemy import Connection

from sync.client import outbox, state
from sync.core.change import Change, newest, restamped
from sync.core.clock import Clock, parse
from sync.store import rows


def set_right(connection: Connection, ahead: str, own_ms: int, server_ms: int) -> None:
    """Make the stamps of waiting changes anew, from the one that is ahead on.

    How far the wall clock is ahead now tells how far it was when they were
    written, unless it was set meanwhile: then they count as written now. Each
    stays behind what it saw, what came before it, and all that is the server's.

    An answer that comes late names a stamp that waits no more, and does nothing.

    Args:
        connection: A write transaction.
        ahead: The stamp the server named.
        own_ms: This device's wall clock when it asked.
        server_ms: The server's wall clock when it answered.
    """
    waiting = outbox.all_pending(connection)
    place = next((i for i, change in enumerate(waiting) if change.stamp == ahead), None)
    if place is None:
        return
    current = state.load(connection)
    clock = Clock.load(current.device_number, current.floor)
    for change in waiting[:place]:
        clock = clock.observe(change.stamp)
    anew: dict[str, str] = {}
    for change in waiting[place:]:
        true_ms = min(parse(change.stamp)[0] - max(0, own_ms - server_ms), server_ms)
        seen = restamped(change.seen, lambda text: anew.get(text, text))
        clock = clock.observe(newest(seen)).tick(true_ms)
        if clock.stamp == ahead:  # the server would name it again
            clock = clock.tick(true_ms)
        anew[change.stamp] = clock.stamp
    _replace(connection, waiting[place:], anew)
    state.save(connection, clock=clock.stamp)


def _replace(connection: Connection, changes: tuple[Change, ...], anew: dict[str, str]) -> None:
    """Put the new stamps into the outbox and the rows."""

    def new(text: str) -> str:
        return anew.get(text, text)

    outbox.restamp(
        connection,
        [replace(c, stamp=new(c.stamp), seen=restamped(c.seen, new)) for c in changes],
    )
    ids: dict[str, list[str]] = defaultdict(list)
    for change in changes:
        ids[change.kind].append(change.id)
    for kind, some in ids.items():
        held = rows.load_many(connection, kind, some).values()
        rows.save(connection, kind, [replace(r, stamps=restamped(r.stamps, new)) for r in held])
