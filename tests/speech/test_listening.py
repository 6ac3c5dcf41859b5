"""A window that gives nothing is tried in halves; no word is lost or shifted."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, cast

import numpy as np
import pytest

from app.speech.gate import Gate
from app.speech.heard import Heard, Word
from app.speech.listening import Listener
from app.speech.recogniser import Change, LanguageError
from app.speech.sound import Samples, Sound
from app.speech.wav import RATE
from app.speech.windows import FRAME, Shape
from tests.speech.sounds import hiss, silence, write


class Loud:
    """Takes for speech what is loud."""

    def marks(self, sound: Sound) -> list[bool]:
        samples = sound.piece(0, sound.length)
        frames = range(0, sound.length, FRAME)
        return [bool(np.abs(samples[at : at + FRAME]).max() > 0.01) for at in frames]


class Stubborn:
    """Writes what it is told to for windows so long, and nothing for longer ones.

    Attributes:
        windows: Seconds of those it heard.
    """

    shape: ClassVar = Shape(first=5, usual=10, longest=16)

    def __init__(self, longest: float, answer: Sequence[Word], else_: str = "") -> None:
        self.windows: list[float] = []
        self._longest = longest
        self._answer = answer
        self._else = [Word(text, 0, 0) for text in else_.split()]

    def write(self, samples: Samples, _language: str, _hints: Sequence[str]) -> Sequence[Word]:
        self.windows.append(len(samples) / RATE)
        return self._answer if self.windows[-1] <= self._longest else self._else


def listener(scribe: Stubborn) -> Listener:
    return Listener("stubborn", frozenset({"en"}), lambda: (cast("Gate", Loud()), scribe))


@pytest.fixture
def speech(tmp_path: Path) -> Path:
    parts = (silence(1), hiss(4), silence(3), hiss(2), silence(1))
    return write(tmp_path / "a.wav", np.concatenate(parts))


def test_words_are_told_window_by_window(speech: Path) -> None:
    told: list[tuple[str, float]] = []

    def hear(heard: Heard, share: float) -> None:
        told.append((heard.text, round(share, 2)))

    scribe = Stubborn(16, [Word("hello", 0, 0)])
    heard = listener(scribe).hear(speech, language="en", told=hear)
    assert told == [("hello", 0.48), ("hello hello", 0.93), ("hello hello", 1.0)]
    assert [round(w.start_ms, -2) for w in heard.words] == [1000, 8000]
    assert [round(w.end_ms, -2) for w in heard.words] == [5000, 10_000]


def test_times_of_the_engine_are_those_of_the_recording(speech: Path) -> None:
    scribe = Stubborn(16, [Word("hello", 500, 900, 0.5)])
    heard = listener(scribe).hear(speech, language="en")
    assert [(round(w.start_ms, -2), w.confidence) for w in heard.words] == [
        (1200, 0.5),
        (8200, 0.5),
    ]


def test_where_nothing_is_written_the_halves_are_tried(speech: Path) -> None:
    scribe = Stubborn(2, [Word("hi", 0, 0)])
    heard = listener(scribe).hear(speech, language="en")
    assert len(heard.words) == len([s for s in scribe.windows if s <= 2]) >= 4
    assert [w.start_ms for w in heard.words] == sorted(w.start_ms for w in heard.words)


def test_the_halves_do_not_become_endless(speech: Path) -> None:
    scribe = Stubborn(0, [])
    assert listener(scribe).hear(speech, language="en").words == ()
    assert min(scribe.windows) > 0.2


def test_babble_is_tried_in_halves_and_at_last_said_once(speech: Path) -> None:
    better = Stubborn(3, [Word("hi", 0, 0)], "thank you " * 9)
    assert "thank" not in listener(better).hear(speech, language="en").text
    never = Stubborn(0, [], "thank you " * 9)
    heard = listener(never).hear(speech, language="en")
    assert set(heard.text.split()) == {"thank", "you"}
    assert len(heard.words) < 20


def test_silence_reaches_no_engine(tmp_path: Path) -> None:
    scribe = Stubborn(16, [Word("thanks", 0, 0)])
    told: list[float] = []
    sound = write(tmp_path / "a.wav", silence(5))
    heard = listener(scribe).hear(sound, language="en", told=lambda _h, s: told.append(s))
    assert (heard.words, scribe.windows, told) == ((), [], [1.0])


def test_another_language_is_refused_before_any_work(speech: Path) -> None:
    with pytest.raises(LanguageError):
        listener(Stubborn(16, [])).hear(speech, language="de")


class Asked(Stubborn):
    """A stubborn one that can be asked, and finds longer texts likelier."""

    def __init__(self, *, able: bool = True) -> None:
        super().__init__(16, [Word("hello", 0, 0), Word("there", 0, 0)])
        self.texts: list[tuple[float, str, tuple[str, ...]]] = []
        self.got_ready = 0
        self._able = able

    def get_ready(self) -> None:
        self.got_ready += 1

    def weigh(self, samples: Samples, text: str, others: Sequence[str]) -> Sequence[float] | None:
        self.texts.append((round(len(samples) / RATE), text, tuple(others)))
        return [float(len(other) - len(text)) for other in others] if self._able else None


CHANGES = (Change(12, 17, "yellow"), Change(0, 5, "yes"), Change(6, 17, "bear"))


def test_each_window_is_asked_about_what_was_heard_in_it(speech: Path) -> None:
    scribe, told = Asked(), list[float]()
    ears = listener(scribe)
    heard = ears.hear(speech, language="en")
    assert heard.text == "hello there hello there"
    weigh = ears.weigh(speech, heard, lambda _heard, share: told.append(share))
    assert scribe.texts == []
    # What reaches from one window into the next nobody can tell.
    assert weigh(CHANGES) == [1.0, -2.0, None]
    assert [text[1:] for text in scribe.texts] == [
        ("hello there", ("yes there",)),
        ("hello there", ("yellow there",)),
    ]
    assert scribe.texts[0][0] > scribe.texts[1][0]
    assert told == [1.0, 1.0]


def test_who_cannot_be_asked_says_nothing(speech: Path) -> None:
    for scribe in (Asked(able=False), Stubborn(16, [Word("hello", 0, 0)])):
        ears = listener(scribe)
        heard = ears.hear(speech, language="en")
        assert ears.weigh(speech, heard)(CHANGES[1:2]) == [None]


def test_while_somebody_speaks_it_changes_back_to_writing() -> None:
    scribe = Asked()
    listener(scribe).warm()
    assert scribe.got_ready == 1
    listener(Stubborn(16, [])).warm()  # who can only write is ready


def test_without_a_question_nothing_is_opened(tmp_path: Path) -> None:
    silent = Heard((), "stubborn", "en")
    assert listener(Asked()).weigh(tmp_path / "gone.wav", silent)(()) == []
