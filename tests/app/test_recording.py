"""Hold, speak, let go: what the sheet shows, and what becomes of what was said."""

import asyncio
import os
from typing import Any

import pytest

from app import filing, recording
from app.dictation import Dictation
from app.screens import recording_after
from app.screens import speaking as screen
from app.settings import Settings, save_settings
from sync.client.replica import Replica
from sync.core.spans import HOUR_MS
from tests.app.flet_harness import in_own_loop
from tests.app.speaking import QUIET, VOICE, Phone
from tests.app.windows import DESKTOP
from tests.builders import NOON_MS, make_account, make_visit


@pytest.fixture
def met(replica: Replica) -> Replica:
    """A replica whose person met two customers."""
    with replica.transaction() as writer:
        owner = writer.actor.user_id
        for name, days in (("Hotel Lindenhof", 1), ("Café Röst", 2)):
            account_id = writer.add(make_account(name, id=f"id-{name.split()[-1].lower()}"))
            at_ms = NOON_MS - days * 24 * HOUR_MS
            writer.add(make_visit(at_ms, account_id=account_id, owner_id=owner))
    return replica


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a slow machine's finger be as quick as anybody's, and its disk."""
    monkeypatch.setattr(os, "fsync", _nothing)
    monkeypatch.setattr(recording, "_TAIL_S", 0.0)
    monkeypatch.setattr(screen, "_SLIP_S", 0.0)


def _nothing(_file: int) -> None:
    """Do not wait for the disk: what a power cut does is not what these tests ask."""


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


@in_own_loop
async def test_beside_typing_one_can_speak(met: Replica) -> None:
    async with Phone(met) as phone:
        await phone.tap("capture")
        await phone.tap("capture-form-call")
        await phone.tap("capture-speak")
        await phone.sees("recording-speaking")
        await phone.speaks()
        await phone.tap("recording-save")
        await phone.wait_for(lambda: len(phone.notes()) == 1)
        assert phone.rows("SELECT form FROM visit WHERE at_ms = ?", NOON_MS) == [("call",)]


@in_own_loop
async def test_allowed_at_the_second_try_a_call_is_still_one(met: Replica) -> None:
    async with Phone(met) as phone:
        fine = phone.answers
        phone.answers = {**fine, "has_permission": False}
        await phone.tap("capture")
        await phone.tap("capture-form-call")
        await phone.tap("capture-speak")
        await phone.sees("recording-refused")
        phone.answers = fine
        await phone.tap("recording-again")
        await phone.sees("recording-speaking")
        await phone.speaks()
        await phone.tap("recording-save")
        await phone.wait_for(lambda: len(phone.notes()) == 1)
        assert phone.rows("SELECT form FROM visit WHERE at_ms = ?", NOON_MS) == [("call",)]


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


# what is in the way


@pytest.mark.parametrize(
    ("answers", "phase"),
    [
        ({"has_permission": False}, "refused"),
        ({"has_permission": False, "get_input_devices": {}}, "no_microphone"),
        ({"start_recording": False}, "no_microphone"),
    ],
)
def test_what_is_in_the_way_is_said_with_what_to_do(
    met: Replica, answers: dict[str, Any], phase: str
) -> None:
    @in_own_loop
    async def told() -> None:
        async with Phone(met) as phone:
            fine = phone.answers
            phone.answers = {**fine, **answers}
            await phone.finger("down")
            await phone.finger("start")
            await phone.sees(f"recording-{phase}")
            assert phone.left() == []
            await phone.finger("end")
            assert phone.ids(f"recording-{phase}")
            phone.answers = fine
            await phone.tap("recording-again")
            await phone.sees("recording-speaking")
            await phone.tap("recording-save")
            await phone.says("Nothing was recorded")
            phone.answers = {**fine, **answers}
            await phone.finger("down")
            await phone.finger("start")
            await phone.tap("recording-type")
            await phone.sees("capture-text")

    told()


@in_own_loop
async def test_a_microphone_that_goes_away_ends_it_and_keeps_it(
    met: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "_SILENT_S", 0.4)
    monkeypatch.setattr(recording, "_WATCH_S", 0.1)
    async with Phone(met) as phone:
        await phone.holds()
        await phone.speaks()
        await phone.says("The microphone went away")
        assert len(phone.notes()) == 1


@in_own_loop
async def test_an_app_that_goes_out_of_sight_keeps_it(met: Replica) -> None:
    async with Phone(met) as phone:
        await phone.holds()
        await phone.speaks()
        await phone.fire(phone.page, "app_lifecycle_state_change", {"state": "hide"})
        await phone.says("You left the app")
        assert len(phone.notes()) == 1


@in_own_loop
async def test_an_hour_is_the_longest(met: Replica, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "LONGEST_MS", 1000)
    async with Phone(met) as phone:
        await phone.holds()
        await phone.hears(*[VOICE] * 14)
        await phone.says("An hour is the longest recording")
        assert phone.notes() == [("id-lindenhof", "pending", 44 + 10 * len(VOICE))]


@in_own_loop
async def test_a_full_disk_keeps_what_came_before(
    met: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.speech.wav import WavWriter  # noqa: PLC0415  # patched where it is made
    from sync.core.errors import DiskFullError  # noqa: PLC0415  # beside it

    real = WavWriter.write

    def write(self: WavWriter, pcm: bytes) -> None:
        if self.length_ms >= 800:
            raise DiskFullError(path="x")
        real(self, pcm)

    monkeypatch.setattr(WavWriter, "write", write)
    async with Phone(met) as phone:
        await phone.holds()
        await phone.speaks()
        await phone.says("This device has no room left")
        assert phone.notes() == [("id-lindenhof", "pending", 44 + 8 * len(VOICE))]


@in_own_loop
async def test_what_an_earlier_run_left_is_said_at_the_start(met: Replica) -> None:
    async with Phone(met) as phone:
        await phone.holds()
        await phone.speaks()
        await phone.wait_for(lambda: phone.left() == [".json", ".wav"])
        (one,) = filing.folder_of(phone.runtime).all()
        await phone.wait_for(lambda: one.sound.stat().st_size > 12 * len(VOICE))
        filed = await filing.file_left_behind(phone.runtime)
        assert [f.length_ms for f in filed] == [1200]
        await phone.finger("end")
        await phone.says("Nothing was recorded")  # a second time
