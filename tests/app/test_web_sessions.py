"""A window in a browser misses nothing while its connection is gone."""

# Flet's inside is not typed.
# mypy: disable-error-code="no-untyped-call, import-untyped"

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import flet as ft
import msgpack
import pytest
import uvicorn
from flet.messaging.protocol import Message, MessageAction
from flet_web.fastapi import FletApp, flet_app
from starlette.websockets import WebSocketDisconnect
from websockets.asyncio.client import ClientConnection, connect

from app.bench.ports import free_port
from app.web_sessions import KeptConnection, KeptSession, keep_sessions
from tests.app.flet_harness import FletHarness, StubClient, in_own_loop

_RELOADS = 30


class Window(FletHarness):
    """One in a browser."""

    kind = KeptSession

    async def come_back(self) -> None:
        """Connect anew."""
        self.client = StubClient(self._answer)
        self.session.attach_connection(self.client)
        await self.settle()


def _screen() -> tuple[Callable[[], Any], dict[str, Callable[[str], None]]]:
    """Return a component that loads its words, and what sets them."""
    sets: dict[str, Callable[[str], None]] = {}

    @ft.component
    def screen() -> ft.Control:
        shown, sets["words"] = ft.use_state("empty")
        loaded, set_loaded = ft.use_state("loading")

        async def load() -> None:
            set_loaded(f"{shown} loaded")

        ft.use_effect(load, [shown])
        return ft.Column(controls=[ft.Text(shown), ft.Text(loaded)])

    return screen, sets


@in_own_loop
async def test_what_changes_while_nobody_is_connected_is_seen_by_who_comes_back() -> None:
    screen, sets = _screen()
    async with Window(lambda page: page.render(screen)) as h:
        await h.session.disconnect(60)
        sets["words"]("changed")
        await h.settle()
        await h.come_back()
        assert h.texts() == ["changed", "changed loaded"]
        assert len(h.patches()) == 2  # the words, and what was loaded for them


@in_own_loop
async def test_what_was_about_to_be_done_as_the_connection_went_is_done_for_the_next() -> None:
    screen, sets = _screen()
    async with Window(lambda page: page.render(screen)) as h:
        sets["words"]("changed")
        await h.session.disconnect(60)
        await h.come_back()
        assert h.texts() == ["changed", "changed loaded"]


@in_own_loop
async def test_what_a_window_was_about_to_load_as_it_was_reloaded_is_loaded() -> None:
    screen, _ = _screen()
    async with Window(lambda _: None) as h:
        h.page.render(screen)
        await h.session.disconnect(60)
        await h.come_back()
        assert h.texts() == ["empty", "empty loaded"]


@in_own_loop
async def test_a_window_that_was_first_drawn_for_nobody_loads_for_who_comes_back() -> None:
    screen, _ = _screen()
    async with Window(lambda _: None) as h:
        await h.session.disconnect(60)
        h.page.render(screen)
        await h.settle()
        await h.come_back()
        assert h.texts() == ["empty", "empty loaded"]


def _connection() -> KeptConnection:
    return KeptConnection(asyncio.get_running_loop(), None, None, None)


@in_own_loop
async def test_a_report_that_comes_late_ends_no_open_connection() -> None:
    screen, sets = _screen()
    async with Window(lambda page: page.render(screen)) as h:
        connection, state = _connection(), SimpleNamespace(name="CONNECTED")
        connection._FletApp__websocket = SimpleNamespace(client_state=state)
        connection._FletApp__send_queue = asyncio.Queue()
        h.session.attach_connection(connection)
        await h.session.disconnect(60)
        assert h.session.connection is connection
        state.name = "DISCONNECTED"
        await h.session.disconnect(60)
        assert h.session.connection is None
        assert sets


@in_own_loop
async def test_what_is_sent_to_whom_has_just_gone_ends_no_drawing() -> None:
    screen, sets = _screen()
    async with Window(lambda page: page.render(screen)) as h:
        gone = _connection()
        gone._FletApp__send_queue = None
        gone._FletApp__websocket = None
        h.session.attach_connection(gone)
        sets["words"]("changed")
        await h.settle()
        await h.session.disconnect(60)
        await h.come_back()
        assert h.texts() == ["changed", "changed loaded"]
        sets["words"]("again")
        await h.settle()
        assert h.texts() == ["again", "again loaded"]


