"""What turns a recording into words: one small interface, and what can go wrong.

SpeechError
├── SoundError            the recording cannot be read
│   ├── EmptySoundError       there is no sound in it
│   └── WrongFormatError      it is no sound file this program reads
└── EngineError           there is sound, but nothing that could write it down
    ├── UnknownEngineError    there is no recogniser of that name
    ├── EngineMissingError    the recogniser is not installed here
    ├── ModelMissingError     its model has not been fetched
    ├── ModelDamagedError     its model is cut short or has the wrong hash
    ├── FetchError            its model cannot be fetched now; heals itself
    └── LanguageError         it does not know the language
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from app.speech.heard import Heard
from sync.core.errors import RapportError

Told = Callable[[Heard, float], object]
"""Hears what is certain so far, and which share of the recording that is (0 to 1)."""


@dataclass(frozen=True, slots=True)
class Change:
    """What may have been said in the place of some of the words heard.

    Attributes:
        start: Where those begin in the text heard, in characters.
        end: Where they end.
        now: What may have been said.
    """

    start: int
    end: int
    now: str


Weigh = Callable[[Sequence[Change]], Sequence[float | None]]
"""Says for each change by itself how much likelier the sound makes it than what was heard,
as a natural logarithm; None where nobody can say."""


class SpeechError(RapportError):
    """Words could not be had from a recording; the recording stays."""

    key = "speech.failed"


class SoundError(SpeechError):
    """The recording cannot be read."""

    key = "speech.unreadable"


class EmptySoundError(SoundError):
    """The recording holds no sound at all."""

    key = "speech.empty"


class WrongFormatError(SoundError):
    """The file is no sound that this program reads."""

    key = "speech.wrong_format"


class EngineError(SpeechError):
    """Nothing here could write the words down now; they can wait."""

    key = "speech.no_engine"


class UnknownEngineError(EngineError):
    """There is no recogniser of that name."""

    key = "speech.unknown_engine"


class EngineMissingError(EngineError):
    """The recogniser's program is not installed on this device."""

    key = "speech.engine_missing"


class ModelMissingError(EngineError):
    """The recogniser's model has not been fetched yet."""

    key = "speech.model_missing"


class ModelDamagedError(EngineError):
    """The recogniser's model is cut short or is not what it should be."""

    key = "speech.model_damaged"


class FetchError(EngineError):
    """The model could not be had from anywhere; what came is kept, to go on from."""

    key = "speech.fetch_failed"
    heals = True


class LanguageError(EngineError):
    """The recogniser does not know the language."""

    key = "speech.language"


class Recogniser(Protocol):
    """Writes recordings down; made once, used by one thread at a time.

    Attributes:
        name: Engine and model, such as ``moonshine-base-en``.
    """

    name: str

    def warm(self) -> None:
        """Load what it needs, so that the first words come sooner.

        It is let go again when nothing was heard for a while.

        Raises:
            EngineError: If the engine cannot work here and now.
        """

    def hear(
        self, sound: Path, *, language: str, hints: Sequence[str] = (), told: Told | None = None
    ) -> Heard:
        """Return the words of a recording; no words for silence and noise.

        Args:
            sound: A sound file.
            language: ISO 639-1 code of what is spoken.
            hints: Names that may be heard, likeliest first; an engine may ignore them.
            told: Hears of progress after every stretch of speech.

        Raises:
            SoundError: If the recording cannot be read.
            EngineError: If the engine cannot work here and now.
        """


@runtime_checkable
class Weighing(Protocol):
    """A recogniser that can be asked what else may have been said."""

    def weigh(self, sound: Path, heard: Heard, told: Told | None = None) -> Weigh:
        """Return what weighs changes to the words of a recording.

        It loads nothing before it is called, and raises what `Recogniser.hear` raises.

        Args:
            sound: The sound file.
            heard: What the recogniser itself heard in it.
            told: Hears that it goes on, after every stretch of speech.
        """
