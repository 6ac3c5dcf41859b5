"""The exchange: send what waits, take in what is new, until both sides agree."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from sync.client import clocks, erasing, file_queue, offers, outbox, state
from sync.client.replica import Replica
from sync.client.state import State
from sync.core import schema
from sync.core.change import Change, newest
from sync.core.errors import OutdatedError, ServerFaultError, StoreError, UnreachableError
from sync.core.protocol import (
    MAX_CHANGES,
    OLDEST_PROTOCOL,
    PAGE_BYTES,
    PROTOCOL_VERSION,
    PUSH_BYTES,
    Refusal,
    SyncReply,
    SyncRequest,
    SyncService,
)
from sync.store import apply, put_off, search

_LOG = logging.getLogger(__name__)

INDEX_AT_ONCE = 2_000
_FAILED = "refused.server_failed"
_TOO_MUCH: dict[object, str] = {413: "refused.too_large", 422: "refused.unreadable"}
"""Answers to a request that would get the same answer for ever, and what a person
is told of the change they are about."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an exchange has come.

    Attributes:
        sent: Changes the server has taken in so far.
        received: Rows applied so far.
        waiting: Changes that still wait.
        more: Whether the server holds more rows.
        kinds: Record kinds touched so far.
        refused: Changes refused so far.
    """

    sent: int = 0
    received: int = 0
    waiting: int = 0
    more: bool = False
    kinds: frozenset[str] = frozenset()
    refused: int = 0


def sync_once(
    replica: Replica,
    service: SyncService,
    report: Callable[[Progress], None] = lambda _progress: None,
) -> Progress:
    """Exchange until nothing waits on either side.

    Every round trip stands alone: when one fails, what came before is saved
    and calling again goes on from there. What the server cannot take at all is
    found by halves and set aside as refused, so that it holds up nothing.

    Args:
        replica: The device's replica; it must have joined a team.
        service: The server.
        report: Told after every round trip.

    Returns:
        What was exchanged in all.

    Raises:
        ServiceError: If a round trip failed; sending again is safe.
        StoreError: If the replica could not be written.
    """
    progress = Progress(more=True)
    corrected, offered, most = False, False, MAX_CHANGES
    protocol = PROTOCOL_VERSION
    while progress.more or progress.waiting:
        request = replace(_next(replica, service, most), protocol=protocol)
        try:
            reply = _ask(service, request)
        except OutdatedError:
            if protocol == OLDEST_PROTOCOL:
                raise
            protocol -= 1  # the server is the older one
            continue
        except UnreachableError:
            replica.line.broke()
            raise
        replica.line.held()
        if reply is None:
            most = len(request.changes) // 2
            continue
        most = min(2 * most, MAX_CHANGES)
        progress = absorb(replica, request, reply, progress)
        report(progress)
        again = (corrected and reply.ahead) or (offered and reply.offer)
        if again or _stuck(request, reply, progress):
            raise ServerFaultError(detail="an answer that moves nothing")
        corrected, offered = bool(reply.ahead), offered or reply.offer
    if progress.kinds or progress.refused:
        _scrub(replica)
    return progress


def _scrub(replica: Replica) -> None:
    """Leave no byte of what was erased; what fails is done after the next exchange."""
    try:
        erasing.scrub(replica)
    except StoreError as error:
        _LOG.warning("not scrubbed error=%s fields=%s", error.key, error.fields)


def _ask(service: SyncService, request: SyncRequest) -> SyncReply | None:
    """Return the server's answer; None when it wants fewer changes at once.

    A single change that it cannot take either, though it came once more, as it may
    have been damaged on its way, goes without what it says: the server refuses that,
    its number is used up, and the words stay here.
    """
    try:
        return service.sync(request)
    except ServerFaultError as error:
        reason = _reason(error)
        if not reason or not request.changes:
            raise
    single = len(request.changes) == 1
    if (single or reason == _FAILED) and (reply := _once_more(service, request)):
        return reply
    if not single:
        return None
    (change,) = request.changes
    reply = _without_words(service, request, change)
    told = (Refusal(r.n, reason) if r.n == change.n else r for r in reply.refused)
    return replace(reply, refused=tuple(told))


def _reason(error: ServerFaultError) -> str:
    """Say what a person is told if a change gets this answer for ever; empty if it may pass.

    A server that names its trouble, such as a full disk, has it with every change.
    """
    status = error.fields.get("status")
    if status == 500 and error.fields.get("error") == ServerFaultError.key:
        return _FAILED
    return _TOO_MUCH.get(status, "")


def _once_more(service: SyncService, request: SyncRequest) -> SyncReply | None:
    """Send again what the server could not take; None if that is so of this and nothing else.

    Raises:
        ServiceError: If it fails without changes, too, or in another way now.
    """
    service.sync(replace(request, changes=()))
    try:
        return service.sync(request)
    except ServerFaultError as error:
        if not _reason(error):
            raise
    return None


def _without_words(service: SyncService, request: SyncRequest, change: Change) -> SyncReply:
    """Use up a change's number; without its record, too, if the server fails at that one.

    Raises:
        ServiceError: If the server cannot even do that: then it takes nothing at all.
    """
    wordless = replace(change, fields={})
    try:
        return service.sync(replace(request, changes=(wordless,)))
    except ServerFaultError as error:
        if _reason(error) != _FAILED:
            raise
    return service.sync(replace(request, changes=(replace(wordless, id=""),)))


def _stuck(request: SyncRequest, reply: SyncReply, progress: Progress) -> bool:
    """Tell whether asking again would get the same answer for ever."""
    if reply.ahead or reply.offer:
        return False
    sent = bool(request.changes) and reply.accepted >= request.changes[0].n
    read = reply.cursor != request.cursor
    return not sent and not read and (bool(request.changes) or progress.more)


def compose(replica: Replica, most: int | None = None) -> SyncRequest:
    """Return the next request: the oldest waiting changes, at most so many, and the checkpoint."""
    with replica.reading() as connection:
        return _composed(connection, state.load(connection), replica, most or MAX_CHANGES)


def _next(replica: Replica, service: SyncService, most: int) -> SyncRequest:
    """Offer what the server asked for, if it did; then return the next request."""
    with replica.reading() as connection:
        current = state.load(connection)
        if not current.offering:
            return _composed(connection, current, replica, most)
    offers.offer_all(replica, service)
    return compose(replica, most)


def _composed(connection: Connection, current: State, replica: Replica, most: int) -> SyncRequest:
    asked = replica.clocks()
    size = PUSH_BYTES if current.heard.knows(asked.boot) else clocks.FIRST_BYTES
    size = min(size, replica.line.most_bytes)
    changes = outbox.pending(connection, most, size)
    return SyncRequest(
        protocol=PROTOCOL_VERSION,
        schema=schema.SCHEMA_VERSION,
        now_ms=current.heard.now_ms(asked),
        cursor=current.cursor,
        changes=changes,
        made=outbox.made(connection),
        clock=clocks.worth(connection, current.heard, asked, changes),
        page_bytes=min(PAGE_BYTES, replica.line.most_bytes),
        asked=asked,
    )


def absorb(replica: Replica, request: SyncRequest, reply: SyncReply, before: Progress) -> Progress:
    """Take in a reply: acknowledge, apply rows and save the cursor, all or nothing.

    A reply to a request made from another cursor than the saved one came late
    and is left alone as a whole: whatever it says will be said again. So is one that
    comes while rows are still to be offered: the offering ends with a sweep, which
    would take away what had come before it. Only what the request held is
    acknowledged, since only of that refusals are told.

    Raises:
        StoreError: If the replica could not be written; nothing was changed.
    """
    if not _brings_news(request, reply):
        return _note(replica, request, reply, before)
    with replica.exclusive(durable=_is_built_on(request, reply)) as connection:
        touched: set[str] = set()
        here = state.load(connection)
        current = here.cursor == request.cursor
        starts_over = reply.renumber or reply.offer
        usable = current and not (starts_over or reply.ahead or here.offering)
        if usable:
            answered = min(reply.accepted, max((c.n for c in request.changes), default=0))
            _observe(connection, reply, answered)
            erasing.let_go(connection, outbox.erased(connection, reply.refused), reply)
            outbox.acknowledge(connection, answered, reply.refused)
            touched = _apply(connection, reply, first=not request.cursor)
            state.save(connection, cursor=reply.cursor, synced_ms=replica.now_ms())
            clocks.hear(connection, request.asked, replica.clocks(), reply.now_ms)
            outbox.try_again(connection, reply.schema)
        elif current and starts_over:
            _start_again(connection, reply)
            if reply.offer:
                state.save(connection, offering=offers.BEGIN)
                file_queue.ask_again(connection)
        elif current and reply.ahead:
            clocks.set_right(connection, reply.ahead, request.asked, replica.clocks(), reply.now_ms)
        waiting = outbox.count(connection)
    if not usable:
        return replace(before, waiting=waiting, more=True)
    return Progress(
        sent=before.sent + sum(1 for c in request.changes if c.n <= reply.accepted),
        received=before.received + len(reply.rows),
        waiting=waiting,
        more=reply.more,
        kinds=before.kinds | touched,
        refused=before.refused + len(reply.refused),
    )


def _brings_news(request: SyncRequest, reply: SyncReply) -> bool:
    """Tell whether there is more to save than when the two last spoke."""
    untouched = SyncReply(reply.now_ms, request.cursor, reply.accepted)
    return bool(request.changes) or reply != untouched


def _is_built_on(request: SyncRequest, reply: SyncReply) -> bool:
    """Tell whether the next thing sent tells the server that this reply was taken in.

    All else may be undone by a dead battery: then what was sent waits still, what came
    is still above the cursor, and both go through as when a reply is lost. Waiting for
    two disks would be half of what one change costs on its way to another device.
    """
    waits = bool(request.changes) and reply.accepted < (request.made or 0)
    return waits or reply.renumber or reply.offer or bool(reply.ahead)


def _note(replica: Replica, request: SyncRequest, reply: SyncReply, before: Progress) -> Progress:
    """Save when the two last spoke.

    That may be undone by a dead battery: waiting for the disk would be most of what
    an exchange costs when there is nothing to do.
    """
    with replica.exclusive(durable=False) as connection:
        current = state.load(connection).cursor == request.cursor
        if current:
            state.save(connection, synced_ms=replica.now_ms())
            clocks.hear(connection, request.asked, replica.clocks(), reply.now_ms)
        waiting = outbox.count(connection)
    return replace(before, waiting=waiting, more=not current)


def index(replica: Replica) -> None:
    """Bring the search index up to what was pulled, a little at a time.

    Raises:
        StoreError: If the replica could not be written.
    """
    done = INDEX_AT_ONCE
    while done == INDEX_AT_ONCE:
        with replica.exclusive() as connection:
            done = search.index_stale(connection, INDEX_AT_ONCE)


def _start_again(connection: Connection, reply: SyncReply) -> None:
    """Go on from an older copy of this replica: new numbers, and read everything.

    What was taken away since the copy was made does not come again: a reading from the
    start, or the end of an offering, begins a sweep.
    """
    outbox.renumber(connection, outbox.all_pending(connection), first=reply.accepted + 1)
    state.save(connection, cursor=reply.cursor)


def _apply(connection: Connection, reply: SyncReply, *, first: bool) -> set[str]:
    ids = [record_id for _, record_id, _, _ in reply.rows]
    ids.extend(record_id for _, record_id in reply.exits)
    waiting = outbox.waiting_for(connection, ids)
    if reply.restart or first:  # also what was written here before, and given away
        apply.begin_sweep(connection)
    if first and reply.more:
        put_off.begin(connection)
    erasing.follow(connection, reply)  # before the exits, while it is known what is whose
    touched = apply.apply_exits(connection, reply.exits, waiting)
    touched |= apply.apply_rows(connection, reply.rows, waiting)
    if apply.sweeping(connection):
        apply.mark_seen(connection, reply.rows)
        if not reply.more:
            touched |= apply.end_sweep(connection)
    if not reply.more:
        put_off.end(connection)
    return touched


def _observe(connection: Connection, reply: SyncReply, answered: int) -> None:
    """Move the clock and its floor up to all that is the server's from now on."""
    if not (reply.rows or answered):
        return
    pulled = (newest(stamps) for _, _, stamps, _ in reply.rows)
    latest = max(outbox.latest(connection, answered), *pulled, state.load(connection).floor)
    clock = state.clock_of(connection).observe(latest)
    state.save(connection, clock=clock.stamp, floor=latest)
