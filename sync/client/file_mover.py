"""Moves files in the background, after the records and beside them."""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import httpx

from sync.client.file_http import HttpFileService
from sync.client.files import FileProgress, move_files
from sync.client.http import HttpSyncService
from sync.client.replica import Replica
from sync.core.errors import RapportError, SignedOutError, way_of

log = logging.getLogger(__name__)

_PICTURES_S = 0.2
"""Pieces are told of at most this often, so that drawing never slows the work."""
_FAREWELL_S = 5.0
"""How long a piece under way may take to end before it is left to itself."""


class FileMover:
    """Moves what waits whenever an exchange of records was a success.

    Owned by the scheduler; `running` is open for the scheduler's life.
    """

    def __init__(
        self,
        replica: Replica,
        on_progress: Callable[[FileProgress], None],
        wait_s: Callable[[int], float],
    ) -> None:
        """Watch a replica that has joined a team.

        Args:
            replica: The replica whose files are moved.
            on_progress: Told on the loop whenever a piece has come further.
            wait_s: Says how long to wait after so many failures in a row.
        """
        self._replica = replica
        self._on_progress = on_progress
        self._wait_s = wait_s
        self._wake = asyncio.Event()
        self._stop = threading.Event()

    def nudge(self) -> None:
        """Say that records were exchanged, so that their files may follow."""
        self._wake.set()

    @asynccontextmanager
    async def running(self, client: httpx.Client, service: HttpSyncService) -> AsyncIterator[None]:
        """Move files while the block runs; nothing is written once it has ended."""
        task = asyncio.create_task(self._move_forever(client, service))
        try:
            yield
        finally:
            self._stop.set()
            self._wake.set()
            await asyncio.wait({task}, timeout=_FAREWELL_S)
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _move_forever(self, client: httpx.Client, service: HttpSyncService) -> None:
        failures = 0
        while not self._stop.is_set():
            wait_s = self._wait_s(failures) if failures else None
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), wait_s)
            self._wake.clear()
            if not self._stop.is_set():
                moved = await self._move(HttpFileService(client, service.token))
                failures = 0 if moved else failures + 1

    async def _move(self, files: HttpFileService) -> bool:
        loop = asyncio.get_running_loop()
        drawn_s, last = 0.0, FileProgress()

        def report(progress: FileProgress) -> None:
            nonlocal drawn_s, last
            arrived = (progress.sent, progress.fetched) != (last.sent, last.fetched)
            if arrived or loop.time() - drawn_s >= _PICTURES_S:
                drawn_s, last = loop.time(), progress
                loop.call_soon_threadsafe(self._on_progress, progress)

        try:
            await asyncio.to_thread(move_files, self._replica, files, report, self._stop.is_set)
        except SignedOutError:
            return True  # the exchange of records says so, and ends
        except RapportError as error:
            log.info("files-failed error=%s", type(error).__name__)
            return False
        except Exception as error:  # noqa: BLE001  # whatever it is, it is to be tried again
            log.warning("files-failed error=%s at\n%s", type(error).__name__, way_of(error))
            return False
        return True
