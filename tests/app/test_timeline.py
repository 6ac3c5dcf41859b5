"""A customer's timeline: long ones, long words, and nothing that is lost."""

from functools import partial

import flet as ft
import pytest

from app.queries.timeline import Moment, deal_timeline
from app.screens.moment import Look, moment_view
from app.screens.timeline import PAGE, Timeline
from sync.client.replica import Replica
from tests.app.flet_harness import FletHarness, in_own_loop
from tests.app.opened import DESKTOP, PHONE, WORDS, Opened
from tests.app.test_customer_screen import moments
from tests.builders import (
    NOON_MS,
    make_account,
    make_deal,
    make_note,
    make_visit,
)


@in_own_loop
async def test_long_timeline_is_read_page_by_page(replica: Replica) -> None:
    with replica.transaction() as writer:
        account = writer.add(make_account())
        for number in range(70):
            writer.add(make_note(f"Word {number}", account_id=account, written_ms=NOON_MS + number))
    async with Opened(replica, partial(Timeline, "account", account)) as window:
        await window.shown("timeline-older")
        assert len(window.ids("moment-")) == PAGE
        assert "Word 69" in window.texts()
        view = window.find(ft.ListView)
        scrolled = {
            "event_type": "update",
            "pixels": 2000.0,
            "min_scroll_extent": 0.0,
            "max_scroll_extent": 2500.0,
            "viewport_dimension": 700.0,
        }
        await window.fire(view, "scroll", scrolled)
        await window.wait_for(lambda: len(window.ids("moment-")) == 2 * PAGE)
        while "timeline-older" in window.ids():
            count = len(window.ids("moment-"))
            await window.click("timeline-older")
            await window.wait_for(partial(_more_than, window, count))
        assert len(window.ids("moment-")) == 70


def _more_than(window: Opened, count: int) -> bool:
    return len(window.ids("moment-")) > count


@in_own_loop
async def test_timeline_without_anything_says_so(replica: Replica) -> None:
    with replica.transaction() as writer:
        account = writer.add(make_account())
    async with Opened(replica, partial(Timeline, "account", account)) as window:
        await window.shown("timeline-empty")


def entry(moment: Moment, *, open_: bool, waiting: bool = False) -> ft.Control:
    look = Look(joined=waiting, deal=True, last=False, open=open_)
    return moment_view(WORDS, moment, ("yesterday", "Fri 20 November 2026, 11:00"), look)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("said", ["x" * 10_000, "a\n" * 40, "كلمات طويلة " * 200, "👩‍🚀" * 300])
@in_own_loop
async def test_long_words_are_skimmed_closed_and_whole_open(width: float, said: str) -> None:
    moment = Moment("m", "note", NOON_MS, "Ada", said, "", "", "", waiting=True)

    def main(page: ft.Page) -> None:
        page.add(entry(moment, open_=False, waiting=True), entry(moment, open_=True))

    async with FletHarness(main, width=width) as window:
        closed, whole = window.find_all(ft.Text, lambda t: (t.value or "")[:3] == said[:3])
        assert closed.max_lines
        assert len(closed.value or "") <= 1_000
        assert whole.max_lines is None
        assert whole.value == said
        assert {"Read all", "Not sent yet", "Fri 20 November 2026, 11:00"} <= set(window.texts())


def test_second_note_of_a_visit_and_one_of_a_lost_visit_are_not_lost(replica: Replica) -> None:
    with replica.transaction() as writer:
        account = writer.add(make_account())
        deal = writer.add(make_deal(account_id=account))
        visit = writer.add(make_visit(account_id=account, deal_id=deal))
        for number, of in enumerate((visit, visit, "unknown visit")):
            writer.add(
                make_note(
                    f"note {number}",
                    account_id=account,
                    deal_id=deal,
                    visit_id=of,
                    written_ms=NOON_MS + number,
                )
            )
    found = moments(replica, account)
    assert {(m.form, m.text) for m in found} == {
        ("visit", "note 0"),
        ("note", "note 1"),
        ("note", "note 2"),
    }
    with replica.reading() as connection:
        assert deal_timeline(connection, deal, 0, 9) == found
