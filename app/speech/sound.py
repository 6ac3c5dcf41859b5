"""A sound file as recognisers want it: 16,000 samples a second, one channel, in pieces."""

import tempfile
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
import soundfile
import soxr

from app.speech.recogniser import EmptySoundError, SoundError, WrongFormatError
from app.speech.wav import RATE
from sync.store.engine import explained

Samples = npt.NDArray[np.float32]
"""From -1 to 1, one after the other."""

_SAMPLE = 2
_FULL = 32_768
_BLOCK = 1 << 18
"""Samples converted at once: 5 s at 48 kHz, 1 MB."""


class Sound:
    """Samples of an open file; lives as long as `opened` gives it.

    Only what is asked for is in memory: an hour takes 230 MB as samples.
    """

    def __init__(self, file: BinaryIO, begins: int, length: int) -> None:
        """Read 16-bit samples of a file.

        Args:
            file: Open for reading.
            begins: Byte of the first sample.
            length: How many samples there are.
        """
        self.length = length
        self._file = file
        self._begins = begins

    @property
    def ms(self) -> int:
        """How long it is, in milliseconds."""
        return self.length * 1000 // RATE

    def piece(self, start: int, end: int) -> Samples:
        """Return the samples from `start` up to `end`; fewer at the end of the sound.

        Raises:
            SoundError: If the disk cannot be read.
        """
        start, end = max(start, 0), min(end, self.length)
        try:
            self._file.seek(self._begins + start * _SAMPLE)
            raw = self._file.read(max(end - start, 0) * _SAMPLE)
        except OSError as error:
            raise SoundError(detail=str(error)) from error
        whole = len(raw) - len(raw) % _SAMPLE
        return np.frombuffer(raw[:whole], "<i2").astype(np.float32) / np.float32(_FULL)


@contextmanager
def opened(path: Path) -> Iterator[Sound]:
    """Open a sound file of any usual kind; of a recording cut short, what there is.

    Raises:
        EmptySoundError: If it holds not one sample.
        WrongFormatError: If it is no sound this program reads.
        SoundError: If it cannot be read.
        StoreError: If there is no room to convert it.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise SoundError(name=path.name, detail=str(error)) from error
    with file:
        sound = _as_recorded(file)
        if sound is None:
            with tempfile.TemporaryFile() as converted:
                yield _some(_converted(path, converted), path)
        else:
            yield _some(sound, path)


def _some(sound: Sound, path: Path) -> Sound:
    if not sound.length:
        raise EmptySoundError(name=path.name)
    return sound


def _as_recorded(file: BinaryIO) -> Sound | None:
    """Return a recording of our own kind as it lies on the disk; None for another file."""
    there = file.seek(0, 2)
    file.seek(0)
    try:
        with wave.open(file) as head:
            form = (head.getframerate(), head.getnchannels(), head.getsampwidth())
            if form != (RATE, 1, _SAMPLE):
                return None
            # Its reader stands at the first sample now. A cut file has fewer than it says.
            begins = file.tell()
            return Sound(file, begins, min(head.getnframes(), (there - begins) // _SAMPLE))
    except EOFError as error:  # not even a whole header
        raise EmptySoundError(detail=str(error)) from error
    except wave.Error:
        return None


def _converted(path: Path, into: BinaryIO) -> Sound:
    """Write any other sound as ours; several channels become their mean."""
    with explained(tempfile.gettempdir()):
        try:
            with soundfile.SoundFile(path) as source:
                resampler = soxr.ResampleStream(source.samplerate, RATE, 1, dtype="float32")
                blocks = source.blocks(_BLOCK, dtype="float32", always_2d=True)
                into.writelines(
                    _pcm(resampler.resample_chunk(block.mean(axis=1))) for block in blocks
                )
                into.write(_pcm(resampler.resample_chunk(np.zeros(0, np.float32), last=True)))
        except soundfile.SoundFileError as error:
            raise WrongFormatError(name=path.name) from error
    return Sound(into, 0, into.tell() // _SAMPLE)


def _pcm(samples: Samples) -> bytes:
    return (np.clip(samples, -1, 1 - 1 / _FULL) * _FULL).astype("<i2").tobytes()
