"""The fourth tab: what of mine is where, what was not taken, my team, this device."""

import errno
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import flet as ft
import pytest

from app import theme
from app.queries.team import Me, Person
from app.queries.waiting import WaitingChange, WaitingSummary, waiting
from app.screens.me import MePage, MeScreen, me_view
from app.screens.me_device import DeviceActions
from app.screens.me_status import StatusActions, change_title, change_words, standing
from app.settings import Settings, load_settings
from app.widgets.text import text_style
from sync.client import outbox, state
from sync.client.engine import Progress
from sync.client.file_queue import FilesWaiting
from sync.client.replica import Replica
from sync.client.scheduler import SyncStatus
from sync.core.errors import (
    OutdatedError,
    ReadOnlyError,
    SignedOutError,
    UnreachableError,
)
from sync.core.protocol import InviteReply, Refusal
from sync.core.records.account import Account
from sync.core.records.deal import Deal
from tests.app.flet_harness import FletHarness, in_own_loop
from tests.app.opened import DESKTOP, PHONE, WORDS, Opened
from tests.builders import NOON_MS, make_account, make_deal

NOW = datetime.fromtimestamp(NOON_MS / 1000, UTC)
ANNA = Me("u1", "Anna Berg", "rep", "Berg", "EUR", joined=True, server_url="http://server")
ALONE = Me("u1", "Anna Berg", "admin", "Berg", "EUR", joined=False, server_url="")
HEARD_MS = NOON_MS - int(timedelta(minutes=2).total_seconds() * 1000)


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
        state.save(connection, token="t", server_url="http://server", synced_ms=HEARD_MS)
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


def summary(**fields: object) -> WaitingSummary:
    """Return what waits: nothing, heard of two minutes ago."""
    start: dict[str, object] = {
        "joined": True,
        "waiting": 0,
        "refused": 0,
        "synced_ms": HEARD_MS,
        "changes": (),
    }
    return WaitingSummary(**{**start, **fields})  # type: ignore[arg-type]  # each has its own type


def held(replica: Replica) -> WaitingSummary:
    """Read what waits."""
    with replica.reading() as connection:
        return waiting(connection, 30)


def change(**fields: object) -> WaitingChange:
    """Return a waiting change of a deal's amount."""
    start: dict[str, object] = {
        "numbers": (7,),
        "kind": "deal",
        "record_id": "d1",
        "title": "Espresso bar",
        "new": False,
        "deleted": False,
        "fields": ("amount_minor",),
    }
    return WaitingChange(**{**start, **fields})  # type: ignore[arg-type]  # each has its own type


# how things stand


@pytest.mark.parametrize(
    ("me", "waits", "status", "title", "detail"),
    [
        (ALONE, summary(waiting=9), SyncStatus(), "Only on this device", "Nobody else sees"),
        (ANNA, summary(), SyncStatus(online=True), "All saved", "2 minutes ago"),
        (ANNA, summary(waiting=3), SyncStatus(online=True), "3 changes to send", "2 minutes"),
        (
            ANNA,
            summary(files=FilesWaiting(up=2, down=9)),
            SyncStatus(online=True),
            "2 files to send",
            "2 minutes",
        ),
        (
            ANNA,
            summary(files=FilesWaiting(down=1)),
            SyncStatus(online=True),
            "1 file to come",
            "2 minutes",
        ),
        (
            ANNA,
            summary(waiting=3, files=FilesWaiting(up=1)),
            SyncStatus(online=True),
            "3 changes to send",
            "1 file to send. ",
        ),
        (
            ANNA,
            summary(waiting=3),
            SyncStatus(online=False, error=UnreachableError()),
            "No signal",
            "Saved on this device. 3 changes will go out when there is signal.",
        ),
        (
            ANNA,
            summary(),
            SyncStatus(online=False, error=UnreachableError()),
            "No signal",
            "Everything is saved on this device.",
        ),
        (
            ANNA,
            summary(waiting=3),
            SyncStatus(online=False, error=SignedOutError()),
            "Signed out",
            "Your words are safe here.",
        ),
        (
            ANNA,
            summary(waiting=3),
            SyncStatus(online=False, error=OutdatedError()),
            "Your changes wait",
            "once Rapport is up to date",
        ),
        (
            ANNA,
            summary(),
            SyncStatus(running=True, progress=Progress(received=1_240, more=True)),
            "Your team's customers are arriving",
            "1,240 customers, deals and notes so far",
        ),
        (
            ANNA,
            summary(waiting=9_000),
            SyncStatus(running=True, progress=Progress(sent=5_000, received=20)),
            "Talking to your team",
            "5,000 sent, 20 received so far.",
        ),
        (ANNA, summary(refused=2), SyncStatus(online=True), "2 changes could not go out", "heard"),
        (ANNA, summary(synced_ms=0), SyncStatus(), "All saved", "has not heard"),
    ],
)
def test_how_things_stand_is_said_in_words(
    me: Me, waits: WaitingSummary, status: SyncStatus, title: str, detail: str
) -> None:
    said = standing(WORDS, me, waits, status, NOW)
    assert said.title == title
    assert detail in said.detail


