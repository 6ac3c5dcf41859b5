"""The shape of a recording, as bars to look at."""

import wave
from array import array
from pathlib import Path

_LOOKED_AT = 4_000
"""Samples read for a bar: a quarter of a second at 16 kHz, whatever the length; an
hour's shape takes as long as a minute's."""
_FULL = 32_768
_PCM16 = 2


def peaks(sound: Path, bars: int) -> tuple[float, ...]:
    """Return the loudest sample of each stretch, from 0 to 1.

    Args:
        sound: A WAV file of 16-bit samples.
        bars: How many stretches of equal length.

    Returns:
        One number a bar; nothing when the file is not there or no such sound.
    """
    try:
        with wave.open(str(sound), "rb") as file:
            if file.getsampwidth() != _PCM16:
                return ()
            frames = file.getnframes()
            return tuple(
                _peak(file, frames * bar // bars, frames * (bar + 1) // bars)
                for bar in range(bars if frames else 0)
            )
    except (OSError, EOFError, wave.Error):
        return ()


def _peak(file: wave.Wave_read, start: int, end: int) -> float:
    file.setpos(start)
    samples = array("h")
    samples.frombytes(file.readframes(min(end - start, _LOOKED_AT)))
    return max(map(abs, samples), default=0) / _FULL
