"""The replica's one row about itself: who it is and how far it has come."""

from dataclasses import dataclass

from sqlalchemy import Connection

from sync.core.clock import Clock
from sync.core.permissions import Actor
from sync.core.reading import Heard
from sync.store.engine import raw

_FIELDS = (
    "user_id, team_id, device_id, device_number, clock, floor, cursor, synced_ms, server_url, "
    "token, server_schema, offering, compared_ms, witness, heard_ms, boot, start_ms, off_ms, "
    "off_said, token_ms, scrubbing, nonce"
)


@dataclass(frozen=True, slots=True)
class State:
    """See `sync.store.tables.ReplicaState` for the meaning of each field."""

    user_id: str
    team_id: str
    device_id: str
    device_number: int
    clock: str
    floor: str
    cursor: str
    synced_ms: int
    server_url: str
    token: str
    server_schema: int
    offering: str
    compared_ms: int
    witness: str
    heard_ms: int
    boot: str
    start_ms: int
    off_ms: int
    off_said: bool
    token_ms: int
    scrubbing: bool
    nonce: str

    @property
    def joined(self) -> bool:
        """Whether the replica belongs to a team on a server."""
        return bool(self.token)

    @property
    def owned(self) -> bool:
        """Whether a person has started to use this replica."""
        return bool(self.user_id)

    @property
    def heard(self) -> Heard:
        """The server's time as this device knows it."""
        return Heard(self.heard_ms, self.boot, self.start_ms, self.off_ms)


def load(connection: Connection) -> State:
    """Return the replica's state."""
    return State(*raw(connection).execute(f"SELECT {_FIELDS} FROM replica_state").fetchone())


def save(connection: Connection, **fields: str | int) -> None:
    """Write some fields of the state, in the caller's transaction."""
    assignments = ", ".join(f"{name} = ?" for name in fields)
    raw(connection).execute(f"UPDATE replica_state SET {assignments}", tuple(fields.values()))


def clock_of(connection: Connection) -> Clock:
    """Return the replica's clock as it was last saved."""
    state = load(connection)
    return Clock.load(state.device_number, state.clock)


def actor_of(connection: Connection) -> Actor:
    """Return who uses this replica, with the role their own row names.

    A replica whose person's row has not arrived yet gets the least rights;
    the server decides in the end.
    """
    user_id = load(connection).user_id
    role = connection.exec_driver_sql("SELECT role FROM user WHERE id = ?", (user_id,)).scalar()
    return Actor(user_id, role or "rep")
