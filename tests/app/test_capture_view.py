"""The sheet of a note as a function of what is typed."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial

import flet as ft
import pytest

from app.queries.capture import CaptureStart, DealOption
from app.queries.drafts import Draft
from app.queries.guess import Guess
from app.screens.capture_form import CaptureForm, first_form
from app.screens.capture_view import CaptureActions, CaptureShown, capture_view
from app.screens.days import due_choices, picked_day
from tests.app.flet_harness import FletHarness, in_own_loop
from tests.app.opened import WORDS
from tests.app.windows import DESKTOP, PHONE

TODAY = date(2026, 11, 24)
LINDENHOF = Guess("lindenhof", "Hotel Lindenhof", "planned", "visit-1")
ROEST = Guess("roest", "Café Röst", "recent")


def view(form: CaptureForm, *, wide: bool = False, **shown: object) -> ft.Control:
    """Return the form with two guesses and buttons that do nothing."""
    nothing = partial(str)
    act = CaptureActions(
        edit=lambda _name, _value: None,
        pick=lambda _id, _name: None,
        search=nothing,
        open_step=nothing,
        pick_day=nothing,
        start_another=nothing,
        blur=nothing,
        speak=nothing,
        save=nothing,
        keep=nothing,
        close=nothing,
    )
    known: dict[str, object] = {
        "guesses": (LINDENHOF, ROEST),
        "deals": (),
        "today": TODAY,
        **shown,
    }
    return capture_view(WORDS, form, CaptureShown(**known), act, wide=wide)  # type: ignore[arg-type]


def looked_at(build: Callable[[], ft.Control], size: tuple[int, int]) -> FletHarness:
    """Put a view on a page; fields are components, so it is built there."""

    def main(page: ft.Page) -> None:
        page.render(build)

    return FletHarness(main, width=size[0], height=size[1])


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
@in_own_loop
async def test_the_guessed_customer_stands_on_top_and_the_others_a_tap_away(
    size: tuple[int, int],
) -> None:
    form = first_form(CaptureStart((LINDENHOF, ROEST), None), "visit", "")
    async with looked_at(partial(view, form, wide=size == DESKTOP), size) as h:
        assert "Hotel Lindenhof" in h.texts()
        assert "You planned to be there about now" in h.texts()
        assert h.ids("capture-guess-") == ["capture-guess-roest"]
        assert h.find(ft.TextField).autofocus
        assert h.ids()[-1] == "capture-save"


@in_own_loop
async def test_what_follows_waits_until_it_is_asked_for() -> None:
    async with looked_at(partial(view, CaptureForm()), PHONE) as h:
        assert h.ids("capture-due") == []
        assert h.ids("capture-deal") == []
        assert h.ids("capture-found") == []
    deals = (DealOption("d1", "Two espresso stations"),)
    async with looked_at(partial(view, CaptureForm(), step=True, deals=deals), PHONE) as h:
        assert "capture-step-text" in h.ids()
        assert "capture-due-friday" in h.ids()
        assert "capture-deal-d1" in h.ids()


@in_own_loop
async def test_a_day_from_the_calendar_is_named_on_its_chip() -> None:
    async with looked_at(partial(view, CaptureForm(due_on="2027-01-08")), PHONE) as h:
        assert "8 Jan 2027" in h.texts()


@in_own_loop
async def test_everything_tappable_is_large_enough_for_a_thumb() -> None:
    async with looked_at(partial(view, CaptureForm(), step=True), PHONE) as h:
        for button in h.find_all(ft.FilledButton) + h.find_all(ft.IconButton):
            assert (button.height or 0) >= 48


def test_the_days_offered_are_in_order_and_never_twice() -> None:
    for day in range(1, 29):
        offered = due_choices(date(2026, 11, day))
        days = [choice.day for choice in offered]
        assert days == sorted(set(days))
        assert days[0] == date(2026, 11, day) + (date(2026, 1, 2) - date(2026, 1, 1))
        assert all(c.day.weekday() == 4 for c in offered if c.key == "friday")
        assert all(c.day.weekday() == 0 for c in offered if c.key == "next_week")


@pytest.mark.parametrize("hours_east", [-10, -5, 0, 2, 11, 13])
def test_the_calendar_means_the_day_that_was_tapped(hours_east: int) -> None:
    tapped = datetime(2026, 11, 24, tzinfo=UTC) - timedelta(hours=hours_east)
    assert picked_day(tapped) == date(2026, 11, 24)


def test_a_draft_from_another_version_opens_without_what_is_unknown() -> None:
    left = Draft("capture-1", {"text": "Words", "weather": "great"}, 0)
    assert first_form(CaptureStart((), left), "visit", "") == CaptureForm(text="Words")


def test_a_chosen_customer_alone_is_no_draft() -> None:
    assert CaptureForm(account_id="a", account="A").draft() == {}
    assert CaptureForm(account="Somebody new").draft()["account"] == "Somebody new"
