"""Erase customers on this device: records, words, changes that wait, drafts and files.

In the transaction that erases, everything is taken out of the tables. Their bytes are
still in the file then, in pages that are free, in the log and in copies beside it:
`scrub` writes the file anew, until it was done.
"""

import json
import logging
import shutil
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from sync.client import state
from sync.client.comparing import SET_ASIDE
from sync.client.file_sweep import sweep
from sync.client.replica import Replica
from sync.core import schema
from sync.core.change import Scalar
from sync.core.erasing import (
    KIND,
    SAMENESS,
    SHARED,
    Told,
    closure,
    names_others,
    points,
    said_to_be_one,
)
from sync.core.errors import DamagedDatabaseError, StoreError
from sync.core.protocol import SyncReply
from sync.store import merging, rows, search
from sync.store.engine import explained, open_engine, raw, writing

_LOG = logging.getLogger(__name__)
BESIDE = ("imports", "moving")
"""Folders beside a database with files that hold whole lists: what was imported, so that
it can be gone on with, and what is to be taken out."""
_AT_ONCE = 500
_NAMING = (
    ("alike", "one_id"),
    ("alike", "other_id"),
    ("hearing", "note_id"),
    ("import_write", "record_id"),
    ("known_giving", "record_id"),
    ("match_subject", "id"),
    ("unseen", "id"),
)
"""Tables of a device's own memory that name records, and by which column."""
_SIGNED_OUT = "refused.signed_out"
_TYPED = ("fixes", "same")
"""What the options of an import hold that a person typed, or that a file says of people."""
_FORGET_KEYS = "DELETE FROM match_key WHERE n IN (SELECT n FROM match_subject WHERE id = ?)"


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased.

    Attributes:
        account_ids: The customers: the one asked for, and all who are one with it.
        records: How many records went.
    """

    account_ids: tuple[str, ...]
    records: int


def counted(connection: Connection, account_id: str) -> dict[str, int]:
    """Return how many records of each kind would go with a customer."""
    ids = closure(lambda: _told(connection), [account_id])
    counts = {kind: len(_held(connection, kind, ids)) for kind in (*schema.RECORDS,)}
    return {kind: count for kind, count in counts.items() if count}


def erase(connection: Connection, account_id: str) -> Erased:
    """Erase a customer and all that belongs to them, because a person says so.

    Doing it again erases what came since. Whoever calls it runs `scrub` afterwards.

    Args:
        connection: A write transaction.
        account_id: Id of the customer.
    """
    ids = closure(lambda: _told(connection), [account_id])
    together = said_to_be_one(lambda: _told(connection), ids) | {account_id}
    state.save(connection, scrubbing=1)
    still_said = _whose(connection, ids)
    took = _take_out(connection, ids)
    if still_said:
        connection.exec_driver_sql("UPDATE outbox SET fields = ? WHERE n = ?", still_said)
    return Erased(tuple(sorted(together)), took)


def follow(connection: Connection, reply: SyncReply) -> None:
    """Erase here what was erased elsewhere, by the receipts and the exits of a page.

    Who is one with whom is the server's to say, which has heard it last: a customer who
    is one with another by its word leaves by an exit, as none does otherwise. But to who
    was signed out by what they sent, all that they wrote after it is said to have left.
    """
    told = [str(values.get("account_id", "")) for kind, _, _, values in reply.rows if kind == KIND]
    if not any(refusal.reason == _SIGNED_OUT for refusal in reply.refused):
        left = {record_id for kind, record_id in reply.exits if kind == "account"}
        told += _held(connection, "account", left)
    if told:
        state.save(connection, scrubbing=1)
        _take_out(connection, closure(lambda: _told_apart(connection, reply), told))


def let_go(connection: Connection, gone: Collection[tuple[str, str]], reply: SyncReply) -> None:
    """Take records out, by kind and id, that the server says were erased.

    One that came again was only to become somebody's who was: it stays, and so does
    whatever else waits of it.
    """
    if gone:
        state.save(connection, scrubbing=1)
        there = {record_id for _, record_id, _, _ in reply.rows}
        _take_out(connection, {record_id for _, record_id in gone} - there)


def scrub(replica: Replica) -> bool:
    """Leave no byte of what was erased, in the file or beside it; tell whether any was due.

    Raises:
        StoreError: If it could not be finished; it is due still.
    """
    if not replica.state().scrubbing:
        return False
    sweep(replica)
    with replica.exclusive() as connection:
        search.index_all(connection)  # what an exit took is in there still
        found = connection.exec_driver_sql("SELECT account_id FROM erasure").scalars()
        erased = [account_id for account_id in found if account_id]
        connection.exec_driver_sql("INSERT INTO search_index (search_index) VALUES ('optimize')")
    folder = replica.path.parent
    with explained(folder):
        (folder / SET_ASIDE).unlink(missing_ok=True)
        for name in BESIDE:
            shutil.rmtree(folder / name, ignore_errors=True)
        copies = sorted(folder.glob(f"{replica.path.stem}.*backup"))
    put_off = [error for path in copies if (error := _scrub_copy(path, erased))]
    replica.compact()
    if put_off:
        raise put_off[0]
    with replica.exclusive() as connection:
        state.save(connection, scrubbing=0)
    _LOG.info("scrubbed customers=%d", len(erased))
    return True


def _scrub_copy(path: Path, erased: Iterable[str]) -> StoreError | None:
    """Erase the same in an older copy of the database; one that is damaged goes whole.

    Returns:
        Why it could not be done yet, if so; a copy may hold words that are nowhere else, and stays.
    """
    try:
        engine = open_engine(path)
        try:
            with writing(engine) as connection:
                _take_out(connection, closure(lambda: _told(connection), erased))
                if "search_index" in _tables(connection):
                    connection.exec_driver_sql(
                        "INSERT INTO search_index (search_index) VALUES ('optimize')"
                    )
            with engine.connect() as connection:
                raw(connection).execute("VACUUM")
                raw(connection).execute("PRAGMA journal_mode = DELETE")
        finally:
            engine.dispose()
    except DamagedDatabaseError:
        with explained(path):
            for suffix in ("", "-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
    except StoreError as error:
        return error
    return None


def _told(connection: Connection) -> Iterator[Told]:
    """Yield every record that may belong to a customer, and what it names, as it was written.

    Of what waits to be sent only what is nowhere else is looked at: whose the rest was
    before, it may not be any more.
    """
    tables = _tables(connection)
    for kind in (kind for kind in schema.RECORDS if kind not in SHARED and kind in tables):
        held = _columns(connection, kind)
        names = [name for name in schema.registers(kind) if names_others(name) and name in held]
        listed = "".join(f", {name}" for name in names)
        written = merging.as_written(connection, kind, None) if "written" in tables else {}
        for record_id, *values in connection.exec_driver_sql(f"SELECT id{listed} FROM {kind}"):
            shown = dict(zip(names, values, strict=True))
            yield kind, record_id, {**shown, **written.get(record_id, {})}
        for record_id, fields in _nowhere_else(connection, kind).items():
            yield kind, record_id, fields


def _nowhere_else(connection: Connection, kind: str) -> dict[str, dict[str, Scalar]]:
    """Return what waiting or refused changes say of records that are not held, by id."""
    found: dict[str, dict[str, Scalar]] = {}
    for record_id, fields in connection.exec_driver_sql(
        f"SELECT o.record_id, o.fields FROM outbox o LEFT JOIN {kind} held"
        " ON held.id = o.record_id WHERE o.kind = ? AND held.id IS NULL ORDER BY o.n",
        (kind,),
    ):
        found.setdefault(record_id, {}).update(json.loads(fields))
    return found


def _told_apart(connection: Connection, reply: SyncReply) -> Iterator[Told]:
    """Yield the same as the server has it, but nothing of who is one.

    What waits to become somebody else's is the server's to say, once it hears of it.
    """
    said = {record_id: values for _, record_id, _, values in reply.rows}
    given = _given(connection)
    for kind, record_id, values in _told(connection):
        if record_id in said or record_id not in given:
            yield kind, record_id, {**said.get(record_id, values), "verdict": ""}


def _given(connection: Connection) -> set[str]:
    """Return the records of which waiting edits say whose they are."""
    waiting = "SELECT record_id, fields FROM outbox WHERE refusal = '' AND seen <> ''"
    return {
        record_id
        for record_id, fields in connection.exec_driver_sql(waiting)
        if any(map(points, json.loads(fields)))
    }


def _whose(connection: Connection, ids: Collection[str]) -> list[tuple[str, int]]:
    """Return what changes that wait say of whose a record is, and of who is one, and no word.

    The server, which follows a receipt after them, finds the same records by that. Of what
    is new it needs to hear nothing, unless it is a pair, which others may have told it of.
    """
    waiting = (
        "SELECT record_id, fields, n FROM outbox WHERE refusal = '' AND (kind = ?"
        " OR record_id NOT IN (SELECT record_id FROM outbox WHERE seen = ''))"
    )
    return [
        (json.dumps({k: v for k, v in json.loads(fields).items() if names_others(k)}), n)
        for record_id, fields, n in connection.exec_driver_sql(waiting, (SAMENESS,))
        if record_id in ids
    ]


def _take_out(connection: Connection, ids: Collection[str]) -> int:
    """Take records out of every table; return how many there were."""
    tables = _tables(connection)
    took = 0
    hashes: set[str] = set()
    for kind in (kind for kind in schema.RECORDS if kind in tables and kind != KIND):
        held = _held(connection, kind, ids)
        if kind == "attachment":
            for some in _parts(held):
                hashes.update(_select(connection, "sha256", kind, "id", some))
        if "written" in tables:
            rows.remove(connection, kind, held)
        else:  # an older copy, from before anything was shown otherwise than written
            keys = [(one,) for one in held] or [("",)]
            connection.exec_driver_sql(f"DELETE FROM {kind} WHERE id = ?", keys)
        took += len(held)
    for some in _parts(sorted(ids)):
        _forget(connection, tables, [(one,) for one in some])
    _drop_drafts(connection, ids)
    if "import_run" in tables:
        _forget_typed(connection)
    if "file_copy" in tables:
        _release(connection, hashes)
    return took


def _forget(connection: Connection, tables: frozenset[str], keys: list[tuple[str]]) -> None:
    """Leave nothing of records in what this device remembers of its own, by their ids."""
    connection.exec_driver_sql("DELETE FROM search_document WHERE record_id = ?", keys)
    connection.exec_driver_sql("DELETE FROM search_stale WHERE id = ?", keys)
    # Its number must come to the server all the same, which wants them without a gap.
    waiting = "UPDATE outbox SET fields = '{}' WHERE record_id = ? AND refusal = ''"
    connection.exec_driver_sql(waiting, keys)
    connection.exec_driver_sql("DELETE FROM outbox WHERE record_id = ? AND refusal <> ''", keys)
    if "match_key" in tables:
        connection.exec_driver_sql(_FORGET_KEYS, keys)
    for table, column in _NAMING:
        if table in tables:
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE {column} = ?", keys)


def _drop_drafts(connection: Connection, ids: Collection[str]) -> None:
    for key, body in connection.exec_driver_sql("SELECT key, body FROM draft").all():
        if any(record_id in key or record_id in body for record_id in ids):
            connection.exec_driver_sql("DELETE FROM draft WHERE key = ?", (key,))


def _forget_typed(connection: Connection) -> None:
    """Leave nothing of what was typed over the rows of lists: nobody can tell whose it is."""
    for run_id, options in connection.exec_driver_sql("SELECT id, options FROM import_run").all():
        said = json.loads(options)
        emptied = json.dumps(said | {name: {} for name in _TYPED if name in said})
        connection.exec_driver_sql(
            "UPDATE import_run SET options = ? WHERE id = ?", (emptied, run_id)
        )


def _release(connection: Connection, hashes: Collection[str]) -> None:
    """Let the sweep take the bytes of files that nobody else's record names."""
    connection.exec_driver_sql(
        "UPDATE file_copy SET way = '' WHERE sha256 = ? "
        "AND sha256 NOT IN (SELECT sha256 FROM attachment)",
        [(one,) for one in hashes] or [("",)],
    )


def _held(connection: Connection, kind: str, ids: Collection[str]) -> list[str]:
    return [
        found
        for some in _parts(sorted(ids))
        for found in _select(connection, "id", kind, "id", some)
    ]


def _select(
    connection: Connection, wanted: str, table: str, column: str, keys: list[str]
) -> list[str]:
    marks = ", ".join("?" * len(keys))
    statement = f"SELECT {wanted} FROM {table} WHERE {column} IN ({marks})"
    return list(connection.exec_driver_sql(statement, tuple(keys)).scalars())


def _parts(keys: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]


def _tables(connection: Connection) -> frozenset[str]:
    statement = "SELECT name FROM sqlite_master WHERE type = 'table'"
    return frozenset(connection.exec_driver_sql(statement).scalars())


def _columns(connection: Connection, table: str) -> frozenset[str]:
    statement = f"SELECT name FROM pragma_table_info('{table}')"
    return frozenset(connection.exec_driver_sql(statement).scalars())
