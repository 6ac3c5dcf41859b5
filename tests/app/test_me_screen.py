"""The fourth tab: what of mine is where, what was not taken, my team, this device."""

import errno
from collections.abc import Iterator
from pathlib import Path

import flet as ft
import pytest

from app import theme
from app.queries.waiting import WaitingSummary, waiting
from app.screens.me import MeScreen
from app.settings import Settings, load_settings
from app.widgets.text import text_style
from sync.client import outbox, state
from sync.client.replica import Replica
from sync.client.scheduler import SyncStatus
from sync.core.errors import (
    ReadOnlyError,
    SignedOutError,
)
from sync.core.protocol import InviteReply, Refusal
from sync.core.records.account import Account
from sync.core.records.deal import Deal
from sync.core.spans import MINUTE_MS
from tests.app.flet_harness import in_own_loop
from tests.app.opened import WORDS, Opened
from tests.builders import NOON_MS, make_account, make_deal


@pytest.fixture(autouse=True)
def _usual_text() -> Iterator[None]:
    """Leave the text as large as it was."""
    yield
    theme.text_scale.factor = 1.0


@pytest.fixture
def joined(replica: Replica, monkeypatch: pytest.MonkeyPatch) -> Replica:
    """A manager's replica that has joined a team whose server never answers."""

    async def nobody(*_: object) -> None:
        """Stand for an exchange that does not start."""

    monkeypatch.setattr("app.runtime.Runtime.start_exchange", nobody)
    with replica.exclusive() as connection:
        outbox.acknowledge(connection, 1_000, [])
        state.save(
            connection, token="t", server_url="http://server", synced_ms=NOON_MS - 2 * MINUTE_MS
        )
    return replica


def refuse(replica: Replica, reason: str = "refused.not_yours") -> str:
    """Write a deal and have its new amount refused; returns its id."""
    with replica.transaction() as writer:
        deal_id = writer.add(make_deal("Espresso bar"))
    with replica.exclusive() as connection:
        outbox.acknowledge(connection, 1_000, [])
    with replica.transaction() as writer:
        writer.edit(Deal, deal_id, amount_minor=5_200_000)
    with replica.exclusive() as connection:
        n = outbox.pending(connection, 1, 1 << 20)[0].n
        outbox.acknowledge(connection, n, [Refusal(n, reason)])
    return deal_id


def held(replica: Replica) -> WaitingSummary:
    """Read what waits."""
    with replica.reading() as connection:
        return waiting(connection, 30)


# what was not taken


@in_own_loop
async def test_a_refused_change_is_let_go_and_taken_up_again(joined: Replica) -> None:
    refuse(joined)
    (refused,) = held(joined).changes
    row = f"refused-{refused.numbers[0]}"
    async with Opened(joined, MeScreen) as opened:
        await opened.shown(row)
        assert WORDS.t("refused.not_yours") in opened.texts()
        await opened.click(f"{row}-let-go")
        await opened.gone(row)
        assert held(joined).refused == 0
        await opened.undo()
        await opened.shown(row)
    assert held(joined).changes == (refused,)


@in_own_loop
async def test_a_refused_change_is_sent_again_as_of_now(joined: Replica) -> None:
    deal_id = refuse(joined)
    (refused,) = held(joined).changes
    async with Opened(joined, MeScreen) as opened:
        await opened.shown(f"refused-{refused.numbers[0]}")
        await opened.click(f"refused-{refused.numbers[0]}-again")
        await opened.gone(f"refused-{refused.numbers[0]}")
    with joined.reading() as connection:
        (waits,) = outbox.pending(connection, 9, 1 << 20)
    assert (waits.id, waits.fields["amount_minor"]) == (deal_id, 5_200_000)
    assert waits.n > refused.numbers[-1]


@in_own_loop
async def test_something_new_that_was_refused_is_sent_again_whole(joined: Replica) -> None:
    with joined.transaction() as writer:
        deal_id = writer.add(make_deal("Espresso bar"))
    with joined.exclusive() as connection:
        n = outbox.pending(connection, 1, 1 << 20)[0].n
        outbox.acknowledge(connection, n, [Refusal(n, "refused.managers_only")])
    async with Opened(joined, MeScreen) as opened:
        await opened.shown(f"refused-{n}")
        await opened.click(f"refused-{n}-again")
        await opened.gone(f"refused-{n}")
    with joined.reading() as connection:
        (waits,) = outbox.pending(connection, 9, 1 << 20)
    assert (waits.id, waits.fields["title"]) == (deal_id, "Espresso bar")


@in_own_loop
async def test_a_change_of_something_that_is_gone_stays_and_says_so(joined: Replica) -> None:
    deal_id = refuse(joined)
    with joined.exclusive() as connection:
        connection.exec_driver_sql("DELETE FROM deal WHERE id = ?", (deal_id,))
    (refused,) = held(joined).changes
    async with Opened(joined, MeScreen) as opened:
        await opened.shown(f"refused-{refused.numbers[0]}")
        await opened.click(f"refused-{refused.numbers[0]}-again")
        await opened.said(WORDS.t("error.record_missing"))
    assert held(joined).refused == 1


def test_changes_of_one_record_are_one_line(joined: Replica) -> None:
    with joined.transaction() as writer:
        account_id = writer.add(make_account("Röst"))
    with joined.transaction() as writer:
        writer.edit(Account, account_id, city="Ulm")
        writer.add(make_deal("Bar", account_id=account_id))
    told = [(c.kind, c.title, c.new, len(c.numbers)) for c in held(joined).changes]
    assert told == [("account", "Röst", True, 2), ("deal", "Bar", True, 1)]


