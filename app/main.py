"""Composition root of a window: opens nothing, wires everything, shows the first screen."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any

import flet as ft

from app import theme
from app.filing import Filed
from app.hooks import App, AppContext, use_app
from app.i18n.catalog import Catalog
from app.i18n.en import ENGLISH
from app.routes import desktop_routes, phone_routes
from app.runtime import Runtime
from app.screens.going import popped
from app.screens.problems import problem_words
from app.screens.speaking import Speaking, SpeakingContext
from app.screens.welcome import WelcomeScreen
from app.state import AppState
from app.widgets.buttons import quiet_button
from app.widgets.handlers import Press
from app.widgets.safety import install_safety_net
from app.widgets.snack import snackbar
from app.widgets.states import empty_state
from app.widgets.text import text
from app.widgets.typed import Focus, FocusContext
from app.widgets.words import WordsContext
from sync.core.errors import DamagedDatabaseError, StoreError

OpenWindow = Callable[[ft.Page], Awaitable[None]]

_THEME_MODES = {
    "system": ft.ThemeMode.SYSTEM,
    "light": ft.ThemeMode.LIGHT,
    "dark": ft.ThemeMode.DARK,
}


async def open_window(page: ft.Page, runtime: Runtime, left_behind: Sequence[Filed] = ()) -> None:
    """Show the app in a new window, sharing the process's runtime.

    Args:
        page: The window.
        runtime: Everything behind it.
        left_behind: Recordings of an earlier run that were filed just now.
    """
    words = Catalog(ENGLISH)
    theme.text_scale.factor = runtime.settings.text_scale
    _dress(page, words)
    state = AppState(width=page.width or 0)

    def resized(event: ft.PageResizeEvent) -> None:
        state.width = event.width

    def closed() -> None:
        runtime.close_window(state)

    page.on_resize = resized
    page.on_close = closed
    page.on_view_pop = popped
    await runtime.open_window(state)
    page.theme_mode = _THEME_MODES[state.settings.theme]
    page.render_views(Root, App(runtime, state), words)
    if left_behind:
        name = left_behind[-1].about.account
        said = words.t("recording.kept" if name else "recording.kept_unnamed", name=name)
        page.show_dialog(snackbar(said, wide=state.wide))


async def open_trouble(
    page: ft.Page, error: StoreError, retry: OpenWindow, start_anew: OpenWindow
) -> None:
    """Say what keeps the app from opening, what is safe, and what to do.

    Args:
        page: The window.
        error: What is wrong.
        retry: Opens the window again.
        start_anew: Puts a damaged database aside first; offered for that alone.
    """
    words = Catalog(ENGLISH)
    _dress(page, words)
    damaged = isinstance(error, DamagedDatabaseError)
    anew = partial(start_anew, page) if damaged else None
    page.render_views(Trouble, words, problem_words(words, error), partial(retry, page), anew)


def _dress(page: ft.Page, words: Catalog) -> None:
    install_safety_net(page, words)
    page.title = "Rapport"
    page.fonts = theme.FONTS
    page.theme, page.dark_theme = theme.light_theme(), theme.dark_theme()
    page.bgcolor = theme.PAPER
    page.padding = 0


@ft.component
def Trouble(words: Catalog, problem: str, retry: Press, anew: Press | None) -> Any:  # noqa: ANN401  # a list of views
    """Stand in for the app while its data cannot be opened."""
    said = empty_state(
        ft.Icons.HEALING_OUTLINED,
        words.t("trouble.title"),
        problem,
        action=words.t("common.retry"),
        on_action=retry,
        urgent=True,
    )
    parts: list[ft.Control] = [said]
    if anew:
        parts.append(quiet_button(words.t("trouble.anew"), anew, "trouble-anew"))
        parts.append(text(words.t("trouble.anew_why"), "small", theme.INK_SOFT))
    column = ft.Column(
        alignment=ft.MainAxisAlignment.CENTER,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        controls=parts,
    )
    body = ft.SafeArea(expand=True, content=column)
    return [ft.View(route="/", padding=theme.SPACE_16, bgcolor=theme.PAPER, controls=[body])]


@ft.component
def Root(app: App, words: Catalog) -> Any:  # noqa: ANN401  # whatever `Screens` gives
    """Hand the runtime and the language down, and pick the first screen."""
    focus = ft.use_memo(Focus, [])
    page = ft.context.page
    speaking = ft.use_memo(lambda: Speaking(app, words, page), [])
    return AppContext(
        app,
        lambda: WordsContext(
            words, lambda: FocusContext(focus, lambda: SpeakingContext(speaking, Screens))
        ),
    )


@ft.component
def Screens() -> Any:  # noqa: ANN401  # Flet takes a control or a list of views here
    """Show the first run until somebody uses this replica, then the app."""
    app = use_app()
    page, settings = ft.context.page, app.state.settings
    theme.text_scale.factor = settings.text_scale  # before anything below is drawn

    def apply_theme() -> None:
        page.theme_mode = _THEME_MODES[settings.theme]
        page.theme, page.dark_theme = theme.light_theme(), theme.dark_theme()
        page.update()

    ft.use_effect(apply_theme, [settings.theme, settings.text_scale])
    if app.state.me is None:
        return [ft.View(route="/", padding=0, bgcolor=theme.PAPER, controls=[WelcomeScreen()])]
    routes = desktop_routes() if app.state.wide else phone_routes()
    return ft.Router(routes, manage_views=True)
