"""Which files this device holds, and which wait to be sent or fetched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

_NAMED = "SELECT 1 FROM attachment a WHERE a.sha256 = c.sha256"
_REMOVED = f"(EXISTS ({_NAMED}) AND NOT EXISTS ({_NAMED} AND NOT a.deleted))"
NEVER_MS = 1 << 62
"""When to try again what was given up: not before a person asks for it."""
_DUE = f"way <> '' AND next_ms < {NEVER_MS} AND NOT {_REMOVED}"
"""What is to be moved: a file of which every attachment was removed is not. One that
no attachment names here is sent: the record left this device, but nobody else has the
bytes."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A file that waits.

    Attributes:
        way: ``up`` or ``down``.
        tries: Failures in a row that were about this file.
    """

    sha256: str
    size: int
    way: str
    tries: int


@dataclass(frozen=True, slots=True)
class FilesWaiting:
    """How much waits, for a screen.

    Attributes:
        up: Files to be sent.
        up_bytes: What is left of them.
        down: Files to be fetched.
        down_bytes: What is left of them.
        failed: Those among them whose last try failed.
    """

    up: int = 0
    up_bytes: int = 0
    down: int = 0
    down_bytes: int = 0
    failed: int = 0


def hold(connection: Connection, sha256: str, size: int) -> None:
    """Note that a file is here, and wants to be sent unless it was."""
    connection.exec_driver_sql(
        "INSERT INTO file_copy (sha256, size, way) VALUES (?, ?, 'up') "
        "ON CONFLICT (sha256) DO UPDATE SET way = 'up', size = excluded.size, done = 0, "
        "tries = 0, next_ms = 0, error = '' WHERE way = 'down'",
        (sha256, size),
    )


def want(connection: Connection, sha256: str, size: int) -> None:
    """Let a file be fetched, unless it is here; again, to try at once."""
    connection.exec_driver_sql(
        "INSERT INTO file_copy (sha256, size, way) VALUES (?, ?, 'down') "
        "ON CONFLICT (sha256) DO UPDATE SET next_ms = 0",
        (sha256, size),
    )


def want_own(connection: Connection, user_id: str) -> None:
    """Let every file that belongs to a person be fetched that is not here."""
    connection.exec_driver_sql(
        "INSERT INTO file_copy (sha256, size, way) "
        "SELECT sha256, max(size), 'down' FROM attachment "
        "WHERE owner_id = ? AND owner_id <> '' AND sha256 <> '' AND NOT deleted "
        "AND sha256 NOT IN (SELECT sha256 FROM file_copy) GROUP BY sha256",
        (user_id,),
    )


def due(connection: Connection, now_ms: int) -> Copy | None:
    """Return what to move next: what failed least, then what is smallest."""
    found = connection.exec_driver_sql(
        f"SELECT sha256, size, way, tries FROM file_copy c WHERE {_DUE} AND next_ms <= ? "
        "ORDER BY tries, size, sha256 LIMIT 1",
        (now_ms,),
    ).first()
    return None if found is None else Copy(*found)


def moved(connection: Connection, sha256: str, done: int) -> None:
    """Note how far a file has come."""
    connection.exec_driver_sql("UPDATE file_copy SET done = ? WHERE sha256 = ?", (done, sha256))


def settle(connection: Connection, sha256: str, now_ms: int, device_id: str) -> bool:
    """Note that a file is here and at the server; tell whether it is still one of ours."""
    found = connection.exec_driver_sql(
        "UPDATE file_copy SET way = '', done = size, tries = 0, next_ms = 0, error = '', "
        "checked_ms = ?, checked_as = ? WHERE sha256 = ?",
        (now_ms, device_id, sha256),
    )
    return bool(found.rowcount)


def turn(connection: Connection, sha256: str) -> None:
    """Let a file be fetched whose bytes are no longer here, or not sound."""
    connection.exec_driver_sql(
        "UPDATE file_copy SET way = 'down', done = 0, next_ms = 0 WHERE sha256 = ?", (sha256,)
    )


def fail(connection: Connection, sha256: str, key: str, next_ms: int) -> None:
    """Note that moving a file failed, and when to try again."""
    connection.exec_driver_sql(
        "UPDATE file_copy SET tries = tries + 1, error = ?, next_ms = ? WHERE sha256 = ?",
        (key, next_ms, sha256),
    )


def to_ask(connection: Connection, before_ms: int, device_id: str, limit: int) -> tuple[str, ...]:
    """Return files at rest that the server was not asked about since, or not as this device."""
    found = connection.exec_driver_sql(
        "SELECT sha256 FROM file_copy WHERE way = '' AND (checked_ms < ? OR checked_as <> ?) "
        "ORDER BY checked_ms, sha256 LIMIT ?",
        (before_ms, device_id, limit),
    )
    return tuple(found.scalars())


def asked(
    connection: Connection,
    hashes: Sequence[str],
    lost: Iterable[str],
    now_ms: int,
    device_id: str,
) -> None:
    """Note what the server said: it has these files, but for those it lost."""
    connection.exec_driver_sql(
        "UPDATE file_copy SET checked_ms = ?, checked_as = ? WHERE sha256 = ?",
        [(now_ms, device_id, one) for one in hashes],
    )
    again = [(one,) for one in lost]
    if again:
        connection.exec_driver_sql(
            "UPDATE file_copy SET way = 'up', done = 0 WHERE sha256 = ? AND way = ''", again
        )


def ask_again(connection: Connection) -> None:
    """Let the server be asked about every file: it may have lost some."""
    connection.exec_driver_sql("UPDATE file_copy SET checked_ms = 0")


def unnamed(connection: Connection) -> tuple[str, ...]:
    """Return files that no attachment here names, and that do not wait to be sent."""
    found = connection.exec_driver_sql(
        f"SELECT sha256 FROM file_copy c WHERE way <> 'up' AND NOT EXISTS ({_NAMED})"
    )
    return tuple(found.scalars())


def removed(connection: Connection) -> dict[tuple[str, str], list[str]]:
    """Return files of which every attachment was removed: SHA-256 and way, all their stamps."""
    found = connection.exec_driver_sql(
        "SELECT c.sha256, c.way, r.stamps FROM attachment r JOIN file_copy c "
        f"ON c.sha256 = r.sha256 WHERE r.deleted AND {_REMOVED}"
    )
    stamps: dict[tuple[str, str], list[str]] = {}
    for sha256, way, text in found:
        stamps.setdefault((sha256, way), []).append(text)
    return stamps


def drop(connection: Connection, sha256: str) -> None:
    """Forget a file."""
    connection.exec_driver_sql("DELETE FROM file_copy WHERE sha256 = ?", (sha256,))


def is_named(connection: Connection, sha256: str) -> bool:
    """Tell whether an attachment here names a file."""
    found = connection.exec_driver_sql("SELECT 1 FROM attachment WHERE sha256 = ?", (sha256,))
    return found.first() is not None


def is_held(connection: Connection, sha256: str) -> bool:
    """Tell whether a whole file is here."""
    found = connection.exec_driver_sql(
        "SELECT 1 FROM file_copy WHERE sha256 = ? AND way <> 'down'", (sha256,)
    )
    return found.first() is not None


def waiting(connection: Connection) -> FilesWaiting:
    """Return how much waits."""
    found = connection.exec_driver_sql(
        "SELECT coalesce(sum(way = 'up'), 0), coalesce(sum((way = 'up') * (size - done)), 0), "
        "coalesce(sum(way = 'down'), 0), coalesce(sum((way = 'down') * (size - done)), 0), "
        f"coalesce(sum(error <> ''), 0) FROM file_copy c WHERE {_DUE}"
    ).one()
    return FilesWaiting(*found)
