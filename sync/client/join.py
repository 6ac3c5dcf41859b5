"""Become part of a team, or start without one.

A person alone is a team of one, without a server. When they join a team
later, their customers, deals and words come along; stamps made before are
made anew with the number the server gives, since nobody has seen them.
"""

from collections.abc import Mapping

from sync.client import outbox, state
from sync.client.http import HttpSyncService
from sync.client.replica import Replica
from sync.client.state import State
from sync.core import schema
from sync.core.change import Change, Scalar, restamped
from sync.core.clock import NEVER, Clock, parse, stamp
from sync.core.defaults import default_pipeline
from sync.core.permissions import Actor
from sync.core.protocol import JoinReply, JoinRequest
from sync.core.records.team import Team, User
from sync.store import rows
from sync.store.rows import Row

_STAYS_BEHIND = frozenset({"team", "user", "device", "pipeline", "stage", "product"})
"""Kinds a team has already: a newcomer's own are left behind."""


def start_alone(replica: Replica, name: str, team_name: str, currency: str) -> None:
    """Make a person, a team of one and the default pipeline on this device.

    Raises:
        StoreError: If the replica cannot be written; nothing was saved.
    """
    user_id, team_id = replica.new_id(), replica.new_id()
    with replica.transaction(actor=Actor(user_id, "admin")) as writer:
        writer.add(Team(id=team_id, name=team_name, currency=currency))
        writer.add(User(id=user_id, name=name, role="admin"))
        pipeline, stages = default_pipeline()
        writer.add(pipeline)
        for stage in stages:
            writer.add(stage)
        state.save(writer.connection, user_id=user_id, team_id=team_id)


def join(
    replica: Replica, service: HttpSyncService, server_url: str, code: str, device_name: str
) -> JoinReply:
    """Trade an invitation for a place in a team.

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
    reply = service.join(JoinRequest(code=code, device_name=device_name))
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
        changes = [
            _adopted(change, old, reply)
            for change in outbox.all_pending(connection)
            if change.kind not in _STAYS_BEHIND
        ]
        for kind in schema.RECORDS:
            held = list(rows.load_all(connection, kind))
            if kind in _STAYS_BEHIND:
                rows.remove(connection, kind, [row.id for row in held])
            else:
                mine = (_moved(row, old, reply) for row in held)
                rows.save(connection, kind, mine)
        outbox.renumber(connection, changes)
        state.save(
            connection,
            user_id=reply.user_id,
            team_id=reply.team_id,
            device_id=reply.device_id,
            device_number=number,
            clock=Clock.load(number, old.clock).stamp,
            cursor="",
            synced_ms=0,
            server_url=server_url,
            token=reply.token,
        )


def _adopted(change: Change, old: State, new: JoinReply) -> Change:
    return Change(
        n=change.n,
        kind=change.kind,
        id=change.id,
        fields=_owned(change.fields, old, new),
        stamp=_numbered(change.stamp, old, new),
        seen=_renumbered(change.seen, old, new),
    )


def _moved(row: Row, old: State, new: JoinReply) -> Row:
    return Row(row.id, _renumbered(row.stamps, old, new), _owned(row.values, old, new))


def _owned(values: Mapping[str, Scalar], old: State, new: JoinReply) -> dict[str, Scalar]:
    return {
        name: new.user_id if name == "owner_id" and value and value == old.user_id else value
        for name, value in values.items()
    }


def _renumbered(packed: str, old: State, new: JoinReply) -> str:
    return restamped(packed, lambda text: _numbered(text, old, new))


def _numbered(text: str, old: State, new: JoinReply) -> str:
    """Return the stamp with the new device number, if this device made it."""
    ms, counter, device = parse(text)
    made_here = device == old.device_number and text != NEVER
    return stamp(ms, counter, new.device_number) if made_here else text
