"""What was promised, and whom to ask how it goes: done or moved in one gesture."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.queries.check_ins import CHECK_IN
from app.queries.today import DueStep
from app.screens.today_shown import TodayActions, TodayShown
from app.widgets.buttons import icon_button
from app.widgets.chips import Choice, choice_chips
from app.widgets.rows import list_row, section_header
from app.widgets.text import text

MOODS: Final = {
    "happy": ft.Icons.SENTIMENT_SATISFIED_ROUNDED,
    "fine": ft.Icons.SENTIMENT_NEUTRAL_ROUNDED,
    "unhappy": ft.Icons.SENTIMENT_DISSATISFIED_ROUNDED,
}


def steps_section(
    words: Catalog,
    shown: TodayShown,
    section: str,
    steps: Sequence[DueStep],
    act: TodayActions,
) -> list[ft.Control]:
    """Return the next steps of a section: those due can be swiped, each is done by a tap."""
    if not steps:
        return []
    rows: list[ft.Control] = [section_header(words.t(f"today.{section}"))]
    for step in steps:
        row = _step_row(words, step, shown, act, due=section == "due")
        rows.append(_swiped(words, step, row, shown, act) if section == "due" else row)
    return rows


def _step_row(
    words: Catalog, step: DueStep, shown: TodayShown, act: TodayActions, *, due: bool
) -> ft.Control:
    today = shown.now.date()
    day = date.fromisoformat(step.due_on)
    overdue = day < today
    said = _said(words, step)
    when = words.day(day, today)
    lines: list[ft.Control] = [
        text(said, "small", theme.INK, lines=2),
        text(
            words.t("today.was_due", when=when) if overdue else when[:1].upper() + when[1:],
            "caption",
            theme.AMBER_INK if overdue else theme.INK_SOFT,
        ),
    ]
    if due and step.form == CHECK_IN and step.account_id:
        lines.append(_moods(words, step, act))
    below = ft.Column(spacing=0, tight=True, controls=lines)
    circle = icon_button(
        ft.Icons.RADIO_BUTTON_UNCHECKED_ROUNDED,
        words.t("today.finish", text=said),
        partial(act.finish, step.id),
        f"today-done-{step.id}",
    )
    tomorrow = icon_button(
        ft.Icons.EVENT_REPEAT_ROUNDED,
        words.t("today.tomorrow"),
        partial(act.postpone, step.id),
        f"today-tomorrow-{step.id}",
    )
    name = step.account or said
    return list_row(
        name,
        f"today-step-{step.id}",
        leading=ft.Container(margin=ft.Margin.only(left=-theme.SPACE_12), content=circle),
        below=below,
        trailing=tomorrow if due else None,
        on_press=partial(act.open, step.account_id, step.id) if step.account_id else None,
        selected=shown.chosen == step.id,
        key=f"{step.id}-{step.due_on}",
    )


def _said(words: Catalog, step: DueStep) -> str:
    """Return what is to be done; a check-in asks how it goes."""
    if step.form != CHECK_IN:
        return step.text or words.t("today.step_untitled")
    return words.t("tray.check_in", text=step.text) if step.text else words.t("tray.check_in_any")


def _moods(words: Catalog, step: DueStep, act: TodayActions) -> ft.Control:
    """Return how they may feel: one tap answers the check-in."""
    return choice_chips(
        [Choice(mood, words.t(f"mood.{mood}"), icon) for mood, icon in MOODS.items()],
        None,
        partial(act.mood, step.account_id),
        f"today-mood-{step.id}",
    )


def _swiped(
    words: Catalog, step: DueStep, row: ft.Control, shown: TodayShown, act: TodayActions
) -> ft.Control:
    """Return a row that is done when swiped to the right, tomorrow's to the left."""

    async def dismissed(event: ft.DismissibleDismissEvent) -> None:
        right = event.direction is ft.DismissDirection.START_TO_END
        await (act.finish if right else act.postpone)(step.id)

    done = _behind(ft.Icons.CHECK_ROUNDED, words.t("common.done"), theme.MOSS_WASH, theme.MOSS_INK)
    later = _behind(
        ft.Icons.EVENT_REPEAT_ROUNDED,
        words.t("day.tomorrow"),
        theme.PEN_WASH,
        theme.ON_PEN_WASH,
        end=True,
    )
    return ft.Dismissible(
        key=f"{step.id}-{step.due_on}-{shown.attempt}",
        content=row,
        background=done,
        secondary_background=later,
        on_dismiss=dismissed,
    )


def _behind(
    icon: ft.IconData, said: str, ground: ft.ColorValue, ink: ft.ColorValue, *, end: bool = False
) -> ft.Container:
    parts: list[ft.Control] = [
        ft.Icon(icon, color=ink, size=theme.SPACE_24),
        text(said, "small_strong", ink),
    ]
    return ft.Container(
        bgcolor=ground,
        padding=ft.Padding.symmetric(horizontal=theme.SPACE_24),
        alignment=ft.Alignment.CENTER_RIGHT if end else ft.Alignment.CENTER_LEFT,
        content=ft.Row(spacing=theme.SPACE_8, tight=True, controls=parts[::-1] if end else parts),
    )
