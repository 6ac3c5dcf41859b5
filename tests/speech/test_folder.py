"""What is said of a recording while it is made outlives whatever ends the app."""

import errno
from pathlib import Path

import pytest

from app.speech.folder import About, Recording, RecordingFolder
from app.speech.heard import Heard, Word
from sync.core.errors import StoreError

ACME = About("mia", 1_795_262_400_000, "call", "a1", "Acmé & Söhne", "d1", "v1")


@pytest.fixture
def folder(tmp_path: Path) -> RecordingFolder:
    return RecordingFolder(tmp_path / "recordings")


def test_what_was_said_is_found_again(folder: RecordingFolder, tmp_path: Path) -> None:
    assert folder.all() == ()
    first = folder.begin("01", ACME)
    folder.tell(folder.begin("02", ACME), account="Röst", account_id="")
    sound = tmp_path / "recordings" / "02.wav"
    assert folder.all() == (
        first,
        Recording("02", sound, About("mia", ACME.at_ms, "call", "", "Röst", "d1", "v1")),
    )


@pytest.mark.parametrize("text", ["", "{", '{"user_id": 4', "[]", '{"user_id": []}'])
def test_a_text_that_was_cut_short_says_nothing(folder: RecordingFolder, text: str) -> None:
    told = folder.begin("01", ACME)
    told.sound.with_suffix(".json").write_text(text)
    assert folder.all() == (Recording("01", told.sound, About()),)


def test_a_sound_without_a_text_is_a_recording_all_the_same(folder: RecordingFolder) -> None:
    told = folder.begin("01", ACME)
    told.sound.write_bytes(b"")
    told.sound.with_suffix(".json").unlink()
    assert [one.about for one in folder.all()] == [About()]


def test_what_is_to_stay_after_all_stays_though_the_disk_is_full(
    folder: RecordingFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    thrown = folder.tell(folder.begin("01", ACME), thrown=True)
    thrown.sound.write_bytes(b"sound")

    def full(_path: Path, _content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(StoreError):
            folder.keep(thrown)
    assert [one.about.thrown for one in folder.all()] == [False]
    thrown = folder.tell(thrown, thrown=True)
    assert folder.keep(thrown).about == ACME


def test_nothing_of_a_removed_recording_stays(folder: RecordingFolder, tmp_path: Path) -> None:
    told = folder.begin("01", ACME)
    told.sound.write_bytes(b"sound")
    folder.remove("01")
    folder.remove("01")
    assert list((tmp_path / "recordings").iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "recordings").write_text("a file stands here")
    with pytest.raises(StoreError):
        RecordingFolder(tmp_path / "recordings").begin("01", ACME)


def test_words_heard_are_found_again_and_go_with_the_rest(
    folder: RecordingFolder, tmp_path: Path
) -> None:
    told = folder.begin("01", ACME)
    assert folder.heard("01") is None
    for said in ("They", "They want ten."):
        folder.hear("01", Heard(tuple(Word(one, 0, 0) for one in said.split()), "phone", "en"))
    kept = folder.heard("01")
    assert kept is not None
    assert (kept.text, kept.engine, kept.language) == ("They want ten.", "phone", "en")
    assert folder.all() == (told,)
    folder.remove("01")
    assert list((tmp_path / "recordings").iterdir()) == []


@pytest.mark.parametrize("text", ["", '{"engine":"phone","language":"en","text":" "}'])
def test_no_word_is_none(folder: RecordingFolder, text: str) -> None:
    told = folder.begin("01", ACME)
    told.sound.with_suffix(".heard").write_text(text)
    assert folder.heard("01") is None
    assert folder.all() == (told,)


@pytest.mark.parametrize("damaged", [b"{", b'{"engine":"phone","language":"en","text":"Th\xff'])
def test_words_that_cannot_be_read_are_not_none(folder: RecordingFolder, damaged: bytes) -> None:
    told = folder.begin("01", ACME)
    told.sound.with_suffix(".heard").write_bytes(damaged)
    with pytest.raises(StoreError):
        folder.heard("01")
    assert folder.all() == (told,)


def test_words_that_the_disk_does_not_give_are_not_none(folder: RecordingFolder) -> None:
    folder.begin("01", ACME).sound.with_suffix(".heard").mkdir()
    with pytest.raises(StoreError):
        folder.heard("01")
