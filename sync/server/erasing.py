"""Erase customers at the server: records, history, files, and whoever brings them back.

It follows a receipt (`sync.core.records.erasure`), however that came: from an admin's
device, or back from any admin's after an older copy of the database was put in place.
In one transaction the records go, every device is told of each by an exit, nothing but
marks stays of them in the history, and their ids are remembered: what names one of them
is not taken in any more. Afterwards `finish` takes the bytes of files and of free pages.
"""

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from pydantic_core import from_json
from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from sync.core.change import Scalar
from sync.core.erasing import KIND, Told, belongs, closure, names_others
from sync.core.errors import RapportError
from sync.server import gone, history
from sync.server.among import among
from sync.server.database import Database, write_many
from sync.server.errors import CollisionError
from sync.server.files.store import FileStore
from sync.server.rows import Row, about_file, load
from sync.server.tables import EXIT, GONE, RECORD, TEAM_HEAD

_LOG = logging.getLogger(__name__)

SCOPE = "erased"
"""Of exits that every device is told."""
_FILE = "file:"
"""Before a file's SHA-256; alone it says that free pages are still to be written over."""

_RECORDS = select(RECORD.c.kind, RECORD.c.id, RECORD.c.fields).where(
    RECORD.c.team_id == bindparam("team")
)
_ANY = select(GONE.c.id).where(GONE.c.team_id == bindparam("team"), GONE.c.erased).limit(1)
_AMONG = select(GONE.c.id).where(
    GONE.c.team_id == bindparam("team"), GONE.c.erased, among(GONE.c.id, "ids")
)
_TAKE_AWAY = delete(RECORD).where(RECORD.c.team_id == bindparam("team"), among(RECORD.c.id, "ids"))
_MOVE = (
    update(TEAM_HEAD)
    .where(TEAM_HEAD.c.team_id == bindparam("at_team"))
    .values(seq=TEAM_HEAD.c.seq + bindparam("count"))
    .returning(TEAM_HEAD.c.seq)
)
_LEAVE = insert(EXIT)
_FILES = select(GONE.c.team_id, GONE.c.id).where(GONE.c.erased, GONE.c.id.startswith(_FILE))
_COUNT = (
    select(func.count()).select_from(GONE).where(GONE.c.team_id == bindparam("team"), GONE.c.erased)
)
_NAMED = select(RECORD.c.about).where(
    RECORD.c.team_id == bindparam("team"), among(RECORD.c.about, "abouts")
)
_FORGET_FILES = delete(GONE).where(GONE.c.team_id == bindparam("team"), among(GONE.c.id, "ids"))


def among_erased(
    connection: Connection, team_id: str, told: Iterable[tuple[str, Mapping[str, Scalar]]]
) -> set[str]:
    """Return which of these records, or of what they name, were erased.

    Args:
        connection: A transaction.
        team_id: The team.
        told: Ids and registers.
    """
    if connection.execute(_ANY, {"team": team_id}).first() is None:
        return set()
    ids = {
        value
        for record_id, values in told
        for value in (record_id, *(v for n, v in values.items() if names_others(n)))
        if isinstance(value, str)
    }
    return set(connection.execute(_AMONG, {"team": team_id, "ids": sorted(ids)}).scalars())


def check_none_since(
    connection: Connection,
    team_id: str,
    told: Iterable[tuple[str, Mapping[str, Scalar]]],
    known: Collection[str],
) -> None:
    """Make sure that nobody erased meanwhile what was looked up before; under the head's lock.

    On PostgreSQL two writers look at what there is before either of them writes.

    Args:
        connection: A writing transaction that holds the team's head row.
        team_id: The team.
        told: Ids and registers, as `among_erased` took them.
        known: What it returned.

    Raises:
        CollisionError: If somebody did: done again, the request hears of it.
    """
    if not among_erased(connection, team_id, told) <= set(known):
        raise CollisionError(code="erased")


def is_erased(
    kind: str, record_id: str, values: Mapping[str, Scalar], erased: Collection[str]
) -> bool:
    """Tell whether a record was erased, or belongs to what was."""
    return record_id in erased or belongs(kind, values, erased)


