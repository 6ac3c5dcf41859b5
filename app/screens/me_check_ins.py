"""When the team asks a customer who bought how it goes: everybody reads it, an admin chooses it."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.commands.check_ins import choose_check_in_days
from app.hooks import use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.check_ins import check_in_days, days_of
from app.screens.doing import do
from app.screens.newest import newest
from app.widgets.buttons import quiet_button
from app.widgets.chips import Choice, choice_chips
from app.widgets.fields import field
from app.widgets.handlers import Press, Take
from app.widgets.rows import section_header
from app.widgets.safety import guarded
from app.widgets.text import text
from app.widgets.words import use_words
from sync.core.permissions import refusal

OFFERED: Final = ("7 30 90", "30 90", "30", "")
_OTHER: Final = "other"


@guarded
def CheckInSection() -> ft.Control:
    """Show the rule once it is read, and let an admin choose another."""
    words, app = use_words(), use_app()
    rule = use_query(check_in_days, ["team"])
    typed, set_typed = ft.use_state("")
    typing, set_typing = ft.use_state(False)  # noqa: FBT003
    me = app.state.me

    async def choose(days: str) -> None:
        set_typing(days == _OTHER)
        if days != _OTHER:
            command = partial(choose_check_in_days, days=days)
            await do(app, words, command, words.t("check_ins.chosen"))

    async def save() -> None:
        await choose(newest(set_typed))

    if rule.value is None:
        return ft.Container()
    may = bool(me and not refusal(me.actor, "team", "", {}, {"check_in_days": ""}))
    editor = days_editor(words, typed, set_typed, save) if typing and may else None
    return check_in_section(words, rule.value, choose if may else None, editor)


def check_in_section(
    words: Catalog, days: Sequence[int], on_choose: Take | None, editor: ft.Control | None = None
) -> ft.Control:
    """Return the rule in one sentence, and the other rules one may choose.

    Args:
        words: The language.
        days: When the team asks; empty for never.
        on_choose: Takes the days as text, or ``other``; None for who may only read it.
        editor: Where other days are written.
    """
    rule = " ".join(map(str, days))
    said = words.t("check_ins.rule", days=_listed(words, days))
    parts: list[ft.Control] = []
    if on_choose:
        offered = [*OFFERED, *([] if rule in OFFERED else [rule])]
        choices = [Choice(one, _short(words, one)) for one in offered]
        choices.append(Choice(_OTHER, words.t("check_ins.others")))
        chosen = _OTHER if editor else rule
        parts.append(choice_chips(choices, chosen, on_choose, "check-ins"))
    if editor:
        parts.append(editor)
    sentence = text(said if days else words.t("check_ins.never_said"), "body")
    parts.append(ft.Semantics(identifier="check-ins-rule", content=sentence))
    return ft.Column(
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            section_header(words.t("check_ins.section")),
            ft.Container(
                padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_4),
                content=ft.Column(
                    spacing=theme.SPACE_8,
                    tight=True,
                    horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                    controls=parts,
                ),
            ),
        ],
    )


def days_editor(words: Catalog, typed: str, on_type: Take, on_save: Press) -> ft.Control:
    """Return a field for days of one's own, and what is understood of them."""
    days = days_of(typed)
    understood = words.t("check_ins.understood", days=_listed(words, days)) if days else None
    save = quiet_button(words.t("common.save"), on_save, "check-ins-save")
    return ft.Column(
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            field(
                words.t("check_ins.days"),
                typed,
                on_type,
                "check-ins-days",
                hint="14, 60",
                autofocus=True,
                on_submit=on_save,
            ),
            ft.Row(
                controls=[
                    text(understood or "", "small", theme.INK_SOFT, expand=True),
                    *([save] if days else []),
                ]
            ),
        ],
    )


def _listed(words: Catalog, days: Sequence[int]) -> str:
    return ", ".join(map(words.number, days))


def _short(words: Catalog, rule: str) -> str:
    days = days_of(rule)
    if not days:
        return words.t("check_ins.never")
    return words.t("check_ins.short", days=_listed(words, days))
