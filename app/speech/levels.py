"""How loud it is, and when somebody has stopped speaking."""

import math
from array import array
from collections import deque
from collections.abc import Iterator
from itertools import groupby
from operator import mul, sub

from app.speech.wav import RATE

STEP_MS = 100
"""How much sound a level stands for: shorter than a syllable."""
SILENCE = -96.0
"""The level of no sound at all: the faintest 16 bits can hold."""

_STEP = RATE * STEP_MS // 1000
_FULL = 32_768
_FLOOR_STEPS = 50
"""Steps among which the faintest are the noise of the place: nobody speaks for five
seconds without gaps."""
_FEW = 16
"""One step in so many is not counted as such: a lone faint one is chance."""
_BEGINS = 9.0
_GOES_ON = 5.0
"""Decibels above that noise from which speech begins and goes on; white, pink and brown
noise stay within 1.2."""
_HISS = -69.0
"""No place is quieter: what is fainter than 9 dB above it is a microphone's own hiss."""
_SPOKEN_STEPS = 3
"""So many steps of speech make a word; a door makes one or two."""


class Meter:
    """Cuts a stream of samples into steps; lives for one recording."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._rest = b""

    def heard(self, pcm: bytes) -> Iterator[tuple[float, float]]:
        """Yield loudness and sharpness of every whole step, in dBFS.

        Args:
            pcm: The next samples, 16 kHz, 16 bits; of any length.

        Yields:
            How loud it sounds; and how loud without the rumble of engine and road,
            which is what tells speech from them.
        """
        whole = self._rest + pcm
        size = 2 * _STEP
        end = len(whole) - len(whole) % size
        self._rest = whole[end:]
        for start in range(0, end, size):
            samples = array("h", whole[start : start + size])
            # Each less the one before: 6 dB fainter with every octave further down.
            sharp = array("i", map(sub, samples[1:], samples))
            yield loudness(samples), loudness(sharp)


def loudness(samples: "array[int]") -> float:
    """Return the root mean square of samples in dB below full scale."""
    square = sum(map(mul, samples, samples)) / max(len(samples), 1)
    return max(10 * math.log10(square / _FULL**2), SILENCE) if square else SILENCE


class PauseListener:
    """Notices that somebody who spoke has stopped; lives for one recording.

    The noise of the place is in the faintest steps of the last seconds (minimum
    statistics, Martin 2001, in its simplest form), so that a car that starts, a
    fan or a café never count as speech for long.
    """

    def __init__(self, pause_ms: int) -> None:
        """Listen for a pause.

        Args:
            pause_ms: How long; 0 to hear none.
        """
        self._steps = pause_ms // STEP_MS
        self._recent: deque[float] = deque(maxlen=_FLOOR_STEPS)
        self._spoke = False
        self._quiet = 0

    def heard(self, sharpness: float) -> bool:
        """Take the next step; tell whether the pause is over now.

        Args:
            sharpness: From `Meter.heard`.
        """
        self._recent.append(sharpness)
        noise = max(sorted(self._recent)[len(self._recent) // _FEW], _HISS)
        # Looked for again and again: words from the first moment on are known as such
        # once the noise of the place was heard behind them.
        self._spoke = self._spoke or self._longest(noise + _BEGINS) >= _SPOKEN_STEPS
        self._quiet = 0 if sharpness >= noise + _GOES_ON else self._quiet + 1
        return self._spoke and 0 < self._steps <= self._quiet

    def _longest(self, level: float) -> int:
        """Return how many steps in a row were louder, at most."""
        runs = (len(list(run)) for loud, run in groupby(s >= level for s in self._recent) if loud)
        return max(runs, default=0)
