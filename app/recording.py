"""The microphone of one window: what it hears goes to disk as it comes."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol, TypeVar

import flet as ft
from flet_audio_recorder import (
    AndroidAudioSource,
    AndroidRecorderConfiguration,
    AudioEncoder,
    AudioRecorder,
    AudioRecorderConfiguration,
    AudioRecorderStreamEvent,
)

from app.asides import Asides
from app.speech.levels import Meter, PauseListener
from app.speech.resampling import USUAL, RateGuess, Resampler
from app.speech.wav import RATE, WavWriter
from sync.core.errors import DiskFullError, StoreError
from sync.core.spans import HOUR_MS

log = logging.getLogger(__name__)

T = TypeVar("T")
State = Literal["idle", "asking", "recording", "paused", "ending"]
Problem = Literal["", "no_microphone", "refused"]
Ended = Literal["pause", "lost", "unheard", "left", "longest", "disk_full", "unwritable"]
"""Why a recording ended by itself; in each case it is kept."""

LONGEST_MS = HOUR_MS
"""An hour; at 16 kHz 115 MB, less than half of what a server takes as one file."""
SHOWN = 24
"""Levels kept for the meter: the last 2.4 seconds."""

_SILENT_S = 2.0
"""A stream that brings nothing for so long has lost its microphone: no device told of
that itself."""
_PROMPT_S = 60.0
"""How long a person may think about a permission."""
_ANSWER_S = 5.0
"""What a device needs at most to begin or end; one without a microphone never answers."""
_WATCH_S = 0.25
_TAIL_S = 0.25
"""How much is heard after the finger has left: it is quicker than the last syllable."""
_WEB_FRAMES = 2048
"""Frames in a piece of a browser's sound, whatever its rate and channels."""

_CONFIGURATION = AudioRecorderConfiguration(
    encoder=AudioEncoder.PCM16BITS,
    channels=1,
    sample_rate=RATE,
    # Noise is left in: what a filter made for ears takes away with it, a recogniser
    # misses more than it minds the noise (Iwamoto et al. 2022).
    auto_gain=True,
    suppress_noise=False,
    cancel_echo=False,
    android_configuration=AndroidRecorderConfiguration(
        audio_source=AndroidAudioSource.VOICE_RECOGNITION
    ),
)


class Heard(Protocol):
    """Hears of a recording as it goes on; called on the window's loop, in its context."""

    def told(self) -> None:
        """Draw: state, level or time is another."""

    def ended(self, why: Ended) -> None:
        """Keep: the recording ended by itself."""


