"""The recognisers of this device: which there are, fetched, tried, and handed out."""

import asyncio
import logging
import tempfile
import threading
import time
import wave
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import httpx

from app.looping import later
from app.phone_recogniser import PHONE
from app.settings import Settings
from app.speech import engines
from app.speech.fetching import TIMEOUT, fetch
from app.speech.models import Model
from app.speech.recogniser import Recogniser
from app.speech.transcribing import Fetching
from app.speech.wav import RATE
from app.state import Tell
from sync.core.errors import RapportError, UnreachableError

log = logging.getLogger(__name__)

AUTO = "auto"
"""The recogniser that is best here for the language."""
NOBODY = "none"
"""Recordings are kept as they are."""

_PICTURES_S = 0.2
"""Progress is drawn at most this often, so that drawing never slows the work."""


def best(settings: Settings, folder: Path) -> str:
    """Return the name of the recogniser of recordings: the one chosen, else the best here.

    A phone's own hears no recordings: what is recorded instead has the best here.

    Among those that know the language, one that can work now comes first, then one
    that only has to be fetched.

    Args:
        settings: The person's.
        folder: The folder of all models.
    """
    if settings.speech_engine not in (AUTO, NOBODY, PHONE):
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


class Recognisers:
    """Owned by the runtime; all but `named` is called on the loop.

    Attributes:
        models: The folder of all models.
        fetching: How the fetching of a model is coming along; None while none is.
    """

    def __init__(
        self,
        folder: Path,
        settings: Callable[[], Settings],
        tell: Tell,
        look_again: Callable[[], object],
    ) -> None:
        """Fetch and load nothing yet.

        Args:
            folder: The data folder.
            settings: Returns the person's.
            tell: Changes every window.
            look_again: Hears that what could not work may now.
        """
        self.models = folder / "models"
        self.fetching: Fetching | None = None
        self._settings = settings
        self._tell = tell
        self._look_again = look_again
        self._closed = threading.Event()
        self._made: dict[str, Recogniser] = {}

    def named(self, engine: str) -> Recogniser:
        """Return a recogniser, the same one each time; from the worker's thread.

        Raises:
            EngineError: If there is none of that name here.
        """
        if engine not in self._made:
            self._made[engine] = engines.recogniser(engine, self.models)
        return self._made[engine]

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
        self._say(started)
        try:
            await asyncio.to_thread(self._fetch, models, started, loop)
        except RapportError as error:
            log.warning("model-not-fetched engine=%s error=%s", engine, type(error).__name__)
            self._say(replace(self.fetching or started, error=error))
        else:
            self._say(None)
            self._look_again()

    async def try_out(self, engine: str) -> None:
        """Load a recogniser and let it hear a second of silence.

        Raises:
            SpeechError: If it cannot work here.
        """
        await asyncio.to_thread(self._try, engine)
        self._look_again()

    def close(self) -> None:
        """Stop fetching; what came is kept, to go on from."""
        self._closed.set()

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
                later(loop, self._say, replace(fetching, here=before + here))

        with httpx.Client(timeout=TIMEOUT) as client:
            for model in models:
                fetch(model, self.models, client, told)
                before += model.size

    def _say(self, fetching: Fetching | None) -> None:
        self.fetching = fetching
        self._tell(lambda window: setattr(window, "fetching", fetching))

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
            self.named(engine).hear(path, language=language)
