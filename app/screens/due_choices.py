"""The days one usually promises something for, and the calendar for all others."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import flet as ft

from app.i18n.catalog import Catalog
from app.widgets.handlers import Press

_FRIDAY = 4
_WEEK = 7
_NOON = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class DueChoice:
    """A day to offer: ``tomorrow``, ``friday``, ``next_week`` or ``two_weeks``."""

    key: str
    day: date


def due_choices(today: date) -> tuple[DueChoice, ...]:
    """Return the days to offer, soonest first, no day twice.

    Next week is its Monday.
    """
    tomorrow = today + timedelta(days=1)
    friday = today + timedelta(days=(_FRIDAY - today.weekday()) % _WEEK)
    offered = [DueChoice("tomorrow", tomorrow)]
    if friday > tomorrow:
        offered.append(DueChoice("friday", friday))
    monday = today + timedelta(days=_WEEK - today.weekday())
    if monday > tomorrow:
        offered.append(DueChoice("next_week", monday))
    offered.append(DueChoice("two_weeks", today + timedelta(weeks=2)))
    return tuple(sorted(offered, key=lambda choice: choice.day))


def day_label(words: Catalog, day: date | None, today: date) -> str:
    """Return the words of the chip that opens the calendar: the day picked there, if any."""
    return words.short_day(day, today) if day else words.t("due.pick")


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
    """Return the day a `DatePicker` means: it gives local midnight, told in UTC."""
    return (value + _NOON).date()