@dataclass(eq=False)
class Microphone:
    """Lives as long as its window; one recording at a time.

    Attributes:
        page: The window.
        heard: Hears of everything.
        state: What it does.
        problem: Why it could not begin the last time.
        levels: Loudness of the last tenths of a second in dBFS, the newest last.
        length_ms: How much is recorded.
    """

    page: ft.Page
    heard: Heard
    state: State = "idle"
    problem: Problem = ""
    levels: tuple[float, ...] = ()
    length_ms: int = 0
    _recorder: AudioRecorder | None = None
    _extras: "Extras" = field(init=False)
    _tape: "_Tape | None" = None
    _rate: int | None = None
    _last_s: float = 0.0
    _over: Ended | None = None
    _watching: asyncio.Task[None] | None = None
    _asides: Asides = field(default_factory=Asides)

    def __post_init__(self) -> None:
        """Have ready what is asked besides the recorder."""
        self._extras = Extras()

    async def begin(self, path: Path, pause_ms: int) -> bool:
        """Begin to record, asking for permission first where there is none yet.

        Args:
            path: Where the sound goes.
            pause_ms: After which pause it ends by itself; 0 for never.

        Returns:
            Whether it does; else `problem` says why.

        Raises:
            StoreError: If the file cannot be written.
        """
        self.state, self.problem, self._over = "asking", "", None
        self.levels, self.length_ms = (), 0
        self.heard.told()
        recorder = self._recorder = self._recorder or AudioRecorder(
            configuration=_CONFIGURATION, on_stream=self._on_stream
        )
        self._tape = await asyncio.to_thread(_Tape, path, pause_ms, self._known_rate())
        if await self._started(recorder):
            self.state = "recording"
            self._last_s = _now()
            self._watching = asyncio.create_task(self._watch())
            self._asides.begin(self._extras.began())
            self._say_over()
        else:
            await self._close()
            self.state = "idle"
        self.heard.told()
        return self.state == "recording"

    async def pause(self) -> None:
        """Stop for a while, or go on."""
        recorder = self._recorder
        if recorder is None or self.state not in ("recording", "paused"):
            return
        pausing = self.state == "recording"
        self.state = "paused" if pausing else "recording"
        self.levels = ()
        self.heard.told()
        await answer(recorder.pause_recording() if pausing else recorder.resume_recording())
        self._last_s = _now()
        if self._tape:
            self._tape.interrupted()

    async def end(self, *, released: bool = False) -> int:
        """End the recording and return its length in milliseconds; 0 if there was none.

        Args:
            released: A finger was lifted: what is still on the lips counts.

        Raises:
            StoreError: If its last second may not be on the disk.
        """
        if self.state not in ("recording", "paused"):
            return 0
        if released and self.state == "recording":
            await asyncio.sleep(_TAIL_S)
        self.state = "ending"
        self.heard.told()
        if self._watching and self._watching is not asyncio.current_task():
            self._watching.cancel()
        try:
            if self._recorder:
                await answer(self._recorder.stop_recording())
            self._asides.begin(self._extras.ended())
            self.length_ms = await self._close()
        finally:
            self.state = "idle"
            self.heard.told()
        return self.length_ms

    async def _started(self, recorder: AudioRecorder) -> bool:
        """Ask for permission and start; say what is in the way."""
        allowed = await answer(recorder.has_permission(), _PROMPT_S)
        if allowed and await answer(recorder.start_recording()):
            return True
        devices = await answer(recorder.get_input_devices())
        self.problem = "refused" if devices and not allowed else "no_microphone"
        log.info("microphone-not-opened problem=%s", self.problem)
        return False

    def _known_rate(self) -> int | None:
        """Return at what rate the sound comes; None while a browser has not shown it."""
        return self._rate if self.page.web else RATE

    def _on_stream(self, event: AudioRecorderStreamEvent) -> None:
        tape = self._tape
        if tape is None or self.state not in ("recording", "ending", "asking"):
            return
        self._last_s = _now()
        loop, context = asyncio.get_running_loop(), copy_context()

        def tell(news: _News) -> None:
            loop.call_soon_threadsafe(self._take, tape, news, context=context)

        tape.take(event.chunk, self._last_s, tell)

    def _take(self, tape: "_Tape", news: "_News") -> None:
        """Hear what became of a piece."""
        if tape is not self._tape:
            return
        self.levels = (*self.levels, *news.levels)[-SHOWN:]
        self.length_ms = news.length_ms
        self._rate = news.rate or self._rate
        if self.state == "recording" or news.ended != "pause":
            self._over = self._over or news.ended
        self._say_over()
        self.heard.told()

    def _say_over(self) -> None:
        """Say why the tape has ended, once somebody can hear it: not while it only begins."""
        if self._over and self.state in ("recording", "paused"):
            why, self._over = self._over, None
            self.heard.ended(why)

    async def _watch(self) -> None:
        """Notice that nothing comes any more.

        Looks are counted, not seconds: a device too busy to look hears nothing, either.
        """
        looks = 0
        while self.state in ("recording", "paused"):
            last_s = self._last_s
            await asyncio.sleep(_WATCH_S)
            looks = looks + 1 if self.state == "recording" and self._last_s == last_s else 0
            if looks * _WATCH_S >= _SILENT_S:
                log.warning("microphone-lost after_ms=%d", self.length_ms)
                self.heard.ended("lost")
                return

    async def _close(self) -> int:
        tape, self._tape = self._tape, None
        return await asyncio.to_thread(tape.close) if tape else 0


