"""Two values stand where people work: under the field, in Me, on Today; a tap settles them."""

from functools import partial

import flet as ft
import pytest

from app.commands.conflicts import dismiss
from app.queries.conflicts import open_clashes
from app.queries.waiting import waiting
from app.screens.customer import CustomerDetail
from app.screens.deal import DealDetail
from app.screens.me_clashes import ClashSection
from app.screens.me_status import change_title, change_words
from app.screens.timeline import Timeline
from sync.client import state
from sync.client.replica import Replica
from sync.core.records.deal import Deal
from tests.app.conflicts import (
    MARIA,
    add_conflict,
    add_maria,
    come_in,
    disputed_deal,
    my_id,
    settled,
)
from tests.app.flet_harness import in_own_loop
from tests.app.opened import DESKTOP, PHONE, WORDS, Opened
from tests.app.windows import DESKTOP as DESKTOP_SIZE
from tests.app.windows import PHONE as PHONE_SIZE
from tests.app.windows import Window
from tests.builders import make_account, make_contact, make_follow_up, make_note

TOUCH = 48
AMOUNT = ("amount_minor", 4_500_000, 5_200_000)


@pytest.fixture
def deal(replica: Replica) -> str:
    return disputed_deal(replica)


def stored(replica: Replica, deal_id: str) -> Deal:
    with replica.transaction() as writer:
        found = writer.get(Deal, deal_id)
    assert found
    return found


def count_open(replica: Replica) -> int:
    with replica.reading() as connection:
        return len(open_clashes(connection, state.actor_of(connection)))


def tops(window: Opened) -> list[str]:
    """Return the parts of a deal's screen that matter here, top to bottom."""
    wanted = ("deal-field-", "clash-", "deal-more", "deal-step-step", "person-")
    return [
        name
        for name in window.ids()
        if name.startswith(wanted) and not name.endswith(("restore", "dismiss", "read", "open"))
    ]


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@in_own_loop
async def test_the_note_stands_under_its_field_and_one_tap_puts_mine_back(
    replica: Replica, deal: str, width: float
) -> None:
    conflict = add_conflict(replica, deal, *AMOUNT)
    async with Opened(replica, partial(DealDetail, deal), width=width) as window:
        await window.shown(f"clash-{conflict}")
        places = tops(window)
        assert places.index(f"clash-{conflict}") == places.index("deal-field-expected") + 1
        await window.click(f"clash-{conflict}-restore")
        await window.gone(f"clash-{conflict}")
        assert stored(replica, deal).amount_minor == 4_500_000
        assert settled(replica, conflict) == (True, False, False)
        await window.undo()
        await window.shown(f"clash-{conflict}")
        assert stored(replica, deal).amount_minor == 5_200_000


@in_own_loop
async def test_one_tap_leaves_it_as_it_is_and_can_be_undone(replica: Replica, deal: str) -> None:
    conflict = add_conflict(replica, deal, *AMOUNT)
    async with Opened(replica, partial(DealDetail, deal)) as window:
        await window.shown(f"clash-{conflict}")
        await window.click(f"clash-{conflict}-dismiss")
        await window.gone(f"clash-{conflict}")
        assert stored(replica, deal).amount_minor == 5_200_000
        assert settled(replica, conflict) == (False, True, False)
        await window.undo()
        await window.shown(f"clash-{conflict}")


@in_own_loop
async def test_each_field_of_a_deal_has_its_place(replica: Replica, deal: str) -> None:
    with replica.transaction() as writer:
        step = writer.add(make_follow_up(id="step", deal_id=deal, owner_id=my_id(replica)))
    lost = {
        "title": ("Oven", "Ovens"),
        "stage_id": ("stage-won", "stage-new"),
        "read": ("keen", ""),
        "mood_2031": ("blue", "red"),
    }
    for field, (_, theirs) in lost.items():
        come_in(replica, "deal", deal, **{field: theirs})
    names = {f: f"clash-{add_conflict(replica, deal, f, *v)}" for f, v in lost.items()}
    promise = add_conflict(replica, step, "text", "Call", "Send the offer", about_kind="follow_up")
    async with Opened(replica, partial(DealDetail, deal)) as window:
        await window.shown(f"clash-{promise}")
        places = tops(window)
        order = [places.index(names[field]) for field in ("title", "stage_id", "read")]
        assert order == sorted(order)
        assert places.index("deal-field-title") < places.index(names["title"])
        assert places.index(names["title"]) < places.index("deal-field-amount")
        assert places[places.index("deal-field-stage") + 1] == names["stage_id"]
        assert places[places.index("deal-step-step") + 1] == f"clash-{promise}"
        assert {names["read"], names["mood_2031"]} == set(
            places[places.index("deal-more") - 2 : places.index("deal-more")]
        )


@in_own_loop
async def test_a_deleted_deal_says_who_deleted_it_and_comes_back(
    replica: Replica, deal: str
) -> None:
    come_in(replica, "deal", deal, deleted=True)
    conflict = add_conflict(replica, deal, "deleted", lost=False, kept=True)
    async with Opened(replica, partial(DealDetail, deal)) as window:
        await window.said("You changed this. Maria Keller deleted it later.")
        assert "deal-gone-action" not in window.ids()  # one way back is enough
        await window.click(f"clash-{conflict}-restore")
        await window.shown("deal-field-amount")
        assert not stored(replica, deal).deleted


