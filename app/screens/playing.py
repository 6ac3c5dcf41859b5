"""One recording being listened to."""

import asyncio
import logging
from dataclasses import dataclass
from pathlib import Path

import flet as ft
import flet_audio as fa

from app.hooks import App, use_app
from app.queries.spoken import Recording
from app.speech.peaks import peaks
from app.speech.recogniser import SoundError
from sync.core.errors import RapportError

log = logging.getLogger(__name__)

SPEEDS = (1.0, 1.5, 2.0)
BARS = 56
"""Bars of a waveform: each wide enough to be seen on the narrowest phone."""
_WAV_BYTES_A_MS = 32
"""16 kHz, 16 bits, one voice."""
_HEADER_BYTES = 44
_LOADED_S = 15
"""A player that has not opened a file on this device by then cannot."""


@ft.observable
@dataclass(eq=False)
class Playing:
    """Lives as long as the sheet that shows it; assigning a field redraws it.

    Attributes:
        shape: The waveform's bars, from 0 to 1; empty before the bytes are here.
        fetching: Whether the bytes are on their way.
        running: Whether it is heard now.
        position_ms: How far it has come.
        speed: One of `SPEEDS`.
        width: Of the waveform on screen, in logical pixels.
        problem: Why it cannot be played.
    """

    app: App
    recording: Recording
    shape: tuple[float, ...] = ()
    fetching: bool = False
    running: bool = False
    position_ms: int = 0
    speed: float = SPEEDS[0]
    width: float = 0.0
    problem: RapportError | None = None

    def __post_init__(self) -> None:
        """Begin without a player: most recordings are read, not heard."""
        self._player: fa.Audio | None = None
        self._loaded = asyncio.Event()
        self._address = ""
        self._web = ft.context.page.web

    @property
    def length_ms(self) -> int:
        """How long the recording is."""
        return max(self.recording.size - _HEADER_BYTES, 0) // _WAV_BYTES_A_MS

    @property
    def heard_ms(self) -> int | None:
        """Where it is being heard; None while it is silent."""
        return self.position_ms if self.running else None

    async def look(self) -> None:
        """Draw the waveform of a recording that is here."""
        if self.recording.here and not self.shape:
            await self._drawn(await self._path())

    async def toggle(self) -> None:
        """Play, go on, or pause."""
        if self.running and self._player:
            self.running = False
            await self._player.pause()
            return
        at_end = self.length_ms - self.position_ms < 100
        await self.play_from(0 if at_end else self.position_ms)

    async def play_from(self, start_ms: int) -> None:
        """Play from a place on; the bytes are fetched first where they are not here."""
        if not await self._ready() or self._player is None:
            return
        self.position_ms = start_ms
        self.running = True
        await self._player.play(start_ms)

    async def seek(self, share: float) -> None:
        """Go to a share of the whole, from 0 to 1; heard on from there if it was heard."""
        place = round(min(max(share, 0.0), 1.0) * self.length_ms)
        if self.running:
            await self.play_from(place)
        else:
            self.position_ms = place

    def change_speed(self) -> None:
        """Take the next speed."""
        self.speed = SPEEDS[(SPEEDS.index(self.speed) + 1) % len(SPEEDS)]
        if self._player:
            self._player.playback_rate = self.speed
            self._player.update()

    async def leave(self) -> None:
        """Fall silent, and lend the bytes no more."""
        self.app.runtime.lent.give_back(self._address)
        if self._player:
            player, self._player = self._player, None
            await player.release()

    async def _ready(self) -> bool:
        if self._player:
            return True
        path = await self._path()
        if path is None:
            return False
        await self._drawn(path)
        src = str(path)
        if self._web:
            src = self._address = self.app.runtime.lent.lend(path)
        player = fa.Audio(
            src=src,
            playback_rate=self.speed,
            release_mode=fa.ReleaseMode.STOP,
            on_loaded=self._loaded.set,
            on_position_change=self._on_position,
            on_state_change=self._on_state,
        )
        # Flet 1.0.5 waits for ever for the place in a sound that is not loaded yet.
        try:
            await asyncio.wait_for(self._loaded.wait(), _LOADED_S)
        except TimeoutError:
            self.problem = SoundError()
            return False
        self._player = player
        return True

    async def _path(self) -> Path | None:
        self.fetching, self.problem = not self.recording.here, None
        try:
            return await self.app.runtime.server.file(self.recording.sha256, self.recording.size)
        except RapportError as error:
            log.info("recording-not-here error=%s", type(error).__name__)
            self.problem = error
            return None
        finally:
            self.fetching = False

    async def _drawn(self, path: Path | None) -> None:
        if path and not self.shape:
            self.shape = await asyncio.to_thread(peaks, path, BARS)

    def _on_position(self, event: fa.AudioPositionChangeEvent) -> None:
        if self.running:
            self.position_ms = min(event.position, self.length_ms)

    def _on_state(self, event: fa.AudioStateChangeEvent) -> None:
        if event.state is fa.AudioState.COMPLETED:
            self.running = False
            self.position_ms = self.length_ms


def use_playing(recording: Recording | None) -> Playing | None:
    """Return the player of a recording, silent when its screen is left; a hook."""
    app = use_app()
    playing = ft.use_memo(
        lambda: Playing(app, recording) if recording else None,
        [recording.sha256 if recording else ""],
    )
    ft.use_state(playing)  # redraws when it changes
    if playing and recording:
        playing.recording = recording
    ft.use_effect(playing.look if playing else _silence, [recording and recording.here])
    ft.on_unmounted(playing.leave if playing else _silence)
    return playing


def _silence() -> None:
    """Stand in for a player where there is no recording."""
