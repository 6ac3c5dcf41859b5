"""Who is asking: bearer tokens, and the person behind them.

A token is shown once and kept here as its SHA-256. The actor's role comes from
the team's own record of the person at each request, never from the request.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from pydantic_core import from_json
from sqlalchemy import Connection, and_, bindparam, select

from sync.core.change import Scalar
from sync.core.errors import SignedOutError
from sync.core.permissions import Actor
from sync.server.checksums import DamagedRowsError, checksum
from sync.server.history import Link
from sync.server.tables import DEVICE, RECORD, TEAM_HEAD

_SIGN_IN = (
    select(
        DEVICE.c.team_id,
        DEVICE.c.number,
        DEVICE.c.id,
        DEVICE.c.user_id,
        DEVICE.c.accepted,
        DEVICE.c.accepted_stamp,
        DEVICE.c.pushed_pos,
        DEVICE.c.ahead,
        TEAM_HEAD.c.seq,
        TEAM_HEAD.c.epoch,
        TEAM_HEAD.c.clock,
        TEAM_HEAD.c.secret,
        TEAM_HEAD.c.entry,
        TEAM_HEAD.c.chain,
        TEAM_HEAD.c.collected,
        DEVICE.c.offered,
        DEVICE.c.seen_day,
        RECORD.c.stamps,
        RECORD.c.fields,
        RECORD.c.crc,
    )
    .join(TEAM_HEAD, TEAM_HEAD.c.team_id == DEVICE.c.team_id)
    .join(RECORD, and_(RECORD.c.team_id == DEVICE.c.team_id, RECORD.c.id == DEVICE.c.user_id))
    .where(DEVICE.c.revoked.is_(False))
)
_BY_TOKEN = _SIGN_IN.where(DEVICE.c.token_hash == bindparam("hash"))
_BY_OFFERED_TOKEN = _SIGN_IN.where(DEVICE.c.next_hash == bindparam("hash"))


_TAKE_TURN = (
    select(DEVICE.c.number)
    .where(DEVICE.c.team_id == bindparam("team"), DEVICE.c.number == bindparam("number"))
    .with_for_update()
)


@dataclass(frozen=True, slots=True)
class Login:
    """A device that proved itself, as it stood at one moment of the database.

    Attributes:
        team_id: Its team; nothing of another team may be read or written.
        number: Its number in the team.
        device_id: Id of its synced record.
        actor: Who holds it, with the role of that moment.
        accepted: Number of its last change taken in or refused.
        accepted_stamp: Stamp of that change; empty before the first, or if it had none.
        pushed_pos: Position it had read up to when it last sent changes.
        ahead: The last stamp it was asked to make anew.
        head: The team's last position.
        epoch: The team's epoch.
        clock: The latest stamp of the team.
        secret: What the team's cursors are signed with.
        link: The last entry of the team's history.
        collected: Up to where tombstones were taken away.
        offered: Epoch for which the device has offered what it holds.
        seen_day: The last day it came, in days since 1970.
    """

    team_id: str
    number: int
    device_id: str
    actor: Actor
    accepted: int
    accepted_stamp: str
    pushed_pos: int
    ahead: str
    head: int
    epoch: str
    clock: str
    secret: str
    link: Link
    collected: int
    offered: str
    seen_day: int


def sign_in(connection: Connection, token: str) -> Login:
    """Find the device a token belongs to, and the person's role.

    Raises:
        SignedOutError: If the token is unknown or revoked, or the person has left.
        DamagedRowsError: If the person's own row must be made again first.
    """
    key = {"hash": hash_secret(token)}
    row = (
        connection.execute(_BY_TOKEN, key).first()
        or connection.execute(_BY_OFFERED_TOKEN, key).first()
    )
    if row is None:
        raise SignedOutError
    if row.crc != checksum(row.stamps, row.fields):
        raise DamagedRowsError(row.team_id, [row.user_id])
    actor = actor_of(row.user_id, from_json(row.fields))
    if actor is None:
        raise SignedOutError(device=row.id)
    return Login(
        team_id=row.team_id,
        number=row.number,
        device_id=row.id,
        actor=actor,
        accepted=row.accepted,
        accepted_stamp=row.accepted_stamp,
        pushed_pos=row.pushed_pos,
        ahead=row.ahead,
        head=row.seq,
        epoch=row.epoch,
        clock=row.clock,
        secret=row.secret,
        link=Link(row.entry, row.chain),
        collected=row.collected,
        offered=row.offered,
        seen_day=row.seen_day,
    )


def take_turn(connection: Connection, login: Login) -> None:
    """Wait until no other request of the device is under way; the first lock of all.

    A device that lost patience sends again while its first request still runs.
    What is known of the device must be read after this.
    """
    connection.execute(_TAKE_TURN, {"team": login.team_id, "number": login.number})


def actor_of(user_id: str, values: Mapping[str, Scalar]) -> Actor | None:
    """Return the person as an actor; None once they have left."""
    if not values.get("active", True) or values.get("deleted", False):
        return None
    return Actor(user_id, str(values.get("role", "rep")))


def bearer(header: str) -> str:
    """Return the token in an `Authorization` header, however it is spaced; empty for none."""
    scheme, _, token = header.partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def hash_secret(secret: str) -> str:
    """Return the form in which a token or an invitation code is kept."""
    return sha256(secret.encode()).hexdigest()
