"""Teams, their people and their devices: found, invite, join, list, revoke."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic_core import from_json
from sqlalchemy import Connection, bindparam, insert, select, update

from sync.core import schema, validation
from sync.core.change import Scalar
from sync.core.clock import MAX_DEVICE, NEVER
from sync.core.credentials import LoginRequest
from sync.core.defaults import default_pipeline
from sync.core.errors import InvitationError, PasswordError, RecordMissingError
from sync.core.permissions import Actor
from sync.core.protocol import InviteReply, InviteRequest, JoinReply, JoinRequest
from sync.server import invitations, passwords
from sync.server.auth import Login, actor_of, hash_secret
from sync.server.errors import ForbiddenError, MalformedError
from sync.server.outside import Outside
from sync.server.own_writes import OwnWrite, write
from sync.server.presence import ask_for_offer
from sync.server.tables import DEVICE, RECORD, TEAM_HEAD

OPERATOR = Actor("", "admin")
"""Whoever may run commands on the server's machine may do what an admin may."""

_Fields = dict[str, Scalar]

_LOCK_TEAM = (
    select(TEAM_HEAD.c.epoch, TEAM_HEAD.c.numbers)
    .where(TEAM_HEAD.c.team_id == bindparam("team"))
    .with_for_update()
)
_GIVEN_OUT = (
    update(TEAM_HEAD)
    .where(TEAM_HEAD.c.team_id == bindparam("at_team"))
    .values(numbers=bindparam("number"))
)
_PERSON = select(RECORD.c.fields).where(
    RECORD.c.team_id == bindparam("team"),
    RECORD.c.id == bindparam("id"),
    RECORD.c.kind == "user",
)
_DEVICES = (
    select(DEVICE.c.number, DEVICE.c.id, DEVICE.c.user_id, DEVICE.c.name, DEVICE.c.revoked)
    .where(DEVICE.c.team_id == bindparam("team"))
    .order_by(DEVICE.c.number)
)
_ONE_DEVICE = update(DEVICE).where(
    DEVICE.c.team_id == bindparam("at_team"), DEVICE.c.number == bindparam("at_number")
)
_REVOKE = _ONE_DEVICE.values(revoked=True)
_MARK = _ONE_DEVICE.values(joined_by=bindparam("mark"))
_ANOTHER_TOKEN = _ONE_DEVICE.values(token_hash=bindparam("hash"))
_MARKED = (
    select(DEVICE.c.team_id, DEVICE.c.number, DEVICE.c.id, DEVICE.c.user_id, TEAM_HEAD.c.seq)
    .join(TEAM_HEAD, TEAM_HEAD.c.team_id == DEVICE.c.team_id)
    .where(
        DEVICE.c.joined_by == bindparam("mark"),
        DEVICE.c.joined_by != "",
        DEVICE.c.revoked.is_(False),
        DEVICE.c.seen_day == 0,
    )
)
"""Once a device has come, no answer was lost, and its code is worth nothing."""


@dataclass(frozen=True, slots=True)
class DeviceInfo:
    """A device as its owner or an admin sees it; when it last came is nobody's business."""

    number: int
    id: str
    user_id: str
    name: str
    revoked: bool


def found_team(connection: Connection, outside: Outside, name: str, admin_name: str) -> InviteReply:
    """Make a team with its admin and the usual pipeline; return the admin's invitation.

    Raises:
        MalformedError: If a name is empty or too long.
    """
    now_ms = outside.now_ms()
    team_id, admin_id = outside.new_id(), outside.new_id()
    team: _Fields = {"name": _checked("team", name), "created_ms": now_ms}
    admin: _Fields = {"name": _checked("user", admin_name), "role": "admin", "created_ms": now_ms}
    begin_team(connection, outside, team_id)
    records = (
        OwnWrite("team", team_id, team),
        OwnWrite("user", admin_id, admin),
        *_pipeline(now_ms),
    )
    write(connection, team_id, records, now_ms)
    return invitations.create(connection, team_id, admin_id, outside, OPERATOR.user_id)


def begin_team(connection: Connection, outside: Outside, team_id: str, numbers: int = 0) -> None:
    """Make an empty team; device numbers up to `numbers` are taken already."""
    head = {
        "team_id": team_id,
        "seq": 0,
        "epoch": outside.new_epoch(),
        "clock": NEVER,
        "secret": f"{outside.bits(128):032x}",
        "entry": 0,
        "chain": "",
        "numbers": numbers,
        "collected": 0,
    }
    connection.execute(insert(TEAM_HEAD), head)


