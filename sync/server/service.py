"""One exchange with a device: who is it, what does it bring, what may it have."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from pydantic_core import ValidationError, from_json, to_json
from sqlalchemy import Connection

from sync.core.clock import parse
from sync.core.errors import OutdatedError, RestoredServerError
from sync.core.permissions import Actor
from sync.core.protocol import (
    OLDEST_PROTOCOL,
    PLACE,
    PROTOCOL_VERSION,
    REPLY,
    SyncReply,
    SyncRequest,
)
from sync.core.schema import SCHEMA_VERSION
from sync.server.auth import Login, sign_in, take_turn
from sync.server.cursor import MARK_LENGTH, Cursor, view_of
from sync.server.database import Database
from sync.server.errors import MalformedError
from sync.server.history import hash_of
from sync.server.messages import malformed
from sync.server.outside import Outside
from sync.server.presence import ask_for_offer, begin_epoch, day_of, note_clock, note_seen
from sync.server.pull import Page, Wanted, read_page
from sync.server.push import Push, take_in, to_stamp_anew
from sync.server.requests import read_request

_LOG = logging.getLogger(__name__)

_OFFERING_PROTOCOL = 2
"""The first protocol whose devices can be asked for what the server lost."""
_BRIEF_PROTOCOL = 2
"""The first protocol whose devices know what an answer leaves out."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """What came of one exchange.

    Attributes:
        body: The reply's JSON, in the form of `protocol.SyncReply`.
        team_id: The team.
        head: The team's last position.
        moved: Whether this exchange moved the head.
        people: Persons whose own record it changed.
        taken: How many changes it took in.
        refused: How many it refused for the first time.
        lost: How many values lost to others unseen.
        rows: How many rows it sends.
        erased: Whether a customer was erased.
    """

    body: bytes
    team_id: str
    head: int
    moved: bool = False
    people: frozenset[str] = frozenset()
    taken: int = 0
    refused: int = 0
    lost: int = 0
    rows: int = 0
    erased: bool = False


class StoredSyncService:
    """Answers devices from the database; one per process, safe for threads."""

    def __init__(self, database: Database, outside: Outside) -> None:
        self._database = database
        self._outside = outside

    def sync(self, token: str, read: Callable[[Login], SyncRequest], now_ms: int) -> Exchange:
        """Push changes and pull a page, in one transaction.

        Nothing is parsed for a stranger, and a request without changes never
        waits for a writer, but for the first one of a day. Sending the same again
        is safe.

        Args:
            token: The device's bearer token.
            read: Reads what was sent, once it is known who asks.
            now_ms: The server's wall clock.

        Raises:
            SignedOutError: If the token is not (or no longer) known.
            MalformedError: If the body is not a request.
            OutdatedError: If the device speaks a protocol this server does not.
            RestoredServerError: If the device holds more than this server ever took
                in, and is too old to be asked for it.
            GapError: If change numbers are missing.
            TooLargeError: If there are too many changes at once.
            DamagedRowsError: If rows must be made again first (see `healing`).
            StoreError: If the database cannot be used.
        """
        with self._database.reading() as connection:
            login = sign_in(connection, token)
            request = read(login)
            lost = _lost_something(connection, login, request)
            # What it is asked for, and the first request of a day, is written down.
            noted = login.seen_day == day_of(now_ms) and not _is_to_offer(login, request)
            if noted and not (lost or request.changes):
                return _exchange(connection, login, request, now_ms)
        if lost:
            self._begin_epoch(token, request)
        with self._database.writing() as connection:
            take_turn(connection, login)
            login = sign_in(connection, token)
            note_seen(connection, login, Cursor.parse(request.cursor, login.secret), now_ms)
            return _exchange(connection, login, request, now_ms)

    def _begin_epoch(self, token: str, request: SyncRequest) -> None:
        """Ask every device for what an older copy of the database has lost."""
        with self._database.alone() as connection:
            login = sign_in(connection, token)
            if _lost_something(connection, login, request):
                begin_epoch(connection, login.team_id, self._outside.new_epoch())
                _LOG.warning("server was put back to an older copy team=%s", login.team_id)


def _exchange(connection: Connection, login: Login, request: SyncRequest, now_ms: int) -> Exchange:
    """Take in what came and answer; a request without changes writes nothing."""
    if _is_to_offer(login, request):
        if request.protocol < _OFFERING_PROTOCOL:
            raise RestoredServerError(team=login.team_id, head=login.head)
        ask_for_offer(connection, login.team_id, login.number)
        note_clock(connection, login, Cursor.parse(request.cursor, login.secret))
        return _ask(login, now_ms, offer=True)
    if _was_put_back(login, request):
        return _ask(login, now_ms, renumber=True)
    if not request.changes:
        push = Push(login.actor, login.accepted, login.head, login.link, login.clock)
        return _answer(connection, login, request, push, now_ms)
    cursor = _valid(request.cursor, login, login.actor)
    if ahead := to_stamp_anew(connection, login, request, now_ms):
        return _stamp_again(login, request, ahead, now_ms)
    push = take_in(connection, login, request.changes, cursor, now_ms)
    return _answer(connection, login, request, push, now_ms)


def parse_place(login: Login, asked: Mapping[str, str]) -> SyncRequest:
    """Read the request of a device that brings nothing, from the address it asks.

    An address carries no checksum: what would have the device read everything
    again, it says once more in a body.

    Raises:
        MalformedError: If it is no request, or may have been damaged on its way.
    """
    try:
        place = PLACE.validate_strings(asked)
    except ValidationError as error:
        raise malformed(error) from None
    if Cursor.parse(place.at, login.secret) is None or place.made < login.accepted:
        raise MalformedError(hint="This is no place of this device: say it in a body.")
    return SyncRequest(
        PROTOCOL_VERSION,
        SCHEMA_VERSION,
        now_ms=0,
        cursor=place.at,
        made=place.made,
        page_bytes=place.page_bytes,
    )


def parse_request(body: bytes) -> SyncRequest:
    """Read a request.

    Raises:
        MalformedError: If the body is not a request.
        OutdatedError: If it is one of a protocol this server does not speak.
    """
    try:
        request = read_request(body)
    except ValidationError as error:
        # Another protocol may look different altogether, but for its number.
        _check_protocol(_protocol_of(body))
        raise malformed(error) from None
    _check_protocol(request.protocol)
    return request


def _check_protocol(protocol: object) -> None:
    if isinstance(protocol, int) and not OLDEST_PROTOCOL <= protocol <= PROTOCOL_VERSION:
        raise OutdatedError(protocol=protocol)


def _protocol_of(body: bytes) -> object:
    try:
        message = from_json(body)
    except ValueError:
        return None
    return message.get("protocol") if isinstance(message, dict) else None


def _lost_something(connection: Connection, login: Login, request: SyncRequest) -> bool:
    """Tell whether the device was told of more than this database knows of.

    The database is then an older copy of itself, even if it has come further since:
    its history is not the one the device was told of. Only what this server signed
    proves that: a device that says so by its numbers alone would have everybody offer
    everything, and be believed itself.
    """
    if _is_to_offer(login, request):
        return False  # it will say itself what is lost
    cursor = Cursor.parse(request.cursor, login.secret)
    if cursor is None:
        return False
    if cursor.reached > login.head or cursor.entry > login.link.n:
        return True
    here = login.link.hash
    if cursor.entry != login.link.n:
        here = hash_of(connection, login.team_id, cursor.entry)
    return not here.startswith(cursor.mark)


def _is_to_offer(login: Login, request: SyncRequest) -> bool:
    """Tell whether the device may hold what this database does not.

    It has not offered its rows since the epoch began. Or it has, and was told of
    another epoch since: the database was put back to a copy from before that one, or
    from another of its lives.
    """
    if login.offered != login.epoch:
        return True
    cursor = Cursor.parse(request.cursor, login.secret)
    return cursor is not None and cursor.epoch != login.epoch


def _was_put_back(login: Login, request: SyncRequest) -> bool:
    """Tell whether the device's numbers stand for other changes than the server has under them.

    It was restored from an older copy of itself, and skipping them as known would lose a
    person's words. Or the server was, to before changes that wrote nothing, as what is
    refused writes nothing: then the numbers go on from one it does not know.
    """
    if request.changes and request.changes[0].n > login.accepted + 1:
        return True
    if request.made is not None and request.made < login.accepted:
        return True
    known = login.accepted_stamp
    if known and any(c.n == login.accepted and c.stamp != known for c in request.changes):
        return True
    cursor = Cursor.parse(request.cursor, login.secret)
    if cursor is None or cursor.epoch != login.epoch:
        return False
    return cursor.reached < login.pushed_pos


def _ask(login: Login, now_ms: int, *, renumber: bool = False, offer: bool = False) -> Exchange:
    """Tell a device to number what waits anew, to offer its rows, and to read everything again.

    One that is to offer gets a cursor to begin from, by which it is noticed when the
    database is put back once more before it has offered everything.
    """
    begin = Cursor(
        login.epoch,
        0,
        view_of(login.actor),
        since=login.head,
        entry=login.link.n,
        mark=login.link.hash[:MARK_LENGTH],
        clock_ms=parse(login.clock)[0],
        schema=0,  # what the device takes from this answer is its place alone
    )
    reply = SyncReply(
        now_ms,
        begin.text(login.secret) if offer else "",
        login.accepted,
        more=True,
        renumber=renumber,
        schema=SCHEMA_VERSION,
        offer=offer,
    )
    return Exchange(REPLY.dump_json(reply), login.team_id, login.head)


def _stamp_again(login: Login, request: SyncRequest, ahead: str, now_ms: int) -> Exchange:
    """Tell a device from which stamp on its clock was wrong, and what time it is."""
    reply = SyncReply(now_ms, request.cursor, login.accepted, more=True, ahead=ahead)
    return Exchange(REPLY.dump_json(reply), login.team_id, login.head)


def _valid(text: str, login: Login, actor: Actor) -> Cursor | None:
    """Return the cursor if it still tells what the device has."""
    cursor = Cursor.parse(text, login.secret)
    if cursor is None or cursor.epoch != login.epoch or cursor.view != view_of(actor):
        return None
    # What was deleted long ago is not told any more.
    return cursor if cursor.reached >= login.collected else None


def _answer(
    connection: Connection, login: Login, request: SyncRequest, push: Push, now_ms: int
) -> Exchange:
    """Read the page and join the reply's JSON from stored text."""
    page, cursor, restart = _pull(connection, login, request, push)
    envelope: dict[str, object] = {
        "accepted": push.accepted,
        "refused": push.refused,
        "now_ms": now_ms,
        "cursor": cursor,
        "more": page.more,
        "restart": restart,
        "schema": SCHEMA_VERSION,
        "exits": [*push.exits, *page.exits],
    }
    if request.protocol >= _BRIEF_PROTOCOL:
        envelope = _brief(envelope, request, login.secret)
    rows = ",".join(
        [*(row.text(push.actor or login.actor) for row in push.corrections), *page.rows]
    )
    body = to_json(envelope)
    if rows or request.protocol < _BRIEF_PROTOCOL:
        body = b'%s,"rows":[%s]}' % (body[:-1], rows.encode())
    moved = push.head != login.head
    return Exchange(
        body,
        login.team_id,
        push.head,
        moved,
        frozenset(push.people),
        taken=push.taken,
        refused=push.turned_down,
        lost=push.lost,
        erased=push.erased,
        rows=len(push.corrections) + len(page.rows),
    )


