"""A feature shows itself when it helps: once a day at most, never again after "no"."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from app.hints import answered, hint_of, shown, wanted
from app.queries.hints import Useful, useful
from app.screens.hinting import Hint, reminder_day
from app.settings import Settings
from sync.client.replica import Replica
from sync.core.records.deal_place import DealPlace
from sync.core.spans import DAY_MS
from tests.app.conflicts import my_id
from tests.app.flet_harness import in_own_loop
from tests.app.opened import DESKTOP, PHONE, Opened
from tests.builders import (
    NOON_MS,
    make_account,
    make_deal,
    make_follow_up,
    make_note,
    make_visit,
)

TODAY = date(2026, 11, 24)
VISITED = Useful(visit_id="v", account_id="a", account="Hafner Glas")
BUSY = Useful(typed=3, unplanned=4, deals=8)


@pytest.mark.parametrize(
    ("done", "keys"),
    [
        (Useful(), ()),
        (VISITED, ("remind",)),
        (Useful(typed=2), ()),
        (Useful(typed=3), ("speak",)),
        (Useful(typed=3, spoken=1), ()),
        (Useful(unplanned=4), ("plan",)),
        (Useful(unplanned=4, planned=1), ()),
        (Useful(deals=8), ("pin",)),
        (Useful(deals=8, pinned=1), ()),
        (BUSY, ("speak", "plan", "pin")),
    ],
)
def test_a_hint_is_wanted_when_it_would_help(done: Useful, keys: tuple[str, ...]) -> None:
    assert wanted(done) == keys


def days(settings: Settings, done: Useful) -> Iterator[str]:
    """Yield the hint of each day in a row, each put off by "no"."""
    for n in range(5):
        day = TODAY + timedelta(days=n)
        hint = hint_of(done, settings, day)
        yield hint
        if hint:
            settings = answered(shown(settings, hint, day), hint, day, again=False)
            assert hint_of(done, settings, day) == ""


def test_one_a_day_and_never_again_after_no() -> None:
    assert list(days(Settings(), BUSY)) == ["speak", "plan", "pin", "", ""]


def test_the_one_shown_stays_until_it_is_answered_and_no_other_comes_that_day() -> None:
    settings = shown(Settings(), "plan", TODAY)
    assert hint_of(BUSY, settings, TODAY) == "plan"
    assert hint_of(VISITED, settings, TODAY) == ""
    assert hint_of(VISITED, settings, TODAY + timedelta(days=1)) == "remind"


def test_yes_to_a_reminder_lets_it_come_again_another_day() -> None:
    settings = answered(Settings(), "remind", TODAY, again=True)
    assert hint_of(VISITED, settings, TODAY) == ""
    assert hint_of(VISITED, settings, TODAY + timedelta(days=1)) == "remind"


@pytest.mark.parametrize(
    ("day", "reminded"), [(23, 27), (25, 27), (26, 30), (27, 30), (28, 30), (29, 30)]
)
def test_one_is_reminded_on_a_day_one_works_and_not_tomorrow(day: int, reminded: int) -> None:
    assert reminder_day(date(2026, 11, day)) == date(2026, 11, reminded)


def test_what_was_done_is_counted_for_the_person_alone(replica: Replica) -> None:
    with replica.transaction() as writer:
        me = writer.actor.user_id
        account = writer.add(make_account("Hafner Glas"))
        other = writer.add(make_account("Anker Werft"))
        visit = writer.add(make_visit(NOON_MS - 2, account_id=account, owner_id=me))
        writer.add(make_visit(NOON_MS - 1, account_id=other, owner_id=me))
        writer.add(make_follow_up(account_id=other, owner_id=me))
        writer.add(make_note(owner_id=me, written_ms=NOON_MS))
        writer.add(make_note(owner_id=me, written_ms=NOON_MS - 20 * DAY_MS))
        writer.add(make_note(owner_id=me, transcription="done"))
        deal = writer.add(make_deal(owner_id=me))
        writer.add(make_deal(owner_id=me, parked=True))
        writer.add(DealPlace(owner_id=me, deal_id=deal, pinned=True))
        for kind in (make_visit, make_note, make_deal):
            writer.add(kind(owner_id="user-other"))
    with replica.reading() as connection:
        found = useful(connection, my_id(replica), NOON_MS - DAY_MS // 2, NOON_MS)
    assert found == Useful(visit, account, "Hafner Glas", 1, 1, 2, 0, 1, 1)


# on screen


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@in_own_loop
async def test_yes_is_one_tap_and_the_promise_stands(replica: Replica, width: float) -> None:
    account = visited(replica)
    async with Opened(replica, partial(Hint), width=width) as window:
        await window.shown("hint-remind")
        await window.said("Nothing is promised to Hafner Glas.")
        await window.click("hint-remind-yes")
        await window.gone("hint-remind")
        assert window.state.settings.hints_refused == ""
    with replica.reading() as connection:
        sql = "SELECT account_id, due_on <> '' FROM follow_up"
        assert connection.exec_driver_sql(sql).all() == [(account, 1)]


@in_own_loop
async def test_what_is_changed_in_two_places_at_once_is_changed_in_both(replica: Replica) -> None:
    async with Opened(replica, partial(Hint)) as window:
        no = partial(answered, hint="remind", today=TODAY, again=False)
        seen = partial(shown, hint="remind", today=TODAY)
        await asyncio.gather(
            window.runtime.change_settings(no),
            window.runtime.change_settings(lambda old: replace(old, text_scale=1.5)),
            window.runtime.change_settings(seen),
        )
        kept = window.state.settings
    assert (kept.hints_refused, kept.text_scale) == ("remind", 1.5)
    assert kept.hinted == f"{TODAY.isoformat()} "


@in_own_loop
async def test_no_is_remembered_by_the_device(replica: Replica) -> None:
    visited(replica)
    async with Opened(replica, partial(Hint)) as window:
        await window.shown("hint-remind")
        await window.click("hint-remind-no")
        await window.gone("hint-remind")
        assert window.state.settings.hints_refused == "remind"
    with replica.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM follow_up").scalar() == 0


def visited(replica: Replica) -> str:
    with replica.transaction() as writer:
        account = writer.add(make_account("Hafner Glas"))
        writer.add(make_visit(replica.now_ms(), account_id=account, owner_id=writer.actor.user_id))
    return account
