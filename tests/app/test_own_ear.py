"""A phone that hears by itself: words kept as they come, and nothing recorded."""

import asyncio

import flet as ft
import pytest

from app import filing, own_ear, phone_recogniser
from app.phone_recogniser import offered
from app.runtime import Runtime
from app.settings import Settings
from sync.client.replica import Replica
from tests.app.flet_harness import in_own_loop
from tests.app.own_phone import ENGLISH, GERMAN, OwnPhone, be_prompt
from tests.app.speaking import Phone

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture(autouse=True)
def _prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    be_prompt(monkeypatch)


@in_own_loop
async def test_hold_speak_let_go_and_the_words_are_the_note(met: Replica) -> None:
    async with OwnPhone(met) as phone:
        await phone.holds()
        assert "Your words appear here" in phone.texts()
        assert "This phone writes along. Nothing is recorded." in phone.texts()
        assert "recording-meter" not in phone.ids()
        await phone.hears_words("they want")
        await phone.says("they want")
        await phone.hears_words("They want ten crates")
        await phone.says("They want ten crates")
        await phone.finger("end")
        await phone.says("Saved to Hotel Lindenhof")
        said = "They want ten crates"
        assert phone.words() == [("id-lindenhof", "done", said, said)]
        assert phone.left() == []
        assert phone.called("start_recording") == 0
        assert {"enable", "medium_impact"} <= {name for name, _ in phone.invoked}


@in_own_loop
async def test_names_are_set_right_afterwards_and_what_was_said_is_offered(met: Replica) -> None:
    async with OwnPhone(met) as phone:
        await phone.holds()
        await phone.hears_words("The linden hoff wants ten, call them on Tuesday")
        await phone.finger("end")
        await phone.says("Saved to Hotel Lindenhof")
        await phone.wait_for(lambda: "Lindenhof" in phone.words()[0][2])
        assert phone.words()[0][3] == "The linden hoff wants ten, call them on Tuesday"
        await phone.wait_for(lambda: bool(phone.ids("offer-")))


@in_own_loop
async def test_every_session_is_asked_to_stay_on_the_phone(met: Replica) -> None:
    async with OwnPhone(met) as phone:
        await phone.holds()
        await phone.hears_words("One")
        await phone.falls_silent()
        await phone.another_session(2)
        await phone.falls_silent()
        await phone.another_session(3)
        assert [asked["on_device"] for asked in phone.asked] == [True] * 3
        assert {asked["locale_id"] for asked in phone.asked} == {ENGLISH}
        await phone.finger("end")
        await phone.closed()


@in_own_loop
async def test_where_the_phone_ends_a_session_the_next_one_follows(met: Replica) -> None:
    async with OwnPhone(met) as phone:
        await phone.holds()
        await phone.hears_words("They want ten crates")
        await phone.falls_silent()
        await phone.another_session(2)
        await phone.falls_silent()  # nobody said a word in this one
        await phone.another_session(3)
        await phone.hears_words("by Friday")
        await phone.finger("end")
        await phone.says("Saved to Hotel Lindenhof")
        assert [row[2] for row in phone.words()] == ["They want ten crates by Friday"]


@in_own_loop
async def test_one_that_is_busy_with_the_last_session_is_asked_again(
    met: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_ear, "_SHORT_S", 60.0)
    async with OwnPhone(met) as phone:
        await phone.holds()
        await phone.hears_words("They want ten crates")
        await phone.falls_silent()
        await phone.another_session(2)
        await phone.fails("error_busy")
        await phone.another_session(3)
        await phone.hears_words("by Friday")
        await phone.finger("end")
        await phone.says("Saved to Hotel Lindenhof")
        assert [row[2] for row in phone.words()] == ["They want ten crates by Friday"]


@in_own_loop
async def test_of_many_words_the_last_ones_are_in_sight(met: Replica) -> None:
    async with OwnPhone(met) as phone:
        await phone.holds()
        said = " ".join(f"word{n}" for n in range(2_000))
        await phone.hears_words(said)
        await phone.says("word1999")
        shown = next(text for text in phone.texts() if "word1999" in text)
        assert shown.startswith("… word19")
        await phone.finger("end")
        await phone.says("Saved to Hotel Lindenhof")
        assert [row[2] for row in phone.words()] == [said]


