"""How well and how fast each engine hears: `rapport speech bench`.

Each engine runs in a process of its own, so that its peak of memory is its own.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
import time
import wave
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from app.bench.memory import peak_mb
from app.bench.noise import with_brown_noise
from app.speech.engines import DEFAULT, KINDS, named, recogniser, state
from app.speech.heard import Heard
from app.speech.recogniser import EngineMissingError, ModelMissingError, Recogniser, SoundError
from app.speech.sound import Samples, opened
from app.speech.wav import RATE

MANIFEST = "manifest.tsv"
_NOISES = (None, 10.0, 5.0)
"""None for the clips as they are; else decibels of speech over brown noise."""


class ManifestError(SoundError):
    """The folder has no list of its clips and what is said in them."""

    key = "speech.no_manifest"


class BenchMissingError(EngineMissingError):
    """What compares words is not installed."""

    key = "speech.bench_missing"


@dataclass(frozen=True, slots=True)
class Clip:
    """A clip and what is said in it; nothing, where nobody speaks."""

    file: Path
    transcript: str


@dataclass(slots=True)
class _Result:
    """What came of one clip."""

    heard: str
    seconds: float
    cpu: float
    first_cpu: float


def bench_speech(
    folder: Path, models: Path, engines: Sequence[str] | None, say: Callable[[str], None]
) -> int:
    """Measure engines on a folder of clips and print a line of JSON for each and each noise.

    Args:
        folder: Holds the clips and a ``manifest.tsv`` with columns ``file`` and ``transcript``.
        models: The folder of all models.
        engines: Names of those to measure; empty for all that can work here.
        say: Prints a line.

    Returns:
        The exit code.

    Raises:
        ManifestError: If the folder has no such list.
        EngineError: If there is no such engine, or none can work here.
    """
    if not all(find_spec(program) for program in ("inflect", "jiwer")):
        raise BenchMissingError
    clips(folder)
    able = [name for name in KINDS if state(name, models) == "ready"]
    chosen = [named(name).model.name for name in engines or able]
    if not chosen:
        raise ModelMissingError(model=DEFAULT)
    for engine in chosen:
        command = [sys.executable, "-m", "app.bench.speech", str(folder), str(models), engine]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            for line in process.stdout or ():
                say(line.rstrip())
        if process.returncode:
            return process.returncode
    return 0


def clips(folder: Path) -> list[Clip]:
    """Read the list of clips.

    Raises:
        ManifestError: If there is none, or not with these columns.
    """
    try:
        with (folder / MANIFEST).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t"))
        return [Clip(folder / row["file"], row["transcript"]) for row in rows]
    except (OSError, KeyError) as error:
        raise ManifestError(name=MANIFEST) from error


def measured(
    engine: Recogniser, listed: Sequence[Clip], decibels: float | None
) -> dict[str, object]:
    """Return the figures of an engine at one noise.

    `rtf` is processor time for a second of sound; `first_words_s` processor time until
    the first words of the slowest clip of 15 s and more were there (None without any).
    """
    from app.bench.spoken_words import spoken  # noqa: PLC0415  # needs what may be missing

    results = [_hear(engine, clip, decibels) for clip in listed]
    said = [spoken(clip.transcript) for clip in listed]
    heard = [spoken(result.heard) for result in results]
    pairs = list(zip(said, heard, strict=True))
    with_words = [(a, b) for a, b in pairs if a]
    seconds = sum(r.seconds for r in results)
    long = [r.first_cpu for r in results if r.seconds >= 15]
    return {
        "engine": engine.name,
        "brown_noise_db": decibels,
        "clips": len(results),
        "seconds": round(seconds, 1),
        "wer": _wer([a for a, _ in with_words], [b for _, b in with_words]),
        "empty": sum(not b for _, b in with_words),
        "invented": sum(bool(b) for a, b in pairs if not a),
        "rtf": round(sum(r.cpu for r in results) / seconds, 3) if seconds else None,
        "first_words_s": round(max(long), 2) if long else None,
    }


def _wer(said: list[str], heard: list[str]) -> float | None:
    import jiwer  # noqa: PLC0415  # the same

    return round(jiwer.wer(said, heard), 4) if said else None


def _hear(engine: Recogniser, clip: Clip, decibels: float | None) -> _Result:
    with tempfile.TemporaryDirectory() as folder:
        file, seconds = clip.file, 0.0
        with opened(clip.file) as sound:
            seconds = sound.length / RATE
            if decibels is not None:
                # The same noise in every run, another one under each clip.
                seed = zlib.crc32(clip.file.name.encode())
                mixed = with_brown_noise(sound.piece(0, sound.length), decibels, seed)
                file = _written(mixed, Path(folder) / "noisy.wav")
        began = time.process_time()
        first: list[float] = []

        def told(heard: Heard, _share: float) -> None:
            if heard.words and not first:
                first.append(time.process_time() - began)

        heard = engine.hear(file, language="en", told=told)
        cpu = time.process_time() - began
    return _Result(heard.text, seconds, cpu, first[0] if first else cpu)


def _written(samples: Samples, path: Path) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes((samples * 32_767).astype("<i2").tobytes())
    return path


def _main(folder: str, models: str, name: str) -> None:
    listed = clips(Path(folder))
    engine = recogniser(name, Path(models), threads=1)
    for decibels in _NOISES:
        figures = measured(engine, listed, decibels)
        sys.stdout.write(json.dumps({**figures, "peak_mb": peak_mb(os.getpid())}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _main(*sys.argv[1:])
