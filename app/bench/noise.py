"""Speech as it is in a car: a clip with brown noise under it, the same every time."""

import numpy as np

from app.speech.sound import Samples
from app.speech.wav import RATE

_LOWEST = 20
"""Hertz. Brown noise has most of its power further down, where neither ears nor
microphones are: it would count as noise and disturb nobody."""


def with_brown_noise(clip: Samples, decibels: float, seed: int) -> Samples:
    """Return the clip with noise so many decibels below it, both measured over the whole clip.

    Args:
        clip: Speech.
        decibels: Power of the speech over that of the noise.
        seed: The same seed, the same noise.
    """
    noise = _brown(len(clip), seed)
    power = float(np.mean(clip**2)) / float(np.mean(noise**2)) / 10 ** (decibels / 10)
    mixed: Samples = clip + noise * np.float32(power**0.5)
    mixed /= max(np.abs(mixed).max(), np.float32(1))
    return mixed


def _brown(length: int, seed: int) -> Samples:
    """Return noise whose power falls by 6 dB an octave."""
    waves = np.fft.rfft(np.random.default_rng(seed).standard_normal(length))
    hertz = np.fft.rfftfreq(length, 1 / RATE)
    heard = hertz >= _LOWEST
    waves[heard] /= hertz[heard]
    waves[~heard] = 0
    noise: Samples = np.fft.irfft(waves, length).astype(np.float32)
    return noise
