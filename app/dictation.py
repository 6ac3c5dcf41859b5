"""What recordings are written down with: the recogniser, its model, and who hears of it."""

import asyncio
import logging
import tempfile
import threading
import time
import wave
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import httpx

from app.naming import Naming
from app.queries.transcripts import Recorded
from app.settings import Settings
from app.speech import engines
from app.speech.fetching import TIMEOUT, fetch
from app.speech.heard import Heard
from app.speech.models import Model
from app.speech.names.correction import Corrected, to_text
from app.speech.recogniser import Recogniser
from app.speech.transcribing import Fetching, Transcribing
from app.speech.wav import RATE
from app.state import AppState
from app.transcribing import Tools, Transcriber, Wishes
from sync.client.replica import Replica
from sync.core.errors import RapportError, UnreachableError

log = logging.getLogger(__name__)

T = TypeVar("T")

AUTO = "auto"
"""The recogniser that is best here for the language."""
NOBODY = "none"
"""Recordings are kept as they are."""

_FIRST_FRAME_S = 1.0
"""The screen comes first."""
_PICTURES_S = 0.2
"""Progress is drawn at most this often, so that drawing never slows the work."""

Tell = Callable[[Callable[[AppState], None]], None]


def best(settings: Settings, folder: Path) -> str:
    """Return the name of the recogniser to use: the one chosen, else the best here.

    Among those that know the language, one that can work now comes first, then one
    that only has to be fetched.

    Args:
        settings: The person's.
        folder: The folder of all models.
    """
    if settings.speech_engine not in (AUTO, NOBODY):
        return settings.speech_engine
    fitting = engines.fitting(settings.speech_language) or (engines.DEFAULT,)
    states = {name: engines.state(name, folder) for name in fitting}
    for wanted in ("ready", "no_model"):
        for name, state in states.items():
            if state == wanted:
                return name
    return fitting[0]


@dataclass(frozen=True, slots=True)
class Choice:
    """A recogniser that may be chosen.

    Attributes:
        name: Its name.
        state: Whether it can work here.
        size: Bytes of all it needs.
        languages: ISO 639-1 codes of what it understands.
    """

    name: str
    state: engines.State
    size: int
    languages: frozenset[str]


