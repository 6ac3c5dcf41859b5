"""What a notebook without a server does by itself, once a day: let old recordings go."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from contextlib import suppress

from app.commands.expiry import AT_ONCE, expire
from sync.client.file_sweep import sweep
from sync.client.replica import Replica
from sync.core.errors import RapportError

log = logging.getLogger(__name__)

_FIRST_AFTER_S = 5.0
"""The screen comes first, and the first words after it."""
_EVERY_S = 24 * 60 * 60.0


def expire_all(replica: Replica) -> int:
    """Remove recordings whose time is up, and the bytes of those that went before.

    Nothing is done for a replica that has joined a team: its server says what goes,
    and its files are swept with each exchange.

    Returns:
        How many recordings were removed.

    Raises:
        RapportError: If the replica cannot be read or written.
    """
    own = replica.state()
    if own.joined or not own.owned:
        return 0
    total, removed = 0, AT_ONCE
    while removed == AT_ONCE:
        with replica.transaction() as writer:
            removed = expire(writer)
        total += removed
    sweep(replica)
    return total


class Expiring:
    """Owned by the runtime; its methods are called on the loop."""

    def __init__(self, wrote: Callable[[Iterable[str]], None]) -> None:
        """Begin nothing; `wrote` hears which kinds of records were written."""
        self._wrote = wrote
        self._ends = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self, replica: Replica) -> None:
        """Look after a replica's recordings from now on; again is nothing."""
        if self._task is None:
            self._ends.clear()
            self._task = asyncio.create_task(self._look_after(replica))

    async def stop(self) -> None:
        """Write nothing more into the replica; what is under way ends first."""
        self._ends.set()
        task, self._task = self._task, None
        if task:
            await task

    async def _look_after(self, replica: Replica) -> None:
        wait_s = _FIRST_AFTER_S
        while not await self._ended(wait_s):
            try:
                removed = await asyncio.to_thread(expire_all, replica)
            except RapportError as error:
                log.warning("not-expired error=%s", type(error).__name__)
            else:
                if removed:
                    log.info("expired count=%d", removed)
                    self._wrote(["attachment"])
            wait_s = _EVERY_S

    async def _ended(self, wait_s: float) -> bool:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._ends.wait(), wait_s)
        return self._ends.is_set()
