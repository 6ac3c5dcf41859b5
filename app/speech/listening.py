"""From a recording to its words, window by window, with any engine."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar, Protocol

from app.speech.babble import babbles, without_babble
from app.speech.gate import Gate
from app.speech.heard import Heard, Word
from app.speech.kept import Kept
from app.speech.recogniser import LanguageError, Told
from app.speech.sound import Samples, Sound, opened
from app.speech.spreading import spread
from app.speech.wav import RATE
from app.speech.windows import Shape, Span, Window, cut, quiet_point

_IDLE_S = 60.0
"""An engine takes up to 700 MB; the next note of a day's visits is further off."""
_SHORTEST = RATE
"""What is not understood is cut in halves, but none below a second: a word takes half."""


class Scribe(Protocol):
    """An engine with its model loaded; used by one thread at a time.

    Attributes:
        shape: How long windows it hears well.
    """

    shape: ClassVar[Shape]

    def write(self, samples: Samples, language: str, hints: Sequence[str]) -> Sequence[Word]:
        """Return the words of a window, with times in it or with none."""


class Listener:
    """A recogniser that cuts at pauses, and does not take nothing for an answer.

    Where an engine writes nothing although somebody speaks, or the same phrase
    over and over, the window is cut at its quietest point and each half tried.
    """

    def __init__(
        self,
        name: str,
        languages: frozenset[str],
        load: Callable[[], tuple[Gate, Scribe]],
        idle_s: float = _IDLE_S,
    ) -> None:
        """Load nothing yet.

        Args:
            name: Engine and model, such as ``moonshine-base-en``.
            languages: ISO 639-1 codes of what it understands.
            load: Loads the engine; raises EngineError.
            idle_s: Seconds without work after which it is let go.
        """
        self.name = name
        self._languages = languages
        self._loaded = Kept(load, idle_s)

    def warm(self) -> None:
        """See `Recogniser.warm`."""
        with self._loaded.lent():
            pass

    def hear(
        self, sound: Path, *, language: str, hints: Sequence[str] = (), told: Told | None = None
    ) -> Heard:
        """See `Recogniser.hear`."""
        if language not in self._languages:
            raise LanguageError(engine=self.name, language=language)
        heard = Heard((), self.name, language)
        with opened(sound) as recording, self._loaded.lent() as (gate, scribe):
            work = _Work(recording, scribe, language, hints)
            for window in work.windows(gate, scribe.shape):
                heard = replace(heard, words=(*heard.words, *work.words(window)))
                if told:
                    told(heard, window.span[1] / recording.length)
        if told:
            told(heard, 1.0)
        return heard

    def release(self) -> None:
        """Let go of the engine's memory now."""
        self._loaded.release()


@dataclass(frozen=True, slots=True)
class _Work:
    """One recording being heard."""

    sound: Sound
    scribe: Scribe
    language: str
    hints: Sequence[str]

    def windows(self, gate: Gate, shape: Shape) -> tuple[Window, ...]:
        return cut(gate.marks(self.sound), self.sound.length, shape, self._quietest)

    def words(self, window: Window) -> tuple[Word, ...]:
        """Return the words of a window, tried again in halves where that helps."""
        start, end = window.span
        written = self._written(window, self.hints)
        if self.hints and babbles([word.text for word in written]):
            written = self._written(window, ())  # names it was told lead some astray
        texts = [word.text for word in written]
        if texts and not babbles(texts):
            return written
        if end - start >= 2 * _SHORTEST:
            middle = self._quietest(window.span)
            halves = (_part(window, (start, middle)), _part(window, (middle, end)))
            return tuple(word for half in halves if half.speech for word in self.words(half))
        return spread(without_babble(texts), window.speech)

    def _written(self, window: Window, hints: Sequence[str]) -> tuple[Word, ...]:
        start, end = window.span
        words = self.scribe.write(self.sound.piece(start, end), self.language, hints)
        if not any(word.end_ms for word in words):
            return spread([word.text for word in words], window.speech)
        shift = start * 1000 // RATE
        return tuple(
            replace(word, start_ms=word.start_ms + shift, end_ms=word.end_ms + shift)
            for word in words
        )

    def _quietest(self, span: Span) -> int:
        return span[0] + quiet_point(self.sound.piece(*span))


def _part(window: Window, span: Span) -> Window:
    """Return what of a window lies in a part of it."""
    start, end = span
    speech = ((max(a, start), min(b, end)) for a, b in window.speech)
    return Window(span, tuple((a, b) for a, b in speech if a < b))
