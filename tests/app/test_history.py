"""Who wrote what, when: read from the team's server, in words, newest first."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

import pytest

from app.queries.history import HistoryItem, history_items
from app.runtime import Runtime
from app.screens.history import HistoryScreen
from app.screens.history_view import about_words, item_lines, who_words
from app.team_server import TeamServer
from sync.client import state
from sync.client.replica import Replica
from sync.core.change import Scalar
from sync.core.clock import stamp
from sync.core.errors import ServerFaultError, ServiceError, UnreachableError, UntrustedError
from sync.core.protocol import HistoryEntry, HistoryReply
from sync.core.records.team import User
from sync.core.spans import HOUR_MS
from tests.app.conflicts import MARIA, add_conflict, add_maria, my_id
from tests.app.flet_harness import in_own_loop
from tests.app.opened import DESKTOP, PHONE, WORDS, Opened
from tests.app.test_deals_queries import add_deal
from tests.app.windows import DESKTOP as DESKTOP_SIZE
from tests.app.windows import PHONE as PHONE_SIZE
from tests.app.windows import Window
from tests.builders import NOON_MS, make_account

NOW = datetime.fromtimestamp(NOON_MS / 1000, UTC)
JONAS = "user-jonas"


def entry(n: int, user_id: str = MARIA, late_ms: int = 0, **fields: Scalar) -> HistoryEntry:
    """Return a write, an hour before noon and n minutes."""
    at_ms = NOON_MS - HOUR_MS + n * 60_000
    return HistoryEntry(n, at_ms + late_ms, user_id, 9, stamp(at_ms, 0, 9), fields)


def read(replica: Replica, entries: Sequence[HistoryEntry]) -> tuple[HistoryItem, ...]:
    with replica.reading() as connection:
        return history_items(connection, "deal", "deal-1", entries, my_id(replica))


def lines(replica: Replica, *entries: HistoryEntry) -> list[list[str]]:
    """Return what is read of entries given oldest first, newest first."""
    return [item_lines(WORDS, item, NOW) for item in read(replica, entries[::-1])]


@pytest.fixture
def team(replica: Replica) -> Replica:
    """A replica that knows Maria and Jonas, and has a server that tests stand in for."""
    add_maria(replica)
    with replica.transaction() as writer:
        writer.add(User(id=JONAS, name="Jonas Weber", role="rep"))
    with replica.exclusive() as connection:
        state.save(connection, token="t", server_url="http://127.0.0.1:1")
    return replica


# in words


def test_each_change_says_what_stood_there_before(team: Replica) -> None:
    found = lines(
        team,
        entry(1, created_ms=1, title="Ovens", amount_minor=4_500_000, currency="EUR"),
        entry(2, amount_minor=5_200_000, currency="EUR", deleted=False),
        entry(3, title=""),
        entry(4, title="Oven"),
    )
    assert found == [
        ["Title: “Oven”"],
        ["Title: emptied, before that “Ovens”"],
        ["Amount: €52,000, before that €45,000"],
        ["Written down", "Title: “Ovens”", "Amount: €45,000"],
    ]


def test_a_reassignment_says_who_gave_it_from_whom_to_whom(team: Replica) -> None:
    entries = (
        entry(1, created_ms=1, title="Ovens", owner_id=JONAS),
        entry(2, owner_id=my_id(team)),
        entry(3, owner_id=""),
    )
    assert lines(team, *entries)[:2] == [
        ["Taken from Ada, now nobody's"],
        ["Given from Jonas Weber to Ada"],
    ]
    given = read(team, entries[::-1])[1]
    assert (who_words(WORDS, given), given.mine) == ("Maria Keller", False)
    assert lines(team, entries[1]) == [["Given to Ada"]]  # the page before is not read yet


def test_a_move_is_one_line_without_what_goes_along(team: Replica) -> None:
    found = lines(
        team,
        entry(1, stage_id="stage-new", pipeline_id="pipeline-sales"),
        entry(2, stage_id="stage-won", closed_on="2026-11-21", pipeline_id="pipeline-sales"),
        entry(3, stage_id="stage-bygone"),
    )
    assert found == [
        ["Moved from Won to what is no longer there"],
        ["Moved from New to Won"],
        ["Moved to New"],
    ]


def test_deleting_and_bringing_back_are_said(team: Replica) -> None:
    found = lines(team, entry(1, deleted=True), entry(2, deleted=False), entry(3, deleted=False))
    assert found == [["Brought back"], ["Deleted"]]


def test_a_value_that_lost_says_what_was_kept(team: Replica) -> None:
    lost = entry(1, my_id(team), amount_minor=4_500_000, currency="EUR")
    add_conflict(team, "deal-1", "amount_minor", 4_500_000, 5_200_000, stamp=lost.stamp)
    (found,) = lines(team, lost)
    assert found == ["Amount: €45,000", "That was not kept: Maria Keller wrote €52,000 later."]


def test_what_came_too_late_took_no_place(team: Replica) -> None:
    first, late, last = entry(1, title="A"), entry(2, title="B"), entry(3, title="C")
    assert lines(team, first, last, late) == [
        ["Title: “B”"],
        ["Title: “C”, before that “A”"],
        ["Title: “A”"],
    ]


def test_what_nobody_wrote_by_hand_is_not_told(team: Replica) -> None:
    assert lines(team, entry(1, confirmed_ms=NOON_MS), entry(2, source="hubspot")) == []


def test_what_this_version_does_not_know_is_told_all_the_same(team: Replica) -> None:
    assert lines(team, entry(1, mood_2031="blue", title="Ovens")) == [
        ["Title: “Ovens”", "Value: “blue”"]
    ]


def test_oneself_the_server_and_a_late_arrival_have_words(team: Replica) -> None:
    mine, server, late = read(
        team,
        [
            entry(3, my_id(team), title="A"),
            entry(2, "", title="B"),
            entry(1, late_ms=HOUR_MS // 2, title="C"),
        ],
    )
    assert [who_words(WORDS, item) for item in (mine, server, late)] == [
        "You",
        "Your team's server",
        "Maria Keller",
    ]
    assert about_words(WORDS, mine, NOW) == ""
    assert about_words(WORDS, late, NOW) == "reached your team 29 minutes ago"


# on screen


class Server:
    """Stands for the team's server: answers with pages, or does not."""

    def __init__(self, *pages: HistoryReply | ServiceError) -> None:
        self.pages = list(pages)
        self.asked: list[tuple[str, int]] = []

    async def history(self, record_id: str, before: int) -> HistoryReply:
        self.asked.append((record_id, before))
        page = self.pages.pop(0)
        if isinstance(page, ServiceError):
            raise page
        return page


