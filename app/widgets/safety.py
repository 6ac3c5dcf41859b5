"""Keep one failing part from taking the whole app with it.

Flet 1.0.5 ends its update loop when a render raises, and replaces the app by an error
card when an event handler does. Both lose sight of a person's words; neither happens here.
"""

import functools
import logging
from collections.abc import Callable
from typing import ParamSpec

import flet as ft

from app import theme
from app.i18n.catalog import Catalog
from app.widgets.snack import snackbar
from app.widgets.text import text
from app.widgets.words import use_words

log = logging.getLogger(__name__)
P = ParamSpec("P")


def guarded(build: Callable[P, ft.Control]) -> Callable[..., ft.Control]:
    """Turn a function into a Flet component that shows a panel when it raises.

    The result takes the function's own arguments, and `key=` as every component does.
    """

    @functools.wraps(build)
    def body(*args: P.args, **kwargs: P.kwargs) -> ft.Control:
        words = use_words()  # before anything may raise: hooks are found by position
        try:
            return build(*args, **kwargs)
        except Exception:  # whatever it is, the rest of the screen goes on
            log.exception("render failed component=%s", build.__name__)
            return _panel(words.t("error.part"))

    component: Callable[..., ft.Control] = ft.component(body)
    return component


def install_safety_net(page: ft.Page, words: Catalog) -> None:
    """Answer an exception in any event handler by a short message, once per session."""

    def report(message: str) -> None:
        log.error("event handler failed: %s", message)
        page.show_dialog(snackbar(words.t("error.action")))

    page.session.error = report  # type: ignore[method-assign]  # Flet has no hook for it


def _panel(message: str) -> ft.Control:
    return ft.Container(
        padding=theme.SPACE_16,
        bgcolor=theme.AMBER_WASH,
        border_radius=theme.RADIUS_12,
        content=text(message, "small", theme.AMBER_INK),
    )
