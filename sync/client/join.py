"""Become part of a team, or start without one.

A person alone is a team of one, without a server. When they join a team
later, their customers, deals and words come along; stamps made before are
made anew with the number the server gives, since nobody has seen them. So do
the pipelines, stages and products of who may shape them there; a rep's deals
move to the team's own stages instead.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from sqlalchemy import Connection

from sync.client import outbox, state
from sync.client.http import HttpSyncService
from sync.client.replica import Replica
from sync.client.state import State
from sync.core import schema
from sync.core.change import Change, Scalar, restamped
from sync.core.clock import NEVER, Clock, parse, stamp
from sync.core.credentials import LoginRequest
from sync.core.defaults import PIPELINE_ID, default_ids, default_pipeline, default_stage
from sync.core.permissions import Actor
from sync.core.protocol import JoinReply, JoinRequest
from sync.core.records.team import Team, User
from sync.store import rows
from sync.store.rows import Row

_TEAMS_OWN = frozenset({"team", "user", "device"})
"""Kinds a team has already: a newcomer's own are left behind."""
_SHAPED = frozenset({"pipeline", "stage", "product"})
"""Kinds that come along with whoever may shape them, but for those every team has."""

_PEOPLE = frozenset({"owner_id", "given_by", "given_from"})
"""Registers that name a person of the team."""