def _brief(envelope: dict[str, object], request: SyncRequest, secret: str) -> dict[str, object]:
    """Leave out what the device can tell (see `protocol.SyncReply`)."""
    told = Cursor.parse(request.cursor, secret)
    known: dict[str, object] = {"cursor": request.cursor, "schema": told and told.schema}
    if not request.changes:
        known["accepted"] = envelope["accepted"]
    brief = {name: said for name, said in envelope.items() if said and said != known.get(name)}
    return {"now_ms": envelope["now_ms"], **brief}


def _pull(
    connection: Connection, login: Login, request: SyncRequest, push: Push
) -> tuple[Page, str, bool]:
    """Return the page, the cursor after it, and whether the device must start over."""
    text = request.cursor
    if push.actor is None:
        return Page([], (), 0, more=False), text, False
    found = _valid(text, login, push.actor)
    cursor = found or Cursor(login.epoch, 0, view_of(push.actor), since=push.head)
    wanted = Wanted(cursor, push.head, request.page_bytes)
    page = read_page(connection, login, push.actor, wanted)
    after = replace(
        cursor,
        pos=page.pos,
        since=cursor.since if page.more else 0,
        entry=push.link.n,
        mark=push.link.hash[:MARK_LENGTH],
        clock_ms=parse(push.clock)[0],
        schema=SCHEMA_VERSION,
    )
    return page, after.text(login.secret), found is None and text != ""
