"""The server's tables: generic registers and bookkeeping, none of them synced as they stand.

Column types are those of both SQLite and PostgreSQL. Rows are read and written
with SQLAlchemy Core on the `Table` objects at the end of this module; times
are UTC milliseconds, JSON is text.
"""

from typing import ClassVar

from sqlalchemy import BigInteger, Index, Table, UniqueConstraint, text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel


class ServerTable(SQLModel, registry=registry()):
    """Base of the server's tables, apart from the metadata of the synced records."""


class TeamHead(ServerTable, table=True):
    """The one row of a team that its writers queue for.

    Attributes:
        seq: The last position given out; taken last in each transaction, so
            that commit order is position order.
        epoch: Random text made with the team, and anew when the database turns out
            to be an older copy; cursors name it.
        clock: The latest stamp of the team, whoever made it.
        secret: Random text that cursors are signed with.
        entry: Number of the last entry of the team's history.
        chain: That entry's hash; empty before the first.
        numbers: The highest device number that was ever given out.
        collected: The highest position of a tombstone that was taken away;
            whoever has not read up to here starts over.
    """

    __tablename__: ClassVar[str] = "team_head"

    team_id: str = Field(primary_key=True)
    seq: int = Field(sa_type=BigInteger)
    epoch: str
    clock: str
    secret: str = ""
    entry: int = Field(default=0, sa_type=BigInteger)
    chain: str = ""
    numbers: int = 0
    collected: int = Field(default=0, sa_type=BigInteger)


_ABOUT = text("about <> ''")
_OFFERED = text("next_hash <> ''")
_MARKED = text("joined_by <> ''")


class StoredRecord(ServerTable, table=True):
    """One record of one team.

    Attributes:
        pos: Position of its last change.
        scope: Who may read it (see `sync.core.permissions`).
        stamps: Packed stamps.
        fields: JSON object of every register ever written, known or not.
        settled_by: Number of the device that holds exactly this row already,
            having written it; 0 for none.
        about: For a conflict, the id of the record it is about; for an attachment,
            its file (``file:9f…``); else empty.
        entry: Number of the last history entry that touched it; 0 for none.
        crc: CRC-32 of stamps and fields, to notice a disk that changed them.
    """

    __tablename__: ClassVar[str] = "record"
    # One index serves every reader: it runs in order of position, and rows out of
    # scope are passed over within it. A second one by scope cost each write more
    # than it saved a first pull.
    __table_args__ = (
        Index("record_pos", "team_id", "pos", "scope"),
        Index("record_about", "team_id", "about", sqlite_where=_ABOUT, postgresql_where=_ABOUT),
    )

    team_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    kind: str
    pos: int = Field(sa_type=BigInteger)
    scope: str
    stamps: str
    fields: str
    settled_by: int
    about: str = ""
    entry: int = Field(default=0, sa_type=BigInteger)
    crc: int = Field(default=0, sa_type=BigInteger)


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
        next_hash: The same of a new token offered to it; empty for none.
        accepted: Number of its last change taken in or refused.
        accepted_stamp: Stamp of that change; empty before the first, or if it had none.
        pushed_pos: Position it had read up to when it last sent changes.
        ahead: The last stamp it was asked to make anew, which is never taken in.
        refusals: JSON array of the refusals of its last pushes, so that a
            lost reply can be given again.
        read_pos: Position it had read up to when it first came on `seen_day`.
        seen_day: The last day it came, in days since 1970; for collecting
            tombstones alone, and told to nobody.
        offered: Epoch for which it has offered what an older copy had lost.
    """

    __tablename__: ClassVar[str] = "device"
    __table_args__ = (
        Index("device_next", "next_hash", sqlite_where=_OFFERED, postgresql_where=_OFFERED),
        Index("device_joined", "joined_by", sqlite_where=_MARKED, postgresql_where=_MARKED),
    )

    team_id: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    id: str
    user_id: str
    name: str
    token_hash: str = Field(unique=True)
    next_hash: str = ""
    accepted: int = Field(sa_type=BigInteger)
    accepted_stamp: str = ""
    pushed_pos: int = Field(default=0, sa_type=BigInteger)
    ahead: str = ""
    refusals: str
    revoked: bool
    read_pos: int = Field(default=0, sa_type=BigInteger)
    seen_day: int = 0
    offered: str = ""
    joined_by: str = ""


class Invitation(ServerTable, table=True):
    """A code that a person may trade for a device's token, once.

    Attributes:
        code_hash: SHA-256 of the code without its dash, in hexadecimal.
        made_by: Who invited; empty for whoever may run commands on the server's machine.
    """

    __tablename__: ClassVar[str] = "invitation"

    code_hash: str = Field(primary_key=True)
    team_id: str
    user_id: str
    expires_ms: int = Field(sa_type=BigInteger)
    used: bool
    made_by: str = ""


class Password(ServerTable, table=True):
    """What lets a person sign a further device in.

    Attributes:
        email: The address as it is compared.
        proof: What address and password prove (see `sync.server.passwords`).
        device: Number of the device that set it; revoking that takes it away.
        set_ms: When it was set.
    """

    __tablename__: ClassVar[str] = "password"
    __table_args__ = (UniqueConstraint("team_id", "email"),)

    team_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    email: str
    proof: str = Field(index=True)
    device: int
    set_ms: int = Field(sa_type=BigInteger)


class ServerSecret(ServerTable, table=True):
    """A random value that all teams of this server share, and nobody else knows."""

    __tablename__: ClassVar[str] = "server_secret"

    name: str = Field(primary_key=True)
    value: str


class Gone(ServerTable, table=True):
    """A record that was taken away; nobody brings it back unawares.

    Attributes:
        id: Its id; for a file whose bytes are still to go, ``file:9f…``.
        erased: Whether it was erased with its customer: then nothing that names it
            is taken in either.
    """

    __tablename__: ClassVar[str] = "gone"

    team_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    erased: bool = False


class History(ServerTable, table=True):
    """What one exchange wrote; only ever added to, each entry chained to the one before.

    Attributes:
        n: Number of the entry, from 1 without gaps.
        at_ms: The server's wall clock.
        device: Number of the device that wrote; 0 for the server.
        user_id: Who used it, or on whose behalf the server wrote.
        changes: JSON array of ``[previous, kind, id, fields, stamp, seen]`` as they
            came; ``previous`` is the number of the last entry before this one
            that touched the record, 0 for none.
            What was erased since is its mark alone (see `sync.server.history`).
        hash: SHA-256 over the hash of the entry before, all of the above, and the mark of
            each change.
        salt: What the marks were made with, in hexadecimal; a JSON array, one for each
            change, where some were erased.
    """

    __tablename__: ClassVar[str] = "history"

    team_id: str = Field(primary_key=True)
    n: int = Field(primary_key=True, sa_type=BigInteger)
    at_ms: int = Field(sa_type=BigInteger)
    device: int
    user_id: str
    changes: str
    hash: str
    salt: str = ""


def _table(name: str) -> Table:
    return ServerTable.metadata.tables[name]


TEAM_HEAD = _table("team_head")
RECORD = _table("record")
EXIT = _table("exit")
DEVICE = _table("device")
INVITATION = _table("invitation")
PASSWORD = _table("password")
SERVER_SECRET = _table("server_secret")
GONE = _table("gone")
HISTORY = _table("history")
