"""`rapport speech`: fetches, lists, tries and measures."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.bench.noise import with_brown_noise
from app.bench.speech import Clip, measured
from app.bench.spoken_words import spoken
from app.cli import main
from app.speech.heard import Heard, Word
from app.speech.recogniser import Told
from app.speech.wav import RATE
from tests.real_models import SAID, beckett
from tests.speech.sounds import silence, tone, write


@pytest.fixture
def data(models: Path, tmp_path: Path) -> str:
    """Return a data folder with the models in it."""
    (tmp_path / "models").symlink_to(models)
    return f"--data={tmp_path}"


def test_install_and_list_say_what_there_is(
    data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["speech", "list", f"--data={tmp_path / 'new'}"]) == 0
    assert "moonshine-base-en    66 MB  MIT  en  can be fetched" in capsys.readouterr().out
    assert main(["speech", "install", data]) == 0
    assert "moonshine-base-en is here" in capsys.readouterr().out
    assert main(["speech", data, "list"]) == 0
    assert "moonshine-base-en    66 MB  MIT  en  ready" in capsys.readouterr().out


def test_a_file_is_written_down(
    data: str, models: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["speech", "test", str(beckett(models)), data]) == 0
    *words, last = capsys.readouterr().out.splitlines()
    assert spoken(" ".join(words)) == SAID
    assert last == "moonshine-base-en: 12 words in 0:08"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "No words were heard"),
        (["--language=de"], "does not know this language"),
        (["--engine=parrot"], "There is no parrot"),
        (["--engine=whisper-base"], "rapport speech install"),
    ],
)
def test_what_cannot_be_heard_is_said(
    data: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    options: Sequence[str],
    said: str,
) -> None:
    file = write(tmp_path / "a.wav", silence(1))
    assert main(["speech", "test", str(file), *options, data]) == (2 if options else 1)
    out, err = capsys.readouterr()
    assert said in out + err


def test_bench_prints_figures_for_each_noise(
    data: str, models: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(beckett(models), tmp_path / "a.wav")
    write(tmp_path / "b.wav", silence(3))
    (tmp_path / "manifest.tsv").write_text(f"file\ttranscript\na.wav\t{SAID}\nb.wav\t\n")
    assert main(["speech", "bench", str(tmp_path), "--engine=moonshine-base-en", data]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["brown_noise_db"] for line in lines] == [None, 10, 5]
    assert all(line["empty"] == line["invented"] == 0 for line in lines)
    assert lines[0]["wer"] == 0
    assert all(line["rtf"] > 0 and 0 < line["peak_mb"] < 750 for line in lines)


def test_bench_needs_a_list(data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["speech", "bench", str(tmp_path), data]) == 2
    assert "manifest.tsv" in capsys.readouterr().err


class Parrot:
    """Says the same whatever it hears."""

    name = "parrot"

    def warm(self) -> None:
        """Need nothing."""

    def hear(
        self, sound: Path, *, language: str, hints: Sequence[str] = (), told: Told | None = None
    ) -> Heard:
        heard = Heard((Word("One", 0, 0), Word("cracker!", 0, 0)), self.name, language)
        if told:
            told(heard, 1.0)
        return replace(heard, words=()) if sound.stem == "deaf" or hints else heard


def test_figures_tell_wrong_missing_and_invented_words_apart(tmp_path: Path) -> None:
    clips = [
        Clip(write(tmp_path / f"{name}.wav", tone(1)), said)
        for name, said in (("right", "1 cracker"), ("wrong", "2 crackers"), ("deaf", "one cracker"))
    ]
    clips.append(Clip(write(tmp_path / "nobody.wav", silence(1)), ""))
    figures = measured(Parrot(), clips, None)
    found = {name: figures[name] for name in ("clips", "seconds", "wer", "empty", "invented")}
    assert found == {"clips": 4, "seconds": 4.0, "wer": 0.6667, "empty": 1, "invented": 1}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("$45,000 in 1813!", "forty five thousand dollars in eighteen thirteen"),
        ("the 3rd of May 2026, 12%", "the third of may twenty twenty six twelve percent"),
        ("€12.5 million and 200 units", "twelve point five million euros and two hundred units"),
        ("It\N{RIGHT SINGLE QUOTATION MARK}s well-known.", "it's well known"),
        ("", ""),
    ],
)
def test_words_are_compared_as_they_are_spoken(written: str, said: str) -> None:
    assert spoken(written) == said


@pytest.mark.parametrize("decibels", [10, 5])
def test_noise_is_as_loud_as_it_says_and_the_same_again(decibels: float) -> None:
    clip = tone(4) / np.float32(4)
    noisy = with_brown_noise(clip, decibels, seed=1)
    assert np.array_equal(noisy, with_brown_noise(clip, decibels, seed=1))
    noise = noisy - clip
    assert 10 * np.log10(np.mean(clip**2) / np.mean(noise**2)) == pytest.approx(decibels, abs=0.1)
    # Brown: an octave higher, a quarter of the power.
    power = np.abs(np.fft.rfft(noise)) ** 2
    hertz = np.fft.rfftfreq(len(noise), 1 / RATE)
    low, high = (power[(hertz > f) & (hertz < 2 * f)].mean() for f in (500, 1000))
    assert 3 < low / high < 5


def test_the_app_starts_without_any_engine() -> None:
    heavy = ("numpy", "onnxruntime", "sherpa_onnx", "faster_whisper", "soundfile", "soxr")
    imports = "import sys, app.speech.engines, app.cli"
    code = f"{imports}; print([m for m in {heavy} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"
