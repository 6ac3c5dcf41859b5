"""How long the team keeps recordings: everybody reads it, an admin chooses it."""

from functools import partial

import flet as ft

from app import theme
from app.commands.expiry import keep_recordings
from app.hooks import use_app, use_query
from app.i18n.catalog import Catalog
from app.queries import team
from app.screens.doing import do
from app.widgets.chips import Choice, choice_chips
from app.widgets.handlers import Take
from app.widgets.rows import section_header
from app.widgets.safety import guarded
from app.widgets.text import text
from app.widgets.words import use_words
from sync.core.permissions import refusal

OFFERED = (0, 90, 30, 7)
"""Days: for ever, a quarter, a month, a week."""


def recordings_section(words: Catalog, days: int, on_choose: Take | None) -> ft.Control:
    """Return the rule in one sentence, and the other rules one may choose.

    Args:
        words: The language.
        days: How long recordings are kept; 0 for ever.
        on_choose: Takes the days as text; None for who may only read it.
    """
    said = words.t("recordings.days", count=days) if days else words.t("recordings.for_ever")
    parts: list[ft.Control] = []
    if on_choose:
        offered = sorted({*OFFERED, days}, key=lambda one: (one > 0, -one))
        choices = [Choice(str(one), _short(words, one)) for one in offered]
        parts.append(choice_chips(choices, str(days), on_choose, "recordings-days"))
    parts.append(ft.Semantics(identifier="recordings-rule", content=text(said, "body")))
    return ft.Column(
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            section_header(words.t("recordings.section")),
            ft.Container(
                padding=ft.Padding.symmetric(horizontal=theme.SPACE_16, vertical=theme.SPACE_4),
                content=ft.Column(spacing=theme.SPACE_8, tight=True, controls=parts),
            ),
        ],
    )


def _short(words: Catalog, days: int) -> str:
    return words.t("recordings.short_days", count=days) if days else words.t("recordings.ever")


@guarded
def RecordingsSection() -> ft.Control:
    """Show the rule once it is read."""
    words, app = use_words(), use_app()
    rule = use_query(team.audio_days, ["team"])
    me = app.state.me

    async def choose(days: str) -> None:
        command = partial(keep_recordings, days=int(days))
        await do(app, words, command, words.t("recordings.chosen"))

    if rule.value is None:
        return ft.Container()
    may = me and not refusal(me.actor, "team", "", {}, {"audio_days": 0})
    return recordings_section(words, rule.value, choose if may else None)