def remember(connection: Connection, team_id: str, ids: Collection[str]) -> None:
    """Keep ids from ever being taken in again."""
    gone.remember(connection, team_id, ids, erased=True)


def follow(connection: Connection, team_id: str, rows: Iterable[Row]) -> int | None:
    """Erase what the receipts among these rows say; return the team's new head, if any.

    Args:
        connection: A writing transaction, in which the rows were saved.
        team_id: The team.
        rows: What was saved.
    """
    targets = {str(row.values.get("account_id", "")) for row in rows if row.kind == KIND}
    if not targets - {""}:
        return None
    named = load(connection, team_id, targets)
    targets -= {row.id for row in named.values() if row.kind != "account"}
    ids = closure(lambda: _stored(connection, team_id), targets)
    ids |= _collected(connection, team_id, ids)
    going = list(load(connection, team_id, ids).values())
    files = {about_file(str(row.values.get("sha256", ""))) for row in going} - {""}
    remember(connection, team_id, {*ids, *files, _FILE})
    connection.execute(_TAKE_AWAY, {"team": team_id, "ids": sorted(ids)})
    written = history.forget(connection, team_id, ids)
    head = _tell(connection, team_id, going)
    _LOG.info("erased team=%s records=%d changes=%d", team_id, len(going), written)
    return head


def finish(database: Database, store: FileStore) -> bool:
    """Take away the bytes that erasing left: of files, and in the database's free pages.

    Idempotent; what fails is done the next time, and so is what comes meanwhile.

    Returns:
        Whether there was anything to do.

    Raises:
        RapportError: If the database or the files' place cannot be written now.
    """
    with database.reading() as connection:
        found = [(team_id, one) for team_id, one in connection.execute(_FILES).all()]
    for team_id in {team_id for team_id, _ in found}:
        abouts = [one for of_team, one in found if of_team == team_id]
        with database.reading() as connection:
            told = {"team": team_id, "abouts": abouts}
            before = connection.execute(_COUNT, told).scalar_one()
            named = set(connection.execute(_NAMED, told).scalars())
        hashes = [one.removeprefix(_FILE) for one in abouts if one not in named]
        store.remove(team_id, [one for one in hashes if one])
        database.compact()
        with database.writing() as connection:
            if connection.execute(_COUNT, told).scalar_one() == before:
                connection.execute(_FORGET_FILES, {"team": team_id, "ids": abouts})
    return bool(found)


def finish_now(database: Database, store: FileStore) -> None:
    """Do what `finish` does; what fails is done with the daily upkeep."""
    try:
        finish(database, store)
    except RapportError as error:
        _LOG.warning("not scrubbed yet error=%s", error.key)


def _stored(connection: Connection, team_id: str) -> Iterator[Told]:
    for kind, record_id, fields in connection.execute(_RECORDS, {"team": team_id}):
        yield kind, record_id, from_json(fields)


def _collected(connection: Connection, team_id: str, ids: Collection[str]) -> set[str]:
    """Return what belonged to them and was deleted so long ago that the history alone has it.

    A pair that is gone makes nobody one.
    """
    here = {record_id for _, record_id, _ in _stored(connection, team_id)}

    def told() -> Iterator[Told]:
        for _, kind, record_id, fields, _, _ in history.entries_with(
            connection, team_id, lambda item: item[2] not in here
        ):
            yield kind, record_id, {**fields, "deleted": True}

    return closure(told, ids)


def _tell(connection: Connection, team_id: str, rows: Sequence[Row]) -> int:
    """Give every device an exit for each; return the team's new head."""
    move = {"at_team": team_id, "count": len(rows)}
    seq = int(connection.execute(_MOVE, move).scalar_one())
    exits = [
        (team_id, pos, SCOPE, row.kind, row.id)
        for pos, row in enumerate(rows, start=seq - len(rows) + 1)
    ]
    write_many(connection, _LEAVE, exits)
    return seq
