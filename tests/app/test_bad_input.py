"""What is no good recording, and a recogniser that cannot work: said, with a way on; nothing lost.

What cannot begin, or breaks off, is shown in `test_recording`; an hour in
`tests.speech.test_hour`; the rest here.

| bad input | test |
|---|---|
| no microphone, permission refused | `test_what_is_in_the_way_is_said_with_what_to_do` |
| nothing was spoken | the same, after the second try |
| the microphone goes away | `test_a_microphone_that_goes_away_ends_it_and_keeps_it` |
| a full disk while recording | `test_a_full_disk_keeps_what_came_before` |
| a recording that reaches an hour | `test_an_hour_is_the_longest` |
| an hour is written down | `test_a_long_recording_is_written_down_bit_by_bit` |
| wrong format, empty, silence, music | `test_a_recording_without_words_says_so_and_is_kept` |
| truncated | `test_of_a_truncated_recording_there_are_the_words_there_are` |
| model missing, cut, changed | `test_without_a_good_model_it_waits_and_offers_to_fetch_one` |
| another language | `test_another_language_than_the_recognisers_is_said` |

Here everything is real: the model, the transcriber, the screen.
"""

import shutil
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

import flet as ft
import pytest

from app.screens.spoken import SpokenScreen
from app.settings import Settings
from app.speech.engines import DEFAULT
from app.speech.models import MOONSHINE_BASE_EN
from app.speech.sound import Samples
from sync.client import state
from sync.client.files import attach, copy_in, path_of
from sync.client.replica import Replica
from sync.core.records.attachment import Attachment
from sync.core.records.note import Note
from tests.app.flet_harness import in_own_loop
from tests.app.opened import WORDS, Opened
from tests.real_models import beckett, real_models
from tests.speech.sounds import music, silence, write


@pytest.fixture
def models(replica: Replica) -> Path:
    """The models of this person's app, each file a link to the real one."""
    folder = replica.path.parent / "models"
    real = real_models()
    for file in real.glob("*/*"):
        link = folder / file.relative_to(real)
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(file)
    return folder


def record(replica: Replica, sound: bytes) -> str:
    """File a recording; return the note's id."""
    copied = copy_in(replica, BytesIO(sound))
    with replica.transaction() as writer:
        me = state.load(writer.connection).user_id
        note = Note(written_ms=replica.now_ms(), transcription="pending", owner_id=me)
        writer.add(note)
        attach(replica, writer, copied, Attachment(note_id=note.id, mime="audio/wav", owner_id=me))
        return note.id


def kept(replica: Replica) -> bytes:
    """Return the one recording as it lies on this device."""
    with replica.reading() as connection:
        sha256 = connection.exec_driver_sql("SELECT sha256 FROM attachment WHERE NOT deleted")
        path = path_of(replica, str(sha256.scalar_one()))
    assert path
    return path.read_bytes()


def opened(replica: Replica, note_id: str, settings: Settings | None = None) -> Opened:
    """Open the sheet of a note in an app with these settings."""
    window = Opened(replica, partial(SpokenScreen, note_id))
    window.runtime.settings = settings or Settings()
    return window


def wav(samples: Samples, folder: Path) -> bytes:
    return write(folder / "made.wav", samples).read_bytes()


SOUNDS: dict[str, tuple[Callable[[Path], bytes], str, str]] = {
    "wrong format": (lambda _: b"Dear customer, " * 100, "spoken-failed", "speech.wrong_format"),
    "empty": (lambda _: b"", "spoken-failed", "speech.empty"),
    "header alone": (lambda f: wav(silence(0), f), "spoken-failed", "speech.empty"),
    "silence": (lambda f: wav(silence(3), f), "spoken-silent", "spoken.silent"),
    "music": (lambda f: wav(music(3), f), "spoken-silent", "spoken.silent"),
}


@pytest.mark.parametrize("sound", SOUNDS)
@pytest.mark.usefixtures("models")
def test_a_recording_without_words_says_so_and_is_kept(
    replica: Replica, tmp_path: Path, sound: str
) -> None:
    made, shown, said = SOUNDS[sound]
    content = made(tmp_path)

    @in_own_loop
    async def told() -> None:
        async with opened(replica, record(replica, content)) as window:
            await window.shown(shown)
            assert WORDS.t(said) in window.texts()
            # The way on: to type what was said, or to have it written down once more.
            assert "spoken-edit" in window.ids()
            assert {"spoken-again", "spoken-failed-action"} & set(window.ids())
            assert kept(replica) == content
            await window.runtime.close()

    told()


@pytest.mark.usefixtures("models")
@in_own_loop
async def test_of_a_truncated_recording_there_are_the_words_there_are(replica: Replica) -> None:
    whole = beckett(real_models()).read_bytes()
    cut = whole[: 44 + 2 * 16_000 * 3 + 1]  # three seconds and half a sample; the header says ten
    async with opened(replica, record(replica, cut)) as window:
        await window.shown("spoken-words")
        words = window.find(ft.Semantics, lambda node: node.identifier == "spoken-words")
        assert "ver tried" in str(words.label)
        assert kept(replica) == cut
        await window.runtime.close()


def missing(models: Path) -> None:
    shutil.rmtree(models / DEFAULT)


def cut_short(models: Path) -> None:
    _change(models, lambda whole: whole[: len(whole) // 2])


def wrong_hash(models: Path) -> None:
    _change(models, lambda whole: whole[:-1] + b"!")


def _change(models: Path, damage: Callable[[bytes], bytes]) -> None:
    file = models / DEFAULT / MOONSHINE_BASE_EN.files[-1].name
    whole = file.read_bytes()
    file.unlink()
    file.write_bytes(damage(whole))


@pytest.mark.parametrize("trouble", [missing, cut_short, wrong_hash])
def test_without_a_good_model_it_waits_and_offers_to_fetch_one(
    replica: Replica, models: Path, trouble: Callable[[Path], None]
) -> None:
    trouble(models)
    content = beckett(real_models()).read_bytes()

    @in_own_loop
    async def told() -> None:
        async with opened(
            replica, record(replica, content), Settings(speech_engine=DEFAULT)
        ) as window:
            await window.shown("speech-offer-fetch")
            assert "spoken-pending" in window.ids()
            assert kept(replica) == content
            # What fetching brings.
            shutil.rmtree(models / DEFAULT, ignore_errors=True)
            shutil.copytree(real_models() / DEFAULT, models / DEFAULT)
            window.runtime.dictation.look_again()
            await window.shown("spoken-words")
            assert "speech-offer-fetch" not in window.ids()
            await window.runtime.close()

    told()


@pytest.mark.usefixtures("models")
@in_own_loop
async def test_another_language_than_the_recognisers_is_said(replica: Replica) -> None:
    content = beckett(real_models()).read_bytes()
    note_id = record(replica, content)
    async with opened(
        replica, note_id, Settings(speech_engine=DEFAULT, speech_language="de")
    ) as window:
        await window.shown("speech-problem")
        assert "spoken-pending" in window.ids()
        assert kept(replica) == content
        await window.runtime.change_settings(lambda _: Settings(speech_engine=DEFAULT))
        await window.shown("spoken-words")
        await window.runtime.close()
