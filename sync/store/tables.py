"""The device's bookkeeping beside the team's records; none of it syncs."""

from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from sync.core.clock import NEVER


class OutboxEntry(SQLModel, table=True):
    """A change that waits to be sent, or was refused and waits for its person.

    Attributes:
        n: The change's number on this device; never used twice.
        fields: JSON object of the registers written.
        refusal: JSON of the server's refusal; empty while waiting.
        at_ms: What time it was, by the clock the stamp was made from.
        boot: The boot of the device in which it was written.
        steady_ms: The steady clock then; see `sync.core.reading`.
    """

    __tablename__: ClassVar[str] = "outbox"

    n: int | None = Field(default=None, primary_key=True)
    kind: str
    record_id: str = Field(index=True)
    fields: str
    stamp: str
    seen: str = ""
    refusal: str = ""
    at_ms: int = 0
    boot: str = ""
    steady_ms: int = 0


class ReplicaState(SQLModel, table=True):
    """Who this replica belongs to and how far it has come; one row.

    Attributes:
        clock: The last stamp this replica made or saw.
        floor: The latest stamp that is the server's, too: pulled, or taken in.
            What waits may get other stamps, but none before it.
        cursor: Checkpoint: the server's cursor after the last page applied.
        synced_ms: When the last exchange ended, UTC milliseconds; 0 for never.
        token: Bearer token of the device; empty before joining a team.
        token_ms: When it was new, UTC milliseconds; 0 for unknown.
        server_schema: Schema version of the server when last heard; 0 for unknown.
        offering: While this replica offers its rows to a server that lost them,
            the last kind and id offered (``deal/0193…``), ``*`` before the
            first; empty otherwise.
        compared_ms: When the rows were last compared with the server's; 0 for never.
        witness: Team, number and hash of the last entry of its history this device
            has seen (``0193…:42:9f…``); a history that says otherwise was changed.
        heard_ms: The server's time at the last exchange; 0 for never. This and the
            next three are `sync.core.reading.Heard`.
        boot: The boot of the device in which that was.
        start_ms: When that boot began, by the server's time.
        off_ms: How far the server's time was ahead of the wall clock.
        off_said: Whether the person knows that the wall clock is off.
        scrubbing: Whether bytes of what was erased may still be in the file.
        nonce: What this replica says at each try to join; see
            `sync.core.protocol.JoinRequest`.
    """

    __tablename__: ClassVar[str] = "replica_state"

    one: int = Field(default=1, primary_key=True)
    user_id: str = ""
    team_id: str = ""
    device_id: str = ""
    device_number: int = 0
    clock: str
    floor: str = NEVER
    cursor: str = ""
    synced_ms: int = 0
    server_url: str = ""
    token: str = ""
    server_schema: int = 0
    offering: str = ""
    compared_ms: int = 0
    witness: str = ""
    heard_ms: int = 0
    boot: str = ""
    start_ms: int = 0
    off_ms: int = 0
    off_said: bool = False
    token_ms: int = 0
    scrubbing: bool = False
    nonce: str = ""


class Draft(SQLModel, table=True):
    """Words being typed, saved at every pause; gone once they are filed.

    Attributes:
        key: What is being written, such as ``capture``.
        body: JSON object of the form's fields.
    """

    key: str = Field(primary_key=True)
    body: str
    saved_ms: int


class KnownGiving(SQLModel, table=True):
    """Word of a giving that this device's person has let go; nobody else is told.

    Attributes:
        stamp: When the record was given; a later giving is news again.
    """

    __tablename__: ClassVar[str] = "known_giving"

    record_id: str = Field(primary_key=True)
    stamp: str


class Merged(SQLModel, table=True):
    """A customer or a person that another one stands for; see `sync.store.merging`."""

    id: str = Field(primary_key=True)
    root: str = Field(index=True)


class WrittenAs(SQLModel, table=True):
    """A register that is shown as another than it was written.

    Attributes:
        name: The register.
        value: As it was written; an id, or 0 or 1.
    """

    __tablename__: ClassVar[str] = "written"

    kind: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    value: str = Field(index=True)


class MatchSubject(SQLModel, table=True):
    """A customer or a person as they were last looked at for others like them.

    Attributes:
        state: What they were then; another one now, and they are looked at again.
        matched: Whether others like them have been looked for since.
    """

    __tablename__: ClassVar[str] = "match_subject"

    n: int | None = Field(default=None, primary_key=True)
    kind: str
    id: str = Field(unique=True)
    state: str
    matched: bool = Field(default=False, index=True)


