"""The two frames every screen stands in: the phone's and the desktop's.

Both have the same four tabs and the same capture button; a frame never scrolls, its
content does. Widths decide which: see `theme.BREAKPOINT`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.widgets.buttons import right_edge
from app.widgets.handlers import Take
from app.widgets.text import text

_LARGE = 1.3  # text from which a title of two words no longer fits a phone's line


@dataclass(frozen=True)
class Tab:
    """A place in the app. `waiting` puts the signal's dot on it: something asks."""

    key: str
    label: str
    icon: ft.IconData
    open_icon: ft.IconData
    waiting: bool = False


def main_tabs(words: Catalog, *, waiting: frozenset[str] = frozenset()) -> tuple[Tab, ...]:
    """Return the four tabs, keys "today", "customers", "deals" and "me".

    Args:
        words: The language.
        waiting: Keys of the tabs where something waits for this person.
    """
    icons = {
        "today": (ft.Icons.WB_SUNNY_OUTLINED, ft.Icons.WB_SUNNY_ROUNDED),
        "customers": (ft.Icons.PEOPLE_OUTLINE_ROUNDED, ft.Icons.PEOPLE_ROUNDED),
        "deals": (ft.Icons.HANDSHAKE_OUTLINED, ft.Icons.HANDSHAKE_ROUNDED),
        "me": (ft.Icons.PERSON_OUTLINE_ROUNDED, ft.Icons.PERSON_ROUNDED),
    }
    return tuple(
        Tab(key, words.t(f"nav.{key}"), calm, full, key in waiting)
        for key, (calm, full) in icons.items()
    )


def page_title(
    title: str, *, subtitle: str | None = None, trailing: ft.Control | None = None
) -> ft.Semantics:
    """Return the top of a tab: where one is, and one quiet thing at the right."""
    most = 1 if theme.text_scale.factor < _LARGE else 2
    lines: list[ft.Control] = [text(title, "heading", lines=most)]
    if subtitle:
        lines.append(text(subtitle, "small", theme.INK_SOFT, lines=most))
    parts: list[ft.Control] = [ft.Column(expand=True, spacing=0, tight=True, controls=lines)]
    if trailing:
        parts.append(trailing)
    return ft.Semantics(
        header=True,
        content=ft.Container(
            padding=ft.Padding.only(
                left=theme.SPACE_16,
                right=right_edge(trailing),
                # A button is higher than the title beside it: the title stays where it is.
                top=theme.SPACE_12 if trailing and not subtitle else theme.SPACE_16,
                bottom=theme.SPACE_8,
            ),
            content=ft.Row(controls=parts),
        ),
    )


def phone_frame(
    content: ft.Control,
    *,
    tabs: Sequence[Tab],
    selected: str,
    on_tab: Take,
    capture: ft.Control,
    typing: bool = False,
) -> ft.SafeArea:
    """Return content above the bar of tabs, the capture button docked in its middle.

    Put it into a view without padding. Lists inside should end with
    `theme.SPACE_32` of padding, since the button rises a little over the bar.

    Args:
        content: The tab's screen.
        tabs: Four tabs: two on each side of the button.
        selected: Key of the open one.
        on_tab: Called with the key of the tab tapped.
        capture: The capture button.
        typing: The keyboard is open: give its room to the content.
    """
    if typing:
        return ft.SafeArea(expand=True, content=content)
    half = len(tabs) // 2
    gap = ft.Container(width=theme.CAPTURE + theme.SPACE_24)
    bar = ft.Container(
        bgcolor=theme.PAPER,
        border=ft.Border.only(top=ft.BorderSide(width=1, color=theme.LINE)),
        content=ft.Row(
            spacing=0,
            controls=[
                *(_tab(tab, tab.key == selected, on_tab, expand=True) for tab in tabs[:half]),
                gap,
                *(_tab(tab, tab.key == selected, on_tab, expand=True) for tab in tabs[half:]),
            ],
        ),
    )
    return ft.SafeArea(
        expand=True,
        content=ft.Stack(
            expand=True,
            controls=[
                ft.Column(
                    expand=True,
                    spacing=0,
                    horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                    controls=[ft.Container(expand=True, content=content), bar],
                ),
                ft.Row(
                    left=0,
                    right=0,
                    bottom=theme.SPACE_4,
                    alignment=ft.MainAxisAlignment.CENTER,
                    controls=[capture],
                ),
            ],
        ),
    )


