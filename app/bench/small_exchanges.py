"""What happens all day: one change goes from one person to another, or nothing does."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import cache, partial

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

Exchange = Callable[[Replica], object]

_OFTEN = 20
"""Repetitions for each round: single exchanges are short and noisy."""


def one_change(run: Run) -> Iterator[Measurement]:
    """Measure push and pull of one edit, durable at the server before it is acknowledged."""
    count = run.size(20_000)
    with ExitStack() as stack:
        here, there, direct, counted, relay = _two_devices(stack, run, count)
        floor = stack.enter_context(closing(FloorServer(run.folder / "floor", plain_deals(count))))
        sender, reader = (
            stack.enter_context(closing(FloorDevice(run.folder / f"{name}.sqlite3", floor.url)))
            for name in ("sender", "reader")
        )
        reader.pull()
        (deal_id,) = deal_ids(here, 1)
        seconds, floors = [], []
        for turn in range(run.rounds * _OFTEN):
            _edit(here, deal_id, turn)
            sender.queue([("Turn", f"Because of {turn}", deal_id)])
            seconds.append(timed(partial(_pass_on, here, there, direct)))
            floors.append(timed(partial(_pass_on_bare, sender, reader)))
        for turn in (-2, -1):  # the first tells the device what the server can unpack
            _edit(here, deal_id, turn)
            counted(there)
            relay.take()
            _pass_on(here, there, counted)
        up, down = relay.take()
    note = "one edit of two fields from A's outbox to B's rows: push, then pull (fsync)"
    figures = {"bytes": up + down}
    sizes = {"deals": count}
    yield Measurement("one_change", sizes, tuple(seconds), 1, note, tuple(floors), figures)


def nothing_to_do(run: Run) -> Iterator[Measurement]:
    """Measure an exchange when both sides have everything."""
    count = run.size(20_000)
    with ExitStack() as stack:
        _, there, direct, counted, relay = _two_devices(stack, run, count)
        floor = stack.enter_context(closing(FloorServer(run.folder / "floor", plain_deals(count))))
        reader = stack.enter_context(closing(FloorDevice(run.folder / "floor.sqlite3", floor.url)))
        reader.pull()
        seconds, floors = [], []
        for _ in range(run.rounds * _OFTEN):
            seconds.append(timed(partial(direct, there)))
            floors.append(timed(reader.pull))
        counted(there)
        up, down = relay.take()
    note = "one empty exchange; none at all while live"
    figures = {"bytes": up + down, "bytes_up": up, "bytes_down": down}
    sizes = {"deals": count}
    yield Measurement("nothing_to_do", sizes, tuple(seconds), 1, note, tuple(floors), figures)


def _two_devices(
    stack: ExitStack, run: Run, count: int
) -> tuple[Replica, Replica, Exchange, Exchange, Relay]:
    """Return two devices that hold the same, and ways to exchange: direct, and counted."""
    server, here = stack.enter_context(serving_deals(run.folder, count))
    there = server.joined(run.folder / "there")
    server.exchange(there)
    server.exchange(here)
    relay = stack.enter_context(closing(Relay(server.port)))
    direct = _exchange_through(stack, server.url)
    counted = _exchange_through(stack, relay.url)
    counted(there)  # the connection is made; what counts is what an open one carries
    relay.take()
    return here, there, direct, counted, relay


def _exchange_through(stack: ExitStack, url: str) -> Exchange:
    client = stack.enter_context(httpx.Client(base_url=url))

    @cache
    def service_of(replica: Replica) -> HttpSyncService:
        return HttpSyncService(client, replica.state().token)

    def exchange(replica: Replica) -> object:
        return sync_once(replica, service_of(replica))

    return exchange


def _pass_on(here: Replica, there: Replica, exchange: Exchange) -> None:
    exchange(here)
    exchange(there)


def _pass_on_bare(sender: FloorDevice, reader: FloorDevice) -> None:
    sender.push()
    reader.pull()


def _edit(replica: Replica, deal_id: str, turn: int) -> None:
    with replica.transaction() as writer:
        writer.edit(Deal, deal_id, **edit_of(turn, 0))
