"""Words being typed are kept as they come, and a draft is gone on with as it was left."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import flet as ft
import pytest

from app.commands.drafts import save_draft
from app.queries.capture import CaptureStart
from app.queries.drafts import load_draft
from app.queries.guess import Guess
from app.runtime import Runtime
from app.screens.capture_form import first_form, planned_at
from app.screens.drafts import DraftKeeper
from app.settings import Settings
from sync.client.replica import Replica
from sync.core.errors import DiskFullError
from sync.core.spans import HOUR_MS
from tests.app.flet_harness import in_own_loop
from tests.app.windows import Window
from tests.builders import NOON_MS, make_account, make_visit

KEY = "capture-1"
YESTERDAY_MS = NOON_MS - 26 * HOUR_MS


class Slow(Runtime):
    """A device that writes once it is let, and is full as often as it is said to be.

    Attributes:
        begun: Something is being written.
        go_on: It may be.
        full: How often there is no room yet.
    """

    def __init__(self, replica: Replica) -> None:
        super().__init__(replica.path.parent, replica, Settings())
        self.begun, self.go_on, self.full = asyncio.Event(), asyncio.Event(), 0

    async def run(self, command: Callable[..., Any], replica: Replica | None = None) -> Any:
        self.begun.set()
        await self.go_on.wait()
        if self.full:
            self.full -= 1
            raise DiskFullError
        return await super().run(command, replica)


def kept(replica: Replica) -> Mapping[str, str]:
    with replica.reading() as connection:
        return load_draft(connection, KEY)


async def until(seen: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not seen():  # noqa: ASYNC110 - what is awaited has no event
            await asyncio.sleep(0.005)


@pytest.fixture
def yesterday(replica: Replica) -> Replica:
    """A visit of yesterday that nobody wrote about, and another customer."""
    with replica.transaction() as writer:
        me = writer.actor.user_id
        for name, account_id in (("Café Röst", "roest"), ("Stadtwerke", "works")):
            writer.add(make_account(name, id=account_id, owner_id=me))
        planned = make_visit(YESTERDAY_MS, id="missed", account_id="roest", done=False, owner_id=me)
        writer.add(planned)
    return replica


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.screens.drafts.PAUSE_S", 0.01)


@in_own_loop
async def test_a_key_that_comes_while_one_writes_is_written_after_it(replica: Replica) -> None:
    runtime = Slow(replica)
    keeper = DraftKeeper(runtime, KEY)
    keeper.put({"text": "The price by Fri"})
    await runtime.begun.wait()
    keeper.put({"text": "The price by Friday"})  # and then the battery is dead
    runtime.go_on.set()
    await until(lambda: kept(replica) == {"text": "The price by Friday"})


@in_own_loop
async def test_words_typed_while_one_signs_out_are_in_the_notebook_one_left(
    replica: Replica,
) -> None:
    runtime = Runtime(replica.path.parent, replica, Settings())
    keeper = DraftKeeper(runtime, KEY)
    keeper.put({"text": "Anna's own"})
    runtime.replica = replica.start_over(replica.path.with_suffix(".backup"))
    assert await keeper.flush()
    assert kept(runtime.replica) == {}
    assert kept(replica) == {"text": "Anna's own"}
    runtime.replica.close()


@in_own_loop
async def test_a_device_without_room_is_asked_again_at_the_next_key_alone(
    replica: Replica,
) -> None:
    runtime = Slow(replica)
    runtime.full = 1
    runtime.go_on.set()
    keeper, told = DraftKeeper(runtime, KEY), list[Exception]()
    keeper.on_problem = told.append
    keeper.put({"text": "One"})
    await until(lambda: len(told) == 1)
    await asyncio.sleep(0.1)
    assert kept(replica) == {}
    keeper.put({"text": "One, two"})
    await until(lambda: kept(replica) == {"text": "One, two"})
    assert len(told) == 1


def leave(replica: Replica, **texts: str) -> None:
    """Leave a draft about each customer; the last one is the newest."""
    with replica.transaction() as writer:
        for at, (account, text) in enumerate(texts.items()):
            body = json.dumps({"account": account, "text": text})
            row = (f"capture-{at}", body, NOON_MS + at)
            writer.connection.exec_driver_sql("INSERT INTO draft VALUES (?, ?, ?)", row)


@in_own_loop
async def test_each_draft_that_today_names_is_the_one_that_opens(
    replica: Replica, tmp_path: Path
) -> None:
    leave(replica, Hafner="About Hafner", Lind="About Lind")
    async with Window(replica, tmp_path) as h:
        for name in ("Hafner", "Lind"):
            await h.wait_for(lambda: len(h.find_all(ft.Semantics, is_draft)) == 2)
            banner = next(
                one for one in h.find_all(ft.Semantics, is_draft) if name in words_in(h, one)
            )
            go_on = next(c for c in h.walk(banner) if getattr(c, "on_click", None))
            await h.click(go_on)
            await h.sees("capture-text")
            assert h.find(ft.TextField).value == f"About {name}"
            await h.tap("sheet-close")


@in_own_loop
async def test_a_draft_that_is_gone_opens_the_newest_one(replica: Replica, tmp_path: Path) -> None:
    leave(replica, Hafner="About Hafner")
    async with Window(replica, tmp_path, route="/capture?draft=capture-9") as h:
        await h.sees("capture-text")
        assert h.find(ft.TextField).value == "About Hafner"


@pytest.mark.parametrize(("due_on", "shown"), [("2026-11-19", ""), ("2026-12-24", "2026-12-24")])
def test_the_calendar_opens_for_a_draft_whose_day_has_passed(
    replica: Replica, tmp_path: Path, due_on: str, shown: str
) -> None:
    @in_own_loop
    async def told() -> None:
        with replica.transaction() as writer:
            save_draft(writer, KEY, {"text": "Call", "due_on": due_on})
        async with Window(replica, tmp_path, route="/capture") as h:
            await h.tap("capture-due-pick")
            await h.wait_for(lambda: bool(h.find_all(ft.DatePicker)))
            days = h.find(ft.DatePicker)
            assert str(days.value or "") == shown

    told()


async def gone_on_with(window: Window) -> None:
    """Type about the visit of the tray, leave, and go on with what was left."""
    await window.tap("today-unnoted-missed")
    await window.write("capture-text", "The grinder runs again.")
    await window.tap("sheet-close")
    await window.tap("today-draft-action")
    await window.sees("capture-another")


@in_own_loop
async def test_a_draft_knows_the_planned_visit_it_is_about(
    yesterday: Replica, tmp_path: Path
) -> None:
    async with Window(yesterday, tmp_path) as h:
        await gone_on_with(h)
        await h.tap("capture-save")
        await h.eventually("SELECT id, done, at_ms FROM visit", [("missed", 1, YESTERDAY_MS)])
        await h.sees("tab-today")
        await h.wait_for(lambda: "today-unnoted-missed" not in h.ids())
        await h.undo()
        await h.sees("capture-another")
        await h.tap("capture-save")
        await h.eventually("SELECT id, done FROM visit", [("missed", 1)])


@in_own_loop
async def test_a_draft_that_turns_to_another_customer_leaves_the_plan_alone(
    yesterday: Replica, tmp_path: Path
) -> None:
    async with Window(yesterday, tmp_path) as h:
        await gone_on_with(h)
        await h.tap("capture-other")
        await h.write("picker-search", "Stadt")
        await h.tap("picker-works")
        await h.tap("capture-save")
        said = "SELECT v.account_id, v.done FROM visit v ORDER BY v.done"
        await h.eventually(said, [("roest", 0), ("works", 1)])


def test_a_form_holds_the_plan_of_whoever_it_is_about() -> None:
    guesses = (Guess("a", "A", "planned", "plan-a"), Guess("b", "B", "planned", "plan-b"))
    form = first_form(CaptureStart(guesses, None), "visit", "")
    assert form.planned_id == "plan-a"
    assert form.about("a", "A").planned_id == "plan-a"
    assert form.about("c", "C").planned_id == ""
    assert form.draft() == {}  # a plan alone is nothing typed
    other = form.about("b", "B", planned_at(guesses, "b"))
    assert other.log(()).planned_id == "plan-b"
    assert replace(other, form="call").log(guesses).planned_id == ""


def is_draft(mark: ft.Semantics) -> bool:
    return mark.identifier == "today-draft"


def words_in(window: Window, part: ft.Control) -> str:
    return " ".join(str(one.value) for one in window.walk(part) if isinstance(one, ft.Text))
