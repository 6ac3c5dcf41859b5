"""Takes everything out of a notebook, and brings it back into an empty one."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from app.archive.layout import Contents
from app.archive.restoring import restore
from app.archive.writer import write
from app.i18n.catalog import Catalog
from sync.client.erasing import scrub
from sync.client.replica import Replica
from sync.store.engine import explained

Told = Callable[[int, int], None]
"""Hears how much of how much is done."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Everything, in one file.

    Attributes:
        path: Where it lies, until it is handed over.
        contents: How much is in it.
        size: Bytes.
    """

    path: Path
    contents: Contents
    size: int


class Moving:
    """Owned by the runtime; its methods are called on the loop.

    Args:
        folder: Where a file lies until it is handed over; nothing else does.
        replica: The person's replica, asked for anew each time.
        arrived: Awaited once a notebook has come back.
    """

    def __init__(
        self, folder: Path, replica: Callable[[], Replica], arrived: Callable[[], Awaitable[None]]
    ) -> None:
        self._folder = folder
        self._replica = replica
        self._arrived = arrived

    async def take_out(self, words: Catalog, name: str, progress: Told) -> Taken:
        """Write everything into a file, to be handed over.

        Args:
            words: What explains it.
            name: The file's name.
            progress: Told on the loop.

        Raises:
            ArchiveError: If there is nothing here yet.
            StoreError: If it cannot be written; there is no file then.
        """
        tell = _on_loop(progress)
        return await asyncio.to_thread(self._take_out, words, name, tell)

    async def save_as(self, taken: Taken, target: Path) -> None:
        """Put the file where its person wants it.

        Raises:
            StoreError: If it cannot be written there; it can be saved elsewhere then.
        """
        await asyncio.to_thread(_copy, taken.path, target)

    async def clear(self) -> None:
        """Keep no file here that was handed over, or that nobody wanted."""
        await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)

    async def scrub(self) -> None:
        """Leave no byte of what was erased, nor a file with all that was here before.

        Raises:
            StoreError: If it could not be finished; it is done after the next exchange.
        """
        await self.clear()
        await asyncio.to_thread(scrub, self._replica())

    async def bring_back(self, source: Path | bytes, progress: Told) -> Contents:
        """Bring an archive back into this notebook, which nobody uses yet.

        Args:
            source: Where it lies, or its bytes (a browser hands over bytes).
            progress: Told on the loop.

        Raises:
            ArchiveError: If it is no sound archive, or somebody uses this notebook;
                nothing was changed.
            StoreError: If it cannot be written; nothing was changed.
        """
        tell = _on_loop(progress)
        try:
            contents = await asyncio.to_thread(self._bring_back, source, tell)
        finally:
            await self.clear()
        await self._arrived()
        return contents

    def _take_out(self, words: Catalog, name: str, progress: Told) -> Taken:
        path = self._folder / name
        with explained(path):
            self._folder.mkdir(parents=True, exist_ok=True)
        contents = write(self._replica(), path, words, progress)
        return Taken(path, contents, path.stat().st_size)

    def _bring_back(self, source: Path | bytes, progress: Told) -> Contents:
        if isinstance(source, bytes):
            path = self._folder / "back.zip"
            with explained(path):
                self._folder.mkdir(parents=True, exist_ok=True)
                path.write_bytes(source)
            source = path
        return restore(self._replica(), source, progress)


def _copy(source: Path, target: Path) -> None:
    partial = target.with_name(f"{target.name}.partial")
    with explained(target):
        try:
            shutil.copyfile(source, partial)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)


def _on_loop(progress: Told) -> Told:
    loop = asyncio.get_running_loop()

    def tell(done: int, of: int) -> None:
        loop.call_soon_threadsafe(progress, done, of)

    return tell
