"""Composition root of a window: opens nothing, wires everything, shows the first screen."""

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.i18n.en import ENGLISH
from app.routes import desktop_routes, phone_routes
from app.runtime import App, AppContext, Runtime, use_app
from app.screens.welcome import WelcomeScreen
from app.state import AppState
from app.widgets.safety import install_safety_net
from app.widgets.words import WordsContext

_THEME_MODES = {
    "system": ft.ThemeMode.SYSTEM,
    "light": ft.ThemeMode.LIGHT,
    "dark": ft.ThemeMode.DARK,
}


async def open_window(page: ft.Page, runtime: Runtime) -> None:
    """Show the app in a new window, sharing the process's runtime."""
    words = Catalog(ENGLISH)
    install_safety_net(page, words)
    page.title = "Rapport"
    page.fonts = theme.FONTS
    page.theme, page.dark_theme = theme.light_theme(), theme.dark_theme()
    page.bgcolor = theme.PAPER
    page.padding = 0
    state = AppState(width=page.width or 0)

    def resized(event: ft.PageResizeEvent) -> None:
        state.width = event.width

    def closed() -> None:
        runtime.close_window(state)

    page.on_resize = resized
    page.on_close = closed
    await runtime.open_window(state)
    page.theme_mode = _THEME_MODES[state.settings.theme]
    page.render_views(Root, App(runtime, state), words)


@ft.component
def Root(app: App, words: Catalog) -> ft.Control:
    """Hand the runtime and the language down, and pick the first screen."""
    return AppContext(app, lambda: WordsContext(words, Screens))


@ft.component
def Screens() -> ft.Control | list[ft.View]:
    """Show the first run until somebody uses this replica, then the app."""
    app = use_app()
    ft.use_effect(_apply_theme_of(app), [app.state.settings.theme])
    if app.state.me is None:
        return [
            ft.View(route="/", padding=0, bgcolor=theme.PAPER, controls=[WelcomeScreen()]),
        ]
    routes = desktop_routes() if app.state.wide else phone_routes()
    return ft.Router(routes, manage_views=True)


def _apply_theme_of(app: App):  # type: ignore[no-untyped-def]
    page = ft.context.page

    def apply() -> None:
        page.theme_mode = _THEME_MODES[app.state.settings.theme]
        page.update()

    return apply