@pytest.mark.parametrize("error", [RuntimeError("closed"), WebSocketDisconnect()])
@in_own_loop
async def test_whom_nothing_reaches_any_more_has_gone_like_others(error: Exception) -> None:
    async def send(_: bytes) -> None:
        raise error

    connection = _connection()
    connection._FletApp__websocket = SimpleNamespace(send_bytes=send)
    connection._FletApp__send_queue = asyncio.Queue()
    connection.send_message(Message(MessageAction.SESSION_CRASHED, None))
    await connection._FletApp__send_loop()


class _Browser:
    """What a browser sends to the app, and reads of it."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    async def register(self, session: str = "") -> str:
        """Come, or come back; return the session."""
        body = {"session_id": session, "page_name": "", "page": {"route": "/", "width": 390}}
        message = [MessageAction.REGISTER_CLIENT.value, body]
        await self._socket.send(b"\x00" + msgpack.packb(message))
        raw = await self._socket.recv()
        assert isinstance(raw, bytes)
        answered: str = _read(raw)[1]["session_id"]
        return answered

    async def reads(self, words: str) -> None:
        """Wait until words arrive."""
        async with asyncio.timeout(20):
            while words.encode() not in await self._socket.recv():
                pass


def _read(raw: bytes) -> Any:
    return msgpack.unpackb(raw[1:], ext_hook=lambda _code, data: data, strict_map_key=False)


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have Flet's server use ours, until the end of the test."""
    flets_app = sys.modules["flet_web.fastapi.app"]
    monkeypatch.setattr(flet_app, "Session", flet_app.Session)
    monkeypatch.setattr(flets_app, "FletApp", FletApp)
    keep_sessions()


@pytest.mark.usefixtures("kept")
@in_own_loop
async def test_a_page_reloaded_while_it_was_loading_shows_what_is_there(tmp_path: Path) -> None:
    screen, _ = _screen()
    gone = asyncio.Event()

    async def main(page: ft.Page) -> None:
        page.on_disconnect = gone.set
        await gone.wait()
        page.render(screen)

    async def reload(url: str) -> None:
        async with connect(url) as socket:
            session = await _Browser(socket).register()
        await gone.wait()
        async with connect(url) as socket:
            browser = _Browser(socket)
            assert await browser.register(session) == session
            await browser.reads("empty loaded")

    await _served(main, tmp_path, reload)


@pytest.mark.usefixtures("kept")
@in_own_loop
async def test_a_page_that_changes_all_the_time_may_be_reloaded_again_and_again(
    tmp_path: Path,
) -> None:
    @ft.component
    def ticking() -> ft.Control:
        ticks, set_ticks = ft.use_state(0)

        async def tick() -> None:
            await asyncio.sleep(0.001)
            set_ticks(ticks + 1)

        ft.use_effect(tick, [ticks])
        return ft.Text(f"tick {ticks}")

    async def main(page: ft.Page) -> None:
        page.render(ticking)

    async def reload(url: str) -> None:
        session = ""
        for _ in range(_RELOADS):
            async with connect(url) as socket:
                browser = _Browser(socket)
                session = await browser.register(session)
                for _ in range(3):
                    await browser.reads("tick ")
                socket.transport.abort()

    await _served(main, tmp_path, reload)


async def _served(
    main: Callable[[ft.Page], Awaitable[None]],
    assets: Path,
    then: Callable[[str], Awaitable[None]],
) -> None:
    port = free_port()
    app = ft.run(main, assets_dir=str(assets), no_cdn=True, export_asgi_app=True)
    config = uvicorn.Config(app, "127.0.0.1", port, log_level="critical", ws="websockets-sansio")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    async with asyncio.timeout(20):
        while not server.started:  # noqa: ASYNC110 - what is awaited has no event
            await asyncio.sleep(0.005)
    await then(f"ws://127.0.0.1:{port}/ws")
    server.should_exit = True
    await serving
