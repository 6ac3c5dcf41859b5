"""A phone that cannot hear by itself, or will not promise it: recorded in the same breath."""

import asyncio
import json
from collections.abc import Callable
from itertools import chain, repeat
from types import SimpleNamespace
from typing import Any

import flet as ft
import pytest

from app import apple_speech, own_ear, phone_recogniser
from app.ears import Ears
from app.speech.folder import About, Recording
from sync.client.replica import Replica
from tests.app.flet_harness import in_own_loop
from tests.app.own_phone import OwnPhone, android, be_prompt

pytestmark = pytest.mark.usefixtures("quick")

ALONE = "This phone cannot promise to hear you without sending your voice away"


@pytest.fixture(autouse=True)
def _prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    be_prompt(monkeypatch)
    monkeypatch.setattr(phone_recogniser, "_BEGIN_S", 0.2)
    monkeypatch.setattr(phone_recogniser, "_ASK_S", 0.2)


async def _is_recorded_instead(phone: OwnPhone, why: str) -> None:
    """Hold, and find that one is recorded: said in words, and nothing lost."""
    before = len(phone.notes())
    await phone.holds()
    await phone.wait_for(lambda: phone.called("start_recording") == 1)
    await phone.says(why)
    await phone.says("You are recorded instead.")
    await phone.speaks()
    await phone.finger("end")
    await phone.says("Saved to Hotel Lindenhof · writing it down")
    assert [row[1] for row in phone.notes()[before:]] == ["pending"]
    assert phone.words() == []
    assert phone.left() == []
    assert not phone.listens


def _unloadable(_name: str) -> None:
    raise ImportError


async def _never(_asked: object) -> None:
    await asyncio.Event().wait()


