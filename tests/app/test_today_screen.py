"""Today says where to go, what to know there, and what was promised."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import flet as ft
import pytest

from app.i18n.catalog import Catalog
from app.i18n.en import ENGLISH
from app.queries.brief import Brief
from app.queries.drafts import Draft
from app.queries.today import Today
from app.screens.plan import first_plan
from app.screens.today_brief import BriefActions, brief_pane
from sync.client.replica import Replica
from sync.core.errors import DiskFullError
from sync.core.spans import DAY_MS
from tests.app.days import FREE, FULL, NOON, busy_day, do_nothing, read, view
from tests.app.flet_harness import FletHarness, in_own_loop
from tests.app.windows import DESKTOP, PHONE, Window
from tests.builders import NOON_MS, make_account, make_deal, make_visit

WORDS = Catalog(ENGLISH)


@pytest.fixture
def busy(replica: Replica) -> Replica:
    """A replica with a visit in an hour, one not noted, and three next steps."""
    return busy_day(replica)


# what it looks like


@in_own_loop
async def test_a_phone_shows_the_next_stop_as_a_card_and_then_one_list() -> None:
    async with view(FULL) as h:
        assert "Saturday" in h.texts()
        assert "21 November · Good afternoon, Ada" in h.texts()
        assert "Hotel Lindenhof" in h.texts()
        names = [name for name in h.ids("today-") if "-done-" not in name]
        assert names == [
            "today-plan",
            "today-next",
            "today-arrive",
            "today-unnoted-v0",
            "today-drop-v0",
            "today-step-f1",
            "today-tomorrow-f1",
            "today-step-f2",
            "today-tomorrow-f2",
            "today-stop-v2",
            "today-step-f3",
            "today-some-day",
        ]


@in_own_loop
async def test_a_desktop_lists_every_stop_and_marks_the_one_beside() -> None:
    async with view(FULL, wide=True) as h:
        assert "today-next" not in h.ids()
        assert h.ids("today-stop-") == ["today-stop-v1", "today-stop-v2"]
        chosen = h.find_all(ft.Semantics, lambda s: bool(s.selected))
        assert [mark.identifier for mark in chosen] == ["today-stop-v1"]


@in_own_loop
async def test_when_is_said_as_people_say_it() -> None:
    async with view(FULL) as h:
        assert "Due last Wednesday" in h.texts()
        assert "Today" in h.texts()
        assert WORDS.t("today.step_untitled") in h.texts()
        assert any("How did it go?" in words for words in h.texts())


@in_own_loop
async def test_what_one_was_writing_is_offered_first() -> None:
    drafts = (Draft("capture-1", {"account": "Café Röst"}, 0), Draft("capture-2", {}, 0))
    async with view(FULL, drafts=drafts) as h:
        assert h.ids("today-")[0] == "today-draft"
        assert "You were writing about Café Röst." in h.texts()
        assert "You were writing a note." in h.texts()


@pytest.mark.parametrize(
    ("day", "said", "action"),
    [
        (replace(FREE, customers=False), "today.first", "today.note"),
        (replace(FREE, quiet_deals=3), "today.free", "today.see_deals"),
        (FREE, "today.free", "today.plan"),
    ],
)
@in_own_loop
async def test_a_free_day_says_something_useful(day: Today, said: str, action: str) -> None:
    async with view(day) as h:
        assert WORDS.t(said) in h.texts()
        assert h.by_id("today-empty-action").content == WORDS.t(action)  # type: ignore[attr-defined]


@in_own_loop
async def test_a_visit_can_be_planned_beside_quiet_deals() -> None:
    async with view(replace(FREE, quiet_deals=3)) as h:
        assert "today-plan" in h.ids()


@in_own_loop
async def test_a_brief_beside_the_list_says_when_nothing_is_known() -> None:
    nothing = Brief("a", "Stadtwerke")

    def main(page: ft.Page) -> None:
        page.add(brief_pane(WORDS, nothing, "", NOON, BriefActions(do_nothing, do_nothing)))

    async with FletHarness(main, width=1440) as h:
        assert WORDS.t("today.nothing_known") in h.texts()


# what the query finds


def test_a_visit_is_next_until_it_is_over(busy: Replica) -> None:
    day = read(busy)
    assert day.next_stop
    assert day.next_stop.id == "next"
    assert [stop.id for stop in day.unnoted] == ["missed"]
    evening = read(busy, NOON + timedelta(hours=8))
    assert evening.next_stop is None
    assert [stop.id for stop in evening.unnoted] == ["missed", "next"]


def test_steps_are_due_to_their_owner_alone(busy: Replica) -> None:
    day = read(busy)
    assert [step.id for step in day.due] == ["late"]
    assert [step.id for step in day.coming] == ["soon"]
    assert day.some_day == 1


def test_deals_are_quiet_after_a_month_without_a_word(replica: Replica) -> None:
    with replica.transaction() as writer:
        me = writer.actor.user_id
        for name in ("quiet", "met"):
            writer.add(make_account(name, id=name))
            old = NOON_MS - 60 * DAY_MS
            writer.add(make_deal(name, account_id=name, owner_id=me, created_ms=old))
        writer.add(make_deal("new", account_id="quiet", owner_id=me))
        writer.add(make_visit(NOON_MS - 5 * DAY_MS, account_id="met", owner_id=me))
    assert read(replica).quiet_deals == 1


# what it does


@in_own_loop
async def test_a_promise_is_ticked_off_with_one_tap_and_undone(
    busy: Replica, tmp_path: Path
) -> None:
    async with Window(busy, tmp_path) as h:
        await h.tap("today-done-late")
        assert h.taps == 1
        done = "SELECT done_ms > 0 FROM follow_up WHERE id = 'late'"
        await h.eventually(done, [(1,)])
        await h.wait_for(lambda: "today-step-late" not in h.ids())
        await h.undo()
        await h.eventually(done, [(0,)])
        await h.sees("today-step-late")


@pytest.mark.parametrize("how", ["button", "swipe"])
@in_own_loop
async def test_a_promise_moves_to_tomorrow(busy: Replica, tmp_path: Path, how: str) -> None:
    async with Window(busy, tmp_path) as h:
        await h.sees("today-step-late")
        if how == "button":
            await h.tap("today-tomorrow-late")
        else:
            await h.fire(h.find(ft.Dismissible), "dismiss", {"direction": "endToStart"})
        due = "SELECT due_on FROM follow_up WHERE id = 'late'"
        tomorrow = h.runtime.now().date() + timedelta(days=1)
        await h.eventually(due, [(tomorrow.isoformat(),)])
        await h.wait_for(lambda: "today-tomorrow-late" not in h.ids())
        await h.undo()
        await h.eventually(due, [("2026-11-19",)])


@in_own_loop
async def test_a_swipe_to_the_right_is_done(busy: Replica, tmp_path: Path) -> None:
    async with Window(busy, tmp_path) as h:
        await h.sees("today-step-late")
        await h.fire(h.find(ft.Dismissible), "dismiss", {"direction": "startToEnd"})
        await h.eventually("SELECT done_ms > 0 FROM follow_up WHERE id = 'late'", [(1,)])


@in_own_loop
async def test_a_swipe_that_could_not_be_saved_brings_the_row_back(
    busy: Replica, tmp_path: Path
) -> None:
    async with Window(busy, tmp_path) as h:
        await h.sees("today-step-late")

        async def full(*_: object) -> None:
            raise DiskFullError

        h.runtime.run = full  # type: ignore[method-assign, assignment]
        before = h.find(ft.Dismissible).key
        await h.fire(h.find(ft.Dismissible), "dismiss", {"direction": "startToEnd"})
        assert h.find(ft.Dismissible).key != before
        assert WORDS.t("error.disk_full") in h.texts()


@in_own_loop
async def test_the_next_stop_opens_its_customer(busy: Replica, tmp_path: Path) -> None:
    async with Window(busy, tmp_path) as h:
        await h.tap("today-next")
        await h.wait_for(lambda: h.page.route == "/customers/lindenhof")


@in_own_loop
async def test_a_visit_nobody_wrote_about_is_noted_or_dropped(
    busy: Replica, tmp_path: Path
) -> None:
    async with Window(busy, tmp_path) as h:
        await h.tap("today-drop-missed")
        await h.eventually("SELECT deleted FROM visit WHERE id = 'missed'", [(1,)])
        await h.undo()
        await h.tap("today-unnoted-missed")
        await h.tap("capture-save")
        assert h.taps == 4
        await h.eventually("SELECT done, deleted FROM visit WHERE id = 'missed'", [(1, 0)])


@in_own_loop
async def test_a_desktop_shows_the_brief_of_what_is_clicked(busy: Replica, tmp_path: Path) -> None:
    async with Window(busy, tmp_path, DESKTOP) as h:
        await h.sees("today-brief")
        assert h.texts().count("Lindenhof") == 2
        await h.tap("today-step-late")
        await h.wait_for(lambda: h.texts().count("Lindenhof") == 1)
        await h.tap("today-open")
        await h.wait_for(lambda: h.page.route == "/customers/roest")


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_a_visit_is_planned_in_three_taps(
    busy: Replica, tmp_path: Path, size: tuple[int, int]
) -> None:
    planning(busy, tmp_path, size)


@in_own_loop
async def planning(replica: Replica, folder: Path, size: tuple[int, int]) -> None:
    async with Window(replica, folder, size) as h:
        await h.tap("today-plan")
        await h.tap("plan-save")
        assert WORDS.t("plan.no_customer") in [
            str(error) for f in h.find_all(ft.TextField) if (error := f.error)
        ]
        await h.tap("picker-lindenhof")
        await h.tap("plan-save")
        assert h.taps == 4  # one of them before a customer was chosen
        await h.sees("tab-today")
        at_ms = h.rows("SELECT at_ms FROM visit WHERE NOT done ORDER BY created_ms DESC, id DESC")
        expected = first_plan(h.runtime.now())
        moment = datetime.combine(expected.day, datetime.min.time()).replace(hour=expected.hour)
        assert (round(moment.astimezone().timestamp() * 1000),) in at_ms


@pytest.mark.parametrize(
    ("hour", "day", "planned"),
    [(6, 21, 8), (12, 21, 13), (15, 21, 16), (16, 22, 9), (23, 22, 9)],
)
def test_a_plan_begins_with_the_next_usual_hour(hour: int, day: int, planned: int) -> None:
    plan = first_plan(NOON.replace(hour=hour))
    assert (plan.day, plan.hour) == (date(2026, 11, day), planned)


@in_own_loop
async def test_the_state_of_this_phone_leads_to_me(busy: Replica, tmp_path: Path) -> None:
    async with Window(busy, tmp_path) as h:
        await h.tap("status")
        await h.wait_for(lambda: h.page.route == "/me")


@in_own_loop
async def test_a_replica_that_cannot_be_read_says_so_and_can_be_asked_again(
    busy: Replica, tmp_path: Path
) -> None:
    async with Window(busy, tmp_path, route="/me") as h:
        ask = h.runtime.ask

        async def broken(_query: Callable[..., object]) -> None:
            raise DiskFullError

        h.runtime.ask = broken  # type: ignore[method-assign, assignment]
        await h.tap("tab-today")
        await h.sees("today-unread")
        h.runtime.ask = ask  # type: ignore[method-assign]
        await h.tap("today-unread-action")
        await h.sees("today-next")
