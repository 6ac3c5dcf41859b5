"""A change reaches another person's open screen, while a thousand others listen."""

import multiprocessing
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from multiprocessing.connection import Connection

import httpx

from app.bench.context import Run
from app.bench.deals import edit_of
from app.bench.measure import Measurement, timed
from app.bench.memory import resident_mb
from app.bench.server import deal_ids, serving_deals
from app.processes import PartFailedError
from sync.client.engine import sync_once
from sync.client.http import HttpSyncService
from sync.client.replica import Replica
from sync.core.records.deal import Deal

_LISTENERS, _OFTEN = 1_000, 10
_TIMEOUT_S = 30.0


def live(run: Run) -> Iterator[Measurement]:
    """Measure from A's outbox to B's rows by way of the live stream, with idle listeners."""
    count, others = run.size(1_000), run.size(_LISTENERS)
    with ExitStack() as stack:
        server, here = stack.enter_context(serving_deals(run.folder, count))
        there, idle = (server.joined(run.folder / name) for name in ("there", "idle"))
        server.exchange(there)
        before = resident_mb(server.pid)
        stack.callback(_listening(server.port, idle.state().token, others))
        after = resident_mb(server.pid)
        exchange = [_connected(stack, server.url, replica) for replica in (here, there)]
        events = _events(stack, server.url, there.state().token)
        next(events)
        (deal_id,) = deal_ids(here, 1)

        def reach() -> None:
            exchange[0]()
            next(events)
            exchange[1]()

        seconds = []
        for turn in range(run.rounds * _OFTEN):
            with here.transaction() as writer:
                writer.edit(Deal, deal_id, **edit_of(turn, 0))
            seconds.append(timed(reach))
    added = None if before is None or after is None else round(after - before, 1)
    yield Measurement(
        "live",
        {"deals": count, "listeners": others},
        tuple(seconds),
        1,
        "from A's outbox to B's rows, told by the stream; everybody else listens, too",
        figures={"server_mb": after, "listeners_mb": added},
    )


def _connected(stack: ExitStack, url: str, replica: Replica) -> Callable[[], object]:
    client = stack.enter_context(httpx.Client(base_url=url))
    service = HttpSyncService(client, replica.state().token)
    return lambda: sync_once(replica, service)


def _events(stack: ExitStack, url: str, token: str) -> Iterator[str]:
    client = stack.enter_context(httpx.Client(base_url=url, timeout=_TIMEOUT_S))
    headers = {"Authorization": f"Bearer {token}"}
    stream = stack.enter_context(client.stream("GET", "/v1/live", headers=headers))
    return (line for line in stream.iter_lines() if line.startswith("data:"))


def _listening(port: int, token: str, count: int) -> Callable[[], None]:
    """Open so many live streams in a process of their own; return what ends them."""
    context = multiprocessing.get_context("spawn")
    pipe, far = context.Pipe()
    process = context.Process(target=_listen, args=(port, token, count, far), daemon=True)
    process.start()
    if pipe.recv() != "ready":
        raise PartFailedError(url="/v1/live")

    def end() -> None:
        pipe.send("end")
        process.join()

    return end


def _listen(port: int, token: str, count: int, pipe: Connection) -> None:
    request = (
        f"GET /v1/live HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n\r\n"
    ).encode()
    streams = []
    for _ in range(count):
        stream = socket.create_connection(("127.0.0.1", port))
        stream.sendall(request)
        streams.append(stream)
    for stream in streams:
        if b" 200 " not in stream.recv(4_096).split(b"\r\n", 1)[0]:
            pipe.send("refused")
            return
    pipe.send("ready")
    pipe.recv()
    for stream in streams:
        stream.close()
