"""The server's tables: generic registers and bookkeeping, none of them synced as they stand.

Column types are those of both SQLite and PostgreSQL. Rows are read and written
with SQLAlchemy Core on the `Table` objects at the end of this module; times
are UTC milliseconds, JSON is text.
"""

from typing import ClassVar

from sqlalchemy import BigInteger, Index, Table
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel


class ServerTable(SQLModel, registry=registry()):
    """Base of the server's tables, apart from the metadata of the synced records."""


class TeamHead(ServerTable, table=True):
    """The one row of a team that its writers queue for.

    Attributes:
        seq: The last position given out; taken last in each transaction, so
            that commit order is position order.
        epoch: Random text made with the team; cursors name it.
        clock: The latest stamp of the team, whoever made it.
    """

    __tablename__: ClassVar[str] = "team_head"

    team_id: str = Field(primary_key=True)
    seq: int = Field(sa_type=BigInteger)
    epoch: str
    clock: str


class StoredRecord(ServerTable, table=True):
    """One record of one team.

    Attributes:
        pos: Position of its last change.
        scope: Who may read it (see `sync.core.permissions`).
        stamps: Packed stamps.
        fields: JSON object of every register ever written, known or not.
        settled_by: Number of the device that holds exactly this row already,
            having written it; 0 for none.
    """

    __tablename__: ClassVar[str] = "record"
    # One index serves every reader: it runs in order of position, and rows out of
    # scope are passed over within it. A second one by scope cost each write more
    # than it saved a first pull.
    __table_args__ = (Index("record_pos", "team_id", "pos", "scope"),)

    team_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    kind: str
    pos: int = Field(sa_type=BigInteger)
    scope: str
    stamps: str
    fields: str
    settled_by: int


class Exit(ServerTable, table=True):
    """A record that left a scope at a position; `scope` is the one it left."""

    __tablename__: ClassVar[str] = "exit"

    team_id: str = Field(primary_key=True)
    pos: int = Field(primary_key=True, sa_type=BigInteger)
    scope: str = Field(primary_key=True)
    kind: str
    id: str


class StoredDevice(ServerTable, table=True):
    """A device that joined.

    Attributes:
        id: Id of its synced record.
        token_hash: SHA-256 of its bearer token, in hexadecimal.
        accepted: Number of its last change taken in or refused.
        accepted_stamp: Stamp of that change; empty before the first, or if it had none.
        pushed_pos: Position it had read up to when it last sent changes.
        ahead: The last stamp it was asked to make anew, which is never taken in.
        refusals: JSON array of the refusals of its last pushes, so that a
            lost reply can be given again.
    """

    __tablename__: ClassVar[str] = "device"

    team_id: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    id: str
    user_id: str
    name: str
    token_hash: str = Field(unique=True)
    accepted: int = Field(sa_type=BigInteger)
    accepted_stamp: str = ""
    pushed_pos: int = Field(default=0, sa_type=BigInteger)
    ahead: str = ""
    refusals: str
    revoked: bool


class Invitation(ServerTable, table=True):
    """A code that a person may trade for a device's token, once.

    Attributes:
        code_hash: SHA-256 of the code without its dash, in hexadecimal.
    """

    __tablename__: ClassVar[str] = "invitation"

    code_hash: str = Field(primary_key=True)
    team_id: str
    user_id: str
    expires_ms: int = Field(sa_type=BigInteger)
    used: bool


class LostValue(ServerTable, table=True):
    """A value that lost to one its writer had not seen; only ever added to.

    Attributes:
        pos: Its own position, from the same sequence as those of records.
        value: The value as JSON.
        stamp: When it was written.
        kept_stamp: When the value that stays was written.
    """

    __tablename__: ClassVar[str] = "lost_value"

    team_id: str = Field(primary_key=True)
    pos: int = Field(primary_key=True, sa_type=BigInteger)
    kind: str
    id: str
    field: str
    value: str
    stamp: str
    kept_stamp: str


def _table(name: str) -> Table:
    return ServerTable.metadata.tables[name]


TEAM_HEAD = _table("team_head")
RECORD = _table("record")
EXIT = _table("exit")
DEVICE = _table("device")
INVITATION = _table("invitation")
LOST_VALUE = _table("lost_value")