# this device


@in_own_loop
async def test_theme_and_text_size_are_one_tap_and_stay(replica: Replica) -> None:
    async with Opened(replica, MeScreen) as opened:
        await opened.tap("me-theme-dark")
        await opened.click("me-text-160")
        await opened.wait_for(lambda: opened.state.settings == Settings("dark", 1.6))
    assert load_settings(replica.path.parent) == Settings("dark", 1.6)


@in_own_loop
async def test_settings_that_cannot_be_kept_are_said(
    replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def locked(*_: object) -> None:
        raise ReadOnlyError

    async with Opened(replica, MeScreen) as opened:
        monkeypatch.setattr(opened.runtime, "change_settings", locked)
        await opened.tap("me-theme-dark")
        await opened.said(WORDS.t("error.read_only"))


def test_words_grow_with_the_chosen_size_and_marks_a_little() -> None:
    theme.text_scale.factor = 2.0
    assert text_style("body").size == 2 * theme.TEXT_16
    assert theme.light_theme().text_theme.body_large.size == 2 * theme.TEXT_16  # type: ignore[union-attr]
    assert text_style("caption").size == pytest.approx(1.3 * theme.TEXT_12, abs=0.1)
    assert theme.room_for_text(theme.TOUCH) > theme.TOUCH


@in_own_loop
async def test_starting_over_moves_everything_into_a_backup(replica: Replica) -> None:
    async with Opened(replica, MeScreen) as opened:
        await opened.tap("me-leave")
        await opened.click("leave-go")
        await opened.wait_for(lambda: opened.state.me is None)
        fresh = opened.runtime.replica
        assert not fresh.state().owned
        fresh.close()
    (backup,) = replica.path.parent.glob("*.backup")
    kept = Replica(backup, lambda: NOON_MS, lambda _: 1)
    assert kept.state().owned
    kept.close()


@in_own_loop
async def test_signing_out_says_first_what_would_stay_behind(joined: Replica) -> None:
    with joined.transaction() as writer:
        writer.add(make_account())
    async with Opened(joined, MeScreen) as opened:
        await opened.tap("me-leave")
        assert WORDS.t("me.leave_waiting", count=1) in opened.texts()
        await opened.click("leave-stay")
        assert "leave-go" not in opened.ids()
    assert held(joined).waiting == 1


@in_own_loop
async def test_a_backup_that_cannot_be_made_leaves_all_as_it_is(
    replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise PermissionError(errno.EACCES, "not here")

    monkeypatch.setattr(Path, "replace", locked)
    async with Opened(replica, MeScreen) as opened:
        await opened.tap("me-leave")
        await opened.click("leave-go")
        await opened.said(WORDS.t("error.read_only"))
        assert opened.state.me
    assert replica.state().owned


# my team


@in_own_loop
async def test_someone_alone_finds_the_way_into_a_team_and_back(replica: Replica) -> None:
    async with Opened(replica, MeScreen) as opened:
        await opened.tap("me-join")
        assert "join-code" in opened.ids()
        await opened.click("back")
        await opened.tap("me-join")
        key = {"key": "Escape", "shift": False, "ctrl": False, "alt": False, "meta": False}
        await opened.fire(opened.page, "keyboard_event", key)
        await opened.shown("me-join")


@in_own_loop
async def test_an_invitation_without_signal_is_said_and_the_name_stays(joined: Replica) -> None:
    async with Opened(joined, MeScreen) as opened:
        await opened.tap("invite-open")
        await opened.click("invite-make")
        assert WORDS.t("invite.name_missing") in opened.texts()
        await opened.type("invite-name", "Lena Fischer")
        await opened.click("invite-make")
        await opened.said(WORDS.t("invite.offline"))
        field = opened.by_id("invite-name")
        assert isinstance(field, ft.TextField)
        assert field.value == "Lena Fischer"


@in_own_loop
async def test_an_invitation_shows_its_code_large_with_a_way_to_copy(
    joined: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def made(name: str, role: str) -> InviteReply:
        assert (name, role) == ("Lena Fischer", "manager")
        return InviteReply("K7QF-2MXD", "u9", NOON_MS)

    async with Opened(joined, MeScreen) as opened:
        monkeypatch.setattr(opened.runtime.server, "invite", made)
        await opened.tap("invite-open")
        await opened.type("invite-name", "Lena Fischer")
        await opened.click("invite-role-manager")
        await opened.click("invite-make")
        code = opened.by_id("invite-code")
        copy = opened.by_id("invite-copy")
        assert isinstance(code, ft.Text)
        assert (code.value, code.style and code.style.size) == ("K7QF-2MXD", theme.TEXT_28)
        assert isinstance(copy, ft.TextButton)
        assert isinstance(copy.action, ft.CopyToClipboard)
        assert "K7QF-2MXD" in copy.action.data
        await opened.click("invite-done")
        assert "invite-open" in opened.ids()


@in_own_loop
async def test_a_signed_out_device_can_join_again(joined: Replica) -> None:
    async with Opened(joined, MeScreen) as opened:
        opened.state.sync = SyncStatus(online=False, error=SignedOutError())
        await opened.tap("me-join")
        assert WORDS.t("join.again") in opened.texts()
        field = opened.by_id("join-server")
        assert isinstance(field, ft.TextField)
        assert field.value == "http://server"
