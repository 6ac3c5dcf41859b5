"""A device in a process of its own, told what to do through a pipe.

Devices that measure together must not share an interpreter: they would wait for
each other where real ones do not.
"""

import gc
import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import httpx

from app.bench.deals import edit_of
from app.bench.measure import timed
from app.bench.memory import added_mb, forget_peak, resident_mb
from app.device import open_replica
from sync.client.engine import index, sync_once
from sync.client.http import HttpSyncService
from sync.client.replica import Replica
from sync.core.records.deal import Deal


class DeviceProcess:
    """A process that holds one joined replica; ends when it is closed."""

    def __init__(self, folder: Path, url: str) -> None:
        """Start it and wait until its replica is open and its connection made."""
        context = multiprocessing.get_context("spawn")
        self._pipe, far = context.Pipe()
        self._process = context.Process(target=_run, args=(folder, url, far), daemon=True)
        self._process.start()
        self._pipe.recv()

    def begin(self, task: str, *values: object) -> None:
        """Tell it to begin a task of `TASKS`."""
        self._pipe.send((task, values))

    def end(self) -> Any:  # noqa: ANN401  # each task has its own
        """Wait for the task's result."""
        return self._pipe.recv()

    def close(self) -> None:
        """End the process."""
        self._pipe.send(("", ()))
        self._process.join()


def first_sync(replica: Replica, service: HttpSyncService) -> tuple[float, float, float | None]:
    """Read everything; return the seconds, those of the index after it, and the added MB."""
    gc.collect()
    pid = os.getpid()
    forget_peak(pid)
    before = resident_mb(pid)
    merged = timed(lambda: sync_once(replica, service))
    added = added_mb(pid, before)
    return merged, timed(lambda: index(replica)), added


def rounds(replica: Replica, service: HttpSyncService, own: int, count: int, edits: int) -> int:
    """Edit and exchange, again and again; return how many changes were refused.

    Each round edits other records than the one before, and the same as the other
    devices edit a round earlier or later.
    """
    with replica.reading() as connection:
        ids = list(connection.exec_driver_sql("SELECT id FROM deal ORDER BY id").scalars())
    refused = 0
    for turn in range(count):
        first = (own + turn) * edits
        with replica.transaction() as writer:
            for place in range(first, first + edits):
                deal_id = ids[place % len(ids)]
                writer.edit(Deal, deal_id, **edit_of(own * count + turn, place))
        refused += sync_once(replica, service).refused
    return refused


def settle(replica: Replica, service: HttpSyncService) -> None:
    """Exchange until there is nothing to do."""
    sync_once(replica, service)


def deals(replica: Replica, _service: HttpSyncService) -> list[tuple[object, ...]]:
    """Return every deal as it stands, by id."""
    with replica.reading() as connection:
        found = connection.exec_driver_sql("SELECT id, stamps, title, reason FROM deal ORDER BY id")
        return [tuple(row) for row in found]


TASKS: dict[str, Callable[..., Any]] = {
    task.__name__: task for task in (first_sync, rounds, settle, deals)
}


def _run(folder: Path, url: str, pipe: Connection) -> None:
    replica = open_replica(folder)
    with httpx.Client(base_url=url) as client:
        client.get("/health")
        service = HttpSyncService(client, replica.state().token)
        pipe.send("ready")
        while True:
            task, values = pipe.recv()
            if not task:
                break
            pipe.send(TASKS[task](replica, service, *values))
    replica.close()
