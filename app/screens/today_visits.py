"""Where to go today, who is unhappy, and what nobody wrote down yet."""

from datetime import datetime, timedelta
from functools import partial

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.queries.stops import Stop
from app.queries.today import Unhappy
from app.screens.today_brief import StopActions, local, stop_card, stop_lead, when_words
from app.screens.today_shown import TodayActions, TodayShown
from app.widgets.banner import banner
from app.widgets.buttons import icon_button, quiet_button
from app.widgets.rows import list_row, section_header
from app.widgets.text import text


def inset(control: ft.Control) -> ft.Container:
    """Return a part of the list with the page's margin on both sides."""
    return ft.Container(
        padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_4),
        content=control,
    )


def plan_button(words: Catalog, act: TodayActions) -> ft.Control:
    """Return the way to plan a visit."""
    return quiet_button(words.t("today.plan"), act.plan, "today-plan", icon=ft.Icons.ADD_ROUNDED)


def unhappy_section(words: Catalog, shown: TodayShown, act: TodayActions) -> list[ft.Control]:
    """Return the customers who are unhappy, above all else one could do."""
    if not shown.day.unhappy:
        return []
    rows = [_unhappy_row(words, one, shown.now, act) for one in shown.day.unhappy]
    return [section_header(words.t("tray.unhappy")), *rows]


def _unhappy_row(words: Catalog, one: Unhappy, now: datetime, act: TodayActions) -> ft.Control:
    said = words.t("tray.unhappy_since", when=words.ago(local(one.since_ms, now), now))
    return list_row(
        one.account,
        f"today-unhappy-{one.account_id}",
        leading=ft.Icon(ft.Icons.SENTIMENT_DISSATISFIED_ROUNDED, color=theme.AMBER_INK),
        subtitle=" · ".join(part for part in (one.problem, said) if part),
        on_press=partial(act.open, one.account_id, one.account_id),
        key=f"unhappy-{one.account_id}",
    )


def tray(words: Catalog, shown: TodayShown, act: TodayActions) -> list[ft.Control]:
    """Return the visits nobody wrote down; nobody else sees them here.

    In the evening a line on top says how many of today's there are.
    """
    unnoted = shown.day.unnoted
    if not unnoted:
        return []
    rows: list[ft.Control] = []
    todays = _of_today(shown)
    if shown.evening and todays:
        said = words.t("tray.evening", count=len(todays))
        rows.append(
            inset(banner(said, identifier="today-evening", icon=ft.Icons.NIGHTLIGHT_OUTLINED))
        )
    private = text(words.t("tray.private"), "caption", theme.INK_SOFT)
    rows.append(section_header(words.t("tray.title"), trailing=private))
    return rows + [_unnoted_row(words, stop, shown.now, act) for stop in unnoted]


def _of_today(shown: TodayShown) -> list[Stop]:
    today = shown.now.date()
    return [one for one in shown.day.unnoted if local(one.at_ms, shown.now).date() == today]


def visits_section(
    words: Catalog, shown: TodayShown, act: TodayActions, *, wide: bool
) -> list[ft.Control]:
    """Return the next stop with its brief; on a desktop every stop, the brief is beside."""
    day = shown.day
    rows: list[ft.Control] = [
        section_header(words.t("today.next"), trailing=plan_button(words, act))
    ]
    stop = day.next_stop
    if wide:
        stops = (stop, *day.later) if stop else ()
        rows += [stop_row(words, each, shown, act) for each in stops]
        return rows + _order(words, shown, act)
    if stop:
        here = day.arrived
        card = stop_card(words, stop, day.brief, shown.now, stop_actions(stop, act), here=here)
        rows.append(inset(card))
    elif not day.unnoted:
        rows.append(inset(text(words.t("today.no_visit"), "body", theme.INK_SOFT)))
    return rows


def later_section(words: Catalog, shown: TodayShown, act: TodayActions) -> list[ft.Control]:
    """Return the stops after the next one, on a phone."""
    if not shown.day.later:
        return []
    rows = [stop_row(words, stop, shown, act) for stop in shown.day.later]
    return [section_header(words.t("today.later")), *rows, *_order(words, shown, act)]


def _order(words: Catalog, shown: TodayShown, act: TodayActions) -> list[ft.Control]:
    """Return the way to the order of today's stops, once there is one to choose."""
    day = shown.day
    stops = (day.next_stop, *day.later) if day.next_stop else ()
    tomorrow = shown.now.date() + timedelta(days=1)
    if sum(local(stop.at_ms, shown.now).date() < tomorrow for stop in stops) < 2:
        return []
    button = quiet_button(
        words.t("stops.order"), act.order, "today-order", icon=ft.Icons.ROUTE_OUTLINED
    )
    return [
        ft.Container(padding=ft.Padding.only(left=theme.SPACE_4), content=ft.Row(controls=[button]))
    ]


def stop_actions(stop: Stop, act: TodayActions) -> StopActions:
    """Return what the next stop's card does."""
    return StopActions(
        open=partial(act.open, stop.account_id, stop.id),
        note=partial(act.note, stop.account_id, stop.id),
        arrive=partial(act.arrive, stop.id),
        leave=partial(act.arrive, ""),
        call=partial(act.call, stop.phone, stop.account_id) if stop.phone else None,
        route=partial(act.route, stop.address) if stop.address else None,
    )


def stop_row(words: Catalog, stop: Stop, shown: TodayShown, act: TodayActions) -> ft.Control:
    """Return a planned visit as a row."""
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
        on_press=partial(act.note, stop.account_id, stop.id),
        key=f"unnoted-{stop.id}",
    )
