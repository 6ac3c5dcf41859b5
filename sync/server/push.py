"""Take in a device's changes: skip the known, refuse the forbidden, merge the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter
from sqlalchemy import Connection, bindparam, select, update

from sync.core import validation
from sync.core.change import Change, Scalar
from sync.core.clock import MAX_COUNTER, MAX_DEVICE, MAX_MS, NEVER, is_stamp, parse, stamp
from sync.core.erasing import REFUSED
from sync.core.merge import Loss
from sync.core.permissions import Actor, can_read, refusal
from sync.core.protocol import MAX_CHANGES, Refusal, SyncRequest
from sync.core.reading import TOLERANCE_MS
from sync.core.tombstones import brings_back
from sync.server import conflicts, erasing, gone, texts
from sync.server.auth import Login, actor_of
from sync.server.cursor import Cursor
from sync.server.errors import GapError, TooLargeError
from sync.server.history import Link, Writing
from sync.server.rows import Head, Row, load, save
from sync.server.tables import DEVICE

_REFUSALS = TypeAdapter(tuple[Refusal, ...])
_LAST_REFUSALS = select(DEVICE.c.refusals).where(
    DEVICE.c.team_id == bindparam("team"), DEVICE.c.number == bindparam("number")
)
_TAKEN_IN = (
    update(DEVICE)
    .where(DEVICE.c.team_id == bindparam("at_team"), DEVICE.c.number == bindparam("at_number"))
    .values({c: bindparam(c) for c in ("accepted", "accepted_stamp", "pushed_pos", "refusals")})
)
_ASKED = (
    update(DEVICE)
    .where(DEVICE.c.team_id == bindparam("at_team"), DEVICE.c.number == bindparam("at_number"))
    .values(ahead=bindparam("stamp"))
)


@dataclass(slots=True)
class Push:
    """What became of the changes of one request.

    Attributes:
        actor: Who acts, as of the last change taken in; None once they have left.
        accepted: Number of the last change taken in or refused.
        head: The team's last position afterwards.
        link: The last entry of the team's history afterwards.
        clock: The team's latest stamp afterwards.
        refused: Refused changes among those sent, now or the first time.
        corrections: Rows as they stand, of which the device sent refused changes.
        exits: Kind and id of those among them that its person may not read.
        people: Persons whose own record changed.
        taken: How many changes were merged now.
        turned_down: How many were refused now, for the first time.
        lost: How many values lost to others unseen.
        erased: Whether a customer was erased.
    """

    actor: Actor | None
    accepted: int
    head: int
    link: Link
    clock: str
    refused: tuple[Refusal, ...] = ()
    corrections: list[Row] = field(default_factory=list)
    exits: list[tuple[str, str]] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    taken: int = 0
    turned_down: int = 0
    lost: int = 0
    erased: bool = False


def to_stamp_anew(connection: Connection, login: Login, request: SyncRequest, now_ms: int) -> str:
    """Return the first new stamp that is to be made anew; empty when none is.

    That is one ahead of the time: the wall clock's, or the team's latest stamp where
    that is later, for nobody could stay behind a stamp that they have seen. Or simply
    the first, if the device's wall clock is wrong, or it says that its stamps are off.
    A device that has heard the time is not found to be behind: its request may only
    have been long on its way.

    A stamp once named is named again whenever it comes, though its time may have
    come too: its device may have been told, and have made it anew.
    """
    known = max(login.clock, login.accepted_stamp)
    # One more millisecond, as a full counter needs it.
    limit_ms = min(max(now_ms + TOLERANCE_MS, parse(known)[0] + 1), MAX_MS)
    limit = stamp(limit_ms, MAX_COUNTER, MAX_DEVICE)
    suffix = _suffix(login)
    wrong = request.clock == "wall" and abs(request.now_ms - now_ms) > TOLERANCE_MS
    off = wrong or request.clock == "off"
    for change in request.changes:
        text = change.stamp
        anew = off or text > limit or text == login.ahead
        if anew and change.n > login.accepted and text.endswith(suffix) and is_stamp(text):
            key = {"at_team": login.team_id, "at_number": login.number}
            connection.execute(_ASKED, {**key, "stamp": text})
            return text
    return ""


def _suffix(login: Login) -> str:
    """Return how every stamp of a device ends."""
    return f"{login.number:05x}"


def take_in(
    connection: Connection,
    login: Login,
    changes: Sequence[Change],
    cursor: Cursor | None,
    now_ms: int,
) -> Push:
    """Take in the changes this device has not been answered for; idempotent.

    Args:
        connection: A writing transaction, in which `login` was read.
        login: The device.
        changes: In order of number, without gaps, from any number on.
        cursor: The device's valid cursor, or None.
        now_ms: The server's wall clock.

    Raises:
        GapError: If numbers are missing within the changes.
        TooLargeError: If there are too many at once.
    """
    _check_numbers(changes)
    intake = _Intake(connection, login, cursor)
    refused = _earlier_refusals(connection, login, changes[0].n, changes[-1].n)
    new = changes[max(0, login.accepted + 1 - changes[0].n) :]
    turned_down = intake.take(new) if new else []
    if new:
        refused = (*refused, *turned_down)
        taken = {
            "accepted": new[-1].n,
            # What is no stamp may be of any size; it was refused.
            "accepted_stamp": new[-1].stamp if is_stamp(new[-1].stamp) else "",
            "pushed_pos": 0 if cursor is None else cursor.reached,
            "refusals": _REFUSALS.dump_json(refused).decode(),
        }
        key = {"at_team": login.team_id, "at_number": login.number}
        connection.execute(_TAKEN_IN, {**key, **taken})
    head = intake.save(now_ms)
    erased = intake.erase()
    touched = intake.refused_rows(changes, refused)
    return Push(
        actor=intake.actor,
        accepted=max(login.accepted, changes[-1].n),
        head=erased or (login.head if head is None else head.seq),
        link=login.link if head is None else head.link,
        clock=login.clock if head is None else max(login.clock, intake.latest),
        refused=refused,
        corrections=[row for row in touched if intake.may_read(row)],
        # The device kept them, whenever they left, while its changes waited.
        exits=[(row.kind, row.id) for row in touched if not intake.may_read(row)],
        people=intake.people,
        taken=len(new) - len(turned_down),
        turned_down=len(turned_down),
        lost=intake.lost,
        erased=erased is not None,
    )


def _check_numbers(changes: Sequence[Change]) -> None:
    if len(changes) > MAX_CHANGES:
        raise TooLargeError(hint=f"Send at most {MAX_CHANGES} changes at once.")
    first = changes[0].n
    for expected, change in enumerate(changes, start=first):
        if change.n != expected or first < 1:
            raise GapError(hint=f"Change {expected} is expected, {change.n} came.")


def _earlier_refusals(
    connection: Connection, login: Login, first: int, last: int
) -> tuple[Refusal, ...]:
    if first > login.accepted:
        return ()
    key = {"team": login.team_id, "number": login.number}
    stored = _REFUSALS.validate_json(connection.execute(_LAST_REFUSALS, key).scalar_one())
    return tuple(r for r in stored if first <= r.n <= last)


class _Intake:
    """The rows, losses and refusals of one push, until they are saved."""

    def __init__(self, connection: Connection, login: Login, cursor: Cursor | None) -> None:
        self._connection = connection
        self._login = login
        self._seen_pos = -1 if cursor is None else cursor.pos
        self.latest = NEVER
        self._suffix = _suffix(login)
        self._rows: dict[str, Row] = {}
        self._losses: list[tuple[Row, Loss]] = []
        self._told: list[tuple[str, Mapping[str, Scalar]]] = []
        self._erased: set[str] = set()
        self._in_the_end: dict[str, dict[str, Scalar]] = {}
        self._late: set[str] = set()
        self._gone: set[str] = set()
        self.actor: Actor | None = login.actor
        self.people: set[str] = set()

    @property
    def lost(self) -> int:
        """How many values lost to others unseen."""
        return len(self._losses)

    def take(self, changes: Sequence[Change]) -> list[Refusal]:
        """Let each change meet its row; return those that may not."""
        broken = {c.n: found for c in changes if (found := self._check(c))}
        sound = [c for c in changes if c.n not in broken] if broken else changes
        self.latest = max((c.stamp for c in sound), default=NEVER)
        self._rows = load(self._connection, self._login.team_id, {c.id for c in sound})
        absent = {c.id for c in sound} - self._rows.keys()
        self._gone = gone.collected(self._connection, self._login.team_id, absent)
        self._told = [(c.id, c.fields) for c in sound]
        self._erased = erasing.among_erased(self._connection, self._login.team_id, self._told)
        if self._erased:
            for change in sound:
                self._in_the_end.setdefault(change.id, {}).update(change.fields)
        return [r for c in changes if (r := broken.get(c.n) or self._meet(c))]

    def save(self, now_ms: int) -> Head | None:
        """Write what changed and who lost what; return the team's new head, or None."""
        connection, team_id, rows = self._connection, self._login.team_id, self._rows
        for row in rows.values():
            if row.changed:
                self._settle(row)
        conflicts.record_losses(connection, team_id, self._losses, rows)
        conflicts.move_along(connection, team_id, rows)
        gone.let_back(connection, team_id, self._gone & rows.keys())
        writing = Writing(now_ms, self._login.number, self._login.actor.user_id)
        return save(connection, team_id, rows.values(), writing, self.latest)

    def erase(self) -> int | None:
        """Follow receipts that came, and remember what came of what was erased before.

        Returns:
            The team's new head, None when nobody was erased now.

        Raises:
            CollisionError: If somebody else erased what came, since it was looked up.
        """
        connection, team_id = self._connection, self._login.team_id
        erasing.check_none_since(connection, team_id, self._told, self._erased)
        if self._late:
            erasing.remember(connection, team_id, self._late)
        saved = [row for row in self._rows.values() if row.changed]
        return erasing.follow(connection, team_id, saved)

    def refused_rows(self, changes: Sequence[Change], refused: Sequence[Refusal]) -> list[Row]:
        """Return the rows of refused changes, as they now stand."""
        numbers = {r.n for r in refused}
        ids = {c.id for c in changes if c.n in numbers and validation.is_id(c.id)}
        missing = ids - self._rows.keys()
        rows = {**self._rows, **load(self._connection, self._login.team_id, missing)}
        return [rows[i] for i in sorted(ids & rows.keys()) if rows[i].exists]

    def may_read(self, row: Row) -> bool:
        """Tell whether the device's person may read a row, as it now stands."""
        return self.actor is not None and can_read(self.actor, row.place)

    def _check(self, change: Change) -> Refusal | None:
        """Say what is wrong with a change in itself."""
        violation = validation.check_change(change)
        if violation:
            return Refusal(change.n, violation.key, violation.field, violation.limit)
        if not change.stamp.endswith(self._suffix):
            return Refusal(change.n, "refused.foreign_stamp")
        return None

    def _meet(self, change: Change) -> Refusal | None:
        """Merge a sound change, or say which rule forbids it."""
        row = self._rows.get(change.id) or Row(change.kind, change.id)
        reason = self._forbidden(row, change)
        if reason:
            return Refusal(change.n, reason)
        self._rows[change.id] = row
        if change.seen and not row.exists:
            change = replace(change, seen="")
            row.whole = False  # its writer holds it with the stamps it had
        before = row.values
        merged = row.meet(change)
        if merged.losses:
            connection, team_id = self._connection, self._login.team_id
            lost = texts.put_together(connection, team_id, row, change, merged.losses)
            whole = conflicts.with_companions(change, before, lost)
            self._losses.extend((row, loss) for loss in whole)
        if change.kind == "user" and merged.won:
            self._person_changed(row)
        row.fold()
        return None

    def _forbidden(self, row: Row, change: Change) -> str | None:
        if self.actor is None:
            return "refused.signed_out"
        if self._erased and self._came_late(row, change):
            return REFUSED
        if row.kind != change.kind:
            return "refused.other_kind"
        before, fields = row.values if row.exists else None, change.fields
        back = brings_back(fields)
        if change.seen and before is None:
            if not (back and change.id in self._gone):
                # An edit of a record whose making was refused: half a record is none.
                return "refused.unknown_record"
            before = fields  # as in an offer, what is gone comes from anyone who may read it
        if back and before is not None:
            # What stands there is only said again.
            fields = {n: v for n, v in fields.items() if n == "deleted" or before.get(n) != v}
        return refusal(self.actor, change.kind, change.id, before, fields)

    def _came_late(self, row: Row, change: Change) -> bool:
        """Tell whether a change is about what was erased; what belongs to it is, too, then.

        A record that is here was not: it stays with whom it belongs to. So does one that is
        given to somebody else before the request is over.
        """
        values = {**row.values, **change.fields}
        late = all(
            erasing.is_erased(change.kind, change.id, one, self._erased)
            for one in (values, {**values, **self._in_the_end[change.id]})
        )
        if late and not row.exists:
            self._erased.add(change.id)
            self._late.add(change.id)
        return late

    def _person_changed(self, row: Row) -> None:
        self.people.add(row.id)
        if row.id == self._login.actor.user_id:
            self.actor = actor_of(row.id, row.values)

    def _settle(self, row: Row) -> None:
        """Note whether the device holds exactly this row, so that it is not sent back."""
        known = row.whole and row.pos <= self._seen_pos
        row.settled_by = self._login.number if known else 0
        # A row its writer may not read, such as one made for nobody in private.
        if not can_read(self._login.actor, row.place):
            row.exits = (f"owner:{self._login.actor.user_id}",)
