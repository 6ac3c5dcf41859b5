"""News over a real socket: it arrives, carries nothing else, and ends when it must."""

import asyncio
import itertools
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from sync.core.protocol import InviteReply
from sync.server import serving, teams
from sync.server.app import create_app, real_outside
from sync.server.live import Broadcaster
from sync.server.routes import Backend
from sync.server.settings import Settings
from tests.server.conftest import Server, Team
from tests.server.phones import Phone

_SOON_S = 5.0


@dataclass
class SocketServer:
    """A server behind a real socket.

    Attributes:
        url: Its address.
        code: The admin's invitation.
        server: The server, to be told to stop.
        thread: Where it runs.
    """

    url: str
    code: InviteReply
    server: serving.Server
    thread: threading.Thread

    def stop(self) -> float:
        """Stop the server; return how many seconds that took."""
        started = time.monotonic()
        self.server.should_exit = True
        self.thread.join(timeout=20)
        assert not self.thread.is_alive()
        return time.monotonic() - started


@pytest.fixture
def running(tmp_path: Path) -> Iterator[SocketServer]:
    """A real uvicorn in a thread."""
    settings = Settings(data=tmp_path, port=0, heartbeat_s=0.2)
    app = create_app(settings)
    with app.state.backend.database.writing() as connection:
        code = teams.found_team(connection, real_outside(), "Acme", "Ann")
    with serving.listen(settings) as listener:
        server = serving.server_of(app, settings)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        running = SocketServer(serving.url_of(settings, listener), code, server, thread)
        try:
            yield running
        finally:
            running.stop()


@pytest.fixture
def http(running: SocketServer) -> Iterator[httpx.Client]:
    """A client of the real server."""
    with httpx.Client(base_url=running.url, timeout=_SOON_S) as client:
        yield client


@pytest.fixture
def phone(running: SocketServer, http: httpx.Client) -> Phone:
    """The admin's device on the real server."""
    reply = http.post("/v1/join", json={"code": running.code.code, "device_name": "phone"})
    phone = Phone(http, reply.json())
    phone.catch_up()
    return phone


def _stream(phone: Phone) -> AbstractContextManager[httpx.Response]:
    return phone.http.stream("GET", "/v1/live", headers=phone.headers)


def test_news_arrives_and_carries_the_head_alone(phone: Phone) -> None:
    with _stream(phone) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        lines = response.iter_lines()
        first = next(lines)
        phone.put("deal", "d1", title="A")
        news = [line for line in (next(lines) for _ in range(10)) if line.startswith("data")]
    head = int(phone.cursor.split(".")[2], 16)
    assert first == f'data: {{"head": {head - 1}}}'
    assert news[0] == f'data: {{"head": {head}}}'


def test_an_idle_stream_shows_signs_of_life(phone: Phone) -> None:
    with _stream(phone) as response:
        lines = [line for line, _ in zip(response.iter_lines(), range(6), strict=False)]
    assert ": still here" in lines


def test_revoking_a_device_ends_its_stream(phone: Phone) -> None:
    with _stream(phone) as response:
        lines = response.iter_lines()
        next(lines)
        revoked = phone.http.delete(f"/v1/devices/{phone.number}", headers=phone.headers)
        assert revoked.status_code == 204
        assert all(line in ("", ": still here") or "head" in line for line in lines)
    assert phone.http.get("/v1/live", headers=phone.headers).status_code == 401


def test_stopping_the_server_does_not_wait_for_open_streams(
    running: SocketServer, phone: Phone
) -> None:
    with _stream(phone) as response:
        lines = response.iter_lines()
        next(lines)
        assert running.stop() < 3
        assert list(lines)[-1] == ""


def test_a_reader_that_goes_away_is_forgotten(running: SocketServer, phone: Phone) -> None:
    broadcaster = running.server.broadcaster
    with _stream(phone) as response:
        lines = response.iter_lines()
        next(lines)
        assert broadcaster.listeners == 1
    deadline = time.monotonic() + _SOON_S
    while broadcaster.listeners and time.monotonic() < deadline:
        time.sleep(0.02)
    assert broadcaster.listeners == 0


def test_a_broken_request_leaves_the_server_well(running: SocketServer, phone: Phone) -> None:
    host, port = running.url.removeprefix("http://").split(":")
    for piece in (b"POST /v1/sync HTTP/1.1\r\nContent-Length: 100\r\n\r\nhalf", b"\x00\xff", b""):
        with socket.create_connection((host, int(port)), timeout=_SOON_S) as connection:
            connection.sendall(piece)
    assert phone.post().status_code == 200


def test_news_of_one_team_is_none_of_anothers(server: Server, team: Team) -> None:
    other = server.found("Bolt")
    with _stream(other) as response:
        lines = response.iter_lines()
        first = next(lines)
        team.rep.put("deal", "d1", title="A")
        later = [next(lines) for _ in range(4)]
    assert first.startswith("data")
    assert not [line for line in later if line.startswith("data")]


def test_a_change_of_role_ends_the_persons_streams(server: Server, team: Team) -> None:
    server.clock.move(1000)
    team.admin.ticks = 1000
    with _stream(team.rep) as response:
        lines = response.iter_lines()
        next(lines)
        team.admin.put("user", team.rep.user_id, role="manager")
        assert sum(1 for _ in lines) < 20


def test_a_late_telling_does_not_move_the_head_back(server: Server, team: Team) -> None:
    with _stream(team.rep) as response:
        lines = response.iter_lines()
        first = next(lines)
        server.app.state.backend.broadcaster.publish(team.rep.joined["team_id"], 1)
        later = [next(lines) for _ in range(4)]
    assert first.startswith("data")
    assert not [line for line in later if line.startswith("data")]


def test_the_newest_stream_is_told_first_and_others_work_between(server: Server) -> None:
    backend: Backend = server.app.state.backend
    login = backend.login(server.found("Acme").joined["token"])
    told: list[int] = []

    async def story() -> list[int]:
        broadcaster = Broadcaster(60.0)
        broadcaster.start()

        async def head() -> int:
            return 1

        async def listen(number: int) -> None:
            async for _event in broadcaster.stream(login, head):
                told.append(number)  # noqa: PERF401  # each as it is told

        async def turns() -> list[int]:
            seen = []
            while len(told) < 100:
                seen.append(len(told))
                await asyncio.sleep(0)
            return seen

        listeners = [asyncio.create_task(listen(number)) for number in range(100)]
        await turns()
        told.clear()
        broadcaster.publish(login.team_id, 2)
        seen = await turns()
        broadcaster.close()
        await asyncio.gather(*listeners)
        return seen

    seen = asyncio.run(story())
    assert told == [*range(99, -1, -1)]
    assert max(after - before for before, after in itertools.pairwise([*seen, 100])) < 50
