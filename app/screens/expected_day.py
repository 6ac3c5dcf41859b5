"""When a deal should close: the days one usually says, and the calendar for all others."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.widgets.buttons import quiet_button
from app.widgets.chips import chip
from app.widgets.handlers import Press, Take

_WEEK = 7


@dataclass(frozen=True, slots=True)
class ExpectedChoice:
    """A day to offer: ``today``, ``next_week``, ``month`` or ``quarter``."""

    key: str
    day: date


def expected_choices(today: date) -> tuple[ExpectedChoice, ...]:
    """Return the days to offer, soonest first, no day twice.

    Next week is its Monday; month and quarter are their last days.
    """
    offered = [
        ExpectedChoice("today", today),
        ExpectedChoice("next_week", today + timedelta(days=_WEEK - today.weekday())),
        ExpectedChoice("month", _last_day(today.year, today.month)),
        ExpectedChoice("quarter", _last_day(today.year, (today.month + 2) // 3 * 3)),
    ]
    unique: dict[date, ExpectedChoice] = {}
    for choice in offered:
        unique.setdefault(choice.day, choice)
    return tuple(sorted(unique.values(), key=lambda choice: choice.day))


def day_chips(
    words: Catalog,
    today: date,
    chosen: str,
    on_pick: Take,
    identifier: str,
    *,
    on_calendar: Press,
    on_cancel: Press | None = None,
) -> ft.Row:
    """Return a chip for each usual day, the calendar, and no day at all.

    Args:
        words: The language.
        today: The day to count from.
        chosen: ISO date chosen so far; empty for none.
        on_pick: Called with an ISO date, or "" for none.
        identifier: Start of the names for tests.
        on_calendar: Opens the calendar.
        on_cancel: Leaves it as it is; for editing in place.
    """
    usual = expected_choices(today)
    chips = [
        chip(
            words.t(f"expected.{choice.key}"),
            partial(on_pick, choice.day.isoformat()),
            f"{identifier}-{choice.key}",
            selected=chosen == choice.day.isoformat(),
        )
        for choice in usual
    ]
    other = bool(chosen) and all(chosen != choice.day.isoformat() for choice in usual)
    day = date.fromisoformat(chosen) if other else None
    chips.append(
        chip(
            words.short_day(day, today) if day else words.t("expected.pick"),
            on_calendar,
            f"{identifier}-pick",
            icon=ft.Icons.CALENDAR_TODAY_ROUNDED,
            selected=other,
        )
    )
    if chosen:
        chips.append(chip(words.t("expected.none"), partial(on_pick, ""), f"{identifier}-none"))
    if on_cancel:
        chips.append(quiet_button(words.t("common.cancel"), on_cancel, f"{identifier}-cancel"))
    return ft.Row(wrap=True, spacing=theme.SPACE_8, run_spacing=0, controls=list(chips))


def _last_day(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