def desktop_frame(
    content: ft.Control,
    *,
    tabs: Sequence[Tab],
    selected: str,
    on_tab: Take,
    capture: ft.Control,
    foot: ft.Control | None = None,
) -> ft.Row:
    """Return a rail with the capture button on top, and the content beside it.

    Args:
        content: Usually `panes`.
        tabs: The places, top to bottom.
        selected: Key of the open one.
        on_tab: Called with the key of the tab clicked.
        capture: The capture button.
        foot: Something quiet at the bottom of the rail.
    """
    rail: list[ft.Control] = [
        ft.Container(padding=ft.Padding.symmetric(vertical=theme.SPACE_16), content=capture),
        *(_tab(tab, tab.key == selected, on_tab) for tab in tabs),
        ft.Container(expand=True),
    ]
    if foot:
        rail.append(ft.Container(padding=theme.SPACE_8, content=foot))
    return ft.Row(
        expand=True,
        spacing=0,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            ft.Container(
                width=theme.RAIL,
                bgcolor=theme.PAPER_SUNK,
                content=ft.Column(
                    spacing=theme.SPACE_4,
                    horizontal_alignment=ft.CrossAxisAlignment.CENTER,
                    controls=rail,
                ),
            ),
            ft.Container(expand=True, content=content),
        ],
    )


def panes(
    listing: ft.Control,
    detail: ft.Control,
    *,
    width: float,
    side: ft.Control | None = None,
) -> ft.Row:
    """Return list, detail and, if given, timeline side by side, each its own scroll.

    Args:
        listing: What one chooses from.
        detail: What is open.
        width: The page's width.
        side: The timeline; give it from `theme.WIDE` on, and put it under the detail below.
    """
    list_width = theme.LIST_PANE if width >= theme.WIDE else theme.LIST_PANE_NARROW
    line = ft.BorderSide(width=1, color=theme.LINE)
    controls: list[ft.Control] = [
        ft.Container(width=list_width, border=ft.Border.only(right=line), content=listing),
        ft.Container(expand=3, content=detail),
    ]
    if side:
        controls.append(ft.Container(expand=2, border=ft.Border.only(left=line), content=side))
    return ft.Row(
        expand=True,
        spacing=0,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=controls,
    )


def halves(left: ft.Control, right: ft.Control) -> ft.Row:
    """Return two columns of equal width and rank, each its own scroll."""
    line = ft.BorderSide(width=1, color=theme.LINE)
    return ft.Row(
        expand=True,
        spacing=0,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            ft.Container(expand=True, content=left),
            ft.Container(expand=True, border=ft.Border.only(left=line), content=right),
        ],
    )


def _tab(tab: Tab, open_: bool, on_tab: Take, *, expand: bool = False) -> ft.Semantics:  # noqa: FBT001
    color = theme.PEN if open_ else theme.INK_SOFT
    icon: ft.Control = ft.Icon(tab.open_icon if open_ else tab.icon, color=color, size=24)
    if tab.waiting:
        mark = ft.Container(
            right=0,
            top=0,
            width=theme.SPACE_8,
            height=theme.SPACE_8,
            bgcolor=theme.SIGNAL,
            shape=ft.BoxShape.CIRCLE,
        )
        icon = ft.Stack(width=30, height=24, alignment=ft.Alignment.CENTER, controls=[icon, mark])
    return ft.Semantics(
        identifier=f"tab-{tab.key}",
        button=True,
        selected=open_,
        expand=expand,
        content=ft.Container(
            padding=ft.Padding.symmetric(vertical=theme.SPACE_8),
            width=None if expand else theme.RAIL - theme.SPACE_16,
            border_radius=theme.RADIUS_12,
            ink=True,
            on_click=partial(on_tab, tab.key),
            content=ft.Row(
                spacing=0,
                alignment=ft.MainAxisAlignment.CENTER,
                controls=[
                    ft.Container(width=0, height=theme.TOUCH),
                    ft.Column(
                        tight=True,
                        spacing=2,
                        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
                        controls=[icon, text(tab.label, "caption", color, lines=1)],
                    ),
                ],
            ),
        ),
    )
