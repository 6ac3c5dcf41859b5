"""Composition root of the process: real clock, real paths, one runtime, the windows.

A replica that cannot be opened is no reason to vanish: the window says what is
wrong and what to do, and tries again when asked.
"""

import asyncio
import logging
import os
import secrets
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import flet as ft
import platformdirs

from app.main import open_trouble, open_window
from app.runtime import Runtime
from app.settings import load_settings
from sync.client.replica import FILE_NAME, Replica
from sync.core.errors import StoreError

log = logging.getLogger(__name__)

ASSETS = Path(__file__).resolve().parent.parent / "assets"


@dataclass(frozen=True, slots=True)
class WebPlace:
    """Where the app is served to a browser."""

    host: str
    port: int


def data_folder(chosen: Path | None) -> Path:
    """Return the folder this person's data lives in.

    The one asked for, else ``RAPPORT_HOME``, else what the phone gives the
    app, else the platform's own place for it.
    """
    if chosen is not None:
        return chosen
    for name in ("RAPPORT_HOME", "FLET_APP_STORAGE_DATA"):
        if os.environ.get(name):
            return Path(os.environ[name])
    return Path(platformdirs.user_data_dir("Rapport", appauthor=False))


def now_ms() -> int:
    """Read the wall clock, UTC milliseconds."""
    return int(time.time() * 1000)


def open_replica(folder: Path) -> Replica:
    """Open the replica in a data folder, made if there is none.

    Raises:
        StoreError: If it cannot be used; nothing was changed.
    """
    return Replica(folder / FILE_NAME, now_ms, secrets.randbits)


class Host:
    """One per process: opens the runtime with the first window that can."""

    def __init__(self, folder: Path) -> None:
        """Remember where the data lives; nothing is opened yet."""
        self._folder = folder
        self._runtime: Runtime | None = None
        self._opening = asyncio.Lock()

    async def window(self, page: ft.Page) -> None:
        """Show the app in a new window, or what keeps it from opening."""
        try:
            runtime = await self._opened()
        except StoreError as error:
            log.exception("replica-not-opened error=%s", type(error).__name__)
            await open_trouble(page, error, retry=self.window)
            return
        await open_window(page, runtime)

    async def _opened(self) -> Runtime:
        async with self._opening:
            if self._runtime is None:
                replica = await asyncio.to_thread(open_replica, self._folder)
                self._runtime = Runtime(self._folder, replica, load_settings(self._folder))
            return self._runtime


def run_app(folder: Path, web: WebPlace | None) -> None:
    """Run the app until it is closed or interrupted.

    Args:
        folder: The data folder.
        web: Where to serve it to a browser; None for a native window.
    """
    host = Host(folder)
    main: Callable[[ft.Page], Awaitable[None]] = host.window
    with suppress(KeyboardInterrupt):
        if web is None:
            ft.run(main, name="Rapport", assets_dir=str(ASSETS))
        else:
            ft.run(
                main,
                name="",
                host=web.host,
                port=web.port,
                view=None,
                assets_dir=str(ASSETS),
                no_cdn=True,
            )
