"""The real models hear a real voice, and nothing where nobody speaks."""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.bench.noise import with_brown_noise
from app.speech.engines import DEFAULT, KINDS, fitting, recogniser, state
from app.speech.models import SPEECH_OR_NOT
from app.speech.moonshine import Moonshine
from app.speech.names.correcting import correct
from app.speech.names.known import KnownName, Names
from app.speech.names.ordinary import ordinary
from app.speech.recogniser import (
    Change,
    EmptySoundError,
    EngineMissingError,
    LanguageError,
    ModelDamagedError,
    ModelMissingError,
    Recogniser,
    UnknownEngineError,
    Weighing,
    WrongFormatError,
)
from app.speech.sound import Samples, opened
from app.speech.wav import RATE
from tests.real_models import SAID, beckett
from tests.speech.sounds import hiss, music, silence, write

HERE = ("moonshine-base-en", "whisper-tiny-en")
QUIET = 1e-3
"""As loud as a voice from across a room: 60 dB below the loudest."""


@pytest.fixture(scope="module")
def engines(models: Path) -> dict[str, Recogniser]:
    return {name: recogniser(name, models) for name in HERE}


@pytest.fixture
def engine(request: pytest.FixtureRequest, engines: dict[str, Recogniser]) -> Recogniser:
    return engines[request.param]


@pytest.fixture
def voice(models: Path) -> Samples:
    with opened(beckett(models)) as sound:
        return sound.piece(0, sound.length)


def said(text: str) -> str:
    return " ".join("".join(c for c in text.lower() if c.isalpha() or c == " ").split())


both = pytest.mark.parametrize("engine", HERE, indirect=True)


@both
def test_a_voice_is_heard_word_for_word(engine: Recogniser, models: Path) -> None:
    heard = engine.hear(beckett(models), language="en")
    assert said(heard.text) == SAID
    assert (heard.engine, heard.language) == (engine.name, "en")
    starts = [word.start_ms for word in heard.words]
    assert starts == sorted(starts)
    assert all(0 <= w.start_ms <= w.end_ms <= 10_000 for w in heard.words)
    # "Ever" at 0.6 s, the last "better" before 9.3 s.
    assert starts[0] < 1_500
    assert starts[-1] > 7_000


@both
@pytest.mark.parametrize("decibels", [10, 5])
def test_a_voice_is_heard_in_a_car(
    engine: Recogniser, voice: Samples, tmp_path: Path, decibels: float
) -> None:
    noisy = with_brown_noise(voice, decibels, seed=1)
    heard = engine.hear(write(tmp_path / "a.wav", noisy), language="en")
    assert len(set(said(heard.text).split()) & set(SAID.split())) >= 7  # of eight


def test_a_voice_is_heard_from_far_away(
    engines: dict[str, Recogniser], voice: Samples, tmp_path: Path
) -> None:
    far = voice / np.abs(voice).max() * np.float32(QUIET * 10)
    heard = engines[DEFAULT].hear(write(tmp_path / "a.wav", far), language="en")
    assert said(heard.text) == SAID


@both
@pytest.mark.parametrize(
    "sound",
    [silence, hiss, music, lambda seconds: with_brown_noise(silence(seconds) + QUIET, -30, 1)],
    ids=["silence", "hiss", "music", "engine"],
)
def test_no_words_are_invented(
    engine: Recogniser, sound: Callable[[float], Samples], tmp_path: Path
) -> None:
    assert engine.hear(write(tmp_path / "a.wav", sound(8)), language="en").words == ()


def test_words_between_long_silences_have_their_place(
    engines: dict[str, Recogniser], voice: Samples, tmp_path: Path
) -> None:
    long = np.concatenate((silence(20), voice, silence(20), hiss(5, 1e-3)))
    heard = engines[DEFAULT].hear(write(tmp_path / "a.wav", long), language="en")
    assert said(heard.text) == SAID
    assert 20_000 < heard.words[0].start_ms < heard.words[-1].end_ms < 30_000


