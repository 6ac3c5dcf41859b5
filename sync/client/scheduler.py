"""When to exchange: after a write, at news, on a timer, and later after a failure.

While the live stream is up and nothing changes, no request is made but a slow
safety pull; lost news costs nothing but that wait.
"""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace

import httpx

from sync.client.comparing import compare_if_due
from sync.client.engine import Progress, index, sync_once
from sync.client.file_mover import FileMover
from sync.client.files import FileProgress
from sync.client.http import HttpSyncService
from sync.client.renewal import renew_if_due
from sync.client.replica import Replica
from sync.core.errors import RapportError, ServiceError, SignedOutError, way_of

log = logging.getLogger(__name__)

FIRST_WAIT_S = 1.0
LONGEST_WAIT_S = 60.0
SAFETY_S = 300.0
"""A pull this often even while the live stream says that nothing happened."""
WITHOUT_NEWS_S = 30.0
"""A pull this often while there is no live stream."""
LIVE_SILENCE_S = 45.0
"""The server's heartbeats come every 15 s; a longer silence is a dead line."""


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """How the exchange stands, for a person to read.

    Attributes:
        running: Whether an exchange is under way.
        online: Whether the last attempt reached the server; None before any.
        error: The last failure; None after a success.
        progress: How far the running or last exchange has come.
        files: How far files have come; they move beside the exchanges.
    """

    running: bool = False
    online: bool | None = None
    error: RapportError | None = None
    progress: Progress = field(default_factory=Progress)
    files: FileProgress = field(default_factory=FileProgress)


def backoff_s(failures: int, jitter: float) -> float:
    """Return how long to wait after so many failures in a row.

    Doubles from `FIRST_WAIT_S` to `LONGEST_WAIT_S`; full jitter over the upper
    half, so that a team's devices do not all come back at once.

    Args:
        failures: Failures in a row, from 1.
        jitter: A random number from 0 to 1.
    """
    longest = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(failures - 1, 16))
    return longest * (0.5 + jitter / 2)


def _wait_s(failures: int) -> float:
    return backoff_s(failures, random.random())  # noqa: S311  # spreads load, guards nothing


def _sync_surely(
    replica: Replica, service: HttpSyncService, report: Callable[[Progress], None]
) -> Progress:
    """Exchange; who is signed out asks once more, with the token as it is saved now.

    A bit of it may have been flipped on its way, or another process of this device
    may have traded it for a new one.

    Raises:
        ServiceError: If the server could not be reached, or has signed this device out.
        StoreError: If the replica could not be written.
    """
    try:
        return sync_once(replica, service, report)
    except SignedOutError:
        service.use(replica.state().token)
        return sync_once(replica, service, report)


class Scheduler:
    """Runs exchanges in the background of an asyncio loop until cancelled.

    Owned by the app's runtime; `run` is one task for the scheduler's life.
    """

    def __init__(self, replica: Replica, on_status: Callable[[SyncStatus], None]) -> None:
        """Watch a replica that has joined a team.

        Args:
            replica: The replica to keep in step.
            on_status: Told on the loop whenever the status changes.
        """
        self._replica = replica
        self._on_status = on_status
        self._wake = asyncio.Event()
        self._status = SyncStatus()
        self._live = False
        self._files = FileMover(replica, self._say_files, _wait_s)

    @property
    def status(self) -> SyncStatus:
        """How the exchange stands now."""
        return self._status

    def nudge(self) -> None:
        """Ask for an exchange as soon as the current one is over."""
        self._wake.set()

    async def run(self) -> None:
        """Exchange and listen until cancelled or signed out."""
        joined = await asyncio.to_thread(self._replica.state)
        with httpx.Client(base_url=joined.server_url) as client:
            service = HttpSyncService(client, joined.token)
            async with (
                self._listening(joined.server_url, service),
                self._files.running(client, service),
            ):
                await self._exchange_forever(service)

    async def _exchange_forever(self, service: HttpSyncService) -> None:
        failures = 0
        while not isinstance(self._status.error, SignedOutError):
            self._wake.clear()
            failures = 0 if await self._exchange(service) else failures + 1
            await asyncio.sleep(self._pause_s())
            # A person's write or news is a reason to try at once, even after a failure.
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), self._wait_s(failures))

    def _pause_s(self) -> float:
        """Return how long the server wants to be left alone, whatever is written meanwhile."""
        asked = self._status.error.fields.get("retry_s", 0) if self._status.error else 0
        return min(float(asked), LONGEST_WAIT_S) if isinstance(asked, int) else 0.0

    def _wait_s(self, failures: int) -> float:
        if failures:
            return _wait_s(failures)
        return SAFETY_S if self._live else WITHOUT_NEWS_S

    async def _exchange(self, service: HttpSyncService) -> bool:
        loop = asyncio.get_running_loop()

        def report(progress: Progress) -> None:
            loop.call_soon_threadsafe(self._say, replace(self._status, progress=progress))

        self._say(replace(self._status, running=True, progress=Progress()))
        try:
            progress = await asyncio.to_thread(_sync_surely, self._replica, service, report)
            self._say(
                replace(self._status, running=False, online=True, error=None, progress=progress)
            )
            self._files.nudge()
            await asyncio.to_thread(index, self._replica)
            await asyncio.to_thread(renew_if_due, self._replica, service)
            await asyncio.to_thread(compare_if_due, self._replica, service)
        except RapportError as error:
            log.info("exchange-failed error=%s", type(error).__name__)
            self._say_failed(error)
            return False
        except Exception as error:  # noqa: BLE001  # whatever it is, it is to be tried again
            log.warning("exchange-failed error=%s at\n%s", type(error).__name__, way_of(error))
            self._say_failed(RapportError())
            return False
        return True

    def _say_failed(self, error: RapportError) -> None:
        # Trouble on this device's own disk says nothing about the server.
        online = False if isinstance(error, ServiceError) else self._status.online
        self._say(
            replace(self._status, running=False, online=online, error=error, progress=Progress())
        )

    def _say_files(self, files: FileProgress) -> None:
        self._say(replace(self._status, files=files))

    def _say(self, status: SyncStatus) -> None:
        self._status = status
        self._on_status(status)

    @asynccontextmanager
    async def _listening(self, server_url: str, service: HttpSyncService) -> AsyncIterator[None]:
        task = asyncio.create_task(self._listen_forever(server_url, service))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _listen_forever(self, server_url: str, service: HttpSyncService) -> None:
        failures = 0
        timeout = httpx.Timeout(LIVE_SILENCE_S, connect=5.0)
        async with httpx.AsyncClient(base_url=server_url, timeout=timeout) as client:
            while True:
                headers = {"Authorization": f"Bearer {service.token}"}
                try:
                    async with client.stream("GET", "/v1/live", headers=headers) as stream:
                        stream.raise_for_status()
                        self._live, failures = True, 0
                        async for line in stream.aiter_lines():
                            if line.startswith("data:"):
                                self.nudge()
                except httpx.HTTPError as error:
                    log.info("live-lost error=%s", type(error).__name__)
                if self._live:  # say soon that the server is gone
                    self.nudge()
                self._live = False
                failures += 1
                await asyncio.sleep(_wait_s(failures))
