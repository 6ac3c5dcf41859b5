"""Hold, speak, let go: what the sheet shows, and what becomes of what was said."""

import asyncio
import threading
from typing import Any

import pytest

from app import filing, recording
from app.dictation import Dictation
from app.screens import recording_after
from app.screens import speaking as screen
from app.settings import Settings, save_settings
from app.speech.folder import Recording, RecordingFolder
from sync.client.replica import Replica
from tests.app.flet_harness import in_own_loop
from tests.app.speaking import QUIET, VOICE, Phone
from tests.app.windows import DESKTOP
from tests.builders import NOON_MS

pytestmark = pytest.mark.usefixtures("quick")


@in_own_loop
async def test_hold_speak_let_go_and_it_is_filed_to_the_likeliest(met: Replica) -> None:
    async with Phone(met) as phone:
        await phone.holds()
        assert "Hotel Lindenhof" in phone.texts()
        assert "Let go to save" in phone.texts()
        await phone.speaks()
        await phone.wait_for(lambda: "0:01" in phone.texts())
        await phone.finger("end")
        await phone.says("Saved to Hotel Lindenhof · writing it down")
        assert phone.ids("recording-") == []
        assert phone.notes() == [("id-lindenhof", "pending", 44 + 12 * len(VOICE))]
        assert phone.left() == []
        called = [name for name, _ in phone.invoked]
        assert called.index("has_permission") < called.index("start_recording")
        assert "stop_recording" in called
        assert {"enable", "medium_impact"} <= set(called)
        await phone.wait_for(lambda: "disable" in [name for name, _ in phone.invoked])


@in_own_loop
async def test_what_comes_faster_than_it_is_drawn_is_drawn_in_the_end(
    met: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "_DRAWN_S", 0.5)
    monkeypatch.setattr(recording, "_SILENT_S", 60.0)  # nothing else may draw it
    async with Phone(met) as phone:
        await phone.holds()
        await phone.speaks()
        await phone.wait_for(lambda: "0:01" in phone.texts())
        await phone.finger("end")
        await phone.says("Saved to Hotel Lindenhof")


@in_own_loop
async def test_what_is_said_lies_on_the_disk_before_it_is_over(met: Replica) -> None:
    async with Phone(met) as phone:
        await phone.holds()
        await phone.hears(*[VOICE] * 5)
        assert phone.left() == [".json", ".wav"]
        (sound,) = (met.path.parent / filing.FOLDER).glob("*.wav")
        await phone.wait_for(lambda: sound.stat().st_size == 44 + 5 * len(VOICE))
        await phone.finger("end")
        await phone.closed()


