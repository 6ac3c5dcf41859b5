"""What a recogniser heard, word by word, and how a note keeps it."""

from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

UNKNOWN = -1.0
"""The confidence of a word whose engine gives none."""

_CENTI = 10
"""Times are kept in hundredths of a second: a finger taps no finer."""
_LONGEST = 100_000
"""What a note's register holds, in characters."""
_SURE = 9


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it lies in the recording.

    Attributes:
        text: As the engine wrote it, with its punctuation; no spaces.
        start_ms: Milliseconds from the beginning of the recording.
        end_ms: Where it ends; equal to `start_ms` when nobody knows.
        confidence: From 0 to 1; `UNKNOWN` when the engine gives none.
    """

    text: str
    start_ms: int
    end_ms: int
    confidence: float = UNKNOWN


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that were heard in one go, and the sound they were heard in.

    Attributes:
        words: How many.
        start: The first sample of it in the recording.
        end: The one after the last.
    """

    words: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heard:
    """The words of a recording in the order they were spoken.

    Attributes:
        engine: Name of the recogniser and its model, such as ``moonshine-base-en``.
        language: ISO 639-1 code.
        stretches: How they were heard, one after the other; a note keeps none of it.
    """

    words: tuple[Word, ...]
    engine: str
    language: str
    stretches: tuple[Stretch, ...] = ()

    @property
    def text(self) -> str:
        """The words with single spaces between them."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class _Kept:
    """The form in a note.

    Attributes:
        marks: Two numbers a word: hundredths of a second since the word before
            ended, and how long it lasts. Words behind the last mark have no times.
        sure: A digit a word, nine for certain; empty when nobody knows.
    """

    engine: str
    language: str
    text: str
    marks: tuple[int, ...] = ()
    sure: str = ""


_KEPT = TypeAdapter(_Kept)


def to_text(heard: Heard) -> str:
    """Return it as a note's register keeps it, at most 100,000 characters.

    Of a recording of more than about an hour the last words lose their times, and
    of one of more than two hours the last words are left out: the note has them.

    Example:
        ``{"engine":"moonshine-base-en","language":"en","text":"Call Anna.","marks":[12,30,4,41]}``
    """
    kept = _kept(heard)
    while len(text := _json(kept)) > _LONGEST:
        over = len(text) - _LONGEST
        if kept.sure:
            kept = _Kept(kept.engine, kept.language, kept.text, kept.marks)
        elif kept.marks:
            # A mark takes two characters at least.
            fewer = max(len(kept.marks) - max(over // 2, 2), 0) & ~1
            kept = _Kept(kept.engine, kept.language, kept.text, kept.marks[:fewer])
        else:
            shorter = kept.text[: len(kept.text) - over].rpartition(" ")[0]
            kept = _Kept(kept.engine, kept.language, shorter)
    return text


def from_text(text: str) -> Heard | None:
    """Read what a note keeps; None for typed words and what is no such text."""
    try:
        kept = _KEPT.validate_json(text)
    except ValidationError:
        return None
    words, at = [], 0
    for i, word in enumerate(kept.text.split()):
        start = end = at
        if 2 * i + 1 < len(kept.marks):
            start = at + kept.marks[2 * i] * _CENTI
            end = start + kept.marks[2 * i + 1] * _CENTI
        digit = kept.sure[i : i + 1]
        sure = int(digit) / _SURE if digit.isascii() and digit.isdigit() else UNKNOWN
        words.append(Word(word, start, end, sure))
        at = end
    return Heard(tuple(words), kept.engine, kept.language)


def _kept(heard: Heard) -> _Kept:
    marks: list[int] = []
    at = 0
    for word in heard.words:
        start, end = word.start_ms // _CENTI, word.end_ms // _CENTI
        marks += (start - at, end - start)
        at = end
    known = any(word.confidence != UNKNOWN for word in heard.words)
    sure = "".join(_digit(word.confidence) for word in heard.words) if known else ""
    return _Kept(heard.engine, heard.language, heard.text, tuple(marks), sure)


def _digit(confidence: float) -> str:
    return "-" if confidence == UNKNOWN else str(round(min(max(confidence, 0.0), 1.0) * _SURE))


def _json(kept: _Kept) -> str:
    return to_json(kept).decode()
