"""From a recording to its words, window by window, with any engine."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar, Protocol, runtime_checkable

from app.speech.babble import babbles, without_babble
from app.speech.gate import Gate
from app.speech.heard import Heard, Stretch, Word
from app.speech.kept import Kept
from app.speech.recogniser import Change, LanguageError, Told, Weigh
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


@runtime_checkable
class Judge(Protocol):
    """A scribe that can tell how likely other words are."""

    def weigh(self, samples: Samples, text: str, others: Sequence[str]) -> Sequence[float] | None:
        """Return how much likelier than a text others are in a window; None if it cannot now."""

    def get_ready(self) -> None:
        """Be ready to write at once, whatever was weighed before."""


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
        with self._loaded.lent() as (_, scribe):
            if isinstance(scribe, Judge):
                scribe.get_ready()

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
                for span, words in work.heard(window):
                    stretch = Stretch(len(words), *span)
                    heard = replace(
                        heard,
                        words=(*heard.words, *words),
                        stretches=(*heard.stretches, stretch),
                    )
                if told:
                    told(heard, window.span[1] / recording.length)
        if told:
            told(heard, 1.0)
        return heard

    def weigh(self, sound: Path, heard: Heard, told: Told | None = None) -> Weigh:
        """See `Weighing.weigh`."""

        def weighed(changes: Sequence[Change]) -> Sequence[float | None]:
            gains: list[float | None] = [None] * len(changes)
            if not changes:
                return gains
            with opened(sound) as recording, self._loaded.lent() as (_, scribe):
                for stretch, at, text in _texts(heard):
                    end = at + len(text)
                    own = [i for i, c in enumerate(changes) if at <= c.start and c.end <= end]
                    if not (own and isinstance(scribe, Judge)):
                        continue
                    others = [_changed(text, at, changes[i]) for i in own]
                    samples = recording.piece(stretch.start, stretch.end)
                    answers = scribe.weigh(samples, text, others)
                    for i, gain in zip(own, answers or (), strict=answers is not None):
                        gains[i] = gain
                    if told:
                        told(heard, 1.0)
            return gains

        return weighed

    def release(self) -> None:
        """Let go of the engine's memory now."""
        self._loaded.release()


def _texts(heard: Heard) -> Iterator[tuple[Stretch, int, str]]:
    """Yield each stretch, where its words begin in the text, and those words."""
    first = at = 0
    for stretch in heard.stretches:
        text = " ".join(w.text for w in heard.words[first : first + stretch.words])
        yield stretch, at, text
        first += stretch.words
        at += len(text) + 1


def _changed(text: str, at: int, change: Change) -> str:
    return text[: change.start - at] + change.now + text[change.end - at :]


@dataclass(frozen=True, slots=True)
class _Work:
    """One recording being heard."""

    sound: Sound
    scribe: Scribe
    language: str
    hints: Sequence[str]

    def windows(self, gate: Gate, shape: Shape) -> tuple[Window, ...]:
        return cut(gate.marks(self.sound), self.sound.length, shape, self._quietest)

    def heard(self, window: Window) -> Iterator[tuple[Span, tuple[Word, ...]]]:
        """Yield the words of a window, or of its halves in turn where that helps."""
        start, end = window.span
        written = self._written(window, self.hints)
        if self.hints and babbles([word.text for word in written]):
            written = self._written(window, ())  # names it was told lead some astray
        texts = [word.text for word in written]
        if texts and not babbles(texts):
            yield window.span, written
        elif end - start >= 2 * _SHORTEST:
            middle = self._quietest(window.span)
            for half in (_part(window, (start, middle)), _part(window, (middle, end))):
                if half.speech:
                    yield from self.heard(half)
        elif texts:
            yield window.span, spread(without_babble(texts), window.speech)

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
