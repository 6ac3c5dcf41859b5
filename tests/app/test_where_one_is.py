"""A note goes to where its person is, and a recording begins only under their eyes."""

import asyncio
import os
from collections.abc import Awaitable, Callable

import pytest

from app import recording
from app.recording import Microphone
from app.screens import speaking as screen
from sync.client.replica import Replica
from sync.core.spans import MINUTE_MS
from tests.app.flet_harness import in_own_loop
from tests.app.speaking import Phone
from tests.builders import NOON_MS, make_account, make_deal, make_visit

Note = Callable[[Phone], Awaitable[None]]

DONE = "SELECT id FROM visit WHERE done AND id IN ('here', 'near')"


@pytest.fixture
def planned(replica: Replica) -> Replica:
    """A visit that takes longer than planned, one planned for now, a customer with a deal."""
    with replica.transaction() as writer:
        me = writer.actor.user_id
        for name in ("here", "near", "open"):
            writer.add(make_account(name.title(), id=f"at-{name}", owner_id=me))
        for name, minutes in (("here", -100), ("near", 5)):
            at_ms = NOON_MS + minutes * MINUTE_MS
            writer.add(make_visit(at_ms, id=name, account_id=f"at-{name}", done=False, owner_id=me))
        writer.add(make_deal("Belts", id="deal", account_id="at-open", owner_id=me))
    return replica


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a slow machine's finger be as quick as anybody's, and its disk."""
    monkeypatch.setattr(os, "fsync", lambda _file: None)
    monkeypatch.setattr(recording, "_TAIL_S", 0.0)
    monkeypatch.setattr(screen, "_SLIP_S", 0.0)


async def speak(phone: Phone) -> None:
    await phone.holds()
    await phone.speaks()
    await phone.finger("end")
    await phone.wait_for(lambda: len(phone.notes()) == 1)


async def type_(phone: Phone) -> None:
    await phone.tap("capture")
    await phone.write("capture-text", "Said here")
    await phone.tap("capture-save")
    await phone.wait_for(lambda: len(phone.rows("SELECT 1 FROM note")) == 1)


HOW = pytest.mark.parametrize("note", [speak, type_], ids=["spoken", "typed"])


@HOW
def test_a_note_is_about_the_visit_one_has_arrived_for(planned: Replica, note: Note) -> None:
    @in_own_loop
    async def told() -> None:
        async with Phone(planned) as phone:
            await phone.tap("today-arrive")
            await phone.sees("today-leave")
            await note(phone)
            assert phone.rows("SELECT account_id FROM note") == [("at-here",)]
            assert phone.rows(DONE) == [("here",)]

    told()


@HOW
@pytest.mark.parametrize("path", ["/customers/at-open", "/deals/deal"])
def test_a_note_over_a_card_is_about_that_card_wherever_one_has_arrived(
    planned: Replica, note: Note, path: str
) -> None:
    @in_own_loop
    async def told() -> None:
        async with Phone(planned) as phone:
            await phone.tap("today-arrive")
            await phone.sees("today-leave")
            await phone.page.push_route(path)
            await phone.sees("back")
            await phone.wait_for(lambda: any("Open" in text for text in phone.texts()))
            await note(phone)
            deal_id = "deal" if "deals" in path else ""
            assert phone.rows("SELECT account_id, deal_id FROM note") == [("at-open", deal_id)]
            assert phone.rows(DONE) == []

    told()


@pytest.mark.parametrize("away", ["locked", "back"])
def test_one_who_goes_before_the_microphone_opens_is_not_recorded(
    planned: Replica, monkeypatch: pytest.MonkeyPatch, away: str
) -> None:
    begin = Microphone.begin

    @in_own_loop
    async def told() -> None:
        opens = asyncio.Event()

        async def slow(own: Microphone, *args: object) -> bool:
            await opens.wait()
            return await begin(own, *args)  # type: ignore[arg-type]  # handed on

        monkeypatch.setattr(Microphone, "begin", slow)
        async with Phone(planned) as phone:
            await phone.page.push_route("/customers/at-open")
            await phone.sees("back")
            await phone.finger("down")
            holding = asyncio.create_task(phone.finger("start"))
            await phone.sees("recording-starting")
            if away == "locked":
                await phone.fire(phone.page, "app_lifecycle_state_change", {"state": "hide"})
            else:
                await phone.tap("back")
                await phone.sees("tab-today")
            opens.set()
            await holding
            await phone.speaks()
            await phone.wait_for(lambda: "stop_recording" in [name for name, _ in phone.invoked])
            await phone.closed()
            await phone.wait_for(lambda: phone.left() == [])
            assert phone.notes() == []

    told()
