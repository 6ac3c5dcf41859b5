"""Who writes recordings down: chosen, fetched, tried; and what others see of a recording."""

import wave
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import flet as ft
import pytest

from app.commands import transcripts
from app.commands.notes import edit_note
from app.dictation import Dictation
from app.hooks import use_app
from app.queries.timeline import account_timeline
from app.recognisers import best
from app.screens.heard_again import HeardAgain
from app.screens.me_speech import SpeechScreen
from app.screens.moment import Look, moment_view
from app.screens.speech_offer import speech_offer
from app.settings import Settings, load_settings
from app.speech import engines
from app.speech.heard import Heard
from app.speech.models import Model
from app.speech.recogniser import FetchError, ModelDamagedError
from app.speech.transcribing import Fetching, Transcribing
from app.widgets.safety import guarded
from sync.client.replica import Replica
from tests.app.flet_harness import in_own_loop
from tests.app.opened import DESKTOP, PHONE, WORDS, Opened
from tests.app.test_transcripts import first, heard, note_of, record, write
from tests.builders import make_account, make_note

MOONSHINE, WHISPER = "moonshine-base-en", "whisper-base"


@pytest.fixture(autouse=True)
def states(monkeypatch: pytest.MonkeyPatch) -> dict[str, engines.State]:
    """What each recogniser can do here; a test says otherwise."""
    states: dict[str, engines.State] = dict.fromkeys(engines.KINDS, "no_engine")
    states["moonshine-base-en"] = "no_model"
    monkeypatch.setattr("app.speech.engines.state", lambda name, _: states[name])
    return states