@in_own_loop
async def test_a_customer_shows_them_under_the_head_the_line_on_top_and_each_person(
    replica: Replica,
) -> None:
    add_maria(replica)
    with replica.transaction() as writer:
        account = writer.add(make_account("Anker", must_know="Ring twice", phone="2"))
        ines = writer.add(make_contact("Ines", account_id=account, mobile="4"))
        step = writer.add(make_follow_up(account_id=account, owner_id=my_id(replica)))
    about = {
        "phone": add_conflict(replica, account, "phone", "1", "2", about_kind="account"),
        "must": add_conflict(
            replica, account, "must_know", "Knock", "Ring twice", about_kind="account"
        ),
        "ines": add_conflict(replica, ines, "mobile", "3", "4", about_kind="contact"),
        "step": add_conflict(
            replica, step, "due_on", "2026-11-30", "2026-11-27", about_kind="follow_up"
        ),
    }
    async with Opened(replica, partial(CustomerDetail, account)) as window:
        await window.shown(f"clash-{about['step']}")
        ids = window.ids()
        order = [
            "customer-head",
            f"clash-{about['phone']}",
            "must-know",
            f"clash-{about['must']}",
            f"person-{ines}",
            f"clash-{about['ines']}",
            f"step-{step}",
            f"clash-{about['step']}",
        ]
        assert [name for name in ids if name in order] == order
        await window.click(f"clash-{about['ines']}-restore")
        await window.gone(f"clash-{about['ines']}")
        assert count_open(replica) == 3


@in_own_loop
async def test_long_words_of_a_note_are_read_in_full_where_the_note_stands(
    replica: Replica,
) -> None:
    add_maria(replica)
    mine, theirs = "Two ovens, " * 40, "Three ovens, " * 40
    with replica.transaction() as writer:
        account = writer.add(make_account("Anker"))
        note = writer.add(make_note(theirs, account_id=account, owner_id=my_id(replica)))
    conflict = add_conflict(replica, note, "text", mine, theirs, about_kind="note")
    name = f"clash-{conflict}"
    async with Opened(replica, partial(Timeline, "account", account)) as window:
        await window.shown(name)
        assert window.ids().index(f"moment-{note}") < window.ids().index(name)
        assert mine not in window.texts()
        await window.click(f"{name}-read")
        await window.wait_for(lambda: mine in window.texts())
        assert theirs in window.texts()
        assert "Maria Keller wrote, kept" in window.texts()
        await window.click(f"{name}-read")
        await window.wait_for(lambda: mine not in window.texts())


@in_own_loop
async def test_me_counts_and_lists_them_with_what_they_are_about(
    replica: Replica, deal: str
) -> None:
    first = add_conflict(replica, deal, *AMOUNT)
    add_conflict(replica, "elsewhere", "title", "Mine", "Theirs")
    async with Opened(replica, ClashSection) as window:
        await window.said("2 values to look at")
        assert "Deal “Ovens”" in window.texts()
        await window.click(f"clash-{first}-dismiss")
        await window.said("1 value to look at")
        # What is out of sight cannot be opened or put back, only left.
        assert [name for name in window.ids("clash-") if name.endswith(("-open", "-restore"))] == []
        assert len([name for name in window.ids("clash-") if name.endswith("-dismiss")]) == 1


@in_own_loop
async def test_me_says_quietly_when_there_are_none(replica: Replica, deal: str) -> None:
    async with Opened(replica, ClashSection) as window:
        await window.said("both values stand here")
        assert window.ids("clash-") == []
    assert deal


@pytest.mark.parametrize("size", [PHONE_SIZE, DESKTOP_SIZE])
@in_own_loop
async def test_today_and_the_dot_lead_to_them(
    replica: Replica, deal: str, size: tuple[int, int]
) -> None:
    conflict = add_conflict(replica, deal, *AMOUNT)
    with replica.exclusive() as connection:
        state.save(connection, token="t", server_url="http://127.0.0.1:1")
    async with Window(replica, replica.path.parent, size) as window:
        await window.sees("today-clashes")
        await window.tap("today-clashes-action")
        await window.sees(f"clash-{conflict}")
        await window.tap(f"clash-{conflict}-open")
        await window.sees("deal-field-amount")
        await window.sees(f"clash-{conflict}")
        await window.runtime.close()


@in_own_loop
async def test_every_button_is_as_high_as_a_finger(replica: Replica, deal: str) -> None:
    conflict = add_conflict(replica, deal, *AMOUNT, author_id=MARIA, keeper_id=my_id(replica))
    async with Opened(replica, partial(DealDetail, deal)) as window:
        await window.shown(f"clash-{conflict}")
        for name in ("restore", "dismiss"):
            button = window.by_id(f"clash-{conflict}-{name}")
            assert isinstance(button, ft.TextButton)
            assert (button.height or 0) >= TOUCH


def test_a_choice_made_without_signal_waits_in_words(replica: Replica, deal: str) -> None:
    conflict = add_conflict(replica, deal, *AMOUNT)
    with replica.transaction() as writer:
        dismiss(writer, (conflict,))
    with replica.reading() as connection:
        waits = waiting(connection, 30).changes[-1]
    assert change_title(WORDS, waits) == "Choice of two values"
    assert change_words(WORDS, waits) == "value"
