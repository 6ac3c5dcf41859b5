"""Numbered steps that bring the server's database to today's form.

Each step runs once, in a transaction with the number it leaves behind. A step
is never edited after a release; the next change is the next step.
"""

from collections.abc import Callable

from sqlalchemy import Connection, inspect, text

from sync.core.errors import NewerDatabaseError
from sync.server.second_release import second_release


def migrate(connection: Connection, keep: Callable[[int], None] = lambda _version: None) -> None:
    """Run the steps this database has not seen; the caller holds a writing transaction.

    Args:
        connection: The transaction.
        keep: Called with the version there is before the first step, unless the
            database is empty.

    Raises:
        NewerDatabaseError: If a later version of Rapport wrote the database.
    """
    version = _version(connection)
    if version > len(STEPS):
        raise NewerDatabaseError(found=version, known=len(STEPS))
    if 0 < version < len(STEPS):
        keep(version)
    for number, step in enumerate(STEPS[version:], start=version + 1):
        step(connection)
        connection.execute(text("UPDATE schema_version SET version = :n"), {"n": number})


def _version(connection: Connection) -> int:
    if not inspect(connection).has_table("schema_version"):
        connection.execute(text("CREATE TABLE schema_version (version INTEGER NOT NULL)"))
        connection.execute(text("INSERT INTO schema_version (version) VALUES (0)"))
    return int(connection.execute(text("SELECT version FROM schema_version")).scalar_one())


def _first_release(connection: Connection) -> None:
    for statement in _FIRST_RELEASE:
        connection.execute(text(statement))


_FIRST_RELEASE = (
    """CREATE TABLE team_head (
        team_id VARCHAR NOT NULL PRIMARY KEY, seq BIGINT NOT NULL,
        epoch VARCHAR NOT NULL, clock VARCHAR NOT NULL)""",
    """CREATE TABLE record (
        team_id VARCHAR NOT NULL, id VARCHAR NOT NULL, kind VARCHAR NOT NULL,
        pos BIGINT NOT NULL, scope VARCHAR NOT NULL, stamps VARCHAR NOT NULL,
        fields VARCHAR NOT NULL, settled_by INTEGER NOT NULL,
        PRIMARY KEY (team_id, id))""",
    "CREATE INDEX record_pos ON record (team_id, pos, scope)",
    """CREATE TABLE exit (
        team_id VARCHAR NOT NULL, pos BIGINT NOT NULL, scope VARCHAR NOT NULL,
        kind VARCHAR NOT NULL, id VARCHAR NOT NULL,
        PRIMARY KEY (team_id, pos, scope))""",
    """CREATE TABLE device (
        team_id VARCHAR NOT NULL, number INTEGER NOT NULL, id VARCHAR NOT NULL,
        user_id VARCHAR NOT NULL, name VARCHAR NOT NULL,
        token_hash VARCHAR NOT NULL UNIQUE, accepted BIGINT NOT NULL,
        accepted_stamp VARCHAR NOT NULL DEFAULT '', pushed_pos BIGINT NOT NULL DEFAULT 0,
        ahead VARCHAR NOT NULL DEFAULT '',
        refusals VARCHAR NOT NULL, revoked BOOLEAN NOT NULL,
        PRIMARY KEY (team_id, number))""",
    """CREATE TABLE invitation (
        code_hash VARCHAR NOT NULL PRIMARY KEY, team_id VARCHAR NOT NULL,
        user_id VARCHAR NOT NULL, expires_ms BIGINT NOT NULL, used BOOLEAN NOT NULL)""",
    """CREATE TABLE lost_value (
        team_id VARCHAR NOT NULL, pos BIGINT NOT NULL, kind VARCHAR NOT NULL,
        id VARCHAR NOT NULL, field VARCHAR NOT NULL, value VARCHAR NOT NULL,
        stamp VARCHAR NOT NULL, kept_stamp VARCHAR NOT NULL,
        PRIMARY KEY (team_id, pos))""",
)

STEPS: tuple[Callable[[Connection], None], ...] = (_first_release, second_release)
"""Step 1 (2026-11-21): first release. Step 2 (2026-11-22): see `second_release`."""
