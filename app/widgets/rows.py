"""Lists: rows, their headers, and the timeline."""

import flet as ft

from app import theme
from app.widgets.buttons import right_edge
from app.widgets.handlers import Press
from app.widgets.text import text

_NO_WIDTH = 0


def section_header(title: str, *, trailing: ft.Control | None = None) -> ft.Semantics:
    """Return the quiet words above a group of rows; a heading for screen readers."""
    parts: list[ft.Control] = [text(title, "small_strong", theme.INK_SOFT, expand=True)]
    if trailing:
        parts.append(trailing)
    return ft.Semantics(
        header=True,
        content=ft.Container(
            padding=ft.Padding.only(
                left=theme.SPACE_16,
                right=theme.SPACE_16,
                top=theme.SPACE_24,
                bottom=theme.SPACE_8,
            ),
            content=ft.Row(controls=parts),
        ),
    )


def list_row(
    title: str,
    identifier: str,
    *,
    subtitle: str | None = None,
    leading: ft.Control | None = None,
    trailing: ft.Control | None = None,
    below: ft.Control | None = None,
    on_press: Press | None = None,
    selected: bool = False,
    chosen: bool | None = None,
    waiting: bool = False,
    height: int | None = None,
    key: str | None = None,
) -> ft.Semantics:
    """Return a row whose title is the loudest thing in it.

    It grows with large text unless `height` is given (lists of thousands need that:
    take it from `theme.row_height`).

    Args:
        title: Usually a customer's name.
        identifier: Name for tests.
        subtitle: One soft line under it; two of large words.
        leading: An avatar or an icon.
        trailing: Money, a date, a button.
        below: A third line of any kind, such as a stage.
        on_press: Opens it; without it the row is not tappable.
        selected: Draw it as the one open beside the list.
        chosen: Whether it is the one chosen of several, for screen readers, which do
            not see the mark that leads it; None for a row that is no choice.
        waiting: Put the signal's dot before the title.
        height: Fixed height of the row.
        key: Id of what it shows, for Flet.
    """
    name: ft.Control = text(title, "strong", lines=1, expand=waiting)
    if waiting:
        mark = ft.Container(width=8, height=8, bgcolor=theme.SIGNAL, shape=ft.BoxShape.CIRCLE)
        name = ft.Row(spacing=theme.SPACE_8, controls=[mark, name])
    lines = [name]
    if subtitle:
        most = 2 if theme.text_scale.factor > 1 and not height else 1
        lines.append(text(subtitle, "small", theme.INK_SOFT, lines=most))
    if below:
        lines.append(below)
    middle = ft.Column(
        expand=True,
        spacing=2,
        tight=True,
        alignment=ft.MainAxisAlignment.CENTER,
        controls=lines,
    )
    # An empty box keeps the row at 48 between its paddings; a set height would clip.
    floor = ft.Container(width=_NO_WIDTH, height=theme.TOUCH)
    ends = [leading] if leading else []
    tail = [trailing] if trailing else []
    air = 0 if height else (theme.ROW - theme.TOUCH) // 2
    face = ft.Container(
        height=height,
        padding=ft.Padding.only(
            left=theme.SPACE_16, right=right_edge(trailing), top=air, bottom=air
        ),
        bgcolor=theme.PAPER_SUNK if selected else None,
        ink=on_press is not None,
        on_click=on_press,
        content=ft.Row(
            spacing=0,
            controls=[
                floor,
                ft.Row(spacing=theme.SPACE_12, expand=True, controls=[*ends, middle, *tail]),
            ],
        ),
    )
    return ft.Semantics(
        identifier=identifier,
        button=on_press is not None,
        selected=selected or chosen,
        content=face,
        key=key,
    )


def timeline_item(
    title: str,
    when: ft.Control,
    identifier: str,
    *,
    icon: ft.IconData,
    body: str | None = None,
    lines: int | None = 6,
    footer: ft.Control | None = None,
    on_press: Press | None = None,
    last: bool = False,
    key: str | None = None,
) -> ft.Semantics:
    """Return one thing that happened, hung on the timeline's thread.

    Args:
        title: Who or what: "Visit with Anna Roth".
        when: A `date_text`, or words.
        identifier: Name for tests.
        icon: What kind of thing it was.
        body: The person's words, in full weight.
        lines: How many lines of them; None for all.
        footer: Chips, a player, a state.
        on_press: Opens it.
        last: The thread ends here.
        key: Id of what it shows, for Flet.
    """
    parts: list[ft.Control] = [
        ft.Row(
            spacing=theme.SPACE_8,
            controls=[text(title, "small_strong", theme.INK, lines=1, expand=True), when],
        )
    ]
    if body:
        parts.append(text(body, "body", lines=lines))
    if footer:
        parts.append(footer)
    knot = ft.Container(
        left=0,
        top=theme.SPACE_8,
        width=theme.SPACE_32,
        height=theme.SPACE_32,
        shape=ft.BoxShape.CIRCLE,
        bgcolor=theme.PAPER_PRESSED,
        alignment=ft.Alignment.CENTER,
        content=ft.Icon(icon, size=theme.TEXT_16, color=theme.INK_SOFT),
    )
    thread = ft.Container(
        margin=ft.Margin.only(left=theme.SPACE_16),
        padding=ft.Padding.only(left=28, top=theme.SPACE_12, bottom=theme.SPACE_16),
        border=None if last else ft.Border.only(left=ft.BorderSide(width=1, color=theme.LINE)),
        content=ft.Column(
            spacing=theme.SPACE_4,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=parts,
        ),
    )
    return ft.Semantics(
        identifier=identifier,
        key=key,
        content=ft.Container(
            padding=ft.Padding.symmetric(horizontal=theme.SPACE_16),
            ink=on_press is not None,
            on_click=on_press,
            content=ft.Stack(controls=[thread, knot]),
        ),
    )
