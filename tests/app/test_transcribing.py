"""Recordings are written down beside everything else: one at a time, each once."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from app.commands import transcripts
from app.commands.notes import edit_note
from app.queries.transcripts import Recorded, why_failed
from app.speech.heard import Heard
from app.speech.recogniser import (
    Change,
    EmptySoundError,
    ModelMissingError,
    Recogniser,
    SoundError,
    Told,
    Weigh,
)
from app.speech.transcribing import Transcribing
from app.transcribing import Tools, Transcriber, Wishes
from sync.client.replica import Replica
from sync.core.errors import DiskFullError
from sync.core.records.note import Note
from tests.app.test_transcripts import heard, note_of, record, waiting
from tests.builders import NOON_MS

_LIMIT_S = 10.0


class Ears:
    """A recogniser that hears a word for each byte, and does as it is told.

    Attributes:
        taken: What it was given, in order.
        stumbles: What it raises at the first word, by the sound.
        warmed: How often it was to get ready.
        cold: What it raises then.
        steps: Released once for every word it may go on by; None to hear freely.
    """

    def __init__(self, name: str = "fake") -> None:
        self.name = name
        self.taken: list[bytes] = []
        self.languages: list[tuple[str, tuple[str, ...]]] = []
        self.stumbles: dict[bytes, Exception] = {}
        self.warmed = 0
        self.cold: Exception | None = None
        self.steps: threading.Semaphore | None = None

    def warm(self) -> None:
        """Get ready."""
        self.warmed += 1
        if self.cold:
            raise self.cold

    def hear(
        self, sound: Path, *, language: str, hints: Sequence[str] = (), told: Told | None = None
    ) -> Heard:
        """Hear the letters of a file."""
        letters = sound.read_bytes()
        self.taken.append(letters)
        self.languages.append((language, tuple(hints)))
        assert told is not None
        for n in range(1, len(letters) + 1):
            if self.steps:
                assert self.steps.acquire(timeout=_LIMIT_S)
            if error := self.stumbles.get(letters):
                raise error
            told(self._heard(letters[:n]), n / len(letters))
        return self._heard(letters)

    def _heard(self, letters: bytes) -> Heard:
        return heard(" ".join(letters.decode()), self.name)


class Askable(Ears):
    """One that can be asked what else may have been said, and agrees.

    Attributes:
        deaf: What it raises instead.
    """

    deaf: Exception | None = None

    def weigh(self, _sound: Path, heard: Heard, told: Told | None = None) -> Weigh:
        """Agree to every change, letter by letter."""

        def weighed(changes: Sequence[Change]) -> list[float | None]:
            for _ in heard.words:
                if self.steps:
                    assert self.steps.acquire(timeout=_LIMIT_S)
                if self.deaf:
                    raise self.deaf
                if told:
                    told(heard, 1.0)
            return [1.0] * len(changes)

        return weighed


@dataclass
class Desk:
    """A replica with its transcriber.

    Attributes:
        made: The recognisers that were asked for, by name.
        told: What a screen would show, in order.
        wrote: The kinds of records that were written, in order.
        nameless: Whether no name can be set right.
    """

    replica: Replica
    ears: Ears = field(default_factory=Ears)
    wishes: Wishes = field(default_factory=lambda: Wishes("usual"))
    missing: set[str] = field(default_factory=set)
    made: list[str] = field(default_factory=list)
    told: list[Transcribing] = field(default_factory=list)
    wrote: list[str] = field(default_factory=list)
    nameless: bool = False

    def __post_init__(self) -> None:
        tools = Tools(self._recogniser, lambda: self.wishes, lambda _: ("Acme",), self._set_right)
        self.worker = Transcriber(self.replica, tools, self.told.append, self._written)

    def settle(self, done: Callable[[], bool]) -> None:
        """Wait until something is so."""
        until = time.monotonic() + _LIMIT_S
        while not done():
            assert time.monotonic() < until, self.told[-3:]
            time.sleep(0.005)

    def idle(self) -> None:
        """Wait until nothing is written down."""
        self.settle(lambda: bool(self.told) and not self.told[-1].note_id)

    def becomes(self, note_id: str, transcription: str) -> Note:
        """Wait until a note is so, and return it."""
        self.settle(lambda: note_of(self.replica, note_id).transcription == transcription)
        return note_of(self.replica, note_id)

    def _recogniser(self, name: str) -> Recogniser:
        self.made.append(name)
        if name in self.missing:
            raise ModelMissingError
        return self.ears

    def _set_right(self, _: Recorded, words: Heard, weigh: Weigh | None) -> tuple[str, str]:
        if self.nameless:
            raise ValueError
        if weigh and weigh([Change(0, 1, "?")]) == [1.0]:
            return words.text.upper() + "?", ""
        return words.text.upper(), ""

    def _written(self, kinds: Iterable[str]) -> None:
        self.wrote += kinds


def tries(replica: Replica) -> int:
    """Return how often the one recording was begun in vain."""
    with replica.reading() as connection:
        return int(connection.exec_driver_sql("SELECT tries FROM hearing").scalar_one())


@pytest.fixture
def desk(replica: Replica) -> Iterator[Desk]:
    """A replica of a person alone, and a transcriber that has not begun."""
    desk = Desk(replica)
    yield desk
    desk.worker.close()


def test_what_waits_is_written_down_oldest_first_and_then_what_comes(desk: Desk) -> None:
    late = record(desk.replica, b"la", NOON_MS + 1)
    early = record(desk.replica, b"ea")
    desk.worker.start()
    note = desk.becomes(late, "done")
    assert (note.text, note.original) == ("L A", "l a")
    assert desk.ears.taken == [b"ea", b"la"]
    desk.idle()
    new = record(desk.replica, b"ne", NOON_MS + 2)
    desk.worker.nudge()
    desk.becomes(new, "done")
    assert desk.wrote == ["note"] * 3
    assert desk.made == ["usual"] * 3
    assert desk.ears.languages == [("en", ("Acme",))] * 3
    of_early = [(t.share, t.text, t.waiting) for t in desk.told if t.note_id == early]
    assert of_early == [(0.0, "", 2), (0.5, "e", 2), (1.0, "e a", 2)]
    desk.idle()
    assert desk.told[-1] == Transcribing()


def test_a_poisonous_recording_is_given_up_after_three_tries_and_holds_up_nobody(
    desk: Desk,
) -> None:
    bad = record(desk.replica, b"bad")
    good = record(desk.replica, b"good", NOON_MS + 1)
    desk.ears.stumbles[b"bad"] = RuntimeError("poison")
    desk.worker.start()
    desk.becomes(bad, "failed")
    assert desk.ears.taken == [b"bad", b"good", b"bad", b"bad"]
    assert note_of(desk.replica, good).text == "G O O D"
    with desk.replica.reading() as connection:
        assert why_failed(connection, bad) == "speech.failed"
    with desk.replica.transaction() as writer:
        transcripts.again(writer, bad)
    desk.ears.stumbles.clear()
    desk.worker.nudge()
    assert desk.becomes(bad, "done").text == "B A D"


def test_words_come_also_when_names_cannot_be_set_right(desk: Desk) -> None:
    desk.nameless = True
    note_id = record(desk.replica, b"ab")
    desk.worker.start()
    assert desk.becomes(note_id, "done").text == "a b"


def test_what_is_no_sound_fails_at_once_and_says_why(desk: Desk) -> None:
    bad = record(desk.replica, b"bad")
    desk.ears.stumbles[b"bad"] = EmptySoundError()
    desk.worker.start()
    desk.becomes(bad, "failed")
    assert len(desk.ears.taken) == 1
    with desk.replica.reading() as connection:
        assert why_failed(connection, bad) == "speech.empty"


def test_without_a_model_recordings_wait_until_it_is_there(desk: Desk) -> None:
    note_id = record(desk.replica)
    desk.missing = {"usual"}
    desk.worker.start()
    problem = Transcribing(waiting=1, problem="speech.model_missing")
    desk.settle(lambda: problem in desk.told)
    for _ in range(5):
        desk.worker.nudge()
        time.sleep(0.01)
    assert desk.made == ["usual"]
    assert note_of(desk.replica, note_id).transcription == "pending"
    assert tries(desk.replica) == 0
    desk.missing.clear()
    desk.worker.look_again()
    desk.becomes(note_id, "done")
    desk.idle()
    assert desk.told[-1] == Transcribing()


@pytest.mark.parametrize("cold", [None, ModelMissingError(), RuntimeError("cut short")])
def test_it_gets_ready_while_one_speaks(desk: Desk, cold: Exception | None) -> None:
    desk.ears.cold = cold
    desk.worker.start()
    desk.worker.warm()
    desk.settle(lambda: desk.ears.warmed == 1)
    desk.becomes(record(desk.replica), "pending")
    desk.worker.nudge()
    desk.idle()
    desk.settle(lambda: desk.ears.taken == [b"sound"])
    desk.wishes = replace(desk.wishes, any=False)
    desk.worker.warm()
    late = record(desk.replica, b"late", NOON_MS + 1)
    desk.worker.nudge()
    desk.becomes(late, "none")
    assert desk.ears.warmed == 1


def test_a_recogniser_that_is_missing_holds_up_no_other(desk: Desk) -> None:
    usual = record(desk.replica, b"usual")
    asked = record(desk.replica, b"asked", NOON_MS + 1)
    with desk.replica.transaction() as writer:
        transcripts.again(writer, asked, "whisper-base")
    desk.missing = {"whisper-base"}
    desk.worker.start()
    desk.becomes(usual, "done")
    desk.idle()
    assert waiting(desk.replica) == [asked]
    assert desk.told[-1].problem == "speech.model_missing"


def test_who_wants_no_words_keeps_the_sound_and_may_ask_for_one(desk: Desk) -> None:
    desk.wishes = replace(desk.wishes, any=False)
    note_id = record(desk.replica)
    desk.worker.start()
    assert desk.becomes(note_id, "none").text == ""
    assert desk.made == []
    with desk.replica.transaction() as writer:
        transcripts.again(writer, note_id)
    desk.worker.nudge()
    desk.becomes(note_id, "done")
    assert desk.made == ["usual"]


def test_another_recogniser_takes_the_place_of_the_first(desk: Desk) -> None:
    note_id = record(desk.replica)
    desk.worker.start()
    desk.becomes(note_id, "done")
    desk.wishes = replace(desk.wishes, language="de")
    with desk.replica.transaction() as writer:
        transcripts.again(writer, note_id, "whisper-base")
    desk.worker.nudge()
    desk.becomes(note_id, "done")
    desk.idle()
    assert desk.made[-1] == "whisper-base"
    assert desk.ears.languages[-1][0] == "de"


def test_words_typed_while_it_listens_stay(desk: Desk) -> None:
    desk.ears.steps = threading.Semaphore(1)
    note_id = record(desk.replica, b"ab")
    desk.worker.start()
    desk.settle(lambda: bool(desk.told) and desk.told[-1].text == "a")
    with desk.replica.transaction() as writer:
        edit_note(writer, note_id, "Typed.")
    desk.ears.steps.release()
    note = desk.becomes(note_id, "done")
    assert (note.text, note.original) == ("Typed.", "a b")


def test_what_nobody_wants_any_more_is_not_heard_to_its_end(desk: Desk) -> None:
    desk.ears.steps = threading.Semaphore(1)
    note_id = record(desk.replica, b"abc")
    after = record(desk.replica, b"x", NOON_MS + 1)
    desk.worker.start()
    desk.settle(lambda: bool(desk.told) and desk.told[-1].text == "a")
    with desk.replica.transaction() as writer:
        writer.edit(Note, note_id, deleted=True)
    desk.ears.steps.release(2)
    desk.becomes(after, "done")
    assert "a b" not in {t.text for t in desk.told}
    assert note_of(desk.replica, note_id).deleted


def test_closing_in_the_middle_counts_for_nothing_and_the_next_one_goes_on(
    desk: Desk, replica: Replica
) -> None:
    desk.ears.steps = threading.Semaphore(1)
    note_id = record(replica, b"abc")
    desk.worker.start()
    desk.settle(lambda: bool(desk.told) and desk.told[-1].text == "a")
    closing = threading.Thread(target=desk.worker.close)
    closing.start()
    desk.settle(lambda: tries(replica) == 0)  # while the recogniser is still at it
    desk.ears.steps.release(5)
    closing.join(_LIMIT_S)
    assert note_of(replica, note_id).transcription == "pending"
    assert tries(replica) == 0
    second = Desk(replica)
    second.worker.start()
    assert second.becomes(note_id, "done").text == "A B C"
    second.worker.close()


def test_a_recogniser_that_can_be_asked_is_asked_about_names(desk: Desk) -> None:
    desk.ears = ears = Askable()
    desk.worker.start()
    asked = record(desk.replica, b"ab")
    desk.worker.nudge()
    assert desk.becomes(asked, "done").text == "A B?"
    ears.deaf = SoundError()
    not_answered = record(desk.replica, b"cd", NOON_MS + 1)
    desk.worker.nudge()
    note = desk.becomes(not_answered, "done")
    assert (note.text, note.original) == ("C D", "c d")


def test_closing_while_it_is_asked_counts_for_nothing(desk: Desk, replica: Replica) -> None:
    desk.ears = ears = Askable()
    ears.steps = threading.Semaphore(3)  # two to hear, and one of two to answer
    note_id = record(replica, b"ab")
    desk.worker.start()
    desk.settle(lambda: len(desk.told) > 1 and desk.told[-1].share == 1.0)
    closing = threading.Thread(target=desk.worker.close)
    closing.start()
    desk.settle(lambda: tries(replica) == 0)
    ears.steps.release()
    closing.join(_LIMIT_S)
    assert note_of(replica, note_id).transcription == "pending"


def test_a_full_disk_is_waited_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.transcribing._LATER_S", 0.01)
    note_id = record(desk.replica)
    tries = iter([DiskFullError(), DiskFullError()])
    write_down = transcripts.write_down

    def full(*args: object) -> object:
        for error in tries:
            raise error
        return write_down(*args)  # type: ignore[arg-type]  # passed on as they come

    monkeypatch.setattr(transcripts, "write_down", full)
    desk.worker.start()
    assert desk.becomes(note_id, "done").text == "S O U N D"