@pytest.mark.parametrize(
    ("waits", "title", "words"),
    [
        (change(), "Deal “Espresso bar”", "amount"),
        (change(new=True), "Deal “Espresso bar”", "new"),
        (change(deleted=True), "Deal “Espresso bar”", "removed"),
        (change(kind="visit", title=""), "Visit", "amount"),
        (change(kind="note", title="x" * 99), f"Note “{'x' * 60}…”", "amount"),
        (change(kind="note", title="One\nTwo"), "Note “One”", "amount"),
        (
            change(fields=("stage_id", "title", "read", "reason", "owner_id")),
            "Deal “Espresso bar”",
            "stage, title, read of the customer and 2 more",
        ),
    ],
)
def test_a_change_is_named_as_its_person_would(
    waits: WaitingChange, title: str, words: str
) -> None:
    assert change_title(WORDS, waits) == title
    assert change_words(WORDS, waits) == words


# the view


def press(*_: object) -> None:
    """Stand for a callback that is not asked."""


def page(**fields: object) -> MePage:
    """Return what a rep with one change sees."""
    waits = summary(waiting=1, changes=(change(),))
    start: dict[str, object] = {
        "me": ANNA,
        "stands": standing(WORDS, ANNA, waits, SyncStatus(), NOW),
        "summary": waits,
        "people": (Person("u1", "Anna Berg", "rep"), Person("u2", "Mia Keller", "manager")),
        "settings": Settings(),
    }
    return MePage(**{**start, **fields})  # type: ignore[arg-type]  # each has its own type


def shown(seen: MePage, width: float) -> FletHarness:
    """Put the tab on a page."""

    def main(target: ft.Page) -> None:
        target.add(
            me_view(
                WORDS,
                seen,
                StatusActions(press, press, press, press),
                DeviceActions(press, press, press, press, press, press, press, press, press),
                invite=None,
                wide=width == DESKTOP,
            )
        )

    return FletHarness(main, width=width)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@in_own_loop
async def test_what_waits_is_listed_at_any_width(width: float) -> None:
    async with shown(page(), width) as seen:
        assert {"me-status", "me-try-now", "waiting-7", "me-theme-dark"} <= set(seen.ids())
        assert "Deal “Espresso bar”" in seen.texts()


@in_own_loop
async def test_a_rep_sees_no_list_of_the_team() -> None:
    async with shown(page(), PHONE) as seen:
        assert seen.ids("person-") == []


@in_own_loop
async def test_a_manager_sees_names_and_roles_and_nothing_else_of_people() -> None:
    manager = Me("u2", "Mia Keller", "manager", "Berg", "EUR", joined=True, server_url="")
    async with shown(page(me=manager), DESKTOP) as seen:
        rows = [seen.by_id(name) for name in seen.ids("person-")]
        words = [[t.value for t in seen.walk(row) if isinstance(t, ft.Text)] for row in rows]
    assert words == [["AB", "Anna Berg", "Rep"], ["MK", "Mia Keller", "Manager, you"]]


@in_own_loop
async def test_many_waiting_changes_are_counted_beyond_the_list() -> None:
    many = summary(waiting=1_001, changes=(change(),))
    async with shown(page(summary=many), PHONE) as seen:
        assert "and 1,000 more" in seen.texts()


@in_own_loop
async def test_practice_data_offers_to_start_for_real_and_nothing_to_send() -> None:
    async with shown(page(settings=Settings(practice=True)), PHONE) as seen:
        assert "me-practice-action" in seen.ids()
        assert not {"me-join", "me-leave", "waiting-7"} & set(seen.ids())


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
        monkeypatch.setattr(opened.runtime, "save_settings", locked)
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
