"""A new device reads everything: 20,000 deals, merged and ready to list."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx

from app.bench.context import Run
from app.bench.deals import plain_deals
from app.bench.device_process import DeviceProcess
from app.bench.floor import FloorDevice, FloorServer
from app.bench.measure import Measurement, timed
from app.bench.relay import Relay
from app.bench.server import BenchServer, serving_deals
from sync.client.engine import sync_once
from sync.client.http import HttpSyncService


def first_sync(run: Run) -> Iterator[Measurement]:
    """Measure time, bytes on the wire and added memory; the index apart."""
    count = run.size(20_000)
    merged, indexed, floors, added = [], [], [], []
    with (
        serving_deals(run.folder, count) as (server, _),
        closing(FloorServer(run.folder / "floor", plain_deals(count))) as floor,
    ):
        for turn in range(run.rounds):
            ours = _ours(server, run.folder / f"device-{turn}")
            merged.append(ours[0])
            indexed.append(ours[1])
            added.append(ours[2])
            floors.append(_floor(floor, run.folder / f"floor-{turn}.sqlite3"))
        up, down = _bytes(server, run.folder / "counted")
    figures = {"bytes_up": up, "bytes_down": down, "added_peak_mb": _most(added)}
    note = "every deal merged into SQLite, ready to list; a process of its own"
    sizes = {"deals": count}
    yield Measurement("first_sync", sizes, tuple(merged), count, note, tuple(floors), figures)
    yield Measurement("first_sync_index", sizes, tuple(indexed), count, "search follows")


def _ours(server: BenchServer, folder: Path) -> tuple[float, float, float | None]:
    server.joined(folder).close()
    with closing(DeviceProcess(folder, server.url)) as device:
        device.begin("first_sync")
        result: tuple[float, float, float | None] = device.end()
        return result


def _floor(floor: FloorServer, file: Path) -> float:
    with closing(FloorDevice(file, floor.url)) as device:
        return timed(device.pull)


def _bytes(server: BenchServer, folder: Path) -> tuple[int, int]:
    """Count, untimed, what crosses the wire."""
    replica = server.joined(folder)
    with closing(Relay(server.port)) as relay, httpx.Client(base_url=relay.url) as client:
        sync_once(replica, HttpSyncService(client, replica.state().token))
        return relay.take()


def _most(found: list[float | None]) -> float | None:
    known = [mb for mb in found if mb is not None]
    return max(known, default=None)
