"""The days one usually says, and the calendar for all others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

import flet as ft

from app.i18n.catalog import Catalog
from app.widgets.chips import chip
from app.widgets.handlers import Press, Take

_FRIDAY = 4
_WEEK = 7
_EAST = timedelta(hours=13)
"""No place of more people is further: who picks a day in a browser may be elsewhere."""


@dataclass(frozen=True, slots=True)
class DayChoice:
    """A day to offer; its words are `day.<key>` of the catalog."""

    key: str
    day: date


def due_choices(today: date) -> tuple[DayChoice, ...]:
    """Return the days one promises something for, soonest first, no day twice.

    Next week is its Monday.
    """
    tomorrow = today + timedelta(days=1)
    friday = today + timedelta(days=(_FRIDAY - today.weekday()) % _WEEK)
    offered = [DayChoice("tomorrow", tomorrow)]
    if friday > tomorrow:
        offered.append(DayChoice("friday", friday))
    monday = _next_monday(today)
    if monday > tomorrow:
        offered.append(DayChoice("next_week", monday))
    offered.append(DayChoice("two_weeks", today + timedelta(weeks=2)))
    return tuple(sorted(offered, key=lambda choice: choice.day))


def visit_choices(today: date) -> tuple[DayChoice, ...]:
    """Return the days one visits on: those one promises for, and today."""
    return (DayChoice("today", today), *due_choices(today))


def expected_choices(today: date) -> tuple[DayChoice, ...]:
    """Return the days a deal is expected to close on, soonest first, no day twice.

    Next week is its Monday; month and quarter are their last days.
    """
    offered = [
        DayChoice("today", today),
        DayChoice("next_week", _next_monday(today)),
        DayChoice("month", _last_day(today.year, today.month)),
        DayChoice("quarter", _last_day(today.year, (today.month + 2) // 3 * 3)),
    ]
    unique: dict[date, DayChoice] = {}
    for choice in offered:
        unique.setdefault(choice.day, choice)
    return tuple(sorted(unique.values(), key=lambda choice: choice.day))


def day_chips(
    words: Catalog,
    today: date,
    offered: Sequence[DayChoice],
    chosen: str,
    identifier: str,
    *,
    on_pick: Take,
    on_calendar: Press,
) -> list[ft.Control]:
    """Return a chip for each day to offer, and one for the calendar.

    Args:
        words: The language.
        today: The day to tell others from.
        offered: Soonest first.
        chosen: ISO date chosen so far; empty for none.
        identifier: Start of the names for tests.
        on_pick: Called with the ISO date that was tapped.
        on_calendar: Opens the calendar.
    """
    chips: list[ft.Control] = [
        chip(
            words.t(f"day.{choice.key}"),
            partial(on_pick, choice.day.isoformat()),
            f"{identifier}-{choice.key}",
            selected=chosen == choice.day.isoformat(),
        )
        for choice in offered
    ]
    other = bool(chosen) and all(chosen != choice.day.isoformat() for choice in offered)
    label = words.short_day(date.fromisoformat(chosen), today) if other else words.t("day.pick")
    icon = ft.Icons.CALENDAR_MONTH_OUTLINED
    chips.append(chip(label, on_calendar, f"{identifier}-pick", icon=icon, selected=other))
    return chips


def calendar(
    today: date, day: date | None, on_day: Callable[[date], object], on_close: Press
) -> ft.DatePicker:
    """Return a calendar for days from today on.

    Args:
        today: The first day that can be picked.
        day: The one picked so far.
        on_day: Called with the day picked.
        on_close: Called when it is closed without one.
    """

    def changed(event: ft.Event[ft.DatePicker]) -> None:
        value = event.control.value
        if isinstance(value, datetime):
            on_day(picked_day(value))

    return ft.DatePicker(
        value=day, first_date=today, current_date=today, on_change=changed, on_dismiss=on_close
    )


def picked_day(value: datetime) -> date:
    """Return the day a `DatePicker` means: it gives midnight where one is, told in UTC."""
    here = value.astimezone()
    return here.date() if here.time() == time() else (value + _EAST).date()


def _next_monday(today: date) -> date:
    return today + timedelta(days=_WEEK - today.weekday())


def _last_day(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
