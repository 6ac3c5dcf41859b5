"""Two that may be the same, side by side: why, what differs, and what to say of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.queries.sameness import Choice, Question, Side
from app.widgets.buttons import icon_button, primary_button, quiet_button
from app.widgets.handlers import Press, Take
from app.widgets.rows import list_row
from app.widgets.states import empty_state
from app.widgets.text import text

_REASONS: Final = 3


@dataclass(frozen=True)
class SameActions:
    """What can be done about a pair.

    Attributes:
        back: Goes back to the tab.
        pick: Chooses a value: the register and which of the two, as ``phone:1``.
        open: Opens the customer of one of the two.
        merge: Makes them one.
        differ: Says that they are two.
        later: Shows the next pair.
    """

    back: Press
    pick: Take
    open: Take
    merge: Press
    differ: Press
    later: Press


def reasons_said(words: Catalog, reasons: Sequence[str]) -> str:
    """Return the strongest reasons in words: "same name, same phone number"."""
    return ", ".join(words.t(f"same.reason.{reason}") for reason in reasons[:_REASONS])


def same_view(
    words: Catalog,
    question: Question,
    picks: Mapping[str, int],
    count: tuple[int, int],
    actions: SameActions,
) -> ft.Control:
    """Return one pair.

    Args:
        words: The language.
        question: The pair.
        picks: By register, which of the two the person chose.
        count: Which of how many it is.
        actions: What can be done.
    """
    sides = [_side(words, side, n, actions) for n, side in enumerate(question.sides)]
    body: list[ft.Control] = [
        _why(words, question),
        ft.Row(
            spacing=theme.SPACE_12,
            vertical_alignment=ft.CrossAxisAlignment.START,
            controls=sides,
        ),
    ]
    if question.choices:
        body.append(text(words.t("same.choose"), "small", theme.INK_SOFT))
        body += [_choice(words, one, picks, actions.pick) for one in question.choices]
    body.append(text(words.t("same.stays"), "small", theme.INK_SOFT))
    at, of = count
    said = words.t("same.of", at=at, count=of) if of > 1 else ""
    return ft.Column(
        expand=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            top(words, words.t(f"same.is_{question.kind}"), said, actions.back),
            ft.Column(
                expand=True,
                scroll=ft.ScrollMode.AUTO,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                controls=[
                    ft.Container(
                        padding=theme.SPACE_16,
                        content=ft.Column(
                            spacing=theme.SPACE_16,
                            tight=True,
                            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                            controls=body,
                        ),
                    )
                ],
            ),
            _answers(words, actions),
        ],
    )


def no_more_view(words: Catalog, on_back: Press) -> ft.Control:
    """Return what is shown when nothing is left to be asked."""
    done = empty_state(
        ft.Icons.DONE_ALL_ROUNDED,
        words.t("same.done"),
        words.t("same.done_why"),
        identifier="same-done",
    )
    return ft.Column(
        expand=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[top(words, "", "", on_back), ft.Container(expand=True, content=done)],
    )


def top(words: Catalog, title: str, said: str, on_back: Press) -> ft.Control:
    """Return the way back, a title, and a few words beside it."""
    back = icon_button(ft.Icons.ARROW_BACK_ROUNDED, words.t("common.back"), on_back, "same-back")
    return ft.Container(
        padding=ft.Padding.only(left=theme.SPACE_4, right=theme.SPACE_16, top=theme.SPACE_4),
        content=ft.Row(
            controls=[
                back,
                ft.Semantics(
                    header=True, expand=True, content=text(title, "title", theme.INK, lines=1)
                ),
                text(said, "small", theme.INK_SOFT),
            ],
        ),
    )


def _why(words: Catalog, question: Question) -> ft.Control:
    return ft.Semantics(
        identifier="same-why",
        content=ft.Container(
            bgcolor=theme.AMBER_WASH,
            border_radius=theme.RADIUS_12,
            padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_12),
            content=text(
                words.t("same.why", reasons=reasons_said(words, question.reasons)),
                "body",
                theme.AMBER_INK,
                lines=3,
            ),
        ),
    )


def _side(words: Catalog, side: Side, at: int, actions: SameActions) -> ft.Control:
    about = [
        words.t(f"same.about.{kind}", count=count) for kind, count in side.about.items() if count
    ]
    lines: list[ft.Control] = [
        text(side.name or words.t("customers.unnamed"), "strong", theme.INK, lines=3),
        *([text(side.place, "small", theme.INK_SOFT, lines=2)] if side.place else []),
        text(" · ".join(about) or words.t("same.nothing_yet"), "small", theme.INK_SOFT, lines=3),
    ]
    return ft.Semantics(
        identifier=f"same-side-{at}",
        button=True,
        expand=True,
        content=ft.Container(
            padding=theme.SPACE_12,
            border_radius=theme.RADIUS_12,
            border=ft.Border.all(1, theme.LINE),
            bgcolor=theme.PAPER_RAISED,
            ink=True,
            on_click=partial(actions.open, side.account_id),
            content=ft.Column(spacing=theme.SPACE_4, tight=True, controls=lines),
        ),
    )


def _choice(words: Catalog, choice: Choice, picks: Mapping[str, int], on_pick: Take) -> ft.Control:
    chosen = picks.get(choice.field, choice.newest)
    faces: list[ft.Control] = [
        _value(words, choice, at, on_pick, selected=at == chosen) for at in (0, 1)
    ]
    return ft.Column(
        key=choice.field,
        spacing=theme.SPACE_4,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            text(words.t(f"form.{choice.field}"), "small_strong", theme.INK_SOFT),
            ft.Row(
                spacing=theme.SPACE_12,
                vertical_alignment=ft.CrossAxisAlignment.START,
                controls=faces,
            ),
        ],
    )


def _value(words: Catalog, choice: Choice, at: int, on_pick: Take, *, selected: bool) -> ft.Control:
    said = choice.values[at]
    ink = theme.ON_PEN_WASH if selected else theme.INK
    icon = ft.Icons.RADIO_BUTTON_CHECKED if selected else ft.Icons.RADIO_BUTTON_UNCHECKED
    return ft.Semantics(
        identifier=f"same-{choice.field}-{at}",
        button=True,
        selected=selected,
        expand=True,
        content=ft.Container(
            padding=ft.Padding.symmetric(horizontal=theme.SPACE_12, vertical=theme.SPACE_12),
            border_radius=theme.RADIUS_12,
            bgcolor=theme.PEN_WASH if selected else theme.PAPER_RAISED,
            border=ft.Border.all(1, theme.PEN_WASH if selected else theme.LINE),
            ink=True,
            on_click=partial(on_pick, f"{choice.field}:{at}"),
            content=ft.Row(
                spacing=theme.SPACE_8,
                vertical_alignment=ft.CrossAxisAlignment.START,
                controls=[
                    ft.Icon(icon, size=theme.TEXT_20, color=ink if said else theme.INK_SOFT),
                    text(
                        said or words.t("same.empty"),
                        "body",
                        ink if said else theme.INK_SOFT,
                        lines=4,
                        expand=True,
                    ),
                ],
            ),
        ),
    )


def _answers(words: Catalog, actions: SameActions) -> ft.Control:
    return ft.Container(
        padding=theme.SPACE_16,
        border=ft.Border.only(top=ft.BorderSide(width=1, color=theme.LINE)),
        content=ft.Row(
            wrap=True,
            spacing=theme.SPACE_8,
            run_spacing=theme.SPACE_4,
            controls=[
                primary_button(words.t("same.merge"), actions.merge, "same-merge"),
                quiet_button(words.t("same.different"), actions.differ, "same-different"),
                quiet_button(words.t("same.later"), actions.later, "same-later"),
            ],
        ),
    )


def same_line(words: Catalog, count: int, on_look: Press) -> ft.Control:
    """Return the line that stands in Me while pairs wait to be looked at."""
    return list_row(
        words.t("same.to_look", count=count),
        "me-same",
        leading=ft.Icon(ft.Icons.JOIN_INNER_ROUNDED, color=theme.AMBER_INK),
        trailing=ft.Icon(ft.Icons.CHEVRON_RIGHT_ROUNDED, color=theme.INK_SOFT),
        on_press=on_look,
    )