@in_own_loop
async def test_killed_in_mid_sentence_the_next_start_has_the_words(met: Replica) -> None:
    async with OwnPhone(met) as phone:
        await phone.holds()
        assert ".json" in phone.left()
        await phone.hears_words("They want ten")
        await phone.wait_for(lambda: ".heard" in phone.left())
        await phone.hears_words("They want ten crates by")
        folder = filing.folder_of(phone.runtime)
        (recording,) = folder.all()
        await phone.wait_for(
            lambda: "by" in (kept.text if (kept := folder.heard(recording.id)) else "")
        )
        next_start = Runtime(met.path.parent, met, Settings())
        (filed,) = await filing.file_left_behind(next_start)
        assert filed.about.account == "Hotel Lindenhof"
        assert [row[1:3] for row in phone.words()] == [("done", "They want ten crates by")]


def test_words_on_the_disk_are_never_older_than_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert own_ear._KEPT_S + own_ear._WATCH_S <= 0.75


@in_own_loop
async def test_thrown_away_it_can_be_had_back(met: Replica) -> None:
    async with OwnPhone(met) as phone:
        await phone.holds()
        await phone.hears_words("They want ten crates")
        await phone.finger("move_update", right=-90)
        await phone.finger("end")
        await phone.says("Thrown away: 4 words")
        assert phone.words() == []
        await phone.way_back()
        await phone.wait_for(lambda: [row[2] for row in phone.words()] == ["They want ten crates"])


@in_own_loop
async def test_undo_takes_it_back_and_it_can_be_kept_after_all(met: Replica) -> None:
    async with OwnPhone(met) as phone:
        await phone.holds()
        await phone.hears_words("They want ten crates")
        await phone.finger("end")
        await phone.says("Saved to Hotel Lindenhof")
        await phone.way_back()
        await phone.says("Taken back: 4 words")
        assert phone.words() == []
        await phone.way_back()
        await phone.wait_for(lambda: [row[2] for row in phone.words()] == ["They want ten crates"])


@in_own_loop
async def test_a_slip_of_the_thumb_is_no_note(met: Replica) -> None:
    async with OwnPhone(met) as phone:
        await phone.holds()
        await phone.finger("end")
        await phone.says("Nothing was recorded")
        assert phone.words() == []
        assert phone.left() == []


@in_own_loop
async def test_something_wrong_in_the_middle_keeps_what_was_heard(met: Replica) -> None:
    async with OwnPhone(met) as phone:
        await phone.holds()
        await phone.hears_words("They want ten")
        await phone.fails("error_client")
        await phone.says("This phone stopped hearing. What it heard until then is kept.")
        assert [row[2] for row in phone.words()] == ["They want ten"]
        assert phone.called("start_recording") == 0


@in_own_loop
async def test_last_words_that_never_come_are_not_waited_for(
    met: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_ear, "_LAST_S", 0.05)
    async with OwnPhone(met) as phone:
        phone.answers["stop"] = "ok"
        await phone.holds()
        await phone.hears_words("They want ten")
        await phone.finger("end")
        await phone.says("Saved to Hotel Lindenhof")
        assert [row[2] for row in phone.words()] == ["They want ten"]
        assert phone.called("cancel") == 1


@in_own_loop
async def test_an_app_that_goes_out_of_sight_keeps_it(met: Replica) -> None:
    async with OwnPhone(met) as phone:
        await phone.holds()
        await phone.hears_words("They want ten")
        await phone.fire(phone.page, "app_lifecycle_state_change", {"state": "pause"})
        await phone.says("You left the app")
        assert [row[2] for row in phone.words()] == ["They want ten"]
        assert not phone.listens


@in_own_loop
async def test_slid_up_it_pauses_and_goes_on_until_it_is_tapped(met: Replica) -> None:
    async with OwnPhone(met, auto_stop_s=0) as phone:
        await phone.holds()
        await phone.finger("move_update", down=-90)
        await phone.finger("end")
        await phone.hears_words("They want ten")
        await phone.tap("recording-pause")
        await phone.sees("recording-paused")
        await phone.wait_for(lambda: not phone.listens)
        await phone.tap("recording-pause")
        await phone.another_session(2)
        await phone.hears_words("by Friday")
        await phone.tap("recording-save")
        await phone.says("Saved to Hotel Lindenhof")
        assert [row[2] for row in phone.words()] == ["They want ten by Friday"]


