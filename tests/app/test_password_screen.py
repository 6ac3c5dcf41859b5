"""Signing in with e-mail and password: set under Me, used on a further device."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import flet as ft
import pytest

from app.screens.me import MeScreen
from app.screens.welcome import WelcomeScreen
from sync.client.http import HttpSyncService
from sync.client.replica import Replica
from sync.core.credentials import PasswordRequest
from sync.core.errors import UnreachableError
from tests.app.flet_harness import in_own_loop
from tests.app.opened import WORDS, Opened
from tests.conftest import Joined, TeamServer

EMAIL, PASSWORD = "mia@example.com", "a long one to remember"


@pytest.fixture
def mia(
    team_server: TeamServer,
    two_replicas: tuple[Joined, Joined],
    monkeypatch: pytest.MonkeyPatch,
) -> Joined:
    """The admin's device; whatever the app asks goes to the server in process."""
    monkeypatch.setattr("httpx.Client", lambda **_: nullcontext(team_server.client))

    async def nobody(*_: object) -> None:
        """Stand for an exchange that does not start."""

    monkeypatch.setattr("app.runtime.Runtime.start_exchange", nobody)
    return two_replicas[0]


def _field(opened: Opened, identifier: str) -> ft.TextField:
    found = opened.by_id(identifier)
    assert isinstance(found, ft.TextField)
    return found


def _told(opened: Opened, identifier: str) -> Callable[[], bool]:
    return lambda: bool(_field(opened, identifier).error)


def _run(story: Callable[[], Any]) -> None:
    in_own_loop(story)()


def test_a_password_is_set_and_removed_under_me(mia: Joined) -> None:
    async def story() -> None:
        async with Opened(mia.replica, MeScreen) as opened:
            await opened.tap("me-password")
            assert _field(opened, "password-new").password
            await opened.type("password-email", "Mia at home")
            await opened.click("password-save")
            assert _field(opened, "password-email").error == WORDS.t("password.email_wrong")
            await opened.type("password-email", EMAIL)
            await opened.type("password-new", "short")
            await opened.click("password-save")
            assert "at least 10" in str(_field(opened, "password-new").error)
            assert "password-remove" not in opened.ids()
            await opened.type("password-new", PASSWORD)
            await opened.click("password-save")
            await opened.gone("password-save")
            await opened.tap("me-password")
            await opened.shown("password-remove")
            assert _field(opened, "password-email").value == EMAIL
            assert _field(opened, "password-new").value == ""
            await opened.click("password-remove")
            await opened.gone("password-save")

    _run(story)
    assert mia.service.email() == ""


def test_a_colleagues_address_is_said_to_be_taken(
    mia: Joined, two_replicas: tuple[Joined, Joined]
) -> None:
    two_replicas[1].service.set_password(PasswordRequest(EMAIL, PASSWORD))

    async def story() -> None:
        async with Opened(mia.replica, MeScreen) as opened:
            await opened.tap("me-password")
            await opened.type("password-email", EMAIL)
            await opened.type("password-new", PASSWORD)
            await opened.click("password-save")
            await opened.wait_for(_told(opened, "password-email"))
            assert _field(opened, "password-email").error == WORDS.t("error.email_taken")
            assert _field(opened, "password-new").value == PASSWORD

    _run(story)


def test_without_signal_the_words_say_so(mia: Joined, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(_service: HttpSyncService) -> str:
        raise UnreachableError

    monkeypatch.setattr(HttpSyncService, "email", lost)

    async def story() -> None:
        async with Opened(mia.replica, MeScreen) as opened:
            await opened.tap("me-password")
            await opened.shown("password-problem")
            assert WORDS.t("password.offline") in opened.texts()

    _run(story)


def test_a_further_device_signs_in(mia: Joined, empty_replica: Replica) -> None:
    mia.service.set_password(PasswordRequest(EMAIL, PASSWORD))

    async def story() -> None:
        async with Opened(empty_replica, WelcomeScreen) as opened:
            await opened.click("welcome-join")
            await opened.click("join-other")
            await opened.type("join-server", "server")
            await opened.click("join-go")
            assert _field(opened, "join-email").error == WORDS.t("password.email_wrong")
            await opened.type("join-email", EMAIL)
            await opened.type("join-password", "not the right one")
            await opened.click("join-go")
            await opened.wait_for(_told(opened, "join-password"))
            assert _field(opened, "join-password").error == WORDS.t("error.password")
            await opened.type("join-password", PASSWORD)
            await opened.click("join-go")
            await opened.wait_for(lambda: opened.state.me is not None)

    _run(story)
    assert empty_replica.state().user_id == mia.replica.state().user_id
    assert empty_replica.state().token != mia.replica.state().token


def test_a_pasted_link_fills_the_form(empty_replica: Replica) -> None:
    async def story() -> None:
        async with Opened(empty_replica, WelcomeScreen) as opened:
            await opened.click("welcome-join")
            await opened.click("join-other")
            await opened.type("join-server", "Join: https://rapport.example.com/join#k7qf-2mxd")
            assert _field(opened, "join-server").value == "https://rapport.example.com"
            assert _field(opened, "join-code").value == "K7QF-2MXD"

    _run(story)


def test_an_invitation_shows_its_picture(mia: Joined) -> None:
    async def story() -> None:
        async with Opened(mia.replica, MeScreen) as opened:
            await opened.tap("invite-open")
            await opened.type("invite-name", "Cat")
            await opened.click("invite-make")
            await opened.shown("invite-picture")
            assert "invite-code" in opened.ids()

    _run(story)
