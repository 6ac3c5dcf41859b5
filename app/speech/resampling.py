"""From a browser's own rate to that of recordings, as the sound comes.

A browser hands sound over at the rate of its sound card, whatever it is asked
for, and does not say which that is: `RateGuess` finds out.
"""

import math
from array import array
from fractions import Fraction
from operator import mul

from app.speech.wav import RATE

USUAL = 48_000
"""What most browsers use, Chromium always while it takes noise away."""
_RATES = (8_000, 16_000, 22_050, 24_000, 32_000, 44_100, USUAL, 96_000)
_CROSSINGS = 8
"""Zero crossings of the filter on each side: aliases lie 60 dB down."""
_PASS = 0.92
"""Which share of the band is kept: what is above 7.4 kHz says little."""
_SPAN_S = 1.5
"""From here on 44.1 and 48 kHz, 9 per cent apart, are told apart: a piece comes every
20th of a second, and comes late by less than another one."""
_NEAR = 0.03
"""How far, as a share, a span may measure off the rate it speaks for."""
_MOST, _LEAST = 32_767, -32_768


class RateGuess:
    """Measures the rate of a stream by when its pieces come; lives for one recording.

    Two spans one after the other have to say the same: where a busy machine drops a piece,
    one span measures too little, and a wrong rate would stay for all that is said.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._began_s: float | None = None
        self._samples = 0
        self._before: int | None = None

    def heard(self, samples: int, at_s: float) -> int | None:
        """Take a piece; return the rate once it is certain.

        Args:
            samples: How many it holds.
            at_s: When it came, on any clock of seconds.
        """
        if self._began_s is None:
            self._began_s = at_s
            return None
        self._samples += samples
        took = at_s - self._began_s
        if took < _SPAN_S:
            return None
        said = _nearest(max(self._samples, 1) / took)
        agreed = said is not None and said == self._before
        self._began_s, self._samples, self._before = at_s, 0, said
        return said if agreed else None


def _nearest(measured: float) -> int | None:
    """Return the usual rate that was measured, or None where it lies between two."""
    off = {rate: abs(math.log(rate / measured)) for rate in _RATES}
    rate = min(off, key=off.__getitem__)
    return rate if off[rate] < _NEAR else None


class Resampler:
    """Turns a stream of samples into one of 16 kHz; lives as long as its rate.

    A polyphase filter (windowed sinc, Hann), in plain Python for want of numpy on
    phones: a second of sound takes a 20th of a second.
    """

    def __init__(self, rate: int, channels: int = 1) -> None:
        """Take what the stream is.

        Args:
            rate: Its samples a second.
            channels: 1, or 2 of which the first is used.
        """
        step = Fraction(rate, RATE)
        self._channels = channels
        self._up, self._down = step.denominator, step.numerator
        self._taps = _filter(step)
        self._width = len(self._taps[0])
        self._held = array("h", bytes(2 * (self._width // 2)))  # silence before the first
        self._at = 0  # the next sample's place in what is held, in parts of a sample
        self._odd = b""

    def take(self, pcm: bytes) -> bytes:
        """Return the next samples at 16 kHz; a few wait for those behind them."""
        pcm = self._odd + pcm
        size = 2 * self._channels
        end = len(pcm) - len(pcm) % size
        self._odd = pcm[end:]
        self._held.extend(array("h", pcm[:end])[:: self._channels])
        if self._up == self._down:
            held, self._held = self._held, array("h")
            return held.tobytes()
        made = array("h")
        up, down, width, held, taps = self._up, self._down, self._width, self._held, self._taps
        at = self._at
        while at // up + width <= len(held):
            place = at // up
            value = round(sum(map(mul, held[place : place + width], taps[at % up])))
            made.append(min(max(value, _LEAST), _MOST))
            at += down
        used = at // up
        self._held = held[used:]
        self._at = at - used * up
        return made.tobytes()


def _filter(step: Fraction) -> list[list[float]]:
    """Return the weights of the samples around each place a new sample can fall on."""
    band = min(1.0, 1 / float(step)) * _PASS
    half = math.ceil(_CROSSINGS / band)
    phases = []
    for phase in range(step.denominator):
        shift = phase / step.denominator
        weights = [_weight(k + 1 - half - shift, half, band) for k in range(2 * half)]
        whole = sum(weights)
        phases.append([weight / whole for weight in weights])
    return phases


def _weight(x: float, half: int, band: float) -> float:
    if abs(x) >= half:
        return 0.0
    ideal = math.sin(math.pi * band * x) / (math.pi * x) if x else band
    return ideal * (0.5 + 0.5 * math.cos(math.pi * x / half))