@in_own_loop
async def test_the_recogniser_gets_ready_while_one_speaks(
    met: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    warmed: list[Dictation] = []

    def warm(own: Dictation) -> None:
        warmed.append(own)

    monkeypatch.setattr(Dictation, "warm", warm)
    async with Phone(met) as phone:
        await phone.holds()
        assert warmed == [phone.runtime.dictation]
        await phone.finger("end")
        await phone.closed()


@in_own_loop
async def test_undo_takes_it_back_and_it_can_be_kept_after_all(met: Replica) -> None:
    async with Phone(met) as phone:
        await phone.holds()
        await phone.speaks()
        await phone.finger("end")
        await phone.says("Saved to Hotel Lindenhof")
        await phone.way_back()
        await phone.says("Taken back: 0:01 of recording")
        assert phone.notes() == []
        await phone.way_back()
        await phone.wait_for(lambda: len(phone.notes()) == 1)


@in_own_loop
async def test_what_was_taken_back_is_gone_when_its_message_is(
    met: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording_after, "_GONE_S", 0.05)
    async with Phone(met) as phone:
        await phone.holds()
        await phone.speaks()
        await phone.finger("move_update", right=-90)
        await phone.says("Let go to throw it away")
        await phone.finger("end")
        await phone.says("Thrown away: 0:01 of recording")
        await phone.wait_for(lambda: phone.left() == [])
        assert phone.notes() == []


@in_own_loop
async def test_thrown_away_it_can_be_had_back(met: Replica) -> None:
    async with Phone(met) as phone:
        await phone.holds()
        await phone.speaks()
        await phone.finger("move_update", right=-90)
        await phone.finger("end")
        await phone.says("Thrown away")
        await phone.way_back()
        await phone.wait_for(lambda: len(phone.notes()) == 1)


@in_own_loop
async def test_slid_up_it_goes_on_without_the_finger_until_it_is_tapped(met: Replica) -> None:
    async with Phone(met) as phone:
        await phone.holds()
        await phone.finger("move_update", down=-90)
        await phone.finger("end")
        await phone.hears(*[VOICE] * 8)
        await phone.tap("recording-guess-id-röst")
        await phone.wait_for(lambda: "recording-guess-id-lindenhof" in phone.ids())
        await phone.tap("recording-pause")
        await phone.sees("recording-paused")
        await phone.hears(VOICE)  # what was on its way
        await phone.tap("recording-pause")
        await phone.sees("recording-speaking")
        await phone.tap("recording-save")
        await phone.says("Saved to Café Röst")
        assert phone.notes() == [("id-röst", "pending", 44 + 8 * len(VOICE))]


@in_own_loop
async def test_a_tap_opens_the_note_and_records_nothing(met: Replica) -> None:
    async with Phone(met) as phone:
        await phone.finger("down")
        await phone.finger("cancel")
        await phone.tap("capture")
        await phone.sees("capture-text")
        assert [name for name, _ in phone.invoked if name == "start_recording"] == []
        assert phone.left() == []


@in_own_loop
async def test_a_slow_tap_leaves_nothing_of_what_had_begun(
    met: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "_TOUCH_S", 0.0)
    async with Phone(met) as phone:
        await phone.finger("down")
        await phone.sees("recording-speaking")
        await phone.speaks()
        await phone.finger("cancel")
        await phone.closed()
        await phone.wait_for(lambda: phone.left() == [])
        assert phone.notes() == []


@in_own_loop
async def test_a_screen_reader_that_cannot_hold_gets_its_hands_free(
    met: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "_SLIP_S", 60.0)
    async with Phone(met) as phone:
        await phone.finger("down")
        await phone.finger("start")
        await phone.finger("end")
        await phone.sees("recording-speaking")
        await phone.sees("recording-pause")
        await phone.speaks()
        await phone.tap("recording-cancel")
        await phone.says("Thrown away")


@in_own_loop
async def test_a_pause_ends_it_where_nobody_holds(met: Replica) -> None:
    save_settings(met.path.parent, Settings(auto_stop_s=2))
    async with Phone(met, DESKTOP) as phone:
        await phone.press_key("R")
        await phone.sees("recording-speaking")
        await phone.hears(*[QUIET] * 30, *[VOICE] * 6)
        assert phone.ids("recording-speaking")
        await phone.hears(*[QUIET] * 21)
        await phone.says("Saved to Hotel Lindenhof")
        assert len(phone.notes()) == 1


@in_own_loop
async def test_a_pause_ends_nothing_while_a_finger_holds(met: Replica) -> None:
    save_settings(met.path.parent, Settings(auto_stop_s=2))
    async with Phone(met) as phone:
        await phone.holds()
        await phone.hears(*[QUIET] * 5, *[VOICE] * 6, *[QUIET] * 40)
        assert phone.ids("recording-speaking")
        await phone.finger("end")
        await phone.closed()


@pytest.mark.parametrize("key", ["R", "Enter", "Escape"])
def test_on_a_desktop_keys_do_it(met: Replica, key: str) -> None:
    @in_own_loop
    async def told() -> None:
        async with Phone(met, DESKTOP) as desktop:
            await desktop.press_key("R")
            await desktop.sees("recording-speaking")
            await desktop.speaks()
            await desktop.press_key(key)
            await desktop.says("Thrown away" if key == "Escape" else "Saved to Hotel Lindenhof")

    told()


async def _speak_of_a_call(phone: Phone) -> None:
    for name in ("capture", "capture-form-call", "capture-speak"):
        await phone.tap(name)


async def _saves_it_as_a_call(phone: Phone) -> None:
    await phone.sees("recording-speaking")
    await phone.speaks()
    await phone.tap("recording-save")
    await phone.wait_for(lambda: len(phone.notes()) == 1)
    assert phone.rows("SELECT form FROM visit WHERE at_ms = ?", NOON_MS) == [("call",)]


@in_own_loop
async def test_beside_typing_one_can_speak(met: Replica) -> None:
    async with Phone(met) as phone:
        await _speak_of_a_call(phone)
        await _saves_it_as_a_call(phone)


@in_own_loop
async def test_allowed_at_the_second_try_a_call_is_still_one(met: Replica) -> None:
    async with Phone(met) as phone:
        fine = phone.answers
        phone.answers = {**fine, "has_permission": False}
        await _speak_of_a_call(phone)
        await phone.sees("recording-refused")
        phone.answers = fine
        await phone.tap("recording-again")
        await _saves_it_as_a_call(phone)


@in_own_loop
async def test_whom_one_taps_while_the_last_syllable_is_heard_is_whom_it_is_filed_to(
    met: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "_TAIL_S", 0.5)
    async with Phone(met) as phone:
        await phone.holds()
        await phone.speaks()
        ending = asyncio.create_task(phone.finger("end"))
        await phone.sees("recording-guess-id-röst")
        await phone.tap("recording-guess-id-röst")
        await ending
        await phone.says("Saved to Café Röst")
        assert [row[0] for row in phone.notes()] == ["id-röst"]


@in_own_loop
async def test_whom_one_taps_just_before_it_is_over_is_whom_it_is_filed_to(
    met: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, told, tell = threading.Event(), threading.Event(), RecordingFolder.tell

    def slowly(*args: Any, **known: Any) -> Recording:
        asked.set()
        assert told.wait(10.0)
        return tell(*args, **known)

    async with Phone(met) as phone:
        await phone.holds()
        await phone.speaks()
        await phone.finger("move_update", down=-100)
        monkeypatch.setattr(RecordingFolder, "tell", slowly)
        choosing = asyncio.create_task(phone.tap("recording-guess-id-röst"))
        await phone.wait_for(asked.is_set)
        saving = asyncio.create_task(phone.tap("recording-save"))
        await asyncio.sleep(0.2)  # time enough to file it to somebody else
        told.set()
        await asyncio.gather(choosing, saving)
        await phone.says("Saved to Café Röst")
        assert [row[0] for row in phone.notes()] == ["id-röst"]
        assert phone.left() == []