def team_names(connection: Connection) -> dict[str, str]:
    """Return the name of every team on this server, by id."""
    teams = select(RECORD.c.team_id, RECORD.c.fields).where(
        RECORD.c.kind == "team", RECORD.c.id == RECORD.c.team_id
    )
    return {i: str(from_json(fields).get("name", "")) for i, fields in connection.execute(teams)}


def find_person(connection: Connection, team_id: str, name: str) -> str | None:
    """Return the one active person of exactly that name; None for nobody or several."""
    users = select(RECORD.c.id, RECORD.c.fields).where(
        RECORD.c.team_id == team_id, RECORD.c.kind == "user"
    )
    people = ((i, from_json(fields)) for i, fields in connection.execute(users))
    found = [i for i, user in people if user.get("name") == name and actor_of(i, user)]
    return found[0] if len(found) == 1 else None


def invite(
    connection: Connection, outside: Outside, team_id: str, actor: Actor, request: InviteRequest
) -> InviteReply:
    """Make an invitation for a person of the team, or for a new one.

    A manager invites reps only; a new person's record is made with the code.

    Raises:
        ForbiddenError: If the actor may not invite that person.
        RecordMissingError: If the team has no such person.
        MalformedError: If a new person's name or role is none.
    """
    if not actor.leads:
        raise ForbiddenError(hint="Only managers and admins may invite.")
    if request.user_id:
        guest = _person(connection, team_id, request.user_id)
        if guest is None:
            raise RecordMissingError(kind="user")
        _check_may_invite(actor, guest.role)
        return invitations.create(connection, team_id, guest.user_id, outside, actor.user_id)
    _check_may_invite(actor, request.role)
    user_id = _add_person(connection, outside, team_id, request)
    return invitations.create(connection, team_id, user_id, outside, actor.user_id)


def join(connection: Connection, outside: Outside, request: JoinRequest) -> tuple[JoinReply, int]:
    """Trade an invitation for a device and its token.

    A device whose answer was lost is given another token when it asks again.

    Returns:
        The reply, and the team's new head.

    Raises:
        InvitationError: If the code is wrong, used or too old, its person has left, or
            who made it may not invite that person any more.
        MalformedError: If the device's name is empty or too long.
    """
    name = _checked("device", request.device_name)
    try:
        code = invitations.redeem(connection, request.code, outside.now_ms())
    except InvitationError:
        if again := _joined_already(connection, outside, request):
            return again
        raise
    actor = _person(connection, code.team_id, code.user_id)
    host = _person(connection, code.team_id, code.made_by) if code.made_by else OPERATOR
    if actor is None or host is None or not _may_invite(host, actor.role):
        raise InvitationError
    welcome = _welcome(connection, outside, actor, name, code.team_id, before=request.team_id)
    joined = {"at_team": code.team_id, "at_number": welcome[0].device_number}
    connection.execute(_MARK, {**joined, "mark": invitations.mark(request)})
    return welcome


def _joined_already(
    connection: Connection, outside: Outside, request: JoinRequest
) -> tuple[JoinReply, int] | None:
    """Give a device that used up this code, and never came, another token; None for no such."""
    found = connection.execute(_MARKED, {"mark": invitations.mark(request)}).first()
    actor = found and _person(connection, found.team_id, found.user_id)
    if not found or not actor:
        return None
    token, now_ms = outside.token(), outside.now_ms()
    device = {"at_team": found.team_id, "at_number": found.number}
    connection.execute(_ANOTHER_TOKEN, {**device, "hash": hash_secret(token)})
    reply = JoinReply(
        token, found.id, found.number, actor.user_id, actor.role, found.team_id, now_ms
    )
    return reply, found.seq


def log_in(
    connection: Connection, outside: Outside, proof: str, request: LoginRequest
) -> tuple[JoinReply, int]:
    """Give a further device to whom an address and a password prove.

    Args:
        connection: A writing transaction.
        outside: Time and randomness.
        proof: As `SlowHash.proof` returned it.
        request: What to call the device, and where it was before.

    Returns:
        The reply, and the team's new head.

    Raises:
        PasswordError: If it fits nobody, or only people who have left.
        MalformedError: If the device's name is empty or too long.
    """
    name = _checked("device", request.device_name)
    found = passwords.whose(connection, proof)
    for team_id, user_id in sorted(found, key=lambda who: who[0] != request.team_id):
        actor = _person(connection, team_id, user_id)
        if actor is not None:
            return _welcome(connection, outside, actor, name, team_id, before=request.team_id)
    raise PasswordError


