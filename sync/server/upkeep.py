"""What a running server does by itself, once a day."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from sqlalchemy import select

from sync.core.errors import RapportError, way_of
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
            with _holding_up_nothing():
                await asyncio.to_thread(work, now_ms())
        await asyncio.sleep(EVERY_S)


def expire_all(database: Database, now_ms: int) -> int:
    """Remove the recordings of every team whose time is up; return how many."""
    total = _of_each_team(database, lambda team_id: expiring.expire(database, team_id, now_ms))
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
    _of_each_team(database, lambda team_id: _remove(database, store, team_id, now_ms))


def collect_all(database: Database, now_ms: int) -> int:
    """Collect the old tombstones of every team, one transaction each; return how many."""
    total = _of_each_team(
        database, lambda team_id: repeated(partial(_collect, database, team_id, now_ms))
    )
    if total:
        _LOG.info("tombstones collected count=%d", total)
    return total


def _of_each_team(database: Database, work: Callable[[str], int]) -> int:
    """Do a work for every team, each on its own; return what comes of all of them."""
    with database.reading() as connection:
        team_ids = collecting.teams(connection)
    total = 0
    for team_id in team_ids:
        with _holding_up_nothing(team_id):
            total += work(team_id)
    return total


@contextmanager
def _holding_up_nothing(team_id: str = "") -> Iterator[None]:
    """Say what failed, and let what comes after it be done."""
    try:
        yield
    except RapportError as error:
        _LOG.warning("upkeep failed team=%s error=%s", team_id, error.key)
    except Exception as error:  # noqa: BLE001  # a mistake of ours must not end all upkeep unseen
        name = type(error).__name__
        _LOG.error("upkeep failed team=%s error=%s at\n%s", team_id, name, way_of(error))


def _remove(database: Database, store: FileStore, team_id: str, now_ms: int) -> int:
    with database.reading() as connection:
        hashes = unwanted(connection, team_id, now_ms)
    for start in range(0, len(hashes), _AT_ONCE):
        store.remove(team_id, hashes[start : start + _AT_ONCE])
    return len(hashes)


def _collect(database: Database, team_id: str, now_ms: int) -> int:
    with database.writing() as connection:
        return collecting.collect(connection, team_id, now_ms)
