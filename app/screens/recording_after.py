"""What becomes of a recording: filed or thrown away, each with a way back."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

import flet as ft

from app import filing
from app.filing import Filed
from app.hooks import App
from app.i18n.catalog import Catalog
from app.recording import Ended
from app.screens.problems import problem_words
from app.speech.folder import Recording
from app.widgets.handlers import Press
from app.widgets.snack import UNDO_MS, snackbar, undo_snackbar
from sync.core.errors import RapportError, StoreError

_GONE_S = UNDO_MS / 1000 + 1
"""What was thrown away stays a second longer than the way back is shown."""


@dataclass(eq=False)
class After:
    """Lives as long as its window, and owns what goes on there after the sheet closed."""

    app: App
    words: Catalog
    page: ft.Page
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def file(self, recording: Recording, why: Ended | None) -> None:
        """Save what was said and offer the way back.

        Args:
            recording: Ended already.
            why: Why it ended by itself.
        """
        try:
            filed = await filing.file(self.app.runtime, recording)
        except RapportError as error:
            self.fail(error)
            return
        if filed is None:
            self._say(self.words.t("recording.nothing"))
            return
        name = filed.about.account
        key = "recording.saved" if name else "recording.saved_unnamed"
        said = self.words.t(key, name=name)
        if why and why != "pause":
            said = self.words.t(f"recording.{why}")
        self._offer(said, self.words.t("common.undo"), partial(self._take_back, filed))

    async def throw_away(self, recording: Recording, length: timedelta) -> None:
        """Keep what was said for as long as the way back is shown.

        Args:
            recording: Ended already.
            length: How long it is; too short for words, and it is just gone.
        """
        try:
            if length < timedelta(milliseconds=filing.SHORTEST_MS):
                await filing.forget(self.app.runtime, recording)
                return
            thrown = await filing.throw_away(self.app.runtime, recording)
        except StoreError as error:
            self.fail(error)
            return
        self._offer_back(thrown, "recording.thrown", self.words.t("common.undo"), length)

    def fail(self, error: RapportError) -> None:
        """Say what went wrong."""
        self._say(problem_words(self.words, error))

    def aside(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Do something that nobody waits for."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _take_back(self, filed: Filed) -> None:
        try:
            thrown = await filing.take_back(self.app.runtime, filed)
        except RapportError as error:
            self.fail(error)
            return
        length = timedelta(milliseconds=filed.length_ms)
        self._offer_back(thrown, "recording.taken_back", self.words.t("recording.keep"), length)

    def _offer_back(self, thrown: Recording, key: str, way: str, length: timedelta) -> None:
        """Say what is gone, with the way back; then it is gone for good."""
        gone = self.aside(self._after_a_while(thrown))

        async def keep() -> None:
            gone.cancel()
            folder = filing.folder_of(self.app.runtime)
            try:
                kept = await asyncio.to_thread(folder.keep, thrown)
            except StoreError as error:
                self.fail(error)
                return
            await self.file(kept, None)

        self._offer(self.words.t(key, length=self.words.length(length)), way, keep)

    async def _after_a_while(self, thrown: Recording) -> None:
        await asyncio.sleep(_GONE_S)
        await filing.forget(self.app.runtime, thrown)

    def _say(self, said: str) -> None:
        self.page.show_dialog(snackbar(said, wide=self.app.state.wide))

    def _offer(self, said: str, way: str, on_way: Press) -> None:
        self.page.show_dialog(undo_snackbar(said, way, on_way, wide=self.app.state.wide))