def test_names_are_told_to_whisper(engines: dict[str, Recogniser], models: Path) -> None:
    whisper = engines["whisper-tiny-en"]
    hints = ["Samuel Beckett", "Maria Keller", "Brewster & Lane", *["Northwind"] * 200, "x" * 300]
    assert said(whisper.hear(beckett(models), language="en", hints=hints).text) == SAID


@both
def test_what_is_no_speech_file_has_its_error(engine: Recogniser, tmp_path: Path) -> None:
    (tmp_path / "empty.wav").touch()
    with pytest.raises(EmptySoundError):
        engine.hear(tmp_path / "empty.wav", language="en")
    with pytest.raises(WrongFormatError):
        engine.hear(Path(__file__), language="en")
    with pytest.raises(LanguageError):
        engine.hear(Path(__file__), language="de")


@pytest.mark.parametrize("name", HERE)
def test_a_model_that_is_missing_or_damaged_ends_no_process(
    name: str, models: Path, tmp_path: Path
) -> None:
    sound = write(tmp_path / "a.wav", silence(1))
    with pytest.raises(ModelMissingError):
        recogniser(name, tmp_path).hear(sound, language="en")
    assert state(name, tmp_path) == "no_model"
    for model in KINDS[name].models:
        (tmp_path / model.name).mkdir()
        for file in model.files:
            (tmp_path / model.name / file.name).symlink_to(models / model.name / file.name)
    assert state(name, tmp_path) == "ready"
    cut = tmp_path / SPEECH_OR_NOT.name / SPEECH_OR_NOT.files[0].name
    whole = cut.read_bytes()
    cut.unlink()
    for damage in (whole[: len(whole) // 2], whole[:-1] + b"!", b""):
        cut.write_bytes(damage)
        with pytest.raises(ModelDamagedError):
            recogniser(name, tmp_path).hear(sound, language="en")


def test_without_its_program_an_engine_says_so(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sherpa_onnx", None)
    monkeypatch.delitem(sys.modules, "app.speech.gate", raising=False)
    with pytest.raises(EngineMissingError):
        recogniser(DEFAULT, models)


def test_an_engine_nobody_knows_is_named(models: Path) -> None:
    with pytest.raises(UnknownEngineError):
        recogniser("parrot", models)
    with pytest.raises(UnknownEngineError):
        state("parrot", models)


def test_a_language_has_the_engines_that_know_it() -> None:
    assert fitting("en")[0] == DEFAULT
    assert fitting("de") == ["whisper-base"]
    assert fitting("xx") == []


def test_the_voice_is_as_long_as_it_should_be(voice: Samples) -> None:
    assert len(voice) / RATE == pytest.approx(9.96, abs=0.01)


def test_moonshine_tells_what_was_said_from_what_was_not(
    engines: dict[str, Recogniser], models: Path
) -> None:
    ears, sound = engines[DEFAULT], beckett(models)
    assert isinstance(ears, Weighing)
    heard = ears.hear(sound, language="en")
    assert heard.text.startswith("Ever tried")
    # As if the first words had been misheard.
    misheard = replace(heard, words=(replace(heard.words[0], text="Edward"), *heard.words[1:]))
    weigh = ears.weigh(sound, misheard)
    changes = [Change(0, len("Edward tried"), text) for text in ("Ever tried", "Evelyn Reed")]
    said, not_said = weigh(changes)
    assert said is not None
    assert not_said is not None
    assert said > 8
    assert not_said < said - 8
    names = Names([KnownName("Ever Tried Ltd", "customer", "e")], ordinary("en"))
    assert correct(misheard, names, (), weigh).text.startswith("Ever Tried")
    # And it hears again as it did before it was asked.
    ears.warm()
    assert ears.hear(sound, language="en") == heard


def test_without_onnxruntime_nobody_is_asked(
    models: Path, voice: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    monkeypatch.delitem(sys.modules, "app.speech.likelihood", raising=False)
    moonshine = Moonshine(models / DEFAULT, 1)
    assert moonshine.weigh(voice, "Ever tried.", ["Evelyn Reed."]) is None