def _silent(monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    """Let the device never answer something, as Android does where there is nothing to say."""
    from flet_stt import FletStt  # noqa: PLC0415  # beside what it changes

    monkeypatch.setattr(FletStt, method, _never)


def _too_old(phone: OwnPhone) -> None:
    phone.answers["get_device_info"] = android(32)


def _no_answer(phone: OwnPhone) -> None:
    phone.answers["get_device_info"] = {}


def _other_languages(phone: OwnPhone) -> None:
    phone.answers["locales"] = json.dumps([{"id": "fr_FR", "name": "français"}])
    phone.answers["system_locale"] = json.dumps({"id": "fr_FR", "name": "français"})


def _no_recogniser(phone: OwnPhone) -> None:
    phone.answers["initialize"] = "error:PlatformException(recognizerNotAvailable, , null)"


def _not_allowed(phone: OwnPhone) -> None:
    """Refuse what an iPhone asks for besides the microphone."""
    phone.answers["initialize"] = "false"
    answers = chain(["false", "false"], repeat("true"))
    phone.answers["has_permission"] = lambda _: next(answers)


def _will_not_begin(phone: OwnPhone) -> None:
    phone.answers["listen"] = "error:ListenFailedException"


def _says_nothing(phone: OwnPhone) -> None:
    phone.deaf = True


def _begins_with(code: str) -> Callable[[OwnPhone], None]:
    """Say that it listens before it is known whether it can, as Android does."""

    def so(phone: OwnPhone) -> None:
        error = ("error", {"error": code, "permanent": True})
        phone.begins = [("status", {"status": "listening"}), error]

    return so


@pytest.mark.parametrize(
    ("is_so", "why", "listened"),
    [
        (_too_old, ALONE, 0),
        (_no_answer, "This phone heard no words.", 0),
        (_other_languages, "This phone has not got your language", 0),
        (_no_recogniser, "This phone heard no words.", 0),
        (_not_allowed, "This phone's own hearing is not allowed", 0),
        (_will_not_begin, "This phone heard no words.", 1),
        (_says_nothing, "Something else on this phone is listening.", 1),
        (_begins_with("error_busy"), "Something else on this phone is listening.", 1),
        (_begins_with("error_language_unavailable"), "This phone has not got your language", 1),
        (_begins_with("error_assets_not_installed"), "This phone has not got your language", 1),
        (_begins_with("error_speech_recognizer_disabled"), "Dictation is switched off", 1),
        (_begins_with("error_unknown (17)"), "This phone heard no words.", 1),
    ],
)
def test_where_it_cannot_begin_one_is_recorded_in_the_same_hold(
    met: Replica, is_so: Callable[[OwnPhone], None], why: str, listened: int
) -> None:
    @in_own_loop
    async def told() -> None:
        async with OwnPhone(met) as phone:
            is_so(phone)
            await _is_recorded_instead(phone, why)
            assert phone.called("listen") == listened

    told()


@in_own_loop
async def test_an_android_that_does_not_say_it_has_one_is_never_heard_by_it(
    met: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    _silent(monkeypatch, "locales")
    async with OwnPhone(met) as phone:
        await _is_recorded_instead(phone, ALONE)
        asked = phone.called("initialize")
        phone.invoked.clear()
        await _is_recorded_instead(phone, ALONE)  # it was asked once, and waited for once
        assert (asked, phone.called("initialize"), phone.called("listen")) == (1, 0, 0)


@in_own_loop
async def test_one_that_asks_the_network_after_all_is_never_asked_again(met: Replica) -> None:
    async with OwnPhone(met) as phone:
        await phone.holds()
        await phone.hears_words("They want ten")
        await phone.finger("end")
        await phone.says("Saved to Hotel Lindenhof")
        with met.transaction() as writer:
            writer.edit_kind("note", phone.rows("SELECT id FROM note")[0][0], {"deleted": True})
        _begins_with("error_network")(phone)
        await _is_recorded_instead(phone, ALONE)
        phone.begins = []
        phone.invoked.clear()
        await _is_recorded_instead(phone, ALONE)
        assert phone.called("listen") == 0


@pytest.mark.parametrize("alone", [True, False])
def test_an_iphone_is_asked_about_the_very_language(
    met: Replica, monkeypatch: pytest.MonkeyPatch, *, alone: bool
) -> None:
    asked: list[str] = []

    def hears_alone(locale: str) -> bool:
        asked.append(locale)
        return alone

    monkeypatch.setattr(apple_speech, "hears_alone", hears_alone)

    @in_own_loop
    async def told() -> None:
        async with OwnPhone(met) as phone:
            phone.page.platform = ft.PagePlatform.IOS
            if alone:
                await phone.holds()
                await phone.hears_words("They want ten")
                await phone.finger("end")
                await phone.says("Saved to Hotel Lindenhof")
                assert [row[2] for row in phone.words()] == ["They want ten"]
            else:
                await _is_recorded_instead(phone, ALONE)
                assert phone.called("listen") == 0
            assert asked == ["en_GB"]

    told()


@in_own_loop
async def test_an_iphone_that_cannot_be_asked_has_not_said_yes(met: Replica) -> None:
    async with OwnPhone(met) as phone:
        phone.page.platform = ft.PagePlatform.IOS  # and this is no iPhone: nothing answers
        await _is_recorded_instead(phone, "This phone heard no words.")
        assert phone.called("listen") == 0


@in_own_loop
async def test_one_that_never_hears_a_word_gives_way_to_the_recorder(
    met: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_ear, "_DEAF_S", 0.3)
    async with OwnPhone(met) as phone:
        await _is_recorded_instead(phone, "This phone heard no words.")
        assert phone.called("listen") == 1
        phone.invoked.clear()
        await _is_recorded_instead(phone, "This phone heard no words.")
        assert phone.called("listen") == 0  # nobody's first words are lost a second time


@in_own_loop
async def test_one_that_has_heard_words_before_is_trusted_with_a_silence(
    met: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_ear, "_DEAF_S", 0.3)
    async with OwnPhone(met) as phone:
        await phone.holds()
        await phone.hears_words("They want ten")
        await phone.finger("end")
        await phone.says("Saved to Hotel Lindenhof")
        await phone.holds()
        await phone.says("You are recorded instead.")
        await phone.finger("end")
        await phone.closed()
        await phone.holds()
        assert phone.called("listen") == 3
        await phone.finger("end")
        await phone.closed()


@in_own_loop
async def test_one_that_was_busy_is_asked_the_next_time(met: Replica) -> None:
    async with OwnPhone(met) as phone:
        _begins_with("error_busy")(phone)
        await _is_recorded_instead(phone, "Something else on this phone is listening.")
        phone.begins = []
        await phone.holds()
        await phone.hears_words("They want ten")
        await phone.finger("end")
        await phone.wait_for(lambda: [row[2] for row in phone.words()] == ["They want ten"])


@in_own_loop
async def test_two_who_notice_at_once_open_one_recorder(met: Replica) -> None:
    async with OwnPhone(met) as phone:
        window = SimpleNamespace(told=lambda: None, ended=lambda _why: None)
        ears = Ears(phone.page, window, lambda _id, _heard: None)
        recording = Recording("1", met.path.parent / "1.wav", About())
        assert await ears.begin(recording, phone.runtime.settings)
        ears._change("failed")
        ears._change("busy")
        await ears.end()
        assert phone.called("start_recording") == 1
        assert ears.instead == "failed"


@in_own_loop
async def test_a_package_that_cannot_be_loaded_is_none(
    met: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phone_recogniser, "import_module", _unloadable)
    async with OwnPhone(met) as phone:
        await _is_recorded_instead(phone, "This phone heard no words.")


@in_own_loop
async def test_one_whose_sessions_end_at_once_gives_way_to_the_recorder(
    met: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_ear, "_SHORT_S", 60.0)
    async with OwnPhone(met) as phone:
        _begins_with("error_no_match")(phone)
        await _is_recorded_instead(phone, "This phone heard no words.")
        assert phone.called("listen") == own_ear._SHORT


@in_own_loop
async def test_a_word_that_comes_while_the_recorder_would_take_over_is_kept(
    met: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_ear, "_DEAF_S", 0.2)
    async with OwnPhone(met) as phone:

        def stop(_asked: dict[str, Any]) -> str:
            phone._partial = "They want ten"
            return phone._later(phone._stop())

        phone.answers["stop"] = stop
        await phone.holds()
        await phone.says("This phone stopped hearing")
        assert [row[2] for row in phone.words()] == ["They want ten"]
        assert phone.called("start_recording") == 0


@in_own_loop
async def test_let_go_while_the_recorder_takes_over_leaves_no_microphone_open(
    met: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_ear, "_DEAF_S", 0.1)
    monkeypatch.setattr(own_ear, "_LAST_S", 0.3)
    async with OwnPhone(met) as phone:
        phone.answers["stop"] = "ok"
        await phone.holds()
        await phone.wait_for(lambda: phone.called("stop") == 1)
        await phone.finger("end")
        await phone.closed()
        assert phone.called("start_recording") == phone.called("stop_recording") == 1


@in_own_loop
async def test_a_microphone_that_is_refused_is_said_as_ever(met: Replica) -> None:
    async with OwnPhone(met) as phone:
        phone.answers |= {"initialize": "false", "has_permission": ""}
        await phone.finger("down")
        await phone.finger("start")
        await phone.sees("recording-refused")
        assert phone.called("listen") == 0


@in_own_loop
async def test_a_session_that_begins_when_nobody_waits_is_ended(met: Replica) -> None:
    async with OwnPhone(met) as phone:
        phone.deaf = True
        await phone.holds()
        before = phone.called("cancel")
        phone.listens = True
        await phone.tells("status", status="listening")
        await phone.wait_for(lambda: not phone.listens)
        assert phone.called("cancel") == before + 1
        await phone.finger("end")
        await phone.closed()
