"""The ear of one window's phone: words instead of a recording, kept as they come."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import flet as ft

from app.asides import Asides
from app.phone_recogniser import PHONE, Event, Loud, Over, PhoneRecogniser, Said, Trouble
from app.recording import LONGEST_MS, SHOWN, Extras, Heard
from app.speech import heard as hearing
from app.speech.dictated import Dictated
from sync.core.errors import DiskFullError, StoreError

log = logging.getLogger(__name__)

State = Literal["idle", "asking", "listening", "paused", "ending"]
Keep = Callable[[str, hearing.Heard], None]
"""Puts the words of a recording on the disk; called in a worker thread."""

_WATCH_S = 0.25
_KEPT_S = 0.5
"""How old words on the disk may be; with a look and the writing itself, within a second."""
_DEAF_S = 4.0
"""Who has heard no word for so long may never hear one: a phone whose model is missing says
nothing at all. Who has only thought for so long loses nothing by being recorded."""
_LAG_S = 1.0
"""How far behind the voice words come, at most."""
_TAIL_S = 0.25
"""As of a recording."""
_LAST_S = 2.5
"""When to wait no longer for the last words: those heard so far stand."""
_GAP_S = 0.3
"""Between two sessions: Android is busy for as long with the one before."""
_SHORT_S = 1.0
_SHORT = 4
"""So many sessions in a row that ended at once: it does not work here."""


@dataclass(eq=False)
class OwnEar:
    """Lives as long as its window; one note at a time.

    Attributes:
        page: The window.
        heard: Hears of everything, as of a microphone.
        failed: Hears that no more will be heard.
        keep: Keeps words.
        text: What was heard so far.
        levels: Loudness of the last moments in dBFS, the newest last.
        length_ms: For how long it has listened.
    """

    page: ft.Page
    heard: Heard
    failed: Callable[[Trouble], object]
    keep: Keep
    state: State = "idle"
    levels: tuple[float, ...] = ()
    length_ms: int = 0
    _recogniser: PhoneRecogniser | None = None
    _extras: Extras = field(default_factory=Extras)
    _said: Dictated = field(default_factory=Dictated)
    _recording_id: str = ""
    _language: str = ""
    _pause_s: float = 0.0
    _kept: str = ""
    _quiet_s: float = 0.0
    _unkept_s: float = 0.0
    _began_s: float = 0.0
    _short: int = 0
    _trouble: Trouble = ""
    _proved: bool = False
    _gave_way: Trouble = ""
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _rested: asyncio.Event = field(default_factory=asyncio.Event)
    _watching: asyncio.Task[None] | None = None
    _asides: Asides = field(default_factory=Asides)

    @property
    def text(self) -> str:
        """What was heard so far."""
        return self._said.text

    async def ready(self, language: str) -> Trouble:
        """Ask the phone whether it could hear a language, and its person for permission."""
        self._gave_way = ""
        self._recogniser = self._recogniser or PhoneRecogniser(self.page, self._on_event)
        return await self._recogniser.ready(language)

    async def begin(self, recording_id: str, language: str, pause_ms: int) -> Trouble:
        """Begin to listen, asking for permission first where there is none yet.

        Args:
            recording_id: Whose words they are.
            language: ISO 639-1 code of what is spoken.
            pause_ms: After which pause it ends by itself; 0 for never.

        Returns:
            Why it does not; empty when it does.
        """
        self.state, self.levels, self.length_ms = "asking", (), 0
        self._said, self._kept, self._short = Dictated(), "", 0
        self._recording_id, self._language = recording_id, language
        self._pause_s, self._quiet_s, self._unkept_s = pause_ms / 1000, 0.0, 0.0
        self.heard.told()
        trouble = self._gave_way or await self.ready(language) or await self._listen()
        self.state = "idle" if trouble else "listening"
        if not trouble:
            self._watching = asyncio.create_task(self._watch())
            self._asides.begin(self._extras.began())
            if self._rested.is_set():  # over before anybody knew that it had begun
                self._go_on(self._trouble)
        self.heard.told()
        return trouble

    async def pause(self) -> None:
        """Stop for a while, or go on."""
        if self.state == "listening":
            self.state, self.levels = "paused", ()
            self.heard.told()
            await self._rest()
        elif self.state == "paused":
            self.state, self._quiet_s = "listening", 0.0
            self.heard.told()
            await self._next()

    async def end(self, *, released: bool = False) -> int:
        """End the listening and return for how long it was, in milliseconds.

        Args:
            released: A finger was lifted: what is still on the lips counts.

        Raises:
            StoreError: If the last words may not be on the disk.
        """
        if self.state not in ("listening", "paused"):
            return 0
        if released and self.state == "listening":
            await asyncio.sleep(_TAIL_S)
        self.state = "ending"
        self.heard.told()
        if self._watching and self._watching is not asyncio.current_task():
            self._watching.cancel()
        try:
            await self._rest()
            self._asides.begin(self._extras.ended())
            await self._keep()
        finally:
            self.state = "idle"
            self.heard.told()
        return self.length_ms

    async def _listen(self) -> Trouble:
        self._rested.clear()
        self._began_s = _now()
        trouble = await self._recogniser.listen() if self._recogniser else "failed"
        if trouble:
            self._rested.set()
        return trouble

    async def _next(self) -> None:
        """Begin the next session of the same note, unless it is over or one goes on."""
        await asyncio.sleep(_GAP_S)
        async with self._turn:
            if self.state != "listening" or not self._rested.is_set():
                return
            trouble = await self._listen()
            if trouble == "busy" and self.state == "listening":
                trouble = await self._listen()
        if trouble and self.state == "listening":
            self._give_up(trouble)

    async def _rest(self) -> None:
        """End the session, with its last words where they come in time."""
        async with self._turn:
            if self._recogniser and not self._rested.is_set():
                await self._recogniser.stop()
                try:
                    await asyncio.wait_for(self._rested.wait(), _LAST_S)
                except TimeoutError:
                    await self._recogniser.cancel()
            self._said.over()
            self._rested.set()

    def _on_event(self, event: Event) -> None:
        """Hear what the phone has heard."""
        match event:
            case Said(text, final):
                before = self._said.text
                self._said.take(text, final=final)
                if self._said.text != before:
                    self._quiet_s, self._proved = 0.0, True
            case Loud(level):
                self.levels = (*self.levels, level)[-SHOWN:]
            case Over(trouble):
                self._said.over()
                self._trouble = trouble
                self._rested.set()
                if self.state == "listening":
                    self._go_on(trouble)
        self.heard.told()

    def _go_on(self, trouble: Trouble) -> None:
        self._short = self._short + 1 if _now() - self._began_s < _SHORT_S else 0
        # It may be busy with the session before; where no word came yet nobody waits for that.
        lasting = trouble and not (trouble == "busy" and self.text)
        if lasting or self._short >= _SHORT:
            self._give_up(trouble or "failed")
        else:
            self._asides.begin(self._next())

    def _give_up(self, trouble: Trouble) -> None:
        """Say that it hears no more."""
        log.warning("own-ear-stopped trouble=%s words=%d", trouble, len(self.text.split()))
        if trouble == "failed" and not self._proved:
            self._gave_way = trouble  # nobody's first words are lost a second time
        self.failed(trouble)

    async def _watch(self) -> None:
        """Keep words as they come, and notice when there are no more.

        Looks are counted, not seconds, as a microphone does.
        """
        while self.state in ("listening", "paused"):
            await asyncio.sleep(_WATCH_S)
            if self.state == "listening":
                self.length_ms += round(_WATCH_S * 1000)
                self._quiet_s += _WATCH_S
            try:
                await self._keep_some()
            except StoreError as error:
                full = isinstance(error, DiskFullError)
                self.heard.ended("disk_full" if full else "unwritable")
                return
            if self.state == "listening" and self._look():
                return
            self.heard.told()

    def _look(self) -> bool:
        """End what should end by itself; tell whether that is all."""
        if not self.text and self._quiet_s >= _DEAF_S:
            self._give_up("failed")
            return True
        if self.length_ms >= LONGEST_MS:
            self.heard.ended("longest")
            return True
        if self.text and 0 < self._pause_s <= self._quiet_s - _LAG_S:
            self.heard.ended("pause")
        return False

    async def _keep_some(self) -> None:
        self._unkept_s += _WATCH_S
        if self._unkept_s >= _KEPT_S:
            await self._keep()

    async def _keep(self) -> None:
        """Put the words on the disk, unless they are there.

        Raises:
            StoreError: If they cannot be written.
        """
        text = self.text
        if text != self._kept:
            words = tuple(hearing.Word(one, 0, 0) for one in text.split())
            heard = hearing.Heard(words, PHONE, self._language)
            await asyncio.to_thread(self.keep, self._recording_id, heard)
            self._kept = text
        self._unkept_s = 0.0


def _now() -> float:
    return asyncio.get_running_loop().time()
