"""A recording is playable whatever ends it, and loses a second at most."""

import resource
import wave
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.speech import wav
from app.speech.wav import RATE, WavWriter, mend
from sync.core.errors import DiskFullError, StoreError

SECOND = bytes(range(250)) * 128
"""32,000 bytes."""


def samples(path: Path) -> bytes:
    """Read a file as any player does."""
    with wave.open(str(path), "rb") as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
        return file.readframes(file.getnframes())


@given(st.lists(st.binary(max_size=300), max_size=12))
def test_what_was_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes]
) -> None:
    path = tmp_path_factory.mktemp("wav") / "new" / "a.wav"
    writer = WavWriter(path)
    for piece in pieces:
        writer.write(piece)
    writer.close()
    said = b"".join(pieces)
    whole = said[: len(said) // 2 * 2]
    assert samples(path) == whole
    assert writer.length_ms == mend(path) == len(whole) // 32
    assert samples(path) == whole


def test_cut_at_every_byte_it_is_mended_to_what_is_there(tmp_path: Path) -> None:
    path, cut = tmp_path / "a.wav", tmp_path / "cut.wav"
    writer = WavWriter(path)
    writer.write(SECOND[:60])
    writer.close()
    whole = path.read_bytes()
    for end in range(len(whole) + 1):
        cut.write_bytes(whole[:end])
        length = max(end - 44, 0) // 2 * 2
        assert mend(cut) == length // 32
        assert samples(cut) == SECOND[:length]
        assert mend(cut) == length // 32  # and again


def test_all_but_the_last_second_can_be_played_before_it_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    writer = WavWriter(path)
    for i in range(35):
        writer.write(SECOND[:3200])
        played = len(samples(path))
        assert (i + 1) * 3200 - played < 32_000
        assert len(path.read_bytes()) == 44 + (i + 1) * 3200
    writer.close()
    assert len(samples(path)) == 35 * 3200


def test_a_full_disk_keeps_what_came_before_and_is_named(tmp_path: Path) -> None:
    """The limit of a file's size stops a write midway, as a full disk does."""
    path = tmp_path / "a.wav"
    writer = WavWriter(path)
    writer.write(SECOND)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (44 + 40_000, before[1]))
    try:
        with pytest.raises(StoreError):
            writer.write(SECOND)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert samples(path) == (SECOND * 2)[:40_000]
    writer.close()
    assert samples(path) == (SECOND * 2)[:40_000]
    assert writer.length_ms == 1250


def test_no_room_at_all_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    writer = WavWriter(tmp_path / "a.wav")
    writer.write(SECOND)

    class Full:
        closed = False

        def __getattr__(self, name: str) -> Any:
            return getattr(file, name)

        def write(self, _data: bytes) -> int:
            raise OSError(28, "No space left on device")

    file = writer._file
    monkeypatch.setattr(writer, "_file", Full())
    with pytest.raises(DiskFullError):
        writer.write(SECOND)
    monkeypatch.undo()
    writer.close()
    assert samples(tmp_path / "a.wav") == SECOND


def test_a_recording_is_never_written_over(tmp_path: Path) -> None:
    WavWriter(tmp_path / "a.wav").close()
    with pytest.raises(StoreError):
        WavWriter(tmp_path / "a.wav")


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        mend(tmp_path / "none.wav")


def test_a_second_has_as_many_bytes_as_the_writer_believes() -> None:
    assert len(SECOND) == wav._SYNCED_BYTES