class Dictation:
    """Owned by the runtime; its methods are called on the loop.

    Attributes:
        models: The folder of all models.
        naming: Sets names right.
        now: How the words of recordings are coming along.
        fetching: How the fetching of a model is coming along; None while none is.
    """

    def __init__(
        self,
        folder: Path,
        settings: Callable[[], Settings],
        tell: Tell,
        wrote: Callable[[Iterable[str]], None],
    ) -> None:
        """Begin nothing.

        Args:
            folder: The data folder.
            settings: Returns the person's.
            tell: Changes every window.
            wrote: Hears which kinds of records were written.
        """
        self.models = folder / "models"
        self.naming = Naming()
        self.now = Transcribing()
        self.fetching: Fetching | None = None
        self._settings = settings
        self._tell = tell
        self._wrote = wrote
        self._closed = threading.Event()
        self._recognisers: dict[str, Recogniser] = {}
        self._worker: Transcriber | None = None

    def start(self, replica: Replica) -> None:
        """Write down what a replica holds, once the screen stands; again is nothing."""
        if self._worker is None:
            loop = asyncio.get_running_loop()
            self._worker = Transcriber(
                replica,
                Tools(
                    self._recogniser,
                    self._wishes,
                    partial(self._hints, replica),
                    partial(self._set_right, replica),
                ),
                lambda now: _later(loop, self._say, now),
                lambda kinds: _later(loop, self._wrote, tuple(kinds)),
            )
            loop.call_later(_FIRST_FRAME_S, self._worker.start)

    def nudge(self) -> None:
        """Look at once whether something waits to be written down."""
        if self._worker:
            self._worker.nudge()

    def warm(self) -> None:
        """Have the recogniser ready when the person who has begun to speak stops."""
        if self._worker:
            self._worker.warm()

    def look_again(self) -> None:
        """Try again what could not work: something was chosen or fetched."""
        if self._worker:
            self._worker.look_again()

    async def stop(self) -> None:
        """Write nothing more into the replica."""
        worker, self._worker = self._worker, None
        if worker:
            await asyncio.to_thread(worker.close)
        self._say(Transcribing())

    async def close(self) -> None:
        """Stop, and stop fetching."""
        self._closed.set()
        await self.stop()

    async def set_right(self, replica: Replica, note_id: str, heard: Heard) -> Corrected:
        """Return what was heard in a note with names set right.

        Raises:
            StoreError: If the replica cannot be read.
        """
        return await asyncio.to_thread(self.naming.set_right, replica, note_id, heard)

    def size(self, engine: str) -> int:
        """Return how many bytes all are that a recogniser needs.

        Raises:
            EngineError: If there is none of that name.
        """
        return sum(model.size for model in engines.named(engine).models)

    async def choices(self) -> tuple[Choice, ...]:
        """Return the recognisers there are, preferred ones first."""
        return await asyncio.to_thread(self._choices)

    async def fetch(self, engine: str) -> None:
        """Fetch what a recogniser needs; goes on where it stopped.

        How far it is, and what went wrong, is told to every window.

        Args:
            engine: The recogniser's name.
        """
        if self.fetching and not self.fetching.error:
            return  # one at a time
        models, loop = engines.named(engine).models, asyncio.get_running_loop()
        started = Fetching(engine, 0, self.size(engine))
        self._say_fetching(started)
        try:
            await asyncio.to_thread(self._fetch, models, started, loop)
        except RapportError as error:
            log.warning("model-not-fetched engine=%s error=%s", engine, type(error).__name__)
            self._say_fetching(replace(self.fetching or started, error=error))
        else:
            self._say_fetching(None)
            self.look_again()

    async def try_out(self, engine: str) -> None:
        """Load a recogniser and let it hear a second of silence.

        Raises:
            SpeechError: If it cannot work here.
        """
        await asyncio.to_thread(self._try, engine)
        self.look_again()

    def _choices(self) -> tuple[Choice, ...]:
        return tuple(
            Choice(
                name,
                engines.state(name, self.models),
                self.size(name),
                kind.model.languages,
            )
            for name, kind in engines.KINDS.items()
        )

    def _fetch(
        self, models: Iterable[Model], fetching: Fetching, loop: asyncio.AbstractEventLoop
    ) -> None:
        before, drawn = 0, 0.0

        def told(here: int, _total: int) -> None:
            nonlocal drawn
            if self._closed.is_set():
                raise UnreachableError
            if time.monotonic() - drawn >= _PICTURES_S:
                drawn = time.monotonic()
                _later(loop, self._say_fetching, replace(fetching, here=before + here))

        with httpx.Client(timeout=TIMEOUT) as client:
            for model in models:
                fetch(model, self.models, client, told)
                before += model.size

    def _say(self, now: Transcribing) -> None:
        self.now = now
        self._tell(lambda window: setattr(window, "transcribing", now))

    def _say_fetching(self, fetching: Fetching | None) -> None:
        self.fetching = fetching
        self._tell(lambda window: setattr(window, "fetching", fetching))

    def _wishes(self) -> Wishes:
        settings = self._settings()
        wanted = settings.speech_engine != NOBODY
        return Wishes(best(settings, self.models), settings.speech_language, any=wanted)

    def _hints(self, replica: Replica, recorded: Recorded) -> Sequence[str]:
        return self.naming.likely(replica, recorded.note_id)

    def _set_right(self, replica: Replica, recorded: Recorded, heard: Heard) -> tuple[str, str]:
        right = self.naming.set_right(replica, recorded.note_id, heard)
        return right.text, to_text(right.corrections)

    def _recogniser(self, engine: str) -> Recogniser:
        if engine not in self._recognisers:
            self._recognisers[engine] = engines.recogniser(engine, self.models)
        return self._recognisers[engine]

    def _try(self, engine: str) -> None:
        known, spoken = engines.named(engine).model.languages, self._settings().speech_language
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "silence.wav"
            with wave.open(str(path), "wb") as sound:
                sound.setnchannels(1)
                sound.setsampwidth(2)
                sound.setframerate(RATE)
                sound.writeframes(bytes(2 * RATE))
            language = spoken if spoken in known else min(known)
            self._recogniser(engine).hear(path, language=language)


def _later(loop: asyncio.AbstractEventLoop, do: Callable[[T], object], what: T) -> None:
    """Do something on the loop, from a thread that may outlive it."""
    with suppress(RuntimeError):  # the loop was closed
        loop.call_soon_threadsafe(do, what)
