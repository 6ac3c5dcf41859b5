"""What an admin writes for the whole team: reasons to pick from, and when to ask about a deal."""

from collections.abc import Mapping
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.commands.terms import set_terms
from app.hooks import use_app, use_query
from app.i18n.catalog import Catalog
from app.queries.terms import Terms, terms
from app.screens.doing import do
from app.screens.drafts import use_draft
from app.widgets.buttons import primary_button, quiet_button
from app.widgets.chips import Choice, choice_chips
from app.widgets.fields import field
from app.widgets.handlers import Press, Take
from app.widgets.rows import section_header
from app.widgets.safety import guarded
from app.widgets.text import text
from app.widgets.words import use_words

OFFERED: Final = (30, 60, 90, 180, 0)
"""Days without a word after which a deal is asked about; 0 for never."""
_LISTS: Final = ("won_reasons", "lost_reasons")


@guarded
def TermsSection() -> ft.Control:
    """Hold what is typed into the lists of reasons."""
    app, words = use_app(), use_words()
    agreed = use_query(terms, ["team"]).value or Terms()
    draft = use_draft("team:reasons", {name: "\n".join(getattr(agreed, name)) for name in _LISTS})

    async def save() -> None:
        command = partial(set_terms, fields=dict(draft.changed))
        if await do(app, words, draft.filing(command), words.t("shape.saved")):
            await draft.forget()

    async def choose(days: str) -> None:
        await do(
            app, words, partial(set_terms, fields={"stale_days": int(days)}), words.t("shape.saved")
        )

    put = {name: partial(draft.put, name) for name in _LISTS}
    return terms_view(
        words,
        agreed,
        {name: draft.fields[name] for name in _LISTS},
        put=put,
        on_days=choose,
        on_save=save if draft.changed else None,
        on_cancel=draft.forget,
    )


def terms_view(
    words: Catalog,
    agreed: Terms,
    typed: Mapping[str, str],
    *,
    put: Mapping[str, Take],
    on_days: Take,
    on_save: Press | None,
    on_cancel: Press,
) -> ft.Control:
    """Return the quiet days and both lists of reasons, one a line.

    Args:
        words: The language.
        agreed: What stands.
        typed: What stands in the lists as typed.
        put: Takes the words of a list.
        on_days: Takes the quiet days.
        on_save: Keeps the lists; None while nothing was typed.
        on_cancel: Forgets what was typed.
    """
    offered = dict.fromkeys([*OFFERED, agreed.stale_days])
    choices = [Choice(str(days), _days(words, days)) for days in offered]
    parts: list[ft.Control] = [
        text(words.t("shape.stale"), "small", theme.INK_SOFT),
        choice_chips(choices, str(agreed.stale_days), on_days, "stale-days"),
        *(
            field(
                words.t(f"shape.{name}"),
                typed[name],
                put[name],
                f"terms-{name}",
                hint=words.t(f"reasons.usual_{name.partition('_')[0]}").replace(" · ", "\n"),
                lines=3,
            )
            for name in _LISTS
        ),
    ]
    if on_save:
        save = primary_button(words.t("common.save"), on_save, "terms-save")
        cancel = quiet_button(words.t("common.cancel"), on_cancel, "terms-cancel")
        parts.append(ft.Row(wrap=True, controls=[save, cancel]))
    return ft.Column(
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[section_header(words.t("shape.asked")), inset_column(parts)],
    )


def inset_column(parts: list[ft.Control]) -> ft.Control:
    """Return parts below each other with the page's margin."""
    return ft.Container(
        padding=ft.Padding.symmetric(horizontal=theme.SPACE_16),
        content=ft.Column(
            spacing=theme.SPACE_12,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=parts,
        ),
    )


def _days(words: Catalog, days: int) -> str:
    return words.t("shape.stale_days", count=days) if days else words.t("shape.stale_never")
