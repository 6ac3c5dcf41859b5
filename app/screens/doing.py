"""Do what a person asked for: write it, say so, offer the way back."""

from collections.abc import Callable
from functools import partial

import flet as ft

from app.commands.undo import Affected, undo
from app.hooks import App
from app.i18n.catalog import Catalog
from app.platforms import in_phone_app
from app.screens.problems import problem_words
from app.widgets.snack import snackbar, undo_snackbar
from sync.client.writer import Writer
from sync.core.errors import RapportError

Command = Callable[[Writer], Affected]


async def do(app: App, words: Catalog, command: Command, said: str) -> Affected | None:
    """Run a command and say at the bottom what was done, with "Undo" beside it.

    Args:
        app: The runtime and the window.
        words: The language.
        command: What to write.
        said: What was done: "Saved".

    Returns:
        What was written; None when it could not be, which has then been said.
    """
    page = ft.context.page
    try:
        done = await app.runtime.run(command)
    except RapportError as error:
        page.show_dialog(snackbar(problem_words(words, error), wide=app.state.wide))
        return None
    say_done(app, words, done, said)
    return done


def say_done(app: App, words: Catalog, done: Affected, said: str) -> None:
    """Say what was done and offer the way back; nothing when nothing was written.

    A phone is felt to have taken it.

    For a form, which says itself what could not be saved.
    """
    if done.written:
        page, take_back = ft.context.page, partial(_undo, app, words, done)
        if in_phone_app(page):
            page.run_task(ft.HapticFeedback().light_impact)
        page.show_dialog(
            undo_snackbar(said, words.t("common.undo"), take_back, wide=app.state.wide)
        )


async def _undo(app: App, words: Catalog, done: Affected) -> None:
    page = ft.context.page
    try:
        await app.runtime.run(partial(undo, done=done))
    except RapportError as error:
        page.show_dialog(snackbar(problem_words(words, error), wide=app.state.wide))
