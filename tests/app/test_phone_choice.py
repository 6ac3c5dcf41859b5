"""Whether a phone hears by itself is its person's choice: offered, asked, and off until then."""

import json

import pytest

from app import phone_recogniser
from app.recognisers import best
from app.screens.me_speech_view import engine_words
from app.settings import Settings, load_settings
from sync.client.replica import Replica
from tests.app.flet_harness import in_own_loop
from tests.app.opened import WORDS
from tests.app.own_phone import OwnPhone, android
from tests.app.windows import DESKTOP, Window

pytestmark = pytest.mark.usefixtures("quick")

CHOICE = "speech-phone"


async def _look(window: Window) -> None:
    await window.tap("tab-me")
    await window.tap("me-speech")
    await window.sees("speech-auto")


def _chosen(met: Replica) -> str:
    return load_settings(met.path.parent).speech_engine


@in_own_loop
async def test_it_is_offered_on_a_phone_and_asked_when_it_is_chosen(met: Replica) -> None:
    async with OwnPhone(met, speech_engine="auto") as phone:
        await _look(phone)
        assert "Never sent. No recording to listen to." in phone.texts()
        assert phone.called("initialize") == 0
        await phone.tap(CHOICE)
        await phone.wait_for(lambda: _chosen(met) == "phone")
        assert phone.called("initialize") == 1
        await phone.says("Your words are heard on this phone and never sent.")
        # Nothing has to be fetched for it, and nothing to be tried.
        assert not {"speech-fetch", "speech-no-engine", "speech-try"} & set(phone.ids())
        await phone.tap("speech-auto")
        await phone.wait_for(lambda: _chosen(met) == "auto")


@in_own_loop
async def test_one_that_cannot_promise_it_is_not_chosen(met: Replica) -> None:
    async with OwnPhone(met, speech_engine="auto") as phone:
        phone.answers["get_device_info"] = android(32)
        await _look(phone)
        await phone.tap(CHOICE)
        await phone.says("This phone cannot promise to hear you without sending your voice away")
        assert _chosen(met) == "auto"


@in_own_loop
async def test_one_that_lacks_the_language_says_what_to_do(met: Replica) -> None:
    async with OwnPhone(met, speech_engine="auto") as phone:
        await _look(phone)
        await phone.tap(CHOICE)
        await phone.wait_for(lambda: _chosen(met) == "phone")
        assert "speech-phone-trouble" not in phone.ids()
        phone.answers["locales"] = json.dumps([])
        await phone.tap("speech-language-de")
        await phone.says("This phone has not got your language")
        assert _chosen(met) == "phone"


@in_own_loop
async def test_it_is_not_offered_on_a_desktop(met: Replica) -> None:
    async with Window(met, met.path.parent, DESKTOP) as desktop:
        desktop.page.platform = "linux"
        await _look(desktop)
        assert CHOICE not in desktop.ids()


@in_own_loop
async def test_it_is_not_offered_in_a_phones_browser(met: Replica) -> None:
    async with OwnPhone(met, speech_engine="auto") as phone:
        phone.page.web = True
        await _look(phone)
        assert CHOICE not in phone.ids()


@in_own_loop
async def test_it_is_not_offered_without_the_package(
    met: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phone_recogniser, "_PACKAGE", "flet_stt_that_is_not_here")
    async with OwnPhone(met, speech_engine="auto") as phone:
        await _look(phone)
        assert CHOICE not in phone.ids()


def test_nobody_has_chosen_it_to_begin_with() -> None:
    assert Settings().speech_engine != phone_recogniser.PHONE


def test_what_is_recorded_instead_has_the_best_there_is(met: Replica) -> None:
    folder = met.path.parent / "models"
    chosen = Settings(speech_engine=phone_recogniser.PHONE)
    assert best(chosen, folder) == best(Settings(), folder)


def test_a_note_says_who_heard_it() -> None:
    assert engine_words(WORDS, phone_recogniser.PHONE) == "This phone's own"
