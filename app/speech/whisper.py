"""Whisper, run by faster-whisper: for desktops and servers, and other languages than English.

Radford et al. 2022, "Robust Speech Recognition via Large-Scale Weak Supervision". It
gives times and confidence, and takes names as hints.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from faster_whisper import WhisperModel

from app.speech.heard import Word
from app.speech.sound import Samples
from app.speech.wav import RATE
from app.speech.windows import Shape

_HINTED = 100
"""Characters of names it is told, half a dozen: of more it writes some that nobody said."""

_TOKENS = 10
"""A second: nobody says more than five words, and few words take more than two."""
_LEAST = 16
"""In any window: what begins and ends a text takes tokens, too."""


class Whisper:
    """The engine with its model loaded; used by one thread at a time.

    Each window costs as much as one of 30 seconds, which is the longest it hears.
    """

    shape: ClassVar = Shape(first=10, usual=20, longest=28)

    def __init__(self, folder: Path, threads: int) -> None:
        """Load it, from this folder alone.

        Args:
            folder: Where its files lie.
            threads: Of the processor, at most.
        """
        self._model = WhisperModel(
            str(folder),
            device="cpu",
            compute_type="int8",  # a third of the memory, and as many words right
            cpu_threads=threads,
            local_files_only=True,
        )

    def write(self, samples: Samples, language: str, hints: Sequence[str]) -> Sequence[Word]:
        """Return the words of a window with their times and confidence."""
        segments, _ = self._model.transcribe(
            samples,
            language=language,
            hotwords=_sentence(hints),
            beam_size=5,  # the publisher's own
            temperature=0.0,  # never by chance: what is not understood is tried in halves
            max_new_tokens=_LEAST + len(samples) * _TOKENS // RATE,
            condition_on_previous_text=False,  # one slip would be carried on
            word_timestamps=True,
        )
        words = (word for segment in segments for word in segment.words or ())
        return [
            Word(text, round(word.start * 1000), round(word.end * 1000), float(word.probability))
            for word in words
            for text in word.word.split()
        ]


def _sentence(hints: Sequence[str]) -> str | None:
    """Return as many names as it reads, likeliest first."""
    text = ""
    for hint in dict.fromkeys(hints):
        longer = f"{text}, {hint}" if text else hint
        if len(longer) > _HINTED:
            break
        text = longer
    return text or None