def start_alone(
    replica: Replica,
    name: str,
    team_name: str,
    currency: str,
    stages_said: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Make a person, a team of one and the default pipeline on this device.

    Args:
        replica: A fresh one.
        name: The person's.
        team_name: Their team's.
        currency: What they sell in.
        stages_said: The stages in their language, as `default_pipeline` takes them.

    Raises:
        StoreError: If the replica cannot be written; nothing was saved.
    """
    user_id, team_id = replica.new_id(), replica.new_id()
    with replica.transaction(actor=Actor(user_id, "admin")) as writer:
        writer.add(Team(id=team_id, name=team_name, currency=currency))
        writer.add(User(id=user_id, name=name, role="admin"))
        pipeline, stages = default_pipeline(stages_said)
        writer.add(pipeline)
        for stage in stages:
            writer.add(stage)
        state.save(writer.connection, user_id=user_id, team_id=team_id)


def join(
    replica: Replica, service: HttpSyncService, server_url: str, code: str, device_name: str
) -> JoinReply:
    """Trade an invitation for a place in a team.

    May be tried again until it succeeds, though an answer was lost.

    Args:
        replica: A fresh replica, or one used alone until now.
        service: The server; no token is needed yet.
        server_url: Where the server is, to be remembered.
        code: The invitation as typed.
        device_name: What the person calls this device.

    Raises:
        InvitationError: If the code is wrong, used up or too old.
        ServiceError: If the server could not be asked.
        StoreError: If the replica cannot be written.
    """
    before, nonce = replica.state().team_id, _nonce(replica)
    reply = service.join(JoinRequest(code, device_name, before, nonce))
    adopt(replica, reply, server_url)
    return reply


def _nonce(replica: Replica) -> str:
    """Return what every try of this replica says; kept, since the app may end before an answer."""
    with replica.exclusive() as connection:
        kept = state.load(connection).nonce or replica.new_nonce()
        state.save(connection, nonce=kept)
    return kept


def log_in(
    replica: Replica, service: HttpSyncService, server_url: str, request: LoginRequest
) -> JoinReply:
    """Come back into one's team with an e-mail address and a password.

    Args:
        replica: A fresh replica, or one used alone until now.
        service: The server; no token is needed yet.
        server_url: Where the server is, to be remembered.
        request: Address, password and what the person calls this device.

    Raises:
        PasswordError: If together they fit nobody.
        ServiceError: If the server could not be asked, or wants a pause first.
        StoreError: If the replica cannot be written.
    """
    reply = service.log_in(replace(request, team_id=replica.state().team_id))
    adopt(replica, reply, server_url)
    return reply


def adopt(replica: Replica, reply: JoinReply, server_url: str) -> None:
    """Make this replica the device the server says it is.

    What was refused before stays in the outbox for its person.

    Raises:
        StoreError: If the replica cannot be written; nothing was changed.
    """
    with replica.exclusive() as connection:
        old = state.load(connection)
        number = reply.device_number
        came_back = reply.team_id == old.team_id
        if came_back:
            _come_back(connection, old, reply)
        else:
            _come_along(connection, old, reply)
        # What was held from another time in a team, and does not come again, goes: a
        # reading from the start begins a sweep. Who comes back shows first how far it
        # was: a server that has lost that, and its clock with it, knows by nothing else.
        state.save(
            connection,
            user_id=reply.user_id,
            team_id=reply.team_id,
            device_id=reply.device_id,
            device_number=number,
            clock=Clock.load(number, old.clock).stamp,
            heard_ms=0,
            cursor=old.cursor if came_back else "",
            synced_ms=0,
            server_url=server_url,
            token=reply.token,
            token_ms=replica.now_ms(),
            nonce="",
        )


def _come_back(connection: Connection, old: State, new: JoinReply) -> None:
    """Go on in the same team under another number; only what waits is stamped with it."""
    waiting = [change for change in outbox.all_pending(connection) if change.fields]
    anew = {change.stamp: _numbered(change.stamp, old, new) for change in waiting}

    def stamped(packed: str) -> str:
        return restamped(packed, lambda text: anew.get(text, text))

    for kind in {change.kind for change in waiting}:
        ids = [change.id for change in waiting if change.kind == kind]
        held = rows.load_many(connection, kind, ids).values()
        rows.save(connection, kind, [replace(r, stamps=stamped(r.stamps)) for r in held])
    outbox.renumber(
        connection, [replace(c, stamp=anew[c.stamp], seen=stamped(c.seen)) for c in waiting]
    )


def _come_along(connection: Connection, old: State, new: JoinReply) -> None:
    """Bring into a team what one wrote elsewhere, or alone."""
    waiting = outbox.all_pending(connection)
    leads = Actor(new.user_id, new.role).leads
    coming = [change for change in waiting if _comes_along(change, leads=leads)]
    said_anew = _Words(old.user_id, new.user_id)
    if not leads:
        said_anew.links = _links(connection, waiting)
    changes = [_adopted(change, old, new, said_anew) for change in coming]
    kept = {change.id for change in coming}
    for kind in schema.RECORDS:
        held = list(rows.load_all(connection, kind))
        if kind in _TEAMS_OWN | _SHAPED:
            gone = [row.id for row in held if row.id not in kept]
            rows.remove(connection, kind, gone)
            held = [row for row in held if row.id in kept]
        rows.save(connection, kind, (_moved(row, old, new, said_anew) for row in held))
    outbox.renumber(connection, changes)


@dataclass(slots=True)
class _Words:
    """What values become in the team.

    Attributes:
        old_owner: Who the person was alone.
        new_owner: Who they are in the team.
        links: Per register of a deal, what stands for the ids that stay behind.
    """

    old_owner: str
    new_owner: str
    links: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, values: Mapping[str, Scalar]) -> dict[str, Scalar]:
        """Return values as the team will have them."""
        return {name: self._of(name, value) for name, value in values.items()}

    def _of(self, name: str, value: Scalar) -> Scalar:
        if name in _PEOPLE and value and value == self.old_owner:
            return self.new_owner
        return self.links.get(name, {}).get(str(value), value)


def _comes_along(change: Change, *, leads: bool) -> bool:
    if not change.fields:
        return False  # its words were erased
    if change.kind in _SHAPED:
        return leads and change.id not in default_ids()
    return change.kind not in _TEAMS_OWN


def _links(connection: Connection, waiting: Iterable[Change]) -> dict[str, dict[str, str]]:
    """Say what stands for the stages and products that were made here and stay here."""
    made = {change.id for change in waiting if not change.seen} - default_ids()
    held = {kind: rows.load_many(connection, kind, sorted(made)) for kind in sorted(_SHAPED)}
    return {
        "pipeline_id": dict.fromkeys(held["pipeline"], PIPELINE_ID),
        "stage_id": {i: default_stage(str(r.values["outcome"])) for i, r in held["stage"].items()},
        "product_id": dict.fromkeys(held["product"], ""),
    }


def _adopted(change: Change, old: State, new: JoinReply, said_anew: _Words) -> Change:
    return Change(
        n=change.n,
        kind=change.kind,
        id=change.id,
        fields=said_anew.of(change.fields),
        stamp=_numbered(change.stamp, old, new),
        seen=_renumbered(change.seen, old, new),
    )


def _moved(row: Row, old: State, new: JoinReply, said_anew: _Words) -> Row:
    return Row(row.id, _renumbered(row.stamps, old, new), said_anew.of(row.values))


def _renumbered(packed: str, old: State, new: JoinReply) -> str:
    return restamped(packed, lambda text: _numbered(text, old, new))


def _numbered(text: str, old: State, new: JoinReply) -> str:
    """Return the stamp with the new device number, if this device made it."""
    ms, counter, device = parse(text)
    made_here = device == old.device_number and text != NEVER
    return stamp(ms, counter, new.device_number) if made_here else text
