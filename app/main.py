"""Composition root of a window: opens nothing, wires everything, shows the first screen."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any

import flet as ft

from app import theme
from app.filing import Filed, set_names_right
from app.hooks import App, AppContext, use_app
from app.i18n.catalog import Catalog
from app.i18n.languages import SYSTEM, system_locales, tag, words_for
from app.routes import desktop_routes, phone_routes
from app.runtime import Runtime
from app.screens.going import popped
from app.screens.problems import problem_words
from app.screens.speaking import Speaking, SpeakingContext, use_speaking
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

log = logging.getLogger(__name__)

OpenWindow = Callable[[ft.Page], Awaitable[None]]

_THEME_MODES = {
    "system": ft.ThemeMode.SYSTEM,
    "light": ft.ThemeMode.LIGHT,
    "dark": ft.ThemeMode.DARK,
}
_LOCALES_S = 1.0
"""A client that has drawn nothing yet answers in some ms; one that never does holds up nobody."""


async def open_window(page: ft.Page, runtime: Runtime, left_behind: Sequence[Filed] = ()) -> None:
    """Show the app in a new window, sharing the process's runtime.

    Args:
        page: The window.
        runtime: Everything behind it.
        left_behind: Recordings of an earlier run that were filed just now.
    """
    state = AppState(width=page.width or 0, locales=await _locales(page))
    words = words_for(runtime.settings.language, state.locales)
    theme.text_scale.factor = runtime.settings.text_scale
    _dress(page, words)

    def set_otherwise(event: ft.LocaleChangeEvent) -> None:
        state.locales = _tags(event.locales)

    def resized(event: ft.PageResizeEvent) -> None:
        state.width = event.width

    def closed() -> None:
        runtime.close_window(state)

    page.on_resize = resized
    page.on_close = closed
    page.on_locale_change = set_otherwise
    page.on_view_pop = popped
    await runtime.open_window(state)
    page.theme_mode = _THEME_MODES[state.settings.theme]
    page.render_views(Root, App(runtime, state), words)
    if left_behind:
        name = left_behind[-1].about.account
        said = words.t("recording.kept" if name else "recording.kept_unnamed", name=name)
        page.show_dialog(snackbar(said, wide=state.wide))
    for filed in left_behind:
        await set_names_right(runtime, filed)


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
    words = words_for(SYSTEM, await _locales(page))
    _dress(page, words)
    damaged = isinstance(error, DamagedDatabaseError)
    anew = partial(start_anew, page) if damaged else None
    page.render_views(Trouble, words, problem_words(words, error), partial(retry, page), anew)


async def _locales(page: ft.Page) -> tuple[str, ...]:
    """Return what the window's device is set to; the process's own where it does not say."""
    try:
        told = await asyncio.wait_for(page.get_device_info(), _LOCALES_S)
    # Whatever is missing from an answer: a language is never worth refusing to start for.
    except (AttributeError, KeyError, RuntimeError, TimeoutError, TypeError, ValueError):
        log.info("locales-unknown")
        told = None
    return _tags(told.locales) if told else system_locales()


def _tags(locales: Sequence[ft.Locale]) -> tuple[str, ...]:
    return tuple("-".join(filter(None, (one.language_code, one.country_code))) for one in locales)


def _speak(page: ft.Page, words: Catalog, locales: Sequence[str]) -> None:
    """Have what is not drawn by our widgets speak the same: calendar, clock, last resort."""
    install_safety_net(page, words)
    code, country = tag(words, locales)
    spoken = ft.Locale(code, country or None)
    page.locale_configuration = ft.LocaleConfiguration([spoken], spoken)


def _dress(page: ft.Page, words: Catalog) -> None:
    _speak(page, words, system_locales())
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
    """Hand the runtime and what a window keeps down to the screens."""
    focus = ft.use_memo(Focus, [])
    page = ft.context.page
    speaking = ft.use_memo(lambda: Speaking(app, words, page), [])
    return AppContext(app, lambda: FocusContext(focus, lambda: SpeakingContext(speaking, Screens)))


@ft.component
def Screens() -> Any:  # noqa: ANN401  # Flet takes a control or a list of views here
    """Choose the language, and the first run until somebody uses this replica, then the app."""
    app, speaking = use_app(), use_speaking()
    page, settings, locales = ft.context.page, app.state.settings, app.state.locales
    theme.text_scale.factor = settings.text_scale  # before anything below is drawn
    words = words_for(settings.language, locales)

    def speak() -> None:
        speaking.words = words
        _speak(page, words, locales)
        page.update()

    def apply_theme() -> None:
        page.theme_mode = _THEME_MODES[settings.theme]
        page.theme, page.dark_theme = theme.light_theme(), theme.dark_theme()
        page.update()

    ft.use_effect(apply_theme, [settings.theme, settings.text_scale])
    ft.use_effect(speak, [id(words)])
    return WordsContext(words, partial(_screens, app.state, words))


def _key(words: Catalog) -> str:
    return f"words-{id(words)}"


def _screens(state: AppState, words: Catalog) -> Any:  # noqa: ANN401  # a control or views
    """Return what is shown; all of it anew in another language, what is memoised as well."""
    if state.me is None:
        welcome = WelcomeScreen(key=_key(words))
        return [ft.View(route="/", padding=0, bgcolor=theme.PAPER, controls=[welcome])]
    routes = desktop_routes() if state.wide else phone_routes()
    return ft.Router(routes, manage_views=True, key=_key(words))  # type: ignore[call-arg]  # every component takes one
