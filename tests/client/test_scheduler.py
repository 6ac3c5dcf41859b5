"""When the background exchanges: at the start, at a nudge, at news, after a failure."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.client import scheduler as scheduler_module
from sync.client import state
from sync.client.http import HttpSyncService
from sync.client.join import adopt
from sync.client.replica import Replica
from sync.client.scheduler import (
    FIRST_WAIT_S,
    LONGEST_WAIT_S,
    Scheduler,
    SyncStatus,
    backoff_s,
)
from sync.core.errors import (
    DiskFullError,
    ServerFaultError,
    SignedOutError,
    StampError,
    UnreachableError,
)
from sync.core.protocol import PROBLEM, REPLY, Problem
from tests.builders import make_join_reply, make_reply, make_row

_PATIENCE_S = 20.0
WORDS = "Sabine wants a quote"


@given(failures=st.integers(1, 10_000), jitter=st.floats(0, 1))
def test_waits_stay_within_their_bounds(failures: int, jitter: float) -> None:
    assert FIRST_WAIT_S / 2 <= backoff_s(failures, jitter) <= LONGEST_WAIT_S
    assert backoff_s(failures, jitter) <= backoff_s(failures + 1, jitter)


@given(failures=st.integers(1, 100))
def test_jitter_spreads_the_upper_half_of_a_wait(failures: int) -> None:
    assert backoff_s(failures, 0.0) == backoff_s(failures, 1.0) / 2


def test_waits_double_up_to_a_minute() -> None:
    assert [backoff_s(n, 1.0) for n in range(1, 9)] == [1, 2, 4, 8, 16, 32, 60, 60]


_SIGNED_OUT = PROBLEM.dump_json(Problem("error.signed_out"))


class Server:
    """A small server that answers as a test says; real sockets, one thread a request.

    Attributes:
        only: The one token it knows; all, when empty.
    """

    def __init__(self) -> None:
        self.exchanges = 0
        self.streams = 0
        self.heard: list[str] = []
        self.status = 200
        self.body = REPLY.dump_json(make_reply())
        self.only = ""
        self.news = threading.Event()
        self.live = True
        self.gone = threading.Event()
        told = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("content-length", 0)))
                told.exchanges += 1
                known = self.headers["authorization"].endswith(told.only)
                status, body = (told.status, told.body) if known else (401, _SIGNED_OUT)
                self.send_response(status)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self) -> None:
                if self.path.startswith("/v1/sync"):
                    self.do_POST()
                    return
                told.streams += 1
                told.heard.append(self.headers["authorization"])
                self.send_response(200 if told.live else 503)
                self.end_headers()
                while told.live and not told.gone.is_set():
                    if told.news.wait(0.01):
                        told.news.clear()
                        self.wfile.write(b": heartbeat\n\ndata: 7\n\n")

            def log_message(self, *_args: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,))
        self._thread.start()

    def stop(self) -> None:
        """Stop answering; once is enough."""
        if self.gone.is_set():
            return
        self.gone.set()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    """A server; stopped after the test."""
    server = Server()
    yield server
    server.stop()


@pytest.fixture
def joined(empty_replica: Replica, server: Server, monkeypatch: pytest.MonkeyPatch) -> Replica:
    """A replica that has joined it; failures are short, all other waits longer than a test."""
    monkeypatch.setattr(scheduler_module, "FIRST_WAIT_S", 0.01)
    monkeypatch.setattr(scheduler_module, "LONGEST_WAIT_S", 0.05)
    adopt(empty_replica, make_join_reply(), server.url)
    return empty_replica


@asynccontextmanager
async def running(replica: Replica, said: list[SyncStatus]) -> AsyncIterator[Scheduler]:
    """Run a scheduler in the background."""
    scheduler = Scheduler(replica, said.append)
    task = asyncio.create_task(scheduler.run())
    try:
        yield scheduler
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(true: Callable[[], bool]) -> None:
    """Wait for something to become true."""
    async with asyncio.timeout(_PATIENCE_S):
        while not true():  # noqa: ASYNC110  # threads change what it asks about
            await asyncio.sleep(0.005)


def test_it_exchanges_at_the_start_and_says_so(joined: Replica, server: Server) -> None:
    said: list[SyncStatus] = []

    async def story() -> None:
        async with running(joined, said) as scheduler:
            assert scheduler.status == SyncStatus()
            await until(lambda: scheduler.status.online is True)

    server.body = REPLY.dump_json(make_reply(make_row()))
    asyncio.run(story())
    assert [s.running for s in said] == [True, True, False]
    assert said[-1].online
    assert said[-1].progress.received == 1
    assert joined.state().cursor == "1"


def test_a_nudge_and_news_are_reasons_to_exchange(joined: Replica, server: Server) -> None:
    async def story() -> None:
        async with running(joined, []) as scheduler:
            await until(lambda: server.exchanges == 1 and server.streams == 1)
            scheduler.nudge()
            await until(lambda: server.exchanges == 2)
            server.news.set()
            await until(lambda: server.exchanges == 3)

    asyncio.run(story())


def test_a_timer_pulls_while_there_is_no_news(
    joined: Replica, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler_module, "WITHOUT_NEWS_S", 0.02)
    server.live = False

    async def story() -> None:
        async with running(joined, []):
            await until(lambda: server.exchanges >= 3 and server.streams >= 2)

    asyncio.run(story())


def test_a_live_stream_makes_the_timer_slow(
    joined: Replica, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler_module, "WITHOUT_NEWS_S", 0.02)

    async def story() -> None:
        async with running(joined, []) as scheduler:
            await until(lambda: server.streams == 1)
            scheduler.nudge()
            await asyncio.sleep(0.1)
            before = server.exchanges
            await asyncio.sleep(0.2)
            assert server.exchanges == before

    asyncio.run(story())


def test_a_failure_is_said_and_tried_again(joined: Replica, server: Server) -> None:
    said: list[SyncStatus] = []
    server.status = 500

    async def story() -> None:
        async with running(joined, said) as scheduler:
            await until(lambda: server.exchanges >= 3)
            assert isinstance(scheduler.status.error, ServerFaultError) or scheduler.status.running
            server.status = 200
            await until(lambda: scheduler.status.online is True)
            assert scheduler.status.error is None

    asyncio.run(story())
    assert any(isinstance(s.error, ServerFaultError) and s.online is False for s in said)


def test_an_answer_nobody_expects_does_not_end_the_exchanges(
    joined: Replica, server: Server
) -> None:
    good, server.body = server.body, REPLY.dump_json(make_reply(make_row(at="no stamp")))

    async def story() -> None:
        async with running(joined, []) as scheduler:
            await until(lambda: isinstance(scheduler.status.error, StampError))
            server.body = good
            await until(lambda: scheduler.status.online is True)

    asyncio.run(story())


def test_what_nobody_foresaw_does_not_end_the_exchanges(
    joined: Replica,
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def story() -> None:
        async with running(joined, []) as scheduler:
            await until(lambda: scheduler.status.online is True)
            with monkeypatch.context() as broken:
                broken.setattr(scheduler_module, "sync_once", fail)
                scheduler.nudge()
                await until(lambda: scheduler.status.error is not None)
                assert not scheduler.status.running
            await until(lambda: scheduler.status.error is None)

    def fail(*_: object) -> None:
        raise ZeroDivisionError(WORDS)

    asyncio.run(story())
    assert server.exchanges >= 2
    assert "ZeroDivisionError" in caplog.text
    assert WORDS not in caplog.text


def test_a_server_that_went_away_is_noticed(joined: Replica, server: Server) -> None:
    async def story() -> None:
        async with running(joined, []) as scheduler:
            await until(lambda: server.streams == 1 and scheduler.status.online is True)
            await asyncio.to_thread(server.stop)
            await until(lambda: isinstance(scheduler.status.error, UnreachableError))

    asyncio.run(story())


def test_a_device_that_was_signed_out_stops(joined: Replica, server: Server) -> None:
    server.status = 401
    server.body = _SIGNED_OUT
    server.live = False

    async def story() -> SyncStatus:
        scheduler = Scheduler(joined, lambda _status: None)
        async with asyncio.timeout(_PATIENCE_S):
            await scheduler.run()
        return scheduler.status

    assert isinstance(asyncio.run(story()).error, SignedOutError)
    assert server.exchanges == 2


def test_a_token_that_another_process_traded_is_taken_up(joined: Replica, server: Server) -> None:
    async def story() -> None:
        said: list[SyncStatus] = []
        async with running(joined, said) as scheduler:
            await until(lambda: scheduler.status.online is True and server.streams > 0)
            with joined.exclusive() as connection:
                state.save(connection, token="traded")
            server.only = "traded"
            before = server.exchanges
            scheduler.nudge()
            await until(lambda: server.exchanges >= before + 2 and not scheduler.status.running)
            assert all(status.error is None for status in said)

    asyncio.run(story())


def test_trouble_on_the_own_disk_says_nothing_about_the_server(
    joined: Replica, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story() -> None:
        async with running(joined, []) as scheduler:
            await until(lambda: scheduler.status.online is True)
            monkeypatch.setattr(scheduler_module, "sync_once", fail)
            scheduler.nudge()
            await until(lambda: isinstance(scheduler.status.error, DiskFullError))
            assert scheduler.status.online is True

    def fail(*_: object) -> None:
        raise DiskFullError

    asyncio.run(story())
    assert server.exchanges >= 1


@pytest.mark.parametrize(
    ("error", "pause_s"),
    [
        (None, 0.0),
        (UnreachableError(), 0.0),
        (ServerFaultError(status=429, retry_s=7), 7.0),
        (ServerFaultError(status=503, retry_s=86_400), LONGEST_WAIT_S),
    ],
)
def test_a_server_that_asks_for_a_pause_gets_it_within_reason(
    empty_replica: Replica, error: ServerFaultError | None, pause_s: float
) -> None:
    scheduler = Scheduler(empty_replica, lambda _status: None)
    scheduler._say(SyncStatus(error=error))
    assert scheduler._pause_s() == pause_s


def test_nothing_shortens_the_pause_a_server_asked_for(joined: Replica, server: Server) -> None:
    paused = asyncio.Event()

    class Paused(Scheduler):
        def _pause_s(self) -> float:
            paused.set()
            return _PATIENCE_S

    async def story() -> None:
        scheduler = Paused(joined, lambda _status: None)
        task = asyncio.create_task(scheduler.run())
        await asyncio.wait_for(paused.wait(), _PATIENCE_S)
        scheduler.nudge()
        await asyncio.sleep(0.1)
        assert server.exchanges == 1
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(story())


def test_the_token_is_renewed_after_an_exchange_and_news_come_by_the_new_one(
    joined: Replica, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def renewed(_replica: Replica, service: HttpSyncService) -> bool:
        changes = service.token != "new"
        service.use("new")
        return changes

    monkeypatch.setattr(scheduler_module, "renew_if_due", renewed)
    server.live = False

    async def story() -> None:
        async with running(joined, []):
            await until(lambda: "Bearer new" in server.heard)

    asyncio.run(story())
    assert server.heard[0] != "Bearer new"
