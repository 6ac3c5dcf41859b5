"""A device comes back with 5,000 edits of two fields."""

from collections.abc import Iterator
from contextlib import closing
from functools import partial

import httpx

from app.bench.context import Run
from app.bench.deals import edit_of, plain_deals
from app.bench.floor import FloorDevice, FloorServer
from app.bench.measure import Measurement, timed
from app.bench.relay import Relay
from app.bench.server import deal_ids, serving_deals
from sync.client.engine import sync_once
from sync.client.http import HttpSyncService
from sync.client.replica import Replica
from sync.core.records.deal import Deal


def push(run: Run) -> Iterator[Measurement]:
    """Measure from outbox to acknowledged, both sides on disk; count the bytes."""
    count, edits = run.size(20_000), run.size(5_000)
    seconds, floors = [], []
    with (
        serving_deals(run.folder, count) as (server, admin),
        closing(FloorServer(run.folder / "floor", plain_deals(count))) as floor,
        closing(FloorDevice(run.folder / "floor.sqlite3", floor.url)) as bare,
        closing(Relay(server.port)) as relay,
        server.client() as client,
        httpx.Client(base_url=relay.url) as counted,
    ):
        ids = deal_ids(admin, edits)
        token = admin.state().token
        for turn in range(run.rounds):
            _edit(admin, ids, turn)
            bare.queue([("Round", f"Because of {turn}", deal_id) for deal_id in ids])
            seconds.append(timed(partial(sync_once, admin, HttpSyncService(client, token))))
            floors.append(timed(bare.push))
        _edit(admin, ids, run.rounds)
        sync_once(admin, HttpSyncService(counted, token))
        up, down = relay.take()
    note = "two fields each, from outbox to acknowledged, history and conflicts recorded (fsync)"
    figures = {"bytes_up": up, "bytes_down": down}
    sizes = {"deals": count, "edits": edits}
    yield Measurement("push", sizes, tuple(seconds), edits, note, tuple(floors), figures)


def _edit(replica: Replica, ids: list[str], turn: int) -> None:
    with replica.transaction() as writer:
        for place, deal_id in enumerate(ids):
            writer.edit(Deal, deal_id, **edit_of(turn, place))
