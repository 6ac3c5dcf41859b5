"""Any usual sound file becomes 16 kHz mono; what cannot has a name."""

import shutil
from pathlib import Path

import numpy as np
import pytest
import soundfile

from app.speech.recogniser import EmptySoundError, SoundError, WrongFormatError
from app.speech.sound import opened
from app.speech.wav import RATE, WavWriter
from tests.speech.sounds import silence, tone, write


def test_a_recording_is_read_in_pieces_as_it_lies_there(tmp_path: Path) -> None:
    samples = tone(1)
    with opened(write(tmp_path / "a.wav", samples)) as sound:
        assert (sound.length, sound.ms) == (RATE, 1000)
        assert np.allclose(sound.piece(100, 300), samples[100:300], atol=1e-4)
        assert len(sound.piece(RATE - 10, RATE + 10)) == 10
        assert len(sound.piece(-10, 10)) == 10


@pytest.mark.parametrize(("rate", "kind"), [(44_100, "WAV"), (8_000, "FLAC"), (48_000, "OGG")])
def test_another_rate_and_kind_sounds_the_same(tmp_path: Path, rate: int, kind: str) -> None:
    file = tmp_path / "a.sound"
    soundfile.write(file, tone(2, rate), rate, format=kind)
    with opened(file) as sound:
        heard = sound.piece(0, sound.length)
    assert sound.ms == pytest.approx(2000, abs=2)
    middle = slice(RATE // 2, RATE)
    spectrum = np.abs(np.fft.rfft(heard[middle]))
    assert int(np.argmax(spectrum)) * 2 == 440
    assert np.abs(heard[middle]).max() == pytest.approx(0.5, abs=0.02)


def test_channels_become_their_mean(tmp_path: Path) -> None:
    file = tmp_path / "two.wav"
    soundfile.write(file, np.stack((tone(1), -tone(1)), axis=1), RATE)
    with opened(file) as sound:
        assert np.abs(sound.piece(0, RATE)).max() < 1e-3


def test_of_a_recording_cut_short_there_is_what_there_is(tmp_path: Path) -> None:
    file = write(tmp_path / "a.wav", tone(2))
    file.write_bytes(file.read_bytes()[: 44 + RATE * 2 + 1])  # half a sample more than a second
    with opened(file) as sound:
        assert len(sound.piece(0, sound.length)) == sound.length == RATE


@pytest.mark.parametrize("size", [0, 1, 20, 43, 44])
def test_without_a_sample_it_is_empty(tmp_path: Path, size: int) -> None:
    file = write(tmp_path / "a.wav", silence(0))
    file.write_bytes(file.read_bytes()[:size])
    with pytest.raises(EmptySoundError), opened(file):
        pass


def test_a_recording_never_spoken_into_is_empty(tmp_path: Path) -> None:
    writer = WavWriter(tmp_path / "a.wav")
    writer.close()
    with pytest.raises(EmptySoundError), opened(writer.path):
        pass


def test_what_is_no_sound_has_the_wrong_format(tmp_path: Path) -> None:
    file = tmp_path / "letter.wav"
    file.write_text("Dear customer, " * 100)
    with pytest.raises(WrongFormatError), opened(file):
        pass


def test_what_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SoundError), opened(tmp_path / "nothing.wav"):
        pass
    (tmp_path / "folder").mkdir()
    with pytest.raises(SoundError), opened(tmp_path / "folder"):
        pass


def test_the_errors_are_kinds_of_their_own(tmp_path: Path) -> None:
    shutil.copy(__file__, tmp_path / "a.py")
    with pytest.raises(SoundError) as caught, opened(tmp_path / "a.py"):
        pass
    assert caught.value.key == "speech.wrong_format"
