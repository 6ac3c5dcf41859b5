"""Where people write."""

from functools import partial

import flet as ft

from app import theme
from app.widgets.handlers import Press, Take, tagged, with_value
from app.widgets.text import text_style
from app.widgets.typed import TypedField


def field(
    label: str,
    value: str,
    on_change: Take,
    identifier: str,
    *,
    error: str | None = None,
    hint: str | None = None,
    lines: int = 1,
    keyboard: ft.KeyboardType = ft.KeyboardType.TEXT,
    autofocus: bool = False,
    on_submit: Press | None = None,
    suffix: str | None = None,
    ref: ft.Ref[ft.TextField] | None = None,
    secret: bool = False,
) -> ft.Semantics:
    """Return a text field as wide as its column, its first letter a capital.

    The column must stretch it (`horizontal_alignment=STRETCH`): Flet's default is 300.

    Args:
        label: What is asked, as a question or a noun; also its accessible name.
        value: What stands there.
        on_change: Called with the text at every key.
        identifier: Name for tests.
        error: What to do about what is wrong, in place of the hint below.
        hint: An example, shown while empty.
        lines: Its height at first; more than one lets it grow.
        keyboard: E-mail, phone, number; capitals only for plain text.
        autofocus: Take the keyboard at once.
        on_submit: Called on Enter, single line only.
        suffix: A unit after the words.
        ref: To give it the keyboard later.
        secret: Show dots instead of the words, with an eye to see them.
    """
    plain = keyboard in (ft.KeyboardType.TEXT, ft.KeyboardType.MULTILINE)
    calm = ft.OutlineInputBorder(
        side=ft.BorderSide(width=1, color=theme.EDGE), border_radius=theme.RADIUS_12
    )
    pen = ft.OutlineInputBorder(
        side=ft.BorderSide(width=2, color=theme.PEN), border_radius=theme.RADIUS_12
    )
    wrong = ft.OutlineInputBorder(
        side=ft.BorderSide(width=2, color=theme.RED), border_radius=theme.RADIUS_12
    )
    return tagged(
        identifier,
        TypedField(
            ft.TextField(
                ref=ref,
                label=label,
                value=value,
                hint_text=hint,
                error=error,
                error_max_lines=3,
                suffix=suffix,
                multiline=lines > 1,
                min_lines=lines if lines > 1 else None,
                max_lines=None if lines > 1 else 1,
                keyboard_type=ft.KeyboardType.MULTILINE if lines > 1 else keyboard,
                capitalization=(
                    ft.TextCapitalization.SENTENCES if plain else ft.TextCapitalization.NONE
                ),
                autocorrect=plain,
                autofocus=autofocus,
                password=secret,
                can_reveal_password=secret,
                filled=True,
                fill_color=theme.PAPER_RAISED,
                border={
                    ft.ControlState.ERROR: wrong,
                    ft.ControlState.FOCUSED: pen,
                    ft.ControlState.DEFAULT: calm,
                },
                cursor_color=theme.PEN,
                content_padding=ft.Padding.symmetric(
                    horizontal=theme.SPACE_16, vertical=theme.SPACE_16
                ),
                text_style=text_style("body"),
                label_style=text_style("body", theme.INK_SOFT),
                hint_style=text_style("body", theme.INK_SOFT),
                error_style=text_style("small", theme.RED),
                on_submit=on_submit,
                on_change=with_value(on_change),
            )
        ),
    )


def note_field(
    hint: str,
    value: str,
    on_change: Take,
    identifier: str,
    *,
    lines: int = 6,
    autofocus: bool = False,
    on_blur: Press | None = None,
) -> ft.Semantics:
    """Return paper to write on: no frame, and it grows with the words.

    Args:
        hint: What to write about, shown while empty; its accessible name too.
        value: The words so far.
        on_change: Called with the text at every key.
        identifier: Name for tests.
        lines: Its height at first.
        autofocus: Take the keyboard at once.
        on_blur: Called when the person leaves it.
    """
    return tagged(
        identifier,
        TypedField(
            ft.TextField(
                value=value,
                hint_text=hint,
                hint_max_lines=3,
                multiline=True,
                min_lines=lines,
                keyboard_type=ft.KeyboardType.MULTILINE,
                capitalization=ft.TextCapitalization.SENTENCES,
                autofocus=autofocus,
                border=ft.NoInputBorder(),
                cursor_color=theme.PEN,
                content_padding=ft.Padding.symmetric(vertical=theme.SPACE_12),
                text_style=text_style("body"),
                hint_style=text_style("body", theme.INK_SOFT),
                on_blur=on_blur,
                on_change=with_value(on_change),
            )
        ),
    )


def search_field(
    label: str,
    value: str,
    on_change: Take,
    identifier: str,
    *,
    clear: str,
    on_submit: Press | None = None,
    ref: ft.Ref[ft.TextField] | None = None,
    autofocus: bool = False,
) -> ft.Semantics:
    """Return the search of a list: sunk in the paper, with a cross once it has words.

    Args:
        label: What is searched; its accessible name and its hint.
        value: The words so far.
        on_change: Called with the text at every key, and with "" by the cross.
        identifier: Name for tests; the cross is `<identifier>-clear`.
        clear: Name of the cross for screen readers.
        on_submit: Called on Enter.
        ref: Takes the field, to give it the keyboard.
        autofocus: Take the keyboard at once.
    """
    cross = ft.IconButton(
        icon=ft.Icons.CLOSE_ROUNDED,
        icon_color=theme.INK_SOFT,
        icon_size=theme.TEXT_20,
        tooltip=clear,
        on_click=partial(on_change, ""),
    )
    edge = ft.OutlineInputBorder(
        side=ft.BorderSide(width=1, color=theme.PAPER_SUNK), border_radius=theme.RADIUS_12
    )
    pen = ft.OutlineInputBorder(
        side=ft.BorderSide(width=2, color=theme.PEN), border_radius=theme.RADIUS_12
    )
    return tagged(
        identifier,
        TypedField(
            ft.TextField(
                value=value,
                hint_text=label,
                prefix_icon=ft.Icon(ft.Icons.SEARCH_ROUNDED, color=theme.INK_SOFT),
                suffix_icon=tagged(f"{identifier}-clear", cross) if value else None,
                ref=ref,
                on_submit=on_submit,
                autofocus=autofocus,
                autocorrect=False,
                filled=True,
                fill_color=theme.PAPER_SUNK,
                border={ft.ControlState.FOCUSED: pen, ft.ControlState.DEFAULT: edge},
                cursor_color=theme.PEN,
                content_padding=ft.Padding.symmetric(
                    horizontal=theme.SPACE_12, vertical=theme.SPACE_12
                ),
                text_style=text_style("body"),
                hint_style=text_style("body", theme.INK_SOFT),
                on_change=with_value(on_change),
            )
        ),
        label=label,
    )
