"""Sounds to hear: written, cut, mixed."""

import wave
from pathlib import Path

import numpy as np

from app.speech.sound import Samples
from app.speech.wav import RATE


def write(path: Path, samples: Samples, rate: int = RATE, channels: int = 1) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, 2, rate, 0, "NONE", ""))
        file.writeframes((np.clip(samples, -1, 1) * 32_767).astype("<i2").tobytes())
    return path


def tone(seconds: float, rate: int = RATE, hertz: float = 440.0) -> Samples:
    at = np.arange(round(seconds * rate)) / rate
    return (0.5 * np.sin(2 * np.pi * hertz * at)).astype(np.float32)


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE), np.float32)


def music(seconds: float) -> Samples:
    """Plucked strings, two a second, as a seeded hand plays them."""
    played = silence(seconds)
    hand = np.random.default_rng(3)
    for start in range(0, len(played), RATE // 2):
        at = np.arange(min(RATE, len(played) - start)) / RATE
        root = 220 * 2 ** (hand.integers(0, 24) / 12)
        for part in range(1, 6):
            string = np.sin(2 * np.pi * root * part * at) * np.exp(-3 * at) / part
            played[start : start + len(at)] += string.astype(np.float32)
    played /= 2 * np.abs(played).max()
    return played


def hiss(seconds: float, loud: float = 0.1) -> Samples:
    noise = np.random.default_rng(7).standard_normal(round(seconds * RATE))
    return (noise * loud).astype(np.float32)
