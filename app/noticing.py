"""Notice customers and people that were written down twice, beside everything else.

After the start, after an exchange and after a write whatever is new is compared with the
rest of the notebook; what may be the same waits in Me until a person has said.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Final

from app.commands.noticing import (
    AT_ONCE,
    MANY,
    all_alike,
    has_news,
    keep_all,
    keep_keys,
    look_for_alike,
    unmatched,
)
from app.matching.facts import SubjectKind
from sync.client.replica import Replica
from sync.core.errors import RapportError

log = logging.getLogger(__name__)

ALIKE: Final = "alike"
"""What a query names to be read again when something was noticed."""
NOTICED: Final = frozenset({"account", "contact", "sameness"})
"""Kinds that make it look again."""

_KINDS: Final[tuple[SubjectKind, ...]] = ("account", "contact")
_FIRST_AFTER_S = 3.0
"""The screen comes first."""
_PAUSE_S = 0.5
"""So that what a person writes in one go is looked at once, and nobody's write waits."""


def notice(replica: Replica, goes_on: Callable[[], bool] = lambda: True) -> int:
    """Compare what is new with the rest; what was done stays done when it is stopped.

    Args:
        replica: Whose customers and people.
        goes_on: Asked between the steps whether to go on.

    Returns:
        How many were looked at.

    Raises:
        RapportError: If the replica cannot be read or written.
    """
    looked = 0
    for kind in _KINDS:
        with replica.reading() as connection:
            if not has_news(connection, kind):
                continue
        done = AT_ONCE
        while done == AT_ONCE and goes_on():
            with replica.exclusive(durable=False) as connection:
                done = keep_keys(connection, kind)
        with replica.reading() as connection:
            new = unmatched(connection, kind)
            found = all_alike(connection, kind) if new > MANY and goes_on() else None
        if found:
            with replica.exclusive(durable=False) as connection:
                keep_all(connection, kind, *found)
        done = AT_ONCE
        while done == AT_ONCE and goes_on():
            with replica.exclusive(durable=False) as connection:
                done = look_for_alike(connection, kind)
        looked += new
    return looked


class Noticing:
    """Owned by the runtime; its methods are called on the loop."""

    def __init__(self, noticed: Callable[[Iterable[str]], None]) -> None:
        """Begin nothing; `noticed` hears when there is something to read again."""
        self._noticed = noticed
        self._wake = asyncio.Event()
        self._ends = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self, replica: Replica) -> None:
        """Look after a replica from now on; again is nothing."""
        if self._task is None:
            self._ends.clear()
            self._task = asyncio.create_task(self._look_after(replica))

    def nudge(self, kinds: Iterable[str]) -> None:
        """Look again, if it can be about customers or people."""
        if not NOTICED.isdisjoint(kinds):
            self._wake.set()

    async def stop(self) -> None:
        """Write nothing more into the replica; what is under way ends first."""
        self._ends.set()
        self._wake.set()
        task, self._task = self._task, None
        if task:
            await task

    async def _look_after(self, replica: Replica) -> None:
        await self._ended(_FIRST_AFTER_S)
        while not self._ends.is_set():
            self._wake.clear()
            try:
                looked = await asyncio.to_thread(notice, replica, lambda: not self._ends.is_set())
            except RapportError as error:
                log.warning("not-noticed error=%s", type(error).__name__)
            else:
                if looked:
                    self._noticed([ALIKE])
            await self._wake.wait()
            await self._ended(_PAUSE_S)

    async def _ended(self, wait_s: float) -> bool:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._ends.wait(), wait_s)
        return self._ends.is_set()
