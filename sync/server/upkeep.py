"""What a running server does by itself, once a day."""

import asyncio
import logging
from collections.abc import Callable
from functools import partial

from sqlalchemy import select

from sync.core.errors import RapportError
from sync.server import collecting, erasing, expiring
from sync.server.database import Database, repeated
from sync.server.files.store import FileStore
from sync.server.files.unwanted import unwanted
from sync.server.tables import TEAM_HEAD

FIRST_AFTER_S = 60.0
EVERY_S = 24 * 60 * 60.0

_AT_ONCE = 500
"""Files taken away at once: with damaged copies as many as a bucket's request may name."""

Work = Callable[[int], object]
"""Takes the server's wall clock."""

_LOG = logging.getLogger(__name__)


async def keep_up(
    database: Database,
    store: FileStore,
    now_ms: Callable[[], int],
    publish: Callable[[str, int], None],
    first: Work | None = None,
) -> None:
    """Do all of it a minute after the start and then every day, until cancelled.

    What fails is done the next day, and holds up nothing else.

    Args:
        database: The server's.
        store: Where it keeps files.
        now_ms: The server's wall clock.
        publish: Tells a team's open devices of its head.
        first: What is done before all else, such as a copy of the database.
    """

    def tell(_now_ms: int) -> None:
        tell_all(database, publish)

    works: tuple[Work, ...] = (
        first or (lambda _now_ms: None),
        partial(expire_all, database),
        tell,  # before the bytes go, that nobody tries to hear them
        partial(remove_all, database, store),
        partial(collect_all, database),
        lambda _now_ms: erasing.finish(database, store),
        tell,
    )
    await asyncio.sleep(FIRST_AFTER_S)
    while True:
        for work in works:
            try:
                await asyncio.to_thread(work, now_ms())
            except RapportError as error:
                _LOG.warning("upkeep failed error=%s", error.key)
        await asyncio.sleep(EVERY_S)


def expire_all(database: Database, now_ms: int) -> int:
    """Remove the recordings of every team whose time is up; return how many."""
    total = sum(expiring.expire(database, team_id, now_ms) for team_id in _teams(database))
    if total:
        _LOG.info("recordings expired count=%d", total)
    return total


def tell_all(database: Database, publish: Callable[[str, int], None]) -> None:
    """Tell every team's open devices how far it has come; those that know hear nothing."""
    with database.reading() as connection:
        heads = connection.execute(select(TEAM_HEAD.c.team_id, TEAM_HEAD.c.seq)).all()
    for team_id, head in heads:
        publish(team_id, head)


def remove_all(database: Database, store: FileStore, now_ms: int) -> None:
    """Take the bytes of every team's files away that no record names any more."""
    for team_id in _teams(database):
        with database.reading() as connection:
            hashes = unwanted(connection, team_id, now_ms)
        for start in range(0, len(hashes), _AT_ONCE):
            store.remove(team_id, hashes[start : start + _AT_ONCE])


def collect_all(database: Database, now_ms: int) -> int:
    """Collect the old tombstones of every team, one transaction each; return how many."""
    total = 0
    for team_id in _teams(database):
        total += repeated(partial(_collect, database, team_id, now_ms))
    if total:
        _LOG.info("tombstones collected count=%d", total)
    return total


def _teams(database: Database) -> list[str]:
    with database.reading() as connection:
        return collecting.teams(connection)


def _collect(database: Database, team_id: str, now_ms: int) -> int:
    with database.writing() as connection:
        return collecting.collect(connection, team_id, now_ms)
