"""The stops of a day, in the order they are driven, and who else is on the way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.queries.near import Near
from app.queries.stops import Stop
from app.screens.days import day_chips, visit_choices
from app.screens.sheet import chip_line, inset, sheet_head, sheet_layout
from app.screens.today_brief import local
from app.widgets.banner import banner
from app.widgets.buttons import icon_button
from app.widgets.chips import chip
from app.widgets.handlers import Press, Take
from app.widgets.menus import Option, menu_icon
from app.widgets.rows import list_row, section_header
from app.widgets.text import text

_NUMBER = theme.SPACE_24
ACTS = ("route", "open", "drop")
"""What a stop's menu offers."""


@dataclass(frozen=True)
class StopsActions:
    """What can be done with the stops.

    Attributes:
        day: Takes the ISO date to look at.
        pick_day: Opens the calendar.
        move: Takes a stop's id and how many places later it goes.
        shortest: Puts them in the order of a short way.
        act: Takes a stop and a word of `ACTS`.
        add: Takes id and name of a customer to stop at.
        near: Looks who is near this device.
        close: Leaves.
    """

    day: Take
    pick_day: Press
    move: Callable[[str, int], object]
    shortest: Press
    act: Callable[[Stop, str], object]
    add: Callable[[str, str], object]
    near: Press
    close: Press


@dataclass(frozen=True)
class StopsShown:
    """What stands on the sheet.

    Attributes:
        km: How long the way is as it stands; None where a place is not known.
        near: Who is near; None before somebody asks.
        looking: Whether the device is being asked where it is.
        problem: Why it cannot be said who is near; empty when all is well.
        picker: The search for a customer to add.
    """

    day: date
    stops: Sequence[Stop]
    now: datetime
    picker: ft.Control
    km: float | None = None
    near: Sequence[Near] | None = None
    looking: bool = False
    problem: str = ""


def stops_view(words: Catalog, shown: StopsShown, act: StopsActions, *, wide: bool) -> ft.Control:
    """Return the sheet: the day, its stops, and who could be one."""
    today = shown.now.date()
    days = day_chips(
        words,
        today,
        visit_choices(today),
        shown.day.isoformat(),
        "stops-day",
        on_pick=act.day,
        on_calendar=act.pick_day,
    )
    body: list[ft.Control] = [chip_line(days, "stops-days"), *_stops(words, shown, act)]
    body += [section_header(words.t("stops.add")), inset(shown.picker, "stops-picker")]
    body += near_section(words, shown.near, shown.problem, act.add, looking=shown.looking)
    tools = chip_line(_tools(words, shown, act), "stops-tools")
    head = sheet_head(
        text(words.t("stops.title"), "title", lines=1), words.t("common.close"), act.close
    )
    return sheet_layout(body, [tools], head=head, wide=wide)


def _tools(words: Catalog, shown: StopsShown, act: StopsActions) -> list[ft.Control]:
    tools: list[ft.Control] = [
        chip(words.t("near.me"), act.near, "stops-near", icon=ft.Icons.NEAR_ME_OUTLINED)
    ]
    if len(shown.stops) > 1:
        tools.insert(
            0,
            chip(
                words.t("stops.shortest"),
                act.shortest,
                "stops-shortest",
                icon=ft.Icons.ROUTE_OUTLINED,
            ),
        )
    return tools


def _stops(words: Catalog, shown: StopsShown, act: StopsActions) -> list[ft.Control]:
    if not shown.stops:
        nothing = text(words.t("stops.none"), "body", theme.INK_SOFT)
        return [inset(ft.Semantics(identifier="stops-none", content=nothing))]
    rows: list[ft.Control] = [_row(words, shown, at, act) for at in range(len(shown.stops))]
    if shown.km is not None and len(shown.stops) > 1:
        said = words.t("stops.way", km=km_words(words, shown.km))
        way = text(said, "small", theme.INK_SOFT)
        rows.append(inset(ft.Semantics(identifier="stops-way", content=way)))
    return rows


def _row(words: Catalog, shown: StopsShown, index: int, act: StopsActions) -> ft.Control:
    stop, last = shown.stops[index], len(shown.stops) - 1
    name = stop.account or words.t("customers.unnamed")
    ways = (("up", -1, index > 0), ("down", 1, index < last))
    icons = {"up": ft.Icons.ARROW_UPWARD_ROUNDED, "down": ft.Icons.ARROW_DOWNWARD_ROUNDED}
    moves: list[ft.Control] = [
        icon_button(
            icons[way],
            words.t(f"stops.{way}", name=name),
            partial(act.move, stop.id, by),
            f"stops-{way}-{stop.id}",
        )
        for way, by, possible in ways
        if possible
    ]
    offered = [
        Option(key, words.t(f"stops.{key}")) for key in ACTS if key != "route" or stop.address
    ]
    more = menu_icon(
        ft.Icons.MORE_VERT_ROUNDED,
        words.t("common.more"),
        offered,
        partial(act.act, stop),
        f"stops-more-{stop.id}",
    )
    at = words.clock(local(stop.at_ms, shown.now))
    return list_row(
        name,
        f"stops-row-{stop.id}",
        leading=ft.Container(width=_NUMBER, content=text(str(index + 1), "strong", theme.INK_SOFT)),
        subtitle=" · ".join(part for part in (at, stop.city) if part),
        trailing=ft.Row(spacing=0, tight=True, controls=[*moves, more]),
        key=stop.id,
    )


def near_section(
    words: Catalog,
    found: Sequence[Near] | None,
    problem: str,
    on_pick: Callable[[str, str], object],
    *,
    looking: bool,
) -> list[ft.Control]:
    """Return who is near, why that cannot be said, or nothing before anybody asked.

    Args:
        words: The language.
        found: Nearest first; None before somebody asks.
        problem: Why there is nothing to show.
        on_pick: Takes id and name of the customer tapped.
        looking: Whether the device is being asked.
    """
    if looking:
        return [inset(text(words.t("near.looking"), "small", theme.INK_SOFT))]
    if problem:
        return [inset(banner(problem, "amber", identifier="near-problem"))]
    if found is None:
        return []
    rows: list[ft.Control] = [section_header(words.t("near.title"))]
    if not found:
        rows.append(inset(text(words.t("near.nobody"), "body", theme.INK_SOFT)))
    rows += [_near_row(words, one, on_pick) for one in found]
    private = text(words.t("near.private"), "caption", theme.INK_SOFT)
    return [*rows, inset(ft.Semantics(identifier="near-private", content=private))]


def _near_row(words: Catalog, one: Near, on_pick: Callable[[str, str], object]) -> ft.Control:
    return list_row(
        one.account or words.t("customers.unnamed"),
        f"near-{one.account_id}",
        trailing=text(distance_words(words, one), "small", theme.INK_SOFT),
        on_press=partial(on_pick, one.account_id, one.account),
        key=f"near-{one.account_id}",
    )


def distance_words(words: Catalog, one: Near) -> str:
    """Return how far a customer is, or only in which city where nobody knows more."""
    if not one.exact:
        return words.t("near.in_city", city=one.city)
    return km_words(words, one.km)


def km_words(words: Catalog, km: float) -> str:
    """Return a distance: "350 m", "1.2 km", "24 km"."""
    metres, tenths = round(km * 20) * 50, round(km * 10)
    if metres < 1_000:
        return words.t("near.metres", count=max(50, metres))
    if tenths >= 100:
        return words.t("near.km", km=words.number(round(km)))
    return words.t("near.km", km=f"{tenths // 10}{words.language.decimal}{tenths % 10}")
