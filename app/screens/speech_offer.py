"""Offer, once, to fetch what writes recordings down: where a person looks when some wait."""

from dataclasses import replace
from functools import partial
from typing import Final

import flet as ft

from app import theme
from app.hooks import App
from app.i18n.catalog import Catalog
from app.recognisers import best
from app.screens.me_speech_view import fetching_view, megabytes
from app.screens.problems import problem_words
from app.speech.recogniser import (
    EngineError,
    EngineMissingError,
    ModelDamagedError,
    ModelMissingError,
)
from app.widgets.banner import banner
from app.widgets.buttons import primary_button, quiet_button
from app.widgets.handlers import tagged
from app.widgets.snack import snackbar
from app.widgets.text import text
from sync.core.errors import RapportError

FETCHED: Final = (ModelMissingError.key, ModelDamagedError.key)
"""What fetching sets right."""


def speech_offer(app: App, words: Catalog, *, asked: bool = False) -> list[ft.Control]:
    """Return the offer while recordings wait for a recogniser to be fetched; else nothing.

    Once put off it does not come again by itself: a note that waits has it, and so has
    the tab with a person's own things.

    Args:
        app: The runtime and the window.
        words: The language.
        asked: Whether the person looks at a recording that waits.
    """
    state, recognisers = app.state, app.runtime.recognisers
    if state.fetching:
        fetch = partial(recognisers.fetch, state.fetching.engine)
        return [_card([fetching_view(words, state.fetching, fetch)], inside=asked)]
    now = state.transcribing
    if not now.waiting or not now.problem or (state.settings.speech_offered and not asked):
        return []
    if now.problem not in FETCHED:
        key = now.problem if now.problem == EngineMissingError.key else EngineError.key
        return [banner(words.t(key), "amber", identifier="speech-problem")] if asked else []
    engine = best(state.settings, recognisers.models)
    size = megabytes(words, recognisers.size(engine))
    fetch = partial(recognisers.fetch, engine)
    return [
        _card(
            [
                text(words.t("dictation.offer", count=now.waiting, size=size), "body"),
                ft.Row(
                    wrap=True,
                    controls=[
                        primary_button(
                            words.t("dictation.fetch", size=size),
                            fetch,
                            "speech-offer-fetch",
                            icon=ft.Icons.DOWNLOAD_ROUNDED,
                        ),
                        quiet_button(
                            words.t("dictation.later"),
                            partial(_put_off, app, words),
                            "speech-offer-later",
                            color=theme.INK_SOFT,
                        ),
                    ],
                ),
            ],
            inside=asked,
        )
    ]


async def _put_off(app: App, words: Catalog) -> None:
    page = ft.context.page
    try:
        await app.runtime.change_settings(lambda old: replace(old, speech_offered=True))
    except RapportError as error:
        page.show_dialog(snackbar(problem_words(words, error), wide=app.state.wide))


def _card(parts: list[ft.Control], *, inside: bool) -> ft.Control:
    side = 0 if inside else theme.SPACE_16  # a sheet has its own air
    return tagged(
        "speech-offer",
        ft.Container(
            margin=ft.Margin.symmetric(horizontal=side, vertical=theme.SPACE_8),
            padding=theme.SPACE_16,
            border_radius=theme.RADIUS_12,
            bgcolor=theme.PAPER_RAISED,
            border=ft.Border.all(1, theme.LINE),
            content=ft.Column(
                spacing=theme.SPACE_12,
                tight=True,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                controls=parts,
            ),
        ),
    )
