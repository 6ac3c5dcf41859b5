"""Begin a server anew from a device's replica: the same team, rows and stamps.

What waits in its outbox comes once that replica joins again, as everybody does.

Everyone else joins it with a code, as the people they are, and offers what their
devices hold; nothing is doubled, since it is the same records with the same stamps.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from sync.core import schema
from sync.core.change import changes_of, newest, unpack
from sync.core.clock import NEVER, parse
from sync.core.errors import StoreError
from sync.core.files import CHUNK_BYTES, is_hash
from sync.server import erasing, teams
from sync.server.errors import ConfigurationError
from sync.server.files.store import FileStore, Upload
from sync.server.history import Writing
from sync.server.outside import Outside
from sync.server.rows import Row, save
from sync.store import rows
from sync.store.engine import open_engine, reading
from sync.store.migrations import runner

_NOBODY = 0
"""Number of the device whose uploads these are: the server's own."""
_KINDS = tuple(kind for kind in schema.RECORDS if kind != "device")
"""Devices are the server's own: each joins again."""


@dataclass(frozen=True, slots=True)
class Seeded:
    """A team that began anew.

    Attributes:
        team_id: The team.
        user_id: Whose replica it was.
        records: How many records came.
    """

    team_id: str
    user_id: str
    records: int


def seed(connection: Connection, replica: Path, outside: Outside) -> Seeded:
    """Make the team of a replica, on a server that does not have it.

    The file is copied, not touched: its app may be running.

    Args:
        connection: A writing transaction.
        replica: The replica's database file.
        outside: Time and randomness.

    Raises:
        ConfigurationError: If the file is no replica of anybody's, or its team is here.
        StoreError: If it cannot be read.
    """
    if not replica.is_file():
        raise ConfigurationError(hint=f"There is no file {replica}.")
    with tempfile.TemporaryDirectory(prefix="rapport-seed-") as folder:
        copy = runner.backup(replica, Path(folder) / "replica.db")
        engine = open_engine(copy)
        try:
            runner.migrate(engine, copy)
            with reading(engine) as source:
                return _seed(connection, source, outside)
        except StoreError as error:
            raise ConfigurationError(hint=f"{replica} is no notebook of Rapport.") from error
        finally:
            engine.dispose()


def bring_files(store: FileStore, seeded: Seeded, replica: Path, now_ms: int) -> int:
    """Bring the files that lie beside a replica, too; return how many are here now.

    Whatever is missing, or is not what its name says, comes from the devices.

    Raises:
        RapportError: If there is no room for them.
    """
    total = 0
    for path in sorted((replica.parent / "files").glob("??/*")):
        if is_hash(path.name) and path.parent.name == path.name[:2]:
            upload = Upload(seeded.team_id, path.name, _NOBODY)
            with path.open("rb") as file:
                offset = 0
                while piece := file.read(CHUNK_BYTES):
                    store.append(upload, offset, piece, now_ms)
                    offset += len(piece)
            total += bool(offset) and store.finish(upload)
    return total


def _seed(connection: Connection, source: Connection, outside: Outside) -> Seeded:
    found = "SELECT team_id, user_id FROM replica_state"
    team_id, user_id = source.exec_driver_sql(found).one()
    if not user_id:
        raise ConfigurationError(hint="Nobody has used this notebook yet.")
    if team_id in teams.team_names(connection):
        raise ConfigurationError(hint="The team of this notebook is on this server already.")
    made = list(_rows(source))
    if user_id not in (row.id for row in made):
        raise ConfigurationError(hint="This notebook has not read its team yet.")
    latest = max((newest(row.stamps) for row in made), default=NEVER)
    stamps = (stamp for row in made for stamp in _all_stamps(row.stamps))
    known = source.exec_driver_sql("SELECT coalesce(max(number), 0) FROM device").scalar_one()
    numbers = max(known, *(parse(stamp)[2] for stamp in stamps), 0)
    teams.begin_team(connection, outside, team_id, numbers)
    save(connection, team_id, made, Writing(outside.now_ms(), user_id=user_id), latest)
    erasing.follow(connection, team_id, made)
    return Seeded(team_id, user_id, len(made))


def _rows(source: Connection) -> Iterator[Row]:
    in_vain = rows.made_in_vain(source)
    sent_later = "SELECT stamp FROM outbox WHERE refusal = ''"
    waiting = frozenset(source.exec_driver_sql(sent_later).scalars())
    for kind in _KINDS:
        for held in rows.load_all(source, kind):
            told = rows.told(kind, held, waiting)
            if told.values and held.made not in in_vain:
                row = Row(kind, held.id)
                for change in changes_of(kind, held.id, told.stamps, told.values):
                    row.meet(change)
                yield row


def _all_stamps(packed: str) -> Iterator[str]:
    base, exceptions = unpack(packed)
    yield base
    yield from exceptions.values()
