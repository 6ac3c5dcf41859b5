"""Take back from devices what an older copy of the database has lost.

A device offers its rows as they stand. Each is split into the writes it consists
of, and they merge by their stamps: what the server has already changes nothing,
and no conflict is made of what was settled once; but one is made, as ever, of what
somebody has written over since without having seen it. Nobody brings back more than
they may read, nor changes what they may not write; what one person's device may
not give comes from another's. A record that is gone altogether comes from anyone
who may read it, but nobody comes back with more rights than a rep's unless an
admin says so, and what erases a customer comes from an admin alone.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import Connection, and_, bindparam, case, select, update

from sync.core import validation
from sync.core.change import Change, Scalar, changes_of, newest, stamp_of
from sync.core.clock import MAX_COUNTER, MAX_DEVICE, NEVER, is_stamp, parse, stamp
from sync.core.erasing import KIND as ERASURE
from sync.core.merge import Loss
from sync.core.permissions import Actor, can_read, refusal, scope_of
from sync.core.protocol import OfferReply, OfferRequest, WireRow
from sync.core.reading import TOLERANCE_MS
from sync.server import conflicts, erasing, history
from sync.server.auth import Login
from sync.server.errors import TooLargeError
from sync.server.history import Write, Writing
from sync.server.presence import note_offered
from sync.server.rows import Row, load, save
from sync.server.tables import GONE, TEAM_HEAD

MAX_ROWS = 5_000

_NEW_DEVICES = 1_000
"""So many may have joined since a copy was made; a number beyond is somebody's invention,
and would leave none to give out."""

_GONE = select(GONE.c.id).where(
    GONE.c.team_id == bindparam("team"), GONE.c.id.in_(bindparam("ids", expanding=True))
)
_NUMBERS = (
    update(TEAM_HEAD)
    .where(TEAM_HEAD.c.team_id == bindparam("at_team"))
    .values(
        numbers=case(
            (
                and_(
                    TEAM_HEAD.c.numbers < bindparam("highest"),
                    TEAM_HEAD.c.numbers + _NEW_DEVICES >= bindparam("highest"),
                ),
                bindparam("highest"),
            ),
            else_=TEAM_HEAD.c.numbers,
        )
    )
)


def take_offer(
    connection: Connection, login: Login, request: OfferRequest, now_ms: int
) -> tuple[OfferReply, int | None]:
    """Merge rows that a device was asked for; idempotent.

    Args:
        connection: A writing transaction, in which `login` was read.
        login: The device.
        request: Its rows.
        now_ms: The server's wall clock.

    Returns:
        The reply, and the team's new head, None when nothing was new.

    Raises:
        TooLargeError: If there are too many rows at once.
        CollisionError: If somebody erased some of them meanwhile.
    """
    if login.offered == login.epoch:
        return OfferReply(0), None  # it was not asked, or has been answered before
    if len(request.rows) > MAX_ROWS:
        raise TooLargeError(hint=f"Offer at most {MAX_ROWS} rows at once.")
    latest = stamp(now_ms + TOLERANCE_MS, MAX_COUNTER, MAX_DEVICE)
    sound = [row for row in request.rows if _is_sound(row, max(latest, login.clock))]
    ids = [record_id for _, record_id, _, _ in sound]
    rows = load(connection, login.team_id, set(ids))
    gone = set(connection.execute(_GONE, {"team": login.team_id, "ids": ids}).scalars())
    told = [(record_id, values) for _, record_id, _, values in sound]
    erased = erasing.among_erased(connection, login.team_id, told)
    gone |= _late(connection, login.team_id, sound, erased)
    losses: list[tuple[Row, Loss]] = []
    for offered in (row for row in sound if row[1] not in gone):
        losses += ((rows[offered[1]], loss) for loss in _meet(login.actor, rows, offered))
    unseen = _unseen(connection, login.team_id, losses)
    conflicts.record_losses(connection, login.team_id, unseen, rows)
    conflicts.put_in_place(connection, login.team_id, rows)
    if request.done:
        note_offered(connection, login)
    changed = [row for row in rows.values() if row.changed]
    if not changed:
        return OfferReply(0), None
    _note_numbers(connection, login.team_id, sound)
    writing = Writing(now_ms, login.number, login.actor.user_id)
    clock = max(newest(row.stamps) for row in changed)
    head = save(connection, login.team_id, changed, writing, clock)
    erasing.check_none_since(connection, login.team_id, told, erased | gone)
    moved = erasing.follow(connection, login.team_id, changed)
    return OfferReply(len(changed)), moved or (None if head is None else head.seq)


def _late(
    connection: Connection, team_id: str, offered: Sequence[WireRow], erased: Collection[str]
) -> set[str]:
    """Return and remember what was erased, or belongs to what was; parents come first."""
    known, late = set(erased), set[str]()
    for kind, record_id, _, values in offered if erased else ():
        if erasing.is_erased(kind, record_id, values, known):
            known.add(record_id)
            late.add(record_id)
    if late:
        erasing.remember(connection, team_id, late)
    return late


def _is_sound(row: WireRow, latest: str) -> bool:
    """Tell whether a row is one, and not of a time that has not come."""
    kind, record_id, stamps, values = row
    if not stamps or not values or kind == "device":
        return False
    if validation.check_change(Change(1, kind, record_id, {"deleted": False}, NEVER, stamps)):
        return False
    return newest(stamps) <= latest and not validation.check_fields(kind, values)


def _meet(actor: Actor, rows: dict[str, Row], offered: WireRow) -> Iterator[Loss]:
    """Merge an offered row; yield what of it lost, whether that was settled once or not."""
    kind, record_id, stamps, values = offered
    row = rows.get(record_id)
    absent = row is None or not row.exists
    if absent and not _may_bring(actor, kind, values):
        return
    row = rows.setdefault(record_id, row or Row(kind, record_id))
    if row.kind != kind:
        return
    for change in changes_of(kind, record_id, stamps, values):
        fields = _allowed(actor, row, change.fields, absent=absent)
        if fields:
            merged = row.meet(Change(0, kind, record_id, fields, change.stamp))
            yield from (loss for loss in merged.losses if loss.stamp == change.stamp)


def _unseen(
    connection: Connection, team_id: str, losses: Sequence[tuple[Row, Loss]]
) -> list[tuple[Row, Loss]]:
    """Return what lost to a write whose maker had seen an older value.

    One that was offered itself does not tell what was seen: that was settled.
    """
    writes = [Write(row.id, row.entry, loss.field, loss.kept_stamp) for row, loss in losses]
    seen = history.seen_by_writers(connection, team_id, writes)
    return [
        (row, loss)
        for (row, loss), write in zip(losses, writes, strict=True)
        if (packed := seen.get(write)) and stamp_of(packed, loss.field) < loss.stamp
    ]


def _may_bring(actor: Actor, kind: str, values: Mapping[str, Scalar]) -> bool:
    """Tell whether a person may bring back a record that is gone altogether."""
    if kind == ERASURE:
        return actor.role == "admin"  # it takes more away for good than it brings
    return can_read(actor, scope_of(kind, values))


def _allowed(
    actor: Actor, row: Row, fields: Mapping[str, Scalar], *, absent: bool
) -> Mapping[str, Scalar]:
    """Return what a person may bring back of one write."""
    if absent:
        above_rep = row.kind == "user" and actor.role != "admin"
        return {n: v for n, v in fields.items() if n != "role"} if above_rep else fields
    if refusal(actor, row.kind, row.id, row.values, fields) is None:
        return fields
    return {
        name: value
        for name, value in fields.items()
        if refusal(actor, row.kind, row.id, row.values, {name: value}) is None
    }


def _note_numbers(connection: Connection, team_id: str, rows: Sequence[WireRow]) -> None:
    """Keep the numbers of devices that are gone from being given out again."""
    stamps = (part[-len(NEVER) :] for _, _, packed, _ in rows for part in packed.split(";"))
    highest = max((parse(text)[2] for text in stamps if is_stamp(text)), default=0)
    connection.execute(_NUMBERS, {"at_team": team_id, "highest": highest})
