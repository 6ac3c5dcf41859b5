"""The first run: look around, start alone, or join a team."""

from contextlib import nullcontext
from functools import partial

import flet as ft
import pytest

from app.commands.practice import make_practice
from app.screens.welcome import WelcomeScreen, welcome_view
from app.settings import Invitation, invitation_from, load_settings
from sync.client.replica import Replica
from sync.core.errors import DiskFullError
from tests.app.flet_harness import FletHarness, in_own_loop
from tests.app.opened import DESKTOP, PHONE, WORDS, Opened
from tests.conftest import TeamServer


def count(replica: Replica, kind: str) -> int:
    """Return how many records of a kind there are."""
    with replica.reading() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {kind}").scalar_one())


def value(opened: Opened, identifier: str) -> str:
    """Return what stands in a field."""
    field = opened.by_id(identifier)
    assert isinstance(field, ft.TextField)
    return field.value


def error(opened: Opened, identifier: str) -> str:
    """Return what is said to be wrong with a field."""
    field = opened.by_id(identifier)
    assert isinstance(field, ft.TextField)
    return str(field.error or "")


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@in_own_loop
async def test_four_ways_to_begin_fit_any_window(width: float) -> None:
    picked: list[str] = []

    def main(page: ft.Page) -> None:
        page.add(welcome_view(WORDS, picked.append, wide=width == DESKTOP))

    async with FletHarness(main, width=width) as seen:
        ways = seen.ids("welcome-")
        for way in ways:
            await seen.click(way)
    assert ways == [f"welcome-{way}" for way in ("practice", "alone", "join", "back")]
    assert picked == ["practice", "alone", "join", "back"]


@in_own_loop
async def test_starting_alone_takes_a_name_and_a_currency(empty_replica: Replica) -> None:
    async with Opened(empty_replica, WelcomeScreen) as opened:
        await opened.click("welcome-alone")
        await opened.type("alone-name", "  Anna Berg ")
        await opened.click("alone-currency-CHF")
        await opened.fire(opened.by_id("alone-name"), "submit")
        await opened.wait_for(lambda: opened.state.me is not None)
    me = opened.state.me
    assert me
    assert (me.name, me.currency, me.joined) == ("Anna Berg", "CHF", False)
    assert count(empty_replica, "stage") > 3


@in_own_loop
async def test_starting_alone_needs_a_name(empty_replica: Replica) -> None:
    async with Opened(empty_replica, WelcomeScreen) as opened:
        await opened.click("welcome-alone")
        await opened.type("alone-name", "  ")
        await opened.click("alone-go")
        assert error(opened, "alone-name") == WORDS.t("alone.name_missing")
        await opened.type("alone-name", "Anna")
        assert not error(opened, "alone-name")
    assert count(empty_replica, "user") == 0


@in_own_loop
async def test_a_full_device_keeps_the_name_that_was_typed(
    empty_replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> None:
        raise DiskFullError

    async with Opened(empty_replica, WelcomeScreen) as opened:
        monkeypatch.setattr(opened.runtime, "start_alone", full)
        await opened.click("welcome-alone")
        await opened.type("alone-name", "Anna Berg")
        await opened.click("alone-go")
        assert (value(opened, "alone-name"), error(opened, "alone-name")) == (
            "Anna Berg",
            WORDS.t("error.disk_full"),
        )


@in_own_loop
async def test_practice_data_makes_a_rep_with_deals(
    empty_replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.runtime.make_practice", partial(make_practice, deals=10))
    async with Opened(empty_replica, WelcomeScreen) as opened:
        await opened.click("welcome-practice")
        await opened.wait_for(lambda: opened.state.me is not None)
        assert opened.state.settings.practice
    assert count(empty_replica, "deal") == 10
    assert load_settings(empty_replica.path.parent).practice


@in_own_loop
async def test_practice_data_that_cannot_be_made_leads_back(
    empty_replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> None:
        raise DiskFullError

    async with Opened(empty_replica, WelcomeScreen) as opened:
        monkeypatch.setattr(opened.runtime, "practise", full)
        await opened.click("welcome-practice")
        assert "welcome-problem" in opened.ids()
        assert WORDS.t("error.disk_full") in opened.texts()


@in_own_loop
async def test_an_address_that_is_none_is_said_at_once(empty_replica: Replica) -> None:
    async with Opened(empty_replica, WelcomeScreen) as opened:
        await opened.click("welcome-join")
        await opened.type("join-server", "call Mia")
        await opened.click("join-go")
        assert error(opened, "join-server") == WORDS.t("error.address")


@in_own_loop
async def test_an_address_nobody_answers_at_keeps_what_was_typed(empty_replica: Replica) -> None:
    async with Opened(empty_replica, WelcomeScreen) as opened:
        await opened.click("welcome-join")
        await opened.type("join-server", "127.0.0.1:9")
        await opened.type("join-code", "AAAA-BBBB")
        await opened.click("join-go")
        await opened.wait_for(lambda: bool(error(opened, "join-server")))
        assert error(opened, "join-server") == WORDS.t(
            "join.unreachable", address="http://127.0.0.1:9"
        )
        assert value(opened, "join-code") == "AAAA-BBBB"
    assert not empty_replica.state().owned


@in_own_loop
async def test_a_code_is_wanted_before_the_server_is_asked(empty_replica: Replica) -> None:
    async with Opened(empty_replica, WelcomeScreen) as opened:
        await opened.click("welcome-join")
        await opened.type("join-server", "127.0.0.1:9")
        await opened.click("join-go")
        assert error(opened, "join-code") == WORDS.t("join.code_missing")


def test_a_wrong_code_is_said_and_the_right_one_joins(
    empty_replica: Replica, team_server: TeamServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("httpx.Client", lambda **_: nullcontext(team_server.client))

    async def story() -> None:
        async with Opened(empty_replica, WelcomeScreen) as opened:
            await opened.click("welcome-join")
            await opened.type("join-server", "server")
            await opened.type("join-code", "AAAA-BBBB")
            await opened.click("join-go")
            await opened.wait_for(lambda: bool(error(opened, "join-code")))
            assert error(opened, "join-code") == WORDS.t("error.invitation")
            await opened.type("join-code", team_server.code.lower())
            await opened.click("join-go")
            await opened.wait_for(lambda: bool(opened.state.me and opened.state.me.name))
            assert opened.state.me
            assert (opened.state.me.name, opened.state.me.team) == ("Mia", "Team")
            await opened.runtime._stop_exchange()

    in_own_loop(story)()


@in_own_loop
async def test_launched_with_an_invitation_only_joining_is_left(empty_replica: Replica) -> None:
    opened = Opened(empty_replica, WelcomeScreen)
    opened.runtime.invitation = Invitation("http://server", "K7QF-2MXD")
    async with opened:
        assert value(opened, "join-server") == "http://server"
        assert value(opened, "join-code") == "K7QF-2MXD"
        assert value(opened, "join-device") == WORDS.t("join.this_phone")
        await opened.click("back")
        assert "welcome-alone" in opened.ids()


def test_an_invitation_comes_from_the_environment() -> None:
    found = invitation_from({"RAPPORT_SERVER": "http://server", "RAPPORT_INVITATION": "K7QF"})
    assert found == Invitation("http://server", "K7QF")
    assert invitation_from({}) is None
