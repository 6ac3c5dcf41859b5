"""The day as one list: who is unhappy, where to go, what was promised."""

from functools import partial

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.queries.drafts import Draft
from app.queries.today import EVENING, Today
from app.screens.today_shown import TodayActions, TodayShown
from app.screens.today_steps import steps_section
from app.screens.today_visits import (
    inset,
    later_section,
    plan_button,
    tray,
    unhappy_section,
    visits_section,
)
from app.widgets.banner import banner
from app.widgets.frames import page_title
from app.widgets.handlers import Press
from app.widgets.states import empty_state
from app.widgets.text import text


def today_view(words: Catalog, shown: TodayShown, act: TodayActions, *, wide: bool) -> ft.Control:
    """Return the day; on a desktop without the brief, which stands beside it."""
    day = shown.day
    rows: list[ft.Control] = [_title(words, shown)]
    if shown.problem:
        rows.append(inset(banner(shown.problem, "amber", identifier="today-problem")))
    rows += [inset(_draft(words, draft, act)) for draft in shown.drafts]
    if shown.clashes:
        rows.append(inset(_clashes(words, shown.clashes, act.clashes)))
    rows += shown.said
    rows += shown.given
    rows += unhappy_section(words, shown, act)
    unnoted = tray(words, shown, act)
    if shown.evening:
        rows += unnoted
    if day.empty:
        rows.append(_nothing(words, day, act))
        if day.quiet_deals:
            plan = ft.Row(alignment=ft.MainAxisAlignment.CENTER, controls=[plan_button(words, act)])
            rows.append(plan)
    else:
        rows += visits_section(words, shown, act, wide=wide)
    if not shown.evening:
        rows += unnoted
    rows += steps_section(words, shown, "due", day.due, act)
    if not wide:
        rows += later_section(words, shown, act)
    rows += steps_section(words, shown, "coming", day.coming, act)
    if day.some_day:
        line = text(words.t("today.some_day", count=day.some_day), "small", theme.INK_SOFT)
        rows.append(inset(ft.Semantics(identifier="today-some-day", content=line)))
    rows.append(ft.Container(height=theme.CAPTURE))
    return ft.ListView(expand=True, padding=0, controls=rows)


def _title(words: Catalog, shown: TodayShown) -> ft.Control:
    hour = shown.now.hour
    part = "morning" if hour < 12 else "afternoon" if hour < EVENING else "evening"
    first = shown.name.split()[0] if shown.name.strip() else ""
    greeting = words.t(f"today.{part}", name=first) if first else words.t(f"today.{part}_nobody")
    day = shown.now.date()
    subtitle = f"{words.long_day(day)} · {greeting}"
    return page_title(words.weekday(day), subtitle=subtitle, trailing=shown.badge)


def _draft(words: Catalog, draft: Draft, act: TodayActions) -> ft.Control:
    name = draft.fields.get("account", "")
    said = words.t("today.draft", name=name) if name else words.t("today.draft_nobody")
    return banner(
        said,
        identifier="today-draft",
        action=words.t("today.continue"),
        on_action=partial(act.go_on, draft.key),
    )


def _clashes(words: Catalog, count: int, on_look: Press) -> ft.Control:
    return banner(
        words.t("clash.to_look", count=count),
        identifier="today-clashes",
        icon=ft.Icons.CALL_SPLIT_ROUNDED,
        action=words.t("today.clashes_look"),
        on_action=on_look,
    )


def _nothing(words: Catalog, day: Today, act: TodayActions) -> ft.Control:
    """Return something useful for a free day: a first note, quiet deals, or a visit."""
    if not day.customers:
        return empty_state(
            ft.Icons.EDIT_OUTLINED,
            words.t("today.first"),
            words.t("today.first_why"),
            identifier="today-empty",
            action=words.t("today.note"),
            on_action=partial(act.note, "", ""),
        )
    if day.quiet_deals:
        return empty_state(
            ft.Icons.WB_SUNNY_OUTLINED,
            words.t("today.free"),
            words.t("today.quiet", count=day.quiet_deals),
            identifier="today-empty",
            action=words.t("today.see_deals"),
            on_action=act.quiet,
        )
    return empty_state(
        ft.Icons.WB_SUNNY_OUTLINED,
        words.t("today.free"),
        words.t("today.free_why"),
        identifier="today-empty",
        action=words.t("today.plan"),
        on_action=act.plan,
    )
