"""Composition root of the process: one runtime, and its windows.

A replica that cannot be opened is no reason to vanish: the window says what is
wrong and what to do, and tries again when asked.
"""

import asyncio
import gc
import importlib.util
import logging
import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import flet as ft
from flet.messaging.protocol import Message

from app.device import open_replica
from app.filing import Filed, file_left_behind, tidy_photos
from app.main import open_trouble, open_window
from app.presence import Presence
from app.runtime import Runtime
from app.settings import invitation_from, load_settings
from sync.client.replica import FILE_NAME, move
from sync.core.errors import StoreError

log = logging.getLogger(__name__)

_LARGEST_MESSAGE = 128 * 1024 * 1024
_GRACE_S = 3
"""Seconds that open windows may take when the app is told to stop."""

ASSETS = Path(__file__).resolve().parent.parent / "assets"


@dataclass(frozen=True, slots=True)
class WebPlace:
    """Where the app is served to a browser."""

    host: str
    port: int


class Host:
    """One per process: opens the runtime with the first window that can.

    Attributes:
        runtime: None until a window could open it.
    """

    def __init__(self, folder: Path) -> None:
        """Remember where the data lives; nothing is opened yet."""
        self._folder = folder
        self.runtime: Runtime | None = None
        self._left_behind: tuple[Filed, ...] = ()
        self._opening = asyncio.Lock()
        self._presence = Presence(folder)

    async def window(self, page: ft.Page) -> None:
        """Show the app in a new window, or what keeps it from opening."""
        try:
            runtime = await self._opened()
        except StoreError as error:
            log.exception("replica-not-opened error=%s", type(error).__name__)
            await open_trouble(page, error, retry=self.window, start_anew=self._start_anew)
            return
        left, self._left_behind = self._left_behind, ()
        await open_window(page, runtime, left)

    def lent(self, address: str) -> Path | None:
        """Return the file that was lent to windows under an address."""
        return self.runtime.lent.path(address) if self.runtime else None

    async def close(self) -> None:
        """End in good order: a recording that is being written down is given back."""
        async with self._opening:
            runtime, self.runtime = self.runtime, None
            if runtime:
                await runtime.close()
            await asyncio.to_thread(self._presence.leave)

    async def _start_anew(self, page: ft.Page) -> None:
        """Put a damaged database aside, whole, and open the window on a new one."""
        damaged = self._folder / FILE_NAME
        aside = damaged.with_suffix(f".{datetime.now().astimezone():%Y-%m-%d-%H%M%S}.damaged")
        log.warning("database-put-aside name=%s", aside.name)
        await asyncio.to_thread(move, damaged, aside)
        await self.window(page)

    async def _opened(self) -> Runtime:
        async with self._opening:
            if self.runtime is None:
                replica = await asyncio.to_thread(open_replica, self._folder)
                settings, invited = load_settings(self._folder), invitation_from(os.environ)
                runtime = Runtime(self._folder, replica, settings, invited)
                self._left_behind = await self._left(runtime)
                self.runtime = runtime
                # What the app is made of stays: walking its 137,000 objects for what could
                # go holds up a window for 0.2 s each time, and for longer on a phone.
                gc.freeze()
            return self.runtime

    async def _left(self, runtime: Runtime) -> tuple[Filed, ...]:
        """File what earlier runs have left, before any window can make a new recording.

        What lies there may be another process's own as long as one runs.
        """
        try:
            if await asyncio.to_thread(self._presence.come):
                await tidy_photos(runtime)
                return await file_left_behind(runtime)
            return ()
        finally:
            await asyncio.to_thread(self._presence.settle)


def _leave_messages_unspelled() -> None:
    """Keep a window quick.

    Flet 1.0.5 spells out every message to a browser for a log that nobody keeps: each control
    in it, and whatever its handlers are bound to, again and again. For one look at a deal that
    took half a minute of work.
    """
    Message.__repr__ = object.__repr__  # type: ignore[method-assign]  # Flet has no hook for it


def native_window() -> bool:
    """Tell whether the app can have a window of its own: a screen and Flet's client."""
    screen = sys.platform != "linux" or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    return screen and importlib.util.find_spec("flet_desktop") is not None


def run_app(folder: Path, web: WebPlace | None) -> None:
    """Run the app until it is closed or interrupted.

    Args:
        folder: The data folder.
        web: Where to serve it to a browser; None for a native window.
    """
    host = Host(folder)
    with suppress(KeyboardInterrupt):
        if web is None:
            asyncio.run(_show(host))
        else:
            _serve(host, web)


async def _show(host: Host) -> None:
    """Show the app in a window of its own until that is closed."""
    try:
        await ft.run_async(host.window, name="Rapport", assets_dir=str(ASSETS))
    finally:
        await host.close()


def _serve(host: Host, web: WebPlace) -> None:
    """Serve the app to browsers until interrupted or told to stop."""
    import uvicorn  # noqa: PLC0415  # there with `flet[web]` alone, as no phone has it

    from app.web_fonts import WebFonts  # noqa: PLC0415  # for the same reason
    from app.web_guard import WebGuard  # noqa: PLC0415  # for the same reason
    from app.web_lending import WebLending  # noqa: PLC0415  # for the same reason
    from app.web_sessions import keep_sessions  # noqa: PLC0415  # for the same reason

    class Server(uvicorn.Server):
        async def shutdown(self, sockets: Any = None) -> None:  # noqa: ANN401  # uvicorn's
            await super().shutdown(sockets)
            # Once `serve` returns, the signal is raised anew, and the loop with all in it ends.
            await host.close()

    _leave_messages_unspelled()
    keep_sessions()
    app = ft.run(host.window, name="", assets_dir=str(ASSETS), no_cdn=True, export_asgi_app=True)
    # uvicorn ends in good order, and raises the signal once more.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    config = uvicorn.Config(
        WebGuard(WebFonts(WebLending(app, host.lent), ASSETS / "fallback"), web.host),
        host=web.host,
        port=web.port,
        log_level="critical",
        ws="websockets-sansio",
        # A photo comes in one message; one that is too large is to be told so.
        ws_max_size=_LARGEST_MESSAGE,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_S,
    )
    Server(config).run()
