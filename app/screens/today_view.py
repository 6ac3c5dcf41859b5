"""The day as one list: where to go, what was promised."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.queries.drafts import Draft
from app.queries.today import DueStep, Stop, Today
from app.screens.today_brief import BriefActions, stop_card, stop_lead, when_words
from app.widgets.banner import banner
from app.widgets.buttons import icon_button, quiet_button
from app.widgets.frames import page_title
from app.widgets.handlers import Press
from app.widgets.rows import list_row, section_header
from app.widgets.states import empty_state
from app.widgets.text import text


@dataclass(frozen=True)
class TodayActions:
    """What the list can do.

    Attributes:
        open: Takes a customer's id and the row's: opens it, or shows its brief beside the list.
        note: Takes the customer's id: begins a note; an empty one goes on with a draft.
        finish: Takes the id of a next step.
        postpone: Takes the id of a next step, to be done tomorrow.
        drop: Takes the id of a planned visit that did not happen.
        plan: Plans a visit.
        quiet: Shows the deals.
        clashes: Shows what two people wrote unseen.
    """

    open: Callable[[str, str], object]
    note: Callable[[str], object]
    finish: Callable[[str], Awaitable[object]]
    postpone: Callable[[str], Awaitable[object]]
    drop: Callable[[str], object]
    plan: Press
    quiet: Press
    clashes: Press


@dataclass(frozen=True)
class TodayShown:
    """What the list has to show.

    Attributes:
        name: Of the person, for the greeting.
        badge: Where the changes of this device are; the desktop shows it elsewhere.
        problem: Why the list could not be read again; empty when all is well.
        chosen: Id of the visit or step whose customer's brief stands beside the list.
        attempt: Grows when a swipe could not be saved: the row comes back.
        clashes: How many values of two people wait to be looked at.
        given: What is offered and what changed hands.
        said: What was just spoken and wants a look.
    """

    day: Today
    drafts: Sequence[Draft]
    name: str
    now: datetime
    badge: ft.Control | None = None
    problem: str = ""
    chosen: str = ""
    attempt: int = 0
    clashes: int = 0
    given: Sequence[ft.Control] = ()
    said: Sequence[ft.Control] = ()


def today_view(words: Catalog, shown: TodayShown, act: TodayActions, *, wide: bool) -> ft.Control:
    """Return the day; on a desktop without the brief, which stands beside it."""
    day = shown.day
    rows: list[ft.Control] = [_title(words, shown)]
    if shown.problem:
        rows.append(_inset(banner(shown.problem, "amber", identifier="today-problem")))
    rows += [_inset(_draft(words, draft, act)) for draft in shown.drafts]
    if shown.clashes:
        rows.append(_inset(_clashes(words, shown.clashes, act.clashes)))
    rows += shown.said
    rows += shown.given
    if day.empty:
        rows.append(_nothing(words, day, act))
        if day.quiet_deals:
            plan = ft.Row(
                alignment=ft.MainAxisAlignment.CENTER, controls=[_plan_button(words, act)]
            )
            rows.append(plan)
    else:
        rows += _visits(words, shown, act, wide=wide)
    rows += _steps(words, shown, "due", day.due, act)
    if not wide and day.later:
        rows.append(section_header(words.t("today.later")))
        rows += [_stop_row(words, stop, shown, act) for stop in day.later]
    rows += _steps(words, shown, "coming", day.coming, act)
    if day.some_day:
        line = text(words.t("today.some_day", count=day.some_day), "small", theme.INK_SOFT)
        rows.append(_inset(ft.Semantics(identifier="today-some-day", content=line)))
    rows.append(ft.Container(height=theme.CAPTURE))
    return ft.ListView(expand=True, padding=0, controls=rows)


def _inset(control: ft.Control) -> ft.Container:
    return ft.Container(
        padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_4),
        content=control,
    )


def _title(words: Catalog, shown: TodayShown) -> ft.Control:
    hour = shown.now.hour
    part = "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
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
        on_action=partial(act.note, ""),
    )


def _clashes(words: Catalog, count: int, on_look: Press) -> ft.Control:
    return banner(
        words.t("clash.to_look", count=count),
        identifier="today-clashes",
        icon=ft.Icons.CALL_SPLIT_ROUNDED,
        action=words.t("today.clashes_look"),
        on_action=on_look,
    )


def _plan_button(words: Catalog, act: TodayActions) -> ft.Control:
    return quiet_button(words.t("today.plan"), act.plan, "today-plan", icon=ft.Icons.ADD_ROUNDED)


def _visits(
    words: Catalog, shown: TodayShown, act: TodayActions, *, wide: bool
) -> list[ft.Control]:
    day = shown.day
    head = section_header(words.t("today.next"), trailing=_plan_button(words, act))
    rows: list[ft.Control] = [head]
    rows += [_unnoted_row(words, stop, shown.now, act) for stop in day.unnoted]
    stop = day.next_stop
    if wide:
        stops = (stop, *day.later) if stop else ()
        return rows + [_stop_row(words, each, shown, act) for each in stops]
    if stop:
        card = stop_card(
            words,
            stop,
            day.brief,
            shown.now,
            BriefActions(
                partial(act.open, stop.account_id, stop.id), partial(act.note, stop.account_id)
            ),
        )
        rows.append(_inset(card))
    elif not day.unnoted:
        rows.append(_inset(text(words.t("today.no_visit"), "body", theme.INK_SOFT)))
    return rows


def _stop_row(words: Catalog, stop: Stop, shown: TodayShown, act: TodayActions) -> ft.Control:
    return list_row(
        stop.account,
        f"today-stop-{stop.id}",
        subtitle=stop_lead(words, stop, shown.now),
        on_press=partial(act.open, stop.account_id, stop.id),
        selected=shown.chosen == stop.id,
        key=stop.id,
    )


def _unnoted_row(words: Catalog, stop: Stop, now: datetime, act: TodayActions) -> ft.Control:
    gone = icon_button(
        ft.Icons.CLOSE_ROUNDED,
        words.t("today.drop"),
        partial(act.drop, stop.id),
        f"today-drop-{stop.id}",
    )
    return list_row(
        stop.account,
        f"today-unnoted-{stop.id}",
        subtitle=words.t("today.unnoted", when=when_words(words, stop.at_ms, now)),
        trailing=gone,
        waiting=True,
        on_press=partial(act.note, stop.account_id),
        key=f"unnoted-{stop.id}",
    )


def _steps(
    words: Catalog,
    shown: TodayShown,
    section: str,
    steps: Sequence[DueStep],
    act: TodayActions,
) -> list[ft.Control]:
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
    said = step.text or words.t("today.step_untitled")
    when = words.day(day, today)
    below = ft.Column(
        spacing=0,
        tight=True,
        controls=[
            text(said, "small", theme.INK, lines=2),
            text(
                words.t("today.was_due", when=when) if overdue else when[:1].upper() + when[1:],
                "caption",
                theme.AMBER_INK if overdue else theme.INK_SOFT,
            ),
        ],
    )
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


def _nothing(words: Catalog, day: Today, act: TodayActions) -> ft.Control:
    """Return something useful for a free day: a first note, quiet deals, or a visit."""
    if not day.customers:
        return empty_state(
            ft.Icons.EDIT_OUTLINED,
            words.t("today.first"),
            words.t("today.first_why"),
            identifier="today-empty",
            action=words.t("today.note"),
            on_action=partial(act.note, ""),
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
