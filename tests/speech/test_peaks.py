import math
import struct
import wave
from pathlib import Path

from app.speech.peaks import peaks


def _sound(path: Path, samples: list[int], width: int = 2) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(width)
        file.setframerate(16_000)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return path


def test_a_bar_is_as_high_as_its_loudest_sample(tmp_path: Path) -> None:
    sound = _sound(tmp_path / "a.wav", [0] * 100 + [-32_768] + [0] * 99 + [16_384] * 200)
    assert peaks(sound, 2) == (1.0, 0.5)


def test_silence_is_flat(tmp_path: Path) -> None:
    assert peaks(_sound(tmp_path / "a.wav", [0] * 16_000), 4) == (0.0,) * 4


def test_the_shape_of_a_long_recording_is_seen(tmp_path: Path) -> None:
    loud = [round(20_000 * math.sin(i / 7)) for i in range(160_000)]
    shape = peaks(_sound(tmp_path / "a.wav", [0] * 160_000 + loud), 10)
    assert shape[:5] == (0.0,) * 5
    assert min(shape[5:]) > 0.6


def test_what_is_no_recording_has_no_shape(tmp_path: Path) -> None:
    (tmp_path / "empty.wav").write_bytes(b"")
    (tmp_path / "other.wav").write_bytes(b"RIFF\x00\x00\x00\x00WAVEjunk")
    assert peaks(tmp_path / "empty.wav", 5) == ()
    assert peaks(tmp_path / "other.wav", 5) == ()
    assert peaks(tmp_path / "none.wav", 5) == ()
    assert peaks(_sound(tmp_path / "wide.wav", [1, 2, 3, 4], width=4), 5) == ()
    assert peaks(_sound(tmp_path / "none-yet.wav", []), 5) == ()
