"""Times for words of an engine that gives none: spread over the speech by their letters."""

from collections.abc import Sequence

from app.speech.heard import Word
from app.speech.wav import RATE
from app.speech.windows import Span

_PAUSE = 1
"""Letters' worth that a word takes besides its own: even "a" is heard."""


def spread(texts: Sequence[str], speech: Sequence[Span]) -> tuple[Word, ...]:
    """Return words one after the other, filling the speech and no pause between.

    Args:
        texts: The words as written, in order.
        speech: Where somebody speaks, in samples of the recording; in order.
    """
    letters = sum(len(text) + _PAUSE for text in texts)
    spoken = sum(end - start for start, end in speech)
    words, done = [], 0
    for text in texts:
        start, done = done, done + len(text) + _PAUSE
        first = _place(spoken * start / letters, speech, last=False)
        last = _place(spoken * done / letters, speech, last=True)
        words.append(Word(text, first, max(first, last)))
    return tuple(words)


def _place(spoken: float, speech: Sequence[Span], *, last: bool) -> int:
    """Return the millisecond by which so many samples were spoken.

    Args:
        spoken: Samples of speech.
        speech: Where somebody speaks.
        last: Whether a word ends there; one that begins waits for the pause to pass.
    """
    for start, end in speech:
        size = end - start
        if spoken < size or (last and spoken <= size):
            return _ms(start + spoken)
        spoken -= size
    return _ms(speech[-1][1]) if speech else 0


def _ms(sample: float) -> int:
    return int(sample * 1000 / RATE)
