"""What keeps one from speaking, or ends it: said with what to do, and nothing is lost."""

import asyncio
import threading
from typing import Any, Never

import pytest

from app import filing, recording
from app.speech.wav import WavWriter
from sync.client.replica import Replica
from sync.core.errors import DiskFullError
from tests.app.flet_harness import in_own_loop
from tests.app.speaking import VOICE, Phone

pytestmark = pytest.mark.usefixtures("quick")


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


@pytest.mark.parametrize("state", ["asking", "paused"])
def test_a_full_disk_is_said_also_when_it_fills_while_nothing_is_recorded(
    met: Replica, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    monkeypatch.setattr(recording, "_SILENT_S", 60.0)  # nothing else may end it
    paused, started = threading.Event(), recording.Microphone._started

    def write(_: WavWriter, _pcm: bytes) -> Never:
        assert paused.wait(10.0)
        raise DiskFullError(path="x")

    @in_own_loop
    async def told() -> None:
        async with Phone(met) as phone:

            async def slowly(microphone: recording.Microphone, *given: Any) -> bool:
                begun = await started(microphone, *given)
                paused.set()
                await phone.hears(VOICE)
                await asyncio.sleep(0.2)  # the tape's thread has said it
                return begun

            if state == "asking":
                monkeypatch.setattr(recording.Microphone, "_started", slowly)
            monkeypatch.setattr(WavWriter, "write", write)
            await phone.tap("capture")
            await phone.tap("capture-speak")
            if state == "paused":
                await phone.sees("recording-speaking")
                await phone.hears(VOICE)
                await phone.tap("recording-pause")
                paused.set()
            await phone.closed()
            await phone.says("Nothing was recorded")

    told()


@pytest.mark.parametrize("way", ["button", "next", "back"])
def test_what_a_full_disk_kept_from_being_filed_is_filed_once_there_is_room(
    met: Replica, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    @in_own_loop
    async def told() -> None:
        async with Phone(met) as phone:
            tries: list[object] = []

            def full(*args: object) -> Never:
                tries.append(args)
                raise DiskFullError(path="x")

            with monkeypatch.context() as disk:
                disk.setattr(filing, "copy_in", full)
                await phone.holds()
                await phone.speaks()
                await phone.finger("end")
                await phone.says("This device has no room left")
                await phone.way_back()
                await phone.wait_for(lambda: len(tries) == 2 and bool(phone.runtime.unfiled))
                assert phone.notes() == []
                assert phone.left() == [".json", ".wav"]
            if way == "next":
                await phone.holds()
                await phone.speaks()
                await phone.finger("end")
            elif way == "back":
                back = {"state": "resume"}
                await phone.fire(phone.page, "app_lifecycle_state_change", back)
            else:
                await phone.way_back()
            await phone.wait_for(lambda: len(phone.notes()) == 1 + (way == "next"))
            await phone.wait_for(lambda: phone.left() == [])
            await phone.says("Saved to Hotel Lindenhof")
            assert phone.runtime.unfiled == {}

    told()


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
