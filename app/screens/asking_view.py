"""Questions to colleagues as they stand on a deal, a customer and Today."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.queries.asks import AskRow
from app.queries.team import Person
from app.screens.days import day_chips, due_choices
from app.screens.deal_inputs import labelled
from app.widgets import fields
from app.widgets.buttons import primary_button, quiet_button
from app.widgets.chips import Choice, choice_chips
from app.widgets.handlers import Press, Take
from app.widgets.text import text

_LINES: Final = 3
_PADDING: Final = theme.SPACE_12  # of a quiet button, left and right


@dataclass(frozen=True)
class AskActions:
    """What can be done about one question.

    Attributes:
        answer: Opens the answer; None for who is not asked.
        withdraw: Takes it away; None for who did not ask.
        open: Opens what it is about; None where one is already there.
    """

    answer: Press | None = None
    withdraw: Press | None = None
    open: Press | None = None


@dataclass(frozen=True)
class NewAsk:
    """A question being written.

    Attributes:
        text: The words so far.
        to_id: Who is asked so far.
        by_on: ISO date until when an answer helps; empty for whenever.
    """

    text: str = ""
    to_id: str = ""
    by_on: str = ""


@dataclass(frozen=True)
class NewAskActions:
    """What the form of a question can do."""

    put: Take = field(repr=False)
    pick: Take = field(repr=False)
    by: Take = field(repr=False)
    calendar: Press = field(repr=False)
    save: Press = field(repr=False)
    close: Press = field(repr=False)


def ask_row(
    words: Catalog,
    ask: AskRow,
    user_id: str,
    today: date,
    act: AskActions,
    *,
    editor: ft.Control | None = None,
    apart: bool = False,
) -> ft.Control:
    """Return a question, and its answer or what one can do about it.

    Args:
        words: The language.
        ask: The question.
        user_id: Who reads it.
        today: The day to tell others from.
        act: What can be done.
        editor: The answer, while it is written.
        apart: It stands away from its deal or customer: name that.
    """
    parts: list[ft.Control] = []
    about = " · ".join(name for name in (ask.account, ask.deal) if name)
    if apart and about:
        parts.append(text(about, "strong", lines=2))
    parts.append(text(_who(words, ask, user_id, today), "caption", theme.INK_SOFT))
    parts.append(text(ask.text, "body"))
    if ask.answer:
        parts.append(_answer(words, ask, user_id))
    parts.append(editor or _buttons(words, ask, act))
    mark = ft.Icon(ft.Icons.FORUM_OUTLINED, color=theme.PEN, size=theme.TEXT_20)
    told = ft.Column(
        expand=True,
        spacing=theme.SPACE_4,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=parts,
    )
    return ft.Semantics(
        identifier=f"ask-{ask.id}",
        key=f"ask-{ask.id}",
        content=ft.Container(
            bgcolor=theme.PAPER_SUNK,
            border_radius=theme.RADIUS_12,
            padding=ft.Padding.only(
                left=theme.SPACE_16, right=theme.SPACE_16, top=theme.SPACE_12, bottom=theme.SPACE_4
            ),
            content=ft.Row(
                spacing=theme.SPACE_12,
                vertical_alignment=ft.CrossAxisAlignment.START,
                controls=[mark, told],
            ),
        ),
    )


def _who(words: Catalog, ask: AskRow, user_id: str, today: date) -> str:
    """Return who asks whom, and until when: "You asked Maria · by Friday"."""
    someone = words.t("given.someone")
    if ask.to_id == user_id:
        said = words.t("ask.asks_you", by=ask.by or someone)
    elif ask.by_id == user_id:
        said = words.t("ask.you_asked", to=ask.to or someone)
    else:
        said = words.t("ask.asked", by=ask.by or someone, to=ask.to or someone)
    if ask.by_on and not ask.answer:
        said += " · " + words.t("ask.by", when=words.day(date.fromisoformat(ask.by_on), today))
    return said


def _answer(words: Catalog, ask: AskRow, user_id: str) -> ft.Control:
    to = ask.to or words.t("given.someone")
    said = words.t("ask.you_said") if ask.to_id == user_id else words.t("ask.they_said", to=to)
    return ft.Container(
        border=ft.Border.only(left=ft.BorderSide(width=2, color=theme.MOSS)),
        padding=ft.Padding.only(left=theme.SPACE_12),
        margin=ft.Margin.only(top=theme.SPACE_4, bottom=theme.SPACE_8),
        content=ft.Column(
            spacing=0,
            tight=True,
            controls=[text(said, "caption", theme.INK_SOFT), text(ask.answer, "body")],
        ),
    )


def _buttons(words: Catalog, ask: AskRow, act: AskActions) -> ft.Control:
    name = f"ask-{ask.id}"
    buttons: list[ft.Control] = []
    if act.answer:
        label = words.t("ask.answer_change" if ask.answer else "ask.answer")
        buttons.append(quiet_button(label, act.answer, f"{name}-answer"))
    if act.open:
        buttons.append(quiet_button(words.t("given.open"), act.open, f"{name}-open"))
    if act.withdraw:
        label = words.t("ask.withdraw")
        buttons.append(quiet_button(label, act.withdraw, f"{name}-withdraw", color=theme.INK_SOFT))
    return ft.Container(
        margin=ft.Margin.only(left=-_PADDING),
        visible=bool(buttons),
        content=ft.Row(wrap=True, spacing=0, run_spacing=0, controls=buttons),
    )


def answer_editor(
    words: Catalog,
    ask: AskRow,
    typed: str,
    *,
    on_type: Take,
    on_save: Press,
    on_close: Press,
    on_spoken: Press,
) -> ft.Control:
    """Return the answer being written; what was said aloud since is one tap away."""
    parts: list[ft.Control] = [
        fields.field(
            words.t("ask.your_answer"),
            typed,
            on_type,
            "ask-words",
            hint=words.t("ask.answer_hint"),
            lines=_LINES,
            keyboard=ft.KeyboardType.MULTILINE,
            autofocus=True,
        )
    ]
    if ask.spoken and ask.spoken.strip() not in typed:
        label = words.t("ask.use_spoken")
        icon = ft.Icons.MIC_NONE_ROUNDED
        parts.append(ft.Row(controls=[quiet_button(label, on_spoken, "ask-spoken", icon=icon)]))
    parts.append(_save_row(words, words.t("ask.send_answer"), on_save, on_close))
    return _stretched(parts)


def new_ask_view(
    words: Catalog, new: NewAsk, people: Sequence[Person], today: date, act: NewAskActions
) -> ft.Control:
    """Return the form of a question: whom, what, until when."""
    choices = [Choice(person.id, person.name) for person in people]
    chips = day_chips(
        words,
        today,
        due_choices(today),
        new.by_on,
        "ask-by",
        on_pick=act.by,
        on_calendar=act.calendar,
    )
    return ft.Container(
        padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_8),
        content=_stretched(
            [
                labelled(words.t("ask.whom"), choice_chips(choices, new.to_id, act.pick, "ask-to")),
                fields.field(
                    words.t("ask.what"),
                    new.text,
                    act.put,
                    "ask-words",
                    hint=words.t("ask.what_hint"),
                    lines=2,
                    keyboard=ft.KeyboardType.MULTILINE,
                    autofocus=True,
                ),
                labelled(
                    words.t("ask.until"),
                    ft.Row(wrap=True, spacing=theme.SPACE_8, run_spacing=0, controls=chips),
                ),
                _save_row(words, words.t("ask.send"), act.save, act.close),
            ]
        ),
    )


def _save_row(words: Catalog, label: str, on_save: Press, on_close: Press) -> ft.Control:
    return ft.Row(
        wrap=True,
        controls=[
            primary_button(label, on_save, "ask-save"),
            quiet_button(words.t("common.cancel"), on_close, "ask-cancel", color=theme.INK_SOFT),
        ],
    )


def _stretched(parts: list[ft.Control]) -> ft.Column:
    return ft.Column(
        spacing=theme.SPACE_8,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=parts,
    )
