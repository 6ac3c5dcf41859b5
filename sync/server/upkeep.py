"""What a running server does by itself, once a day."""

import asyncio
import logging
from collections.abc import Callable
from functools import partial

from sync.core.errors import RapportError
from sync.server import collecting
from sync.server.database import Database, repeated

FIRST_AFTER_S = 60.0
EVERY_S = 24 * 60 * 60.0

_LOG = logging.getLogger(__name__)


async def keep_up(database: Database, now_ms: Callable[[], int]) -> None:
    """Collect old tombstones, a minute after the start and then every day, until cancelled."""
    await asyncio.sleep(FIRST_AFTER_S)
    while True:
        try:
            await asyncio.to_thread(collect_all, database, now_ms())
        except RapportError as error:
            _LOG.warning("upkeep failed error=%s", error.key)
        await asyncio.sleep(EVERY_S)


def collect_all(database: Database, now_ms: int) -> int:
    """Collect the old tombstones of every team, one transaction each; return how many."""
    with database.reading() as connection:
        teams = collecting.teams(connection)
    total = 0
    for team_id in teams:
        total += repeated(partial(_collect, database, team_id, now_ms))
    if total:
        _LOG.info("tombstones collected count=%d", total)
    return total


def _collect(database: Database, team_id: str, now_ms: int) -> int:
    with database.writing() as connection:
        return collecting.collect(connection, team_id, now_ms)