@pytest.fixture
def _idle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write nothing down by itself."""
    monkeypatch.setattr(Dictation, "start", lambda *_: None)


def screen() -> ft.Control:
    """Return the screen."""
    return SpeechScreen(lambda: None)


# which recogniser


@pytest.mark.parametrize(
    ("can", "language", "expected"),
    [
        ({MOONSHINE: "no_model", WHISPER: "no_model"}, "en", MOONSHINE),
        ({MOONSHINE: "no_model", WHISPER: "ready"}, "en", WHISPER),
        ({MOONSHINE: "ready", WHISPER: "no_model"}, "de", WHISPER),
        ({}, "de", WHISPER),
        ({}, "xx", MOONSHINE),
    ],
)
def test_the_best_one_here_can_work_or_be_fetched_and_knows_the_language(
    states: dict[str, engines.State],
    can: dict[str, engines.State],
    language: str,
    expected: str,
) -> None:
    states.update({**dict.fromkeys(states, "no_engine"), **can})
    assert best(Settings(speech_language=language), Path()) == expected


def test_whoever_chose_one_gets_it() -> None:
    assert best(Settings(speech_engine=WHISPER), Path()) == WHISPER


# the screen


@pytest.mark.usefixtures("_idle")
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@in_own_loop
async def test_what_is_chosen_is_kept(replica: Replica, width: float) -> None:
    async with Opened(replica, screen, width=width) as window:
        await window.shown("speech-auto")
        assert "Now: Moonshine" in window.texts()
        assert "English, 66 MB to be fetched once" in window.texts()
        assert "Cannot run on this device" in window.texts()
        await window.click("speech-none")
        await window.wait_for(lambda: window.state.settings.speech_engine == "none")
        await window.gone("speech-fetch")
        await window.click("speech-moonshine-base-en")
        await window.shown("speech-fetch")
        await window.click("speech-language-de")
        await window.click("speech-pause-8")
        await window.wait_for(lambda: window.state.settings.auto_stop_s == 8)
    kept = load_settings(replica.path.parent)
    assert (kept.speech_engine, kept.speech_language) == ("moonshine-base-en", "de")


@pytest.mark.usefixtures("_idle")
@in_own_loop
async def test_a_screen_reader_hears_what_is_chosen(replica: Replica) -> None:
    async with Opened(replica, screen) as window:
        await window.shown("speech-auto")

        def chosen() -> set[str | None]:
            nodes = window.find_all(ft.Semantics, lambda node: bool(node.selected))
            return {node.identifier for node in nodes}

        assert chosen() == {"speech-auto", "speech-language-en", "speech-pause-4"}
        await window.click("speech-none")
        await window.click("speech-pause-8")
        await window.wait_for(
            lambda: chosen() == {"speech-none", "speech-language-en", "speech-pause-8"}
        )
        (auto,) = window.find_all(ft.Semantics, lambda node: node.identifier == "speech-auto")
        assert auto.selected is False  # said, too: one can choose it


@pytest.mark.usefixtures("_idle")
@in_own_loop
async def test_no_chip_ends_up_under_the_capture_button(replica: Replica) -> None:
    async with Opened(replica, screen) as window:
        await window.shown("speech-auto")
        names = window.ids("speech-")
        assert names.index("speech-pause-8") < names.index("speech-auto")
        assert names[-1] == "speech-none"  # a row is as wide as the screen


@pytest.mark.usefixtures("_idle")
@in_own_loop
async def test_what_is_missing_is_fetched_and_goes_on_after_it_broke_off(
    replica: Replica, states: dict[str, engines.State], monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = iter([FetchError(), None])
    fetched: list[str] = []

    def fetch(
        model: Model, folder: Path, _client: object, told: Callable[[int, int], None]
    ) -> None:
        assert folder == replica.path.parent / "models"
        fetched.append(model.name)
        told(model.size // 2, model.size)
        if model.name == "moonshine-base-en":
            if error := next(tries):
                raise error
            states["moonshine-base-en"] = "ready"

    monkeypatch.setattr("app.recognisers.fetch", fetch)
    async with Opened(replica, screen) as window:
        await window.tap("speech-fetch")
        await window.shown("speech-fetch-problem")
        await window.click("speech-fetch-problem-action")
        await window.shown("speech-try")
        assert window.state.fetching is None
    assert fetched == ["silero-vad", "moonshine-base-en"] * 2


@pytest.mark.usefixtures("_idle")
@in_own_loop
async def test_a_recogniser_shows_that_it_works_or_what_is_wrong(
    replica: Replica, states: dict[str, engines.State], monkeypatch: pytest.MonkeyPatch
) -> None:
    states["moonshine-base-en"] = "ready"
    answers = iter([ModelDamagedError(), None])
    spoken: list[tuple[int, str]] = []

    class Ears:
        name = "moonshine-base-en"

        def hear(self, sound: Path, *, language: str, **_: object) -> Heard:
            with wave.open(str(sound)) as silence:
                spoken.append((silence.getnframes(), language))
            if error := next(answers):
                raise error
            return heard("")

    monkeypatch.setattr("app.speech.engines.recogniser", lambda *_: Ears())
    async with Opened(replica, screen) as window:
        await window.tap("speech-try")
        await window.shown("speech-problem")
        await window.shown("speech-fetch")
        await window.click("speech-try")
        await window.said("It works")
        await window.gone("speech-problem")
    assert spoken == [(16_000, "en")] * 2


@pytest.mark.usefixtures("_idle")
@in_own_loop
async def test_recordings_without_words_are_written_down_when_somebody_asks(
    replica: Replica,
) -> None:
    note_id = record(replica)
    with replica.transaction() as writer:
        transcripts.leave(writer, first(replica))
    async with Opened(replica, screen) as window:
        await window.said("1 recording has no words")
        await window.click("speech-kept-action")
        await window.gone("speech-kept")
    assert note_of(replica, note_id).transcription == "pending"


# the offer


@pytest.mark.usefixtures("_idle")
@in_own_loop
async def test_a_recogniser_is_offered_once_while_recordings_wait(replica: Replica) -> None:
    @guarded
    def today() -> ft.Control:
        return ft.Column(controls=speech_offer(use_app(), WORDS))

    async with Opened(replica, today) as window:
        assert "speech-offer" not in window.ids()
        missing = Transcribing(waiting=2, problem="speech.model_missing")
        window.state.transcribing = missing
        await window.said("2 recordings wait for their words.")
        window.state.fetching = Fetching("moonshine-base-en", 10_000_000, 60_000_000)
        await window.said("10 of 60 MB are here")
        window.state.fetching = None
        await window.tap("speech-offer-later")
        await window.gone("speech-offer")
        window.state.transcribing = replace(missing, waiting=3)
        await window.wait_for(lambda: window.state.settings.speech_offered)
        assert "speech-offer" not in window.ids()


@pytest.mark.usefixtures("_idle")
@pytest.mark.parametrize(
    ("problem", "shown"),
    [
        ("speech.model_missing", "speech-offer"),
        ("speech.model_damaged", "speech-offer"),
        ("speech.engine_missing", "speech-problem"),
        ("speech.language", "speech-problem"),
    ],
)
@in_own_loop
async def test_a_recording_that_waits_has_a_way_on(
    replica: Replica, problem: str, shown: str
) -> None:
    @guarded
    def sheet() -> ft.Control:
        return ft.Column(controls=speech_offer(use_app(), WORDS, asked=True))

    async with Opened(replica, sheet) as window:
        window.state.settings = replace(window.state.settings, speech_offered=True)
        window.state.transcribing = Transcribing(waiting=1, problem=problem)
        await window.shown(shown)


# heard once more


@pytest.mark.usefixtures("_idle")
@in_own_loop
async def test_another_recogniser_may_hear_it_and_its_words_are_taken_by_hand(
    replica: Replica, states: dict[str, engines.State]
) -> None:
    states.update({MOONSHINE: "ready", WHISPER: "ready"})
    note_id = record(replica)
    write(replica, first(replica), heard("Won."))
    with replica.transaction() as writer:
        edit_note(writer, note_id, "Mine.")
    async with Opened(replica, lambda: HeardAgain(note_id, MOONSHINE)) as window:
        await window.shown(f"heard-again-{WHISPER}")
        assert f"heard-again-{MOONSHINE}" not in window.ids()
        assert "heard-new" not in window.ids()
        await window.click(f"heard-again-{WHISPER}")
        await window.wait_for(lambda: note_of(replica, note_id).transcription == "pending")
        assert first(replica).engine == WHISPER
        write(replica, first(replica), heard("One.", WHISPER))
        window.runtime.announce(["note"])
        await window.said("Heard now, by Whisper")
        assert note_of(replica, note_id).text == "Mine."
        await window.click("heard-take")
        await window.gone("heard-new")
        assert note_of(replica, note_id).text == "One."
        await window.undo()
        await window.shown("heard-new")
        assert note_of(replica, note_id).text == "Mine."


# what others see


@pytest.mark.parametrize(
    ("transcription", "text", "said"),
    [
        ("pending", "", "spoken.short_pending"),
        ("failed", "", "spoken.short_failed"),
        ("none", "", "spoken.short_none"),
        ("done", "", "spoken.short_done"),
        ("done", "Words.", None),
        ("pending", "Words.", None),
        ("", "", None),
    ],
)
def test_a_recording_without_words_says_how_it_stands(
    replica: Replica, transcription: str, text: str, said: str | None
) -> None:
    with replica.transaction() as writer:
        account = writer.add(make_account())
        writer.add(make_note(text, account_id=account, transcription=transcription))
    with replica.reading() as connection:
        (moment,) = account_timeline(connection, account, 0, 9)
    assert moment.transcription == transcription
    shown = moment_view(WORDS, moment, ("now", "now"), Look(joined=False, deal=False, last=True))
    states = {WORDS.t(f"spoken.short_{state}") for state in ("pending", "failed", "none", "done")}
    seen = states & {t.value for t in controls(shown) if isinstance(t, ft.Text)}
    assert seen == ({WORDS.t(said)} if said else set())


def controls(control: ft.Control) -> Iterator[ft.Control]:
    """Yield a control and all below it."""
    yield control
    for name in ("content", "controls"):
        below = getattr(control, name, None) or []
        for one in below if isinstance(below, list) else [below]:
            if isinstance(one, ft.Control):
                yield from controls(one)
