"""Go from screen to screen; every screen may import this, the shell imports every screen."""

from typing import cast

import flet as ft


async def go(path: str) -> None:
    """Open a path of the app; what is open stays beneath it for "back".

    The note opens over a detail too, so its path continues the detail's.
    """
    top = _open_views()[-1].route or "/"
    if path.startswith("/capture") and "/capture" not in top:
        path = top.rstrip("/") + path
    await ft.context.page.push_route(path)


async def close() -> None:
    """Go back to what lies beneath."""
    beneath = _open_views()[:-1]
    path = beneath[-1].route if beneath else "/"
    await ft.context.page.push_route(path or "/")


def _open_views() -> list[ft.View]:
    """Return the views from the tab to the one on top."""
    views = cast("list[ft.View]", ft.unwrap_component(ft.context.page.views))
    return [cast("ft.View", ft.unwrap_component(view)) for view in views]