class Extras:
    """What a phone does besides: it stays awake, and lets the thumb feel begin and end."""

    def __init__(self) -> None:
        self._awake, self._felt = ft.Wakelock(), ft.HapticFeedback()

    async def began(self) -> None:
        """Stay awake; a firm knock."""
        await answer(self._felt.medium_impact())  # type: ignore[no-untyped-call]  # Flet's
        await answer(self._awake.enable())  # type: ignore[no-untyped-call]  # Flet's

    async def ended(self) -> None:
        """Sleep again; a light knock."""
        await answer(self._felt.light_impact())  # type: ignore[no-untyped-call]  # Flet's
        await answer(self._awake.disable())  # type: ignore[no-untyped-call]  # Flet's


@dataclass(frozen=True, slots=True)
class _News:
    """What became of a piece of sound.

    Attributes:
        rate: At what rate it comes, once that is known.
        ended: Why the recording is over; empty while it is not.
    """

    levels: tuple[float, ...]
    length_ms: int
    rate: int | None
    ended: Ended | None


class _Tape:
    """Takes one recording to disk, in a thread of its own, in the order it comes."""

    def __init__(self, path: Path, pause_ms: int, rate: int | None) -> None:
        """Begin the file.

        Raises:
            StoreError: If it cannot be written.
        """
        self._writer = WavWriter(path)
        self._thread = ThreadPoolExecutor(1, "recording")
        self._meter, self._pause = Meter(), PauseListener(pause_ms)
        self._rate = rate
        self._guess = RateGuess()
        self._resampler: Resampler | None = None
        self._over = False

    def take(self, pcm: bytes, at_s: float, tell: Callable[[_News], object]) -> None:
        """Put a piece on the tape; `tell` is called in the tape's thread."""
        self._thread.submit(lambda: tell(self._written(pcm, at_s)))

    def interrupted(self) -> None:
        """Say that the next piece does not follow the last one in time."""
        self._thread.submit(self._begin_guess)

    def close(self) -> int:
        """Write what is left and return the length in milliseconds.

        Raises:
            StoreError: If the last second may not be on the disk.
        """
        self._thread.shutdown(wait=True)
        self._writer.close()
        return self._writer.length_ms

    def _begin_guess(self) -> None:
        self._guess = RateGuess()

    def _written(self, pcm: bytes, at_s: float) -> _News:
        if self._over:
            return _News((), self._writer.length_ms, None, None)
        ended: Ended | None = None
        levels: list[float] = []
        sound = self._resampled(pcm, at_s)
        try:
            self._writer.write(sound)
        except StoreError as error:
            log.warning("recording-cut-short error=%s", type(error).__name__)
            self._over = True
            ended = "disk_full" if isinstance(error, DiskFullError) else "unwritable"
        for loud, sharp in self._meter.heard(sound):
            levels.append(loud)
            if self._pause.heard(sharp):
                ended = ended or "pause"
        if self._writer.length_ms >= LONGEST_MS:
            self._over = True
            ended = ended or "longest"
        return _News(tuple(levels), self._writer.length_ms, self._rate, ended)

    def _resampled(self, pcm: bytes, at_s: float) -> bytes:
        """Return a piece at 16 kHz; while a browser's rate is not known, the usual is taken."""
        if self._rate == RATE:
            return pcm
        channels = 1 if len(pcm) <= 2 * _WEB_FRAMES else 2
        if self._resampler is None:
            self._resampler = Resampler(self._rate or USUAL, channels)
        made = self._resampler.take(pcm)
        if self._rate is None:
            self._rate = self._guess.heard(len(pcm) // (2 * channels), at_s)
            if self._rate not in (None, USUAL):
                self._resampler = Resampler(self._rate, channels)
        return made


async def answer(asked: Awaitable[T], limit_s: float = _ANSWER_S) -> T | None:
    """Return what the device says; None when it fails or says nothing."""
    try:
        return await asyncio.wait_for(asked, limit_s)
    except (TimeoutError, RuntimeError) as error:
        log.info("device-without-answer error=%s", error)
        return None


def _now() -> float:
    return asyncio.get_running_loop().time()
