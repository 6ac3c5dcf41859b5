"""What one window hears with: the phone's own recogniser where that was chosen, else a recorder.

The two cannot share a microphone. Where the recogniser hears nothing, the recorder takes
over in the same breath.
"""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

import flet as ft

from app.own_ear import Keep, OwnEar
from app.phone_recogniser import PHONE, Trouble, offered
from app.recording import Heard, Microphone, Problem
from app.settings import Settings
from app.speech.folder import Recording
from sync.core.errors import StoreError


@dataclass(eq=False)
class Ears:
    """Lives as long as its window; one note at a time.

    Attributes:
        page: The window.
        heard: Hears of everything.
        keep: Keeps the words of a recording.
        instead: Why it is recorded though the phone's own recogniser was chosen.
    """

    page: ft.Page
    heard: Heard
    keep: Keep
    instead: Trouble = ""
    _microphone: Microphone = field(init=False)
    _own: OwnEar | None = None
    _hears: Microphone | OwnEar = field(init=False)
    _sound: Path = field(default_factory=Path)
    _pause_ms: int = 0
    _changing: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        """Have the recorder ready; it asks the device for nothing yet."""
        self._hears = self._microphone = Microphone(self.page, self.heard)

    @property
    def offered(self) -> bool:
        """Whether the phone may have a recogniser of its own."""
        return offered(self.page)

    @property
    def alone(self) -> bool:
        """Whether the phone's own recogniser hears, and nothing is recorded."""
        return self._hears is self._own

    @property
    def text(self) -> str:
        """The words heard so far; none while it is recorded."""
        return self._hears.text if isinstance(self._hears, OwnEar) else ""

    @property
    def levels(self) -> tuple[float, ...]:
        """Loudness of the last moments in dBFS, the newest last."""
        return self._hears.levels

    @property
    def length_ms(self) -> int:
        """How much was recorded or listened to."""
        return self._hears.length_ms

    @property
    def problem(self) -> Problem:
        """Why nothing hears."""
        return self._microphone.problem

    async def ready(self, language: str) -> Trouble:
        """Ask the phone's own recogniser, where it is `offered`, whether it could hear.

        Args:
            language: ISO 639-1 code.
        """
        return await self._own_ear().ready(language)

    async def begin(self, recording: Recording, settings: Settings) -> bool:
        """Begin to hear; tell whether it does, else `problem` says why.

        Raises:
            StoreError: If the recording cannot be written.
        """
        self._sound, self._pause_ms = recording.sound, settings.auto_stop_s * 1000
        self.instead, self._changing = "", None
        if settings.speech_engine == PHONE and self.offered:
            self._hears = own = self._own_ear()
            self.instead = await own.begin(recording.id, settings.speech_language, self._pause_ms)
            if not self.instead:
                return True
        self._hears = self._microphone
        return await self._microphone.begin(self._sound, self._pause_ms)

    async def pause(self) -> None:
        """Stop for a while, or go on."""
        await self._changed()
        await self._hears.pause()

    async def end(self, *, released: bool = False) -> int:
        """End and return the length in milliseconds.

        Args:
            released: A finger was lifted: what is still on the lips counts.

        Raises:
            StoreError: If the last second may not be on the disk.
        """
        await self._changed()
        return await self._hears.end(released=released)

    def _own_ear(self) -> OwnEar:
        """Return the one there is: the device speaks to the first that was made."""
        self._own = self._own or OwnEar(self.page, self.heard, self._change, self.keep)
        return self._own

    def _change(self, trouble: Trouble) -> None:
        if self._changing is None:  # two may notice at once
            self._changing = asyncio.create_task(self._record(trouble))

    async def _changed(self) -> None:
        if self._changing:
            await self._changing

    async def _record(self, trouble: Trouble) -> None:
        """Record from here on; where words were heard before, keep those instead."""
        own = self._own_ear()
        try:
            await own.end()
            if own.text:
                self.heard.ended("unheard")
                return
            self.instead, self._hears = trouble, self._microphone
            if not await self._microphone.begin(self._sound, self._pause_ms):
                self.heard.ended("lost")
        except StoreError:
            self.heard.ended("unwritable")
