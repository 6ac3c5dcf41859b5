"""Go from screen to screen; every screen may import this, the shell imports every screen."""

from typing import Any, cast

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
    """Go back to what lies beneath: a detail, or the tab it was opened from."""
    page, views = ft.context.page, _open_views()
    beneath = views[-2] if len(views) > 1 else None
    pop: Any = page.on_view_pop
    if beneath and beneath.route != "/":
        await page.push_route(beneath.route or "/")
    elif pop:
        # All tabs share one view; only the router knows which of them was open.
        event = ft.ViewPopEvent(
            control=page, name="view_pop", route=views[-1].route or "", view=views[-1]
        )
        pop(event)
    else:
        await page.push_route("/")


def _open_views() -> list[ft.View]:
    """Return the views from the tab to the one on top."""
    views = cast("list[ft.View]", ft.unwrap_component(ft.context.page.views))
    return [cast("ft.View", ft.unwrap_component(view)) for view in views]
