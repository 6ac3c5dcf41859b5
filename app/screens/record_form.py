"""A form of a few fields, the rest behind "More"; what is typed is never lost."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.screens.page_events import use_escape
from app.screens.problems import problem_words
from app.screens.writing import use_writing
from app.widgets.banner import banner
from app.widgets.buttons import icon_button, primary_button, quiet_button
from app.widgets.fields import field
from app.widgets.handlers import Press
from app.widgets.text import text
from sync.core.errors import RapportError

_FORM_WIDTH: Final = 560

FINE: RapportError | None = None
"""How a form starts: nothing is wrong."""


class NamelessError(RapportError):
    """A form was saved without the one thing it needs, a name."""

    key = "error.nameless"


class WordlessError(RapportError):
    """A form was saved without the one thing it needs, a word."""

    key = "care.wordless"


@dataclass(frozen=True)
class Asked:
    """One field of a form.

    Attributes:
        name: Its register.
        keyboard: The keyboard it wants.
        lines: Its height at first; more than one lets it grow.
        label: Key of what is asked; empty for the register's usual words.
        hint: Key of an example; empty for none.
    """

    name: str
    keyboard: ft.KeyboardType = ft.KeyboardType.TEXT
    lines: int = 1
    label: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Notice:
    """Something to know while one writes, and what can be done about it."""

    words: str
    action: str | None = None
    on_action: Press | None = None


@dataclass(frozen=True)
class FormActions:
    """What a form calls.

    Attributes:
        put: A field was typed into: its name, its words.
        save: Files the words.
        cancel: Gives them up.
        more: Shows the rest of the fields; None when they are in view.
        delete: Deletes what is edited; None where there is nothing to delete.
    """

    put: Callable[[str, str], object]
    save: Press
    cancel: Press
    more: Press | None = None
    delete: Press | None = None


def form_view(
    words: Catalog,
    title: str,
    identifier: str,
    asked: Sequence[Asked],
    *,
    fields: Mapping[str, str],
    actions: FormActions,
    error: RapportError | None = None,
    notice: Notice | None = None,
    delete_words: str = "",
    after: Mapping[str, Sequence[ft.Control]] | None = None,
) -> ft.Control:
    """Return a form that scrolls; its fields are named `<identifier>-<register>`.

    Args:
        words: The language.
        title: What it is for.
        identifier: Start of the names for tests.
        asked: The fields in view; the first one takes the keyboard.
        fields: What stands in each.
        actions: What it calls.
        error: Why it could not be saved.
        notice: Something to know first.
        delete_words: On the button that deletes.
        after: What stands below a field, by its register.
    """
    wrong = str(error.fields.get("field", "")) if error else ""
    rows: list[ft.Control] = [_head(words, title, identifier, actions.cancel)]
    if notice:
        rows.append(_notice(notice, f"{identifier}-notice"))
    if error and wrong not in {one.name for one in asked}:
        rows.append(_notice(Notice(problem_words(words, error)), f"{identifier}-error"))
    for place, one in enumerate(asked):
        rows.append(
            field(
                words.t(one.label or f"form.{one.name}"),
                fields.get(one.name, ""),
                partial(actions.put, one.name),
                f"{identifier}-{one.name}",
                error=problem_words(words, error) if error and one.name == wrong else None,
                hint=words.t(one.hint) if one.hint else None,
                lines=one.lines,
                keyboard=one.keyboard,
                autofocus=place == 0,
                on_submit=actions.save if one.lines == 1 else None,
            )
        )
        rows.extend((after or {}).get(one.name, ()))
    if actions.more:
        more = quiet_button(
            words.t("form.more"),
            actions.more,
            f"{identifier}-more",
            icon=ft.Icons.EXPAND_MORE_ROUNDED,
        )
        rows.append(ft.Row(controls=[more]))
    rows.append(_foot(words, identifier, actions, delete_words))
    return _scrolling(rows, identifier)


def use_form(leave: Callable[[], Awaitable[None]]) -> None:
    """Have the bottom of a phone to oneself, and leave by the keyboard. A hook."""
    use_writing()
    use_escape(leave)


def _head(words: Catalog, title: str, identifier: str, cancel: Press) -> ft.Control:
    close = icon_button(
        ft.Icons.CLOSE_ROUNDED, words.t("common.cancel"), cancel, f"{identifier}-cancel"
    )
    heading = ft.Semantics(header=True, content=text(title, "title", lines=2))
    air = (theme.TOUCH - theme.SPACE_24) // 2  # the icon stands in line with the fields
    return ft.Container(
        margin=ft.Margin.only(left=-air),
        content=ft.Row(
            spacing=theme.SPACE_8, controls=[close, ft.Container(expand=True, content=heading)]
        ),
    )


def _notice(notice: Notice, identifier: str) -> ft.Control:
    return banner(
        notice.words,
        "amber",
        identifier=identifier,
        action=notice.action,
        on_action=notice.on_action,
    )


def _foot(words: Catalog, identifier: str, actions: FormActions, delete_words: str) -> ft.Control:
    buttons: list[ft.Control] = [
        primary_button(words.t("common.save"), actions.save, f"{identifier}-save")
    ]
    if actions.delete:
        buttons.append(
            quiet_button(delete_words, actions.delete, f"{identifier}-delete", color=theme.INK_SOFT)
        )
    return ft.Column(
        spacing=theme.SPACE_8,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=buttons,
    )


def form_column(rows: list[ft.Control], spacing: int = theme.SPACE_16) -> ft.Container:
    """Return the rows of a form, no wider than one can read."""
    column = ft.Column(
        spacing=spacing,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=rows,
    )
    return ft.Container(
        padding=ft.Padding.symmetric(horizontal=theme.SPACE_16),
        alignment=ft.Alignment.TOP_LEFT,
        content=ft.Container(width=_FORM_WIDTH, content=column),
    )


def _scrolling(rows: list[ft.Control], identifier: str) -> ft.Control:
    return ft.Semantics(
        identifier=identifier,
        expand=True,
        content=ft.ListView(
            expand=True,
            padding=ft.Padding.only(top=theme.SPACE_4, bottom=theme.SPACE_32),
            controls=[form_column(rows, theme.SPACE_12)],
        ),
    )
