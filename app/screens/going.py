"""Go from screen to screen; every screen may import this, the shell imports every screen."""

import flet as ft


async def go(path: str) -> None:
    """Open a path of the app; what is open stays beneath it for "back"."""
    await ft.context.page.push_route(path)


async def close() -> None:
    """Go back to what lies beneath."""
    page = ft.context.page
    if len(page.views) > 1:
        await page.push_route(page.views[-2].route or "/")
    else:
        await page.push_route("/")