class MatchKey(SQLModel, table=True):
    """A key, hashed, under which a subject is found by those like it."""

    __tablename__: ClassVar[str] = "match_key"

    key: int = Field(primary_key=True)
    n: int = Field(primary_key=True, index=True)


class Alike(SQLModel, table=True):
    """Two that may be the same; a person is asked.

    Attributes:
        one_id: The smaller id.
        weight: How likely, in hundredths of a bit; see `app.matching`.
        reasons: JSON list of why, the strongest first.
    """

    one_id: str = Field(primary_key=True)
    other_id: str = Field(primary_key=True, index=True)
    kind: str
    weight: int
    reasons: str


class FileCopy(SQLModel, table=True):
    """A file that this device holds, or waits for; its bytes lie beside the database.

    Attributes:
        sha256: SHA-256 of the bytes, by which attachments name it.
        size: Bytes.
        way: ``up`` while it is held and waits to be sent, ``down`` while it
            waits to be fetched, empty for held and sent.
        done: Bytes moved so far on the way.
        tries: Failures in a row that were about this file.
        next_ms: When it is worth trying again, UTC milliseconds.
        error: Key of the last failure; empty for none.
        checked_ms: When the server last said that it has it; 0 for never.
        checked_as: Record id of this device when it did: after joining anew, or
            another team, nothing is known of what the server has.
    """

    __tablename__: ClassVar[str] = "file_copy"

    sha256: str = Field(primary_key=True)
    size: int
    way: str = ""
    done: int = 0
    tries: int = 0
    next_ms: int = 0
    error: str = ""
    checked_ms: int = 0
    checked_as: str = ""


class Hearing(SQLModel, table=True):
    """A recording that is being written down on this device, or was asked to be.

    Attributes:
        asked: Whether the person asked for it here; what was recorded on this device
            is written down without being asked for.
        engine: Which recogniser they asked for; empty for the usual one.
        tries: How often it was begun since it last came further than ever before.
        done: How far that was, in thousandths.
        error: Key of what was wrong with the recording; empty for nothing.
    """

    note_id: str = Field(primary_key=True)
    asked: bool = False
    engine: str = ""
    tries: int = 0
    done: int = 0
    error: str = ""


class ImportRun(SQLModel, table=True):
    """An import of files, as far as it has come; its files lie beside the database.

    Attributes:
        state: ``open`` until all rows were written, then ``done``; ``undoing`` and
            ``undone`` once its person takes it back.
        files: JSON list of the files' names.
        options: JSON of what the person said about them, as `app.imports` writes it.
        done: Rows written so far.
        total: Rows of all files.
        added: Records it made.
        changed: Records it changed.
        kept: Records that stayed when it was taken back: somebody had changed them.
    """

    __tablename__: ClassVar[str] = "import_run"

    id: str = Field(primary_key=True)
    state: str = "open"
    files: str = "[]"
    options: str = "{}"
    started_ms: int = 0
    done: int = 0
    total: int = 0
    added: int = 0
    changed: int = 0
    kept: int = 0


class ImportWrite(SQLModel, table=True):
    """One write of an import, so that it can be taken back.

    Attributes:
        n: Its place in the import, from 1.
        before: JSON object of the registers as they were; empty for a new record.
        after: JSON object of the registers as written; empty for a new record, which
            itself says what its source said.
    """

    __tablename__: ClassVar[str] = "import_write"

    run_id: str = Field(primary_key=True)
    n: int = Field(primary_key=True)
    kind: str
    record_id: str
    before: str = ""
    after: str = ""


class Unseen(SQLModel, table=True):
    """A row held from before a restart of the pull that has not come again."""

    kind: str = Field(primary_key=True)
    id: str = Field(primary_key=True)


class PutOff(SQLModel, table=True):
    """An index or trigger that a first reading does without until its end.

    Attributes:
        kind: Whose it is.
        statement: The SQL that makes it again.
    """

    __tablename__: ClassVar[str] = "put_off"

    name: str = Field(primary_key=True)
    kind: str
    statement: str


class SearchDocument(SQLModel, table=True):
    """The text of one record as search sees it (FTS5 reads it by row)."""

    __tablename__: ClassVar[str] = "search_document"
    __table_args__ = (UniqueConstraint("kind", "record_id"),)

    rowid: int | None = Field(default=None, primary_key=True)
    kind: str
    record_id: str
    account_id: str = ""
    title: str = ""
    body: str = ""


class SearchStale(SQLModel, table=True):
    """A record whose text changed since it was last indexed."""

    __tablename__: ClassVar[str] = "search_stale"

    kind: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
