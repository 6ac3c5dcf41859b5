"""What becomes of a recording: filed or thrown away, each with a way back."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

import flet as ft

from app import filing
from app.asides import Asides
from app.filing import Filed
from app.hooks import App
from app.i18n.catalog import Catalog
from app.recording import Ended
from app.screens.problems import problem_words
from app.speech.folder import Recording
from app.speech.heard import Heard
from app.widgets.handlers import Press
from app.widgets.snack import UNDO_MS, snackbar, undo_snackbar
from sync.core.errors import DiskFullError, RapportError, StoreError

_GONE_S = UNDO_MS / 1000 + 1
"""What was thrown away stays a second longer than the way back is shown."""


@dataclass(eq=False)
class After:
    """Lives as long as its window, and owns what goes on there after the sheet closed."""

    app: App
    words: Catalog
    page: ft.Page
    asides: Asides = field(default_factory=Asides)

    async def file(self, recording: Recording, why: Ended | None) -> None:
        """Save what was said and offer the way back.

        Args:
            recording: Ended already.
            why: Why it ended by itself.
        """
        try:
            filed = await filing.file(self.app.runtime, recording)
        except RapportError as error:
            full = isinstance(error, DiskFullError)
            said = self.words.t("recording.disk_full") if full else problem_words(self.words, error)
            again = partial(self._once_more, recording, why)
            self._offer(said, self.words.t("common.retry"), again)
            return
        if filed is None:
            self._say(self.words.t("recording.nothing"))
            return
        await self.file_again()  # there is room now
        self._say_filed(filed, why)

    async def file_again(self) -> None:
        """Save what could not be saved before."""
        try:
            for filed in await filing.file_again(self.app.runtime):
                self._say_filed(filed, None)
        except StoreError as error:
            self.fail(error)

    async def throw_away(self, recording: Recording, length: timedelta) -> None:
        """Keep what was said for as long as the way back is shown.

        Args:
            recording: Ended already.
            length: How long it is; too short for words, and it is just gone.
        """
        folder = filing.folder_of(self.app.runtime)
        try:
            heard = await asyncio.to_thread(folder.heard, recording.id)
            if not heard and length < timedelta(milliseconds=filing.SHORTEST_MS):
                await filing.forget(self.app.runtime, recording)
                return
            thrown = await filing.throw_away(self.app.runtime, recording)
        except StoreError as error:
            self.fail(error)
            return
        said = self._amount("recording.thrown", length, heard)
        self._offer_back(thrown, said, self.words.t("common.undo"))

    def fail(self, error: RapportError) -> None:
        """Say what went wrong."""
        self._say(problem_words(self.words, error))

    def _say_filed(self, filed: Filed, why: Ended | None) -> None:
        name = filed.about.account
        key = "recording.saved_words" if filed.heard else "recording.saved"
        said = self.words.t(key if name else f"{key}_unnamed", name=name)
        if why and why != "pause":
            said = self.words.t(f"recording.{why}")
        self._offer(said, self.words.t("common.undo"), partial(self._take_back, filed))
        self.asides.begin(filing.set_names_right(self.app.runtime, filed))

    async def _once_more(self, recording: Recording, why: Ended | None) -> None:
        if recording.id in self.app.runtime.unfiled:  # nobody else was quicker
            await self.file(recording, why)

    async def _take_back(self, filed: Filed) -> None:
        try:
            thrown = await filing.take_back(self.app.runtime, filed)
        except RapportError as error:
            self.fail(error)
            return
        length = timedelta(milliseconds=filed.length_ms)
        said = self._amount("recording.taken_back", length, filed.heard)
        self._offer_back(thrown, said, self.words.t("recording.keep"))

    def _amount(self, key: str, length: timedelta, heard: Heard | None) -> str:
        """Say how much of what was spoken is gone: time, or words where there is no sound."""
        if heard:
            return self.words.t(f"{key}_words", count=len(heard.words))
        return self.words.t(key, length=self.words.length(length))

    def _offer_back(self, thrown: Recording, said: str, way: str) -> None:
        """Say what is gone, with the way back; then it is gone for good."""
        gone = self.asides.begin(self._after_a_while(thrown))

        async def keep() -> None:
            gone.cancel()
            folder = filing.folder_of(self.app.runtime)
            try:
                kept = await asyncio.to_thread(folder.keep, thrown)
            except StoreError as error:
                self.fail(error)
                return
            await self.file(kept, None)

        self._offer(said, way, keep)

    async def _after_a_while(self, thrown: Recording) -> None:
        await asyncio.sleep(_GONE_S)
        await filing.forget(self.app.runtime, thrown)

    def _say(self, said: str) -> None:
        self.page.show_dialog(snackbar(said, wide=self.app.state.wide))

    def _offer(self, said: str, way: str, on_way: Press) -> None:
        self.page.show_dialog(undo_snackbar(said, way, on_way, wide=self.app.state.wide))