def _welcome(  # noqa: PLR0913  # all of it is known at the two places that call
    connection: Connection, outside: Outside, actor: Actor, name: str, team_id: str, *, before: str
) -> tuple[JoinReply, int]:
    """Add a device of a person, and ask it for what it holds if it was in the team before."""
    now_ms, user_id = outside.now_ms(), actor.user_id
    token, device_id = outside.token(), outside.new_id()
    number, epoch = _next_number(connection, team_id)
    cells = {
        "team_id": team_id,
        "number": number,
        "id": device_id,
        "user_id": user_id,
        "name": name,
        "token_hash": hash_secret(token),
        "accepted": 0,
        "refusals": "[]",
        "revoked": False,
        "offered": epoch,
    }
    connection.execute(insert(DEVICE), cells)
    fields: _Fields = {"owner_id": user_id, "name": name, "number": number, "created_ms": now_ms}
    head = write(connection, team_id, [OwnWrite("device", device_id, fields)], now_ms)
    if before == team_id:
        ask_for_offer(connection, team_id, number)
    return JoinReply(token, device_id, number, user_id, actor.role, team_id, now_ms), head


def list_devices(connection: Connection, login: Login) -> tuple[DeviceInfo, ...]:
    """Return the person's own devices; an admin's list holds the team's."""
    found = (DeviceInfo(*row) for row in connection.execute(_DEVICES, {"team": login.team_id}))
    return tuple(d for d in found if _may_manage(login, d))


def revoke_device(connection: Connection, login: Login, number: int, now_ms: int) -> int | None:
    """Take a device's token away at once; idempotent.

    A password that it set goes with it: whoever stole the device may have set
    it. Signing out oneself keeps it.

    Returns:
        The team's new head, or None when the device was revoked already.

    Raises:
        RecordMissingError: If there is no such device, or it is not the actor's to revoke.
    """
    mine = {d.number: d for d in list_devices(connection, login)}
    if number not in mine:
        raise RecordMissingError(kind="device")
    if number != login.number:
        passwords.remove_set_by(connection, login.team_id, number)
    if mine[number].revoked:
        return None
    connection.execute(_REVOKE, {"at_team": login.team_id, "at_number": number})
    gone = OwnWrite("device", mine[number].id, {"revoked": True})
    return write(connection, login.team_id, [gone], now_ms)


def _may_manage(login: Login, device: DeviceInfo) -> bool:
    return login.actor.role == "admin" or device.user_id == login.actor.user_id


def _check_may_invite(actor: Actor, role: str) -> None:
    if not _may_invite(actor, role):
        raise ForbiddenError(hint="Only an admin may invite managers and admins.")


def _may_invite(actor: Actor, role: str) -> bool:
    return actor.role == "admin" or (actor.role == "manager" and role == "rep")


def _add_person(
    connection: Connection, outside: Outside, team_id: str, request: InviteRequest
) -> str:
    user_id, now_ms = outside.new_id(), outside.now_ms()
    name = _checked("user", request.name)
    if validation.check_fields("user", {"role": request.role}):
        raise MalformedError(hint="A role is rep, manager or admin.")
    fields: _Fields = {"name": name, "role": request.role, "created_ms": now_ms}
    write(connection, team_id, [OwnWrite("user", user_id, fields)], now_ms)
    return user_id


def _next_number(connection: Connection, team_id: str) -> tuple[int, str]:
    """Return the next device number, and the epoch; the team's row is locked from here."""
    epoch, numbers = connection.execute(_LOCK_TEAM, {"team": team_id}).one()
    if numbers >= MAX_DEVICE:
        raise ForbiddenError(hint="This team has used up all its device numbers.")
    connection.execute(_GIVEN_OUT, {"at_team": team_id, "number": numbers + 1})
    return numbers + 1, epoch


def _person(connection: Connection, team_id: str, user_id: str) -> Actor | None:
    fields = connection.execute(_PERSON, {"team": team_id, "id": user_id}).scalar()
    return None if fields is None else actor_of(user_id, from_json(fields))


def _checked(kind: str, name: str) -> str:
    """Return a name without outer blanks and control characters, if it is one."""
    name = "".join(c for c in name if c.isprintable()).strip()
    if not name or validation.check_fields(kind, {"name": name}):
        raise MalformedError(hint=f"Give the {kind} a name that is neither empty nor too long.")
    return name


def _pipeline(now_ms: int) -> Iterator[OwnWrite]:
    pipeline, stages = default_pipeline()
    for record in (pipeline, *stages):
        kind = schema.kind_of(type(record))
        fields = {name: getattr(record, name) for name in schema.registers(kind)}
        yield OwnWrite(kind, record.id, {**fields, "created_ms": now_ms})