@in_own_loop
async def test_gone_on_before_the_last_words_came_it_hears_on(
    met: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_ear, "_LAST_S", 0.3)
    async with OwnPhone(met, auto_stop_s=0) as phone:
        phone.answers["stop"] = "ok"  # and the last words never come
        await phone.holds()
        await phone.finger("move_update", down=-90)
        await phone.finger("end")
        await phone.hears_words("They want ten")
        pausing = asyncio.create_task(phone.tap("recording-pause"))
        await phone.sees("recording-paused")
        await phone.tap("recording-pause")
        await pausing
        await phone.another_session(2)
        await phone.hears_words("by Friday")
        await phone.tap("recording-save")
        await phone.says("Saved to Hotel Lindenhof")
        assert [row[2] for row in phone.words()] == ["They want ten by Friday"]


@in_own_loop
async def test_let_go_while_the_next_session_begins_leaves_none_open(met: Replica) -> None:
    async with OwnPhone(met) as phone:
        await phone.holds()
        await phone.hears_words("They want ten")
        phone.deaf = True
        await phone.falls_silent()
        await phone.wait_for(lambda: len(phone.asked) == 2)
        ending = asyncio.create_task(phone.finger("end"))
        await asyncio.sleep(0.05)
        phone.listens = True
        await phone.tells("status", status="listening")
        await ending
        await phone.says("Saved to Hotel Lindenhof")
        await phone.wait_for(lambda: not phone.listens)
        assert len(phone.asked) == 2
        assert [row[2] for row in phone.words()] == ["They want ten"]


@in_own_loop
async def test_a_pause_ends_it_where_nobody_holds(
    met: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_ear, "_LAG_S", -1.8)
    async with OwnPhone(met, auto_stop_s=2) as phone:
        await phone.holds()
        await phone.hears_words("They want ten")
        await asyncio.sleep(0.5)
        assert phone.ids("recording-speaking")  # held
        await phone.finger("move_update", down=-90)
        await phone.finger("end")
        await phone.says("Saved to Hotel Lindenhof")
        assert [row[2] for row in phone.words()] == ["They want ten"]


@in_own_loop
async def test_what_is_spoken_is_said_to_the_phone(met: Replica) -> None:
    async with OwnPhone(met, speech_language="de") as phone:
        await phone.holds()
        assert [asked["locale_id"] for asked in phone.asked] == [GERMAN]
        await phone.finger("end")
        await phone.closed()


@in_own_loop
async def test_nobody_who_has_not_chosen_it_is_heard_by_it(met: Replica) -> None:
    async with OwnPhone(met, speech_engine=Settings().speech_engine) as phone:
        await phone.holds()
        await phone.speaks()
        await phone.finger("end")
        await phone.says("writing it down")
        assert phone.called("initialize") == phone.called("listen") == 0
        assert len(phone.notes()) == 1


@pytest.mark.parametrize(
    ("platform", "web", "expected"),
    [
        (ft.PagePlatform.ANDROID, False, True),
        (ft.PagePlatform.IOS, False, True),
        (ft.PagePlatform.ANDROID, True, False),
        (ft.PagePlatform.MACOS, False, False),
        (ft.PagePlatform.LINUX, False, False),
        (ft.PagePlatform.WINDOWS, False, False),
    ],
)
def test_it_is_for_the_app_of_a_phone_alone(
    met: Replica, platform: ft.PagePlatform, *, web: bool, expected: bool
) -> None:
    @in_own_loop
    async def told() -> None:
        async with Phone(met) as phone:
            phone.page.platform, phone.page.web = platform, web
            assert offered(phone.page) is expected

    told()


@in_own_loop
async def test_without_the_package_it_is_recorded_as_ever(
    met: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phone_recogniser, "_PACKAGE", "flet_stt_that_is_not_here")
    async with OwnPhone(met) as phone:
        await phone.holds()
        await phone.speaks()
        await phone.finger("end")
        await phone.says("writing it down")
        assert phone.called("listen") == 0
