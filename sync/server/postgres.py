"""PostgreSQL under the server: for large teams, with any number of processes.

Readers run REPEATABLE READ, READ ONLY: they see one moment and wait for nobody.
Writers run READ COMMITTED and take locks in one order: the device, the records
by id, last the team's head, which they hold until the commit. What a statement
reads after it got a lock is as of then. Where two writers meet all the same (a
record made twice at once, locks taken crosswise) one of them is undone, and its
request is done again (see `database.repeated`).

A commit waits until it is on disk, whatever the cluster's default is. Text is
compared by bytes, in whatever locale the database was made.
"""

from collections import defaultdict
from contextlib import nullcontext
from functools import partial

import psycopg
from sqlalchemy import Connection, Engine, bindparam, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from sync.core.errors import (
    DamagedDatabaseError,
    DiskFullError,
    RapportError,
    ReadOnlyError,
)
from sync.server.backing import Backing
from sync.server.errors import BusyError, CollisionError, ConfigurationError, MalformedError
from sync.server.relay import PostgresRelay
from sync.server.tables import ServerTable

_DRIVER = "postgresql+psycopg"
_NAMES = (_DRIVER, "postgresql", "postgres")
"""Names of the address that hosts and clusters use for the same."""

_CONNECTIONS = 16
"""Per process, beside the one for news. A hundred is PostgreSQL's default for all."""

_SESSION = {
    # A commit that was answered survives a power cut.
    "synchronous_commit": "on",
    # Whoever waits this long is told to come again.
    "lock_timeout": "10s",
    # A process cut off from its database must not keep the team's head for itself.
    "idle_in_transaction_session_timeout": "60s",
}
_CONNECT_S = 5
_WAIT_S = 10

_STARTING = 0x52415050
"""The advisory lock of a process that starts: the letters RAPP."""

_ERRORS: tuple[tuple[str, type[RapportError]], ...] = (
    ("40", CollisionError),  # a deadlock
    ("23505", CollisionError),  # a record made twice at once
    ("57P0", CollisionError),  # the server went away, or starts
    ("08", CollisionError),  # the connection broke
    ("55P03", BusyError),  # a lock was waited for too long
    ("57014", BusyError),  # cancelled
    ("53100", DiskFullError),
    ("53", BusyError),
    ("25006", ReadOnlyError),  # a standby
    ("XX001", DamagedDatabaseError),
    ("XX002", DamagedDatabaseError),
    ("22021", MalformedError),  # a character that text here cannot hold
)
"""What the codes of PostgreSQL, Appendix A, mean here; the first that fits counts."""


def backing(address: str) -> Backing:
    """Make connections to a database; none is opened yet.

    Args:
        address: Such as ``postgresql+psycopg://rapport:secret@db.example/rapport``.

    Raises:
        ConfigurationError: If the address is none.
    """
    engine = _engine(address)
    levels = engine.execution_options
    return Backing(
        reading=levels(isolation_level="REPEATABLE READ", postgresql_readonly=True),
        writing=levels(isolation_level="READ COMMITTED"),
        turn=nullcontext(),
        check=_check,
        exclude=_exclude,
        finish=_compare_by_bytes,
        keep=_leave_to_pg_dump,
        compact=partial(_compact, engine),
        explain=_explain,
        relay=partial(PostgresRelay, partial(_own_connection, engine)),
    )


def _engine(address: str) -> Engine:
    try:
        url = make_url(address)
    except ArgumentError:
        url = None
    if url is None or url.drivername not in _NAMES:
        hint = "RAPPORT_DATABASE_URL must be of the form postgresql+psycopg://USER@HOST/DATABASE."
        raise ConfigurationError(hint=hint)
    options = " ".join(f"-c {name}={value}" for name, value in _SESSION.items())
    # hide_parameters: parameters hold people's words and must not reach a log.
    return create_engine(
        url.set(drivername=_DRIVER),
        hide_parameters=True,
        pool_size=_CONNECTIONS,
        max_overflow=0,
        pool_timeout=_WAIT_S,
        connect_args={"connect_timeout": _CONNECT_S, "options": options},
    )


def _compact(engine: Engine) -> None:
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("VACUUM FULL record, history"))


def _own_connection(engine: Engine) -> psycopg.Connection[tuple[object, ...]]:
    """Open a connection outside the pool, without transactions; the caller closes it.

    Raises:
        psycopg.Error: If the database cannot be reached.
    """
    arguments, named = engine.dialect.create_connect_args(engine.url)
    return psycopg.connect(
        *arguments,
        **named,
        autocommit=True,
        connect_timeout=_CONNECT_S,
    )


def _check(connection: Connection) -> None:
    encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise ConfigurationError(hint=f"The database must be of encoding UTF8, not {encoding}.")


def _exclude(connection: Connection) -> None:
    # Another process may migrate a large database for longer than writers wait.
    connection.execute(text("SET LOCAL lock_timeout = 0"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _STARTING})


def _leave_to_pg_dump(_version: int) -> None:
    """Do nothing: a step that fails is undone as a whole."""


_NOT_BY_BYTES = text(
    "SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
    " JOIN pg_collation o ON o.oid = a.attcollation"
    " WHERE c.relnamespace = current_schema()::regnamespace AND c.relname IN :tables"
    " AND c.relkind = 'r' AND a.attnum > 0 AND o.collname <> 'C'"
).bindparams(bindparam("tables", expanding=True))


def _compare_by_bytes(connection: Connection) -> None:
    """Give new columns the order of bytes: that of ids in Python, and the fastest."""
    columns: dict[str, list[str]] = defaultdict(list)
    for table, column in connection.execute(_NOT_BY_BYTES, {"tables": _TABLES}):
        columns[table].append(f'ALTER COLUMN "{column}" TYPE VARCHAR COLLATE "C"')
    for table, changes in columns.items():
        connection.execute(text(f'ALTER TABLE "{table}" {", ".join(changes)}'))


_TABLES = sorted(ServerTable.metadata.tables)


def _explain(error: DBAPIError) -> RapportError | None:
    state = getattr(error.orig, "sqlstate", None) or ""
    for prefix, kind in _ERRORS:
        if state.startswith(prefix):
            return kind(code=state)
    if error.connection_invalidated:
        return CollisionError(code="lost")
    if isinstance(error.orig, psycopg.DataError) and not state:
        return MalformedError()  # the same, found before it was sent
    if isinstance(error.orig, psycopg.OperationalError):
        return BusyError(code=state or "unreachable")
    return None
