"""Today says who is unhappy, asks how it goes, and follows one from stop to stop."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.commands.check_ins import tell_mood
from app.i18n.catalog import Catalog
from app.i18n.en import ENGLISH
from app.queries.stops import ms_of
from app.queries.today import EVENING, Unhappy, today
from sync.client.replica import Replica
from sync.core.records.account import Account
from sync.core.records.problem import Problem
from sync.core.spans import DAY_MS, HOUR_MS
from tests.app.days import FULL, NOON, busy_day, read, view
from tests.app.flet_harness import in_own_loop
from tests.app.windows import Window
from tests.builders import NOON_MS, make_account, make_follow_up, make_visit
from tests.fakes import ManualClock

WORDS = Catalog(ENGLISH)


@pytest.fixture
def busy(replica: Replica) -> Replica:
    """A replica with a visit in an hour, one not noted, and three next steps."""
    return busy_day(replica)


def test_an_unhappy_customer_tops_the_day_until_they_are_not(busy: Replica) -> None:
    with busy.transaction() as writer:
        me = writer.actor.user_id
        for name, owner in (("mine", me), ("nobodys", ""), ("theirs", "somebody")):
            writer.add(make_account(name, id=name, owner_id=owner, mood="unhappy", mood_ms=5))
        writer.add(Problem(account_id="mine", text="It leaks"))
    found = read(busy).unhappy
    assert {one.account_id: one.problem for one in found} == {"mine": "It leaks", "nobodys": ""}
    with busy.transaction() as writer:
        tell_mood(writer, "mine", "fine", NOON.date())
    assert [one.account_id for one in read(busy).unhappy] == ["nobodys"]


@in_own_loop
async def test_the_unhappy_stand_above_where_one_goes() -> None:
    day = replace(FULL, unhappy=(Unhappy("roest", "Café Röst", NOON_MS - DAY_MS, "It leaks"),))
    async with view(day) as h:
        assert h.ids("today-")[0] == "today-unhappy-roest"
        assert "It leaks · Said yesterday" in h.texts()


@in_own_loop
async def test_a_check_in_is_answered_with_one_tap(busy: Replica, tmp_path: Path) -> None:
    with busy.transaction() as writer:
        me = writer.actor.user_id
        writer.add(
            make_follow_up(
                "Ovens",
                id="ask",
                account_id="roest",
                due_on="2026-11-20",
                owner_id=me,
                form="check_in",
            )
        )
    async with Window(busy, tmp_path) as h:
        await h.sees("today-step-ask")
        assert "How is it going with Ovens?" in h.texts()
        await h.tap("today-mood-ask-unhappy")
        assert h.taps == 1
        await h.eventually("SELECT done_ms > 0 FROM follow_up WHERE id = 'ask'", [(1,)])
        await h.sees("today-unhappy-roest")
        await h.undo()
        await h.sees("today-step-ask")
        await h.wait_for(lambda: "today-unhappy-roest" not in h.ids())


def test_stops_in_an_order_of_their_own_are_driven_so_and_over_in_the_evening(
    replica: Replica,
) -> None:
    with replica.transaction() as writer:
        me = writer.actor.user_id
        plan = (("far", -5, 2), ("near", -3, 1), ("late", 3, 0), ("tomorrow", 20, 0))
        for name, hours, position in plan:
            at_ms = NOON_MS + hours * HOUR_MS
            writer.add(make_visit(at_ms, id=name, done=False, owner_id=me, position=position))
    day = read(replica)
    assert day.next_stop
    assert [day.next_stop.id, *(s.id for s in day.later)] == ["near", "far", "late", "tomorrow"]
    assert day.unnoted == ()
    evening = read(replica, NOON + timedelta(hours=6))
    assert [stop.id for stop in evening.unnoted] == ["far", "near", "late"]


@in_own_loop
async def test_where_one_has_arrived_one_is_and_three_taps_write_it_down(
    busy: Replica, tmp_path: Path
) -> None:
    async with Window(busy, tmp_path) as h:
        await h.tap("today-arrive")
        await h.wait_for(lambda: any("You are here" in words for words in h.texts()))
        await h.tap("today-note")
        await h.write("capture-text", "They want three.")
        await h.tap("capture-save")
        assert h.taps == 3
        await h.eventually("SELECT done FROM visit WHERE id = 'next'", [(1,)])
        await h.wait_for(lambda: "today-next" not in h.ids())


@in_own_loop
async def test_that_one_has_arrived_is_taken_back_and_written_nowhere(
    busy: Replica, tmp_path: Path
) -> None:
    async with Window(busy, tmp_path) as h:
        before = h.rows("SELECT count(*) FROM outbox")
        await h.tap("today-arrive")
        await h.sees("today-note")
        await h.tap("today-leave")
        await h.wait_for(lambda: "today-note" not in h.ids())
        assert h.rows("SELECT count(*) FROM outbox") == before


@in_own_loop
async def test_a_call_is_logged_in_two_taps(busy: Replica, tmp_path: Path) -> None:
    with busy.transaction() as writer:
        writer.edit(Account, "lindenhof", phone="+49 951 1234")
    async with Window(busy, tmp_path) as h:
        await h.tap("today-call")
        assert ("launch_url", "tel:+499511234") in [
            (name, args.get("url")) for name, args in h.invoked
        ]
        await h.tap("capture-save")
        assert h.taps == 2
        made = "SELECT account_id, form FROM visit WHERE done"
        await h.eventually(made, [("lindenhof", "call")])


@in_own_loop
async def test_the_evening_reminds_of_what_nobody_wrote_down() -> None:
    async with view(FULL) as h:
        assert "today-evening" not in h.ids()
        assert WORDS.t("tray.private") in h.texts()
    async with view(FULL, now=NOON.replace(hour=18)) as h:
        assert h.ids("today-")[:2] == ["today-evening", "today-unnoted-v0"]
        assert WORDS.t("tray.evening", count=1) in h.texts()


def test_nobody_else_sees_what_one_did_not_write_down(busy: Replica) -> None:
    with busy.reading() as connection:
        theirs = today(connection, "somebody", NOON)
    assert theirs.unnoted == ()


def evening_ms() -> int:
    midnight = datetime.fromtimestamp(NOON_MS / 1000).astimezone().replace(hour=0)
    return ms_of(midnight) + EVENING * HOUR_MS


@in_own_loop
async def test_who_looks_before_a_visit_is_over_is_reminded_of_it_later(
    replica: Replica, clock: ManualClock, tmp_path: Path
) -> None:
    clock.move(evening_ms() - clock())
    with replica.transaction() as writer:
        at_ms = replica.now_ms() - HOUR_MS
        writer.add(make_account(id="linde"))
        owner = writer.actor.user_id
        writer.add(make_visit(at_ms, account_id="linde", done=False, owner_id=owner))
    async with Window(replica, tmp_path) as h:
        await h.sees("today-next")
        await h.tap("tab-me")
        await h.sees("me-status")
        assert "evening" not in h.ids()
        clock.move(2 * HOUR_MS)
        h.runtime.announce({"visit"})
        await h.sees("evening")


@in_own_loop
async def test_who_is_elsewhere_in_the_evening_is_reminded_until_they_have_looked(
    busy: Replica, clock: ManualClock, tmp_path: Path
) -> None:
    async with Window(busy, tmp_path, route="/me") as h:
        await h.sees("me-status")
        assert "evening" not in h.ids()
    clock.move(evening_ms() - clock())
    async with Window(busy, tmp_path, route="/me") as h:
        await h.tap("evening-action")
        await h.sees("today-evening")
        await h.tap("tab-me")
        await h.sees("me-status")
        assert "evening" not in h.ids()