def serve(monkeypatch: pytest.MonkeyPatch, *pages: HistoryReply | ServiceError) -> Server:
    server = Server(*pages)

    async def history(_team: TeamServer, record_id: str, before: int = 0) -> HistoryReply:
        return await server.history(record_id, before)

    async def nobody(*_: object) -> None:
        """Stand for an exchange that does not start."""

    monkeypatch.setattr(TeamServer, "history", history)
    monkeypatch.setattr(Runtime, "start_exchange", nobody)
    return server


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@in_own_loop
async def test_history_comes_page_by_page_newest_first(
    team: Replica, monkeypatch: pytest.MonkeyPatch, width: float
) -> None:
    server = serve(
        monkeypatch,
        HistoryReply((entry(3, title="C"), entry(2, title="B")), before=2),
        HistoryReply((entry(1, created_ms=1, title="A"),)),
    )
    screen = partial(HistoryScreen, "deal", "deal-1")
    async with Opened(team, screen, width=width) as window:
        await window.shown("history-2")
        assert "Title: “B”" in window.texts()  # what stood before is not read yet
        await window.click("history-older")
        await window.shown("history-1")
        await window.said("Title: “B”, before that “A”")
        assert window.ids("history-") == ["history-3", "history-2", "history-1"]
    assert server.asked == [("deal-1", 0), ("deal-1", 2)]


@in_own_loop
async def test_without_signal_it_says_where_history_is_and_tries_again(
    team: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(
        monkeypatch,
        UnreachableError(),
        UntrustedError(),
        ServerFaultError(),
        HistoryReply((entry(2, title="B"),), before=2),
        UnreachableError(),
        HistoryReply((entry(1, title="A"),)),
    )
    async with Opened(team, partial(HistoryScreen, "deal", "deal-1")) as window:
        await window.said("History is kept by your team's server")
        await window.click("history-failed-action")
        await window.said(WORDS.t("error.untrusted"))
        await window.click("history-failed-action")
        await window.said("The history could not be read")
        await window.click("history-failed-action")
        await window.shown("history-2")
        await window.click("history-older")
        await window.shown("history-stopped")
        assert "history-2" in window.ids()
        await window.click("history-stopped-action")
        await window.shown("history-1")
        await window.gone("history-stopped")


@in_own_loop
async def test_what_the_server_does_not_know_has_not_been_sent(
    team: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(monkeypatch, ServerFaultError(status=404, error="error.record_missing"))
    async with Opened(team, partial(HistoryScreen, "deal", "deal-1")) as window:
        await window.shown("history-unsent")


@in_own_loop
async def test_a_write_that_comes_twice_is_shown_once(
    team: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = entry(2, title="B")
    serve(
        monkeypatch,
        HistoryReply((again,), before=2),
        HistoryReply((again, entry(1, title="A"))),
    )
    async with Opened(team, partial(HistoryScreen, "deal", "deal-1")) as window:
        await window.shown("history-2")
        await window.click("history-older")
        await window.shown("history-1")
        assert window.ids("history-") == ["history-2", "history-1"]


@in_own_loop
async def test_an_empty_history_and_a_person_alone_are_told_why(
    replica: Replica, team: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(monkeypatch, HistoryReply(()))
    async with Opened(team, partial(HistoryScreen, "deal", "deal-1")) as window:
        await window.shown("history-none")
    with replica.exclusive() as connection:
        state.save(connection, token="")
    async with Opened(replica, partial(HistoryScreen, "deal", "deal-1")) as window:
        await window.shown("history-alone")


@pytest.mark.parametrize("size", [PHONE_SIZE, DESKTOP_SIZE])
@in_own_loop
async def test_history_lies_over_the_deal_and_the_customer_and_back_returns(
    team: Replica, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    pages = [HistoryReply((entry(1, title="A"),)) for _ in range(2)]
    server = serve(monkeypatch, *pages)
    with team.transaction() as writer:
        account = writer.add(make_account("Hafner Glas"))
        deal = add_deal(writer, account_id=account, owner_id=writer.actor.user_id)
    async with Window(team, team.path.parent, size, f"/deals/{deal}") as window:
        await window.tap("deal-more")
        await window.tap("deal-history")
        await window.sees("history-1")
        await window.tap("back")
        await window.sees("deal-field-amount")
        await window.tap("deal-customer")
        await window.tap("customer-history")
        await window.sees("history-1")
        await window.tap("back")
        await window.sees("customer-history")
    assert server.asked == [(deal, 0), (account, 0)]
