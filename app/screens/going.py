"""Go from screen to screen; every screen may import this, the shell imports every screen.

On a phone a path is the trail of what was opened, `/customers/<id>/deals/<id>`:
each part is a view that stays beneath the next one, as it was left. On a desktop
there is one view, and a path names what is open in it.
"""

import re
from typing import Final, cast

import flet as ft

NEW: Final = "new"
"""Stands for the id of what is being made."""

LONGEST: Final = 4
"""So many details lie over each other at most; the first one goes then."""

_SHEET = re.compile(r"/(?:capture|notes|plan|visits)\b")
"""What lies over whatever is open, and nothing over it."""
_DETAIL = re.compile(r"/(?:customers|deals)/[^/?]+")


async def go(path: str) -> None:
    """Open a path of the app; what is open stays beneath it for "back"."""
    await ft.context.page.push_route(trail(_open_views()[-1].route or "/", path))


async def close() -> None:
    """Go back to what lies beneath: a detail, or the tab it was opened from."""
    await ft.context.page.push_route(_beneath())


def popped(_event: ft.ViewPopEvent) -> None:
    """Follow the phone's own way back, a swipe or a button."""
    ft.context.page.navigate(_beneath())


def trail(top: str, path: str) -> str:
    """Return the path that opens one path over another.

    A sheet continues any trail, and a detail the trail of details. What the
    trail holds already is gone back to; the form of something new gives its
    place to what was made.

    Args:
        top: Where one is on a phone; "/" for a tab, and on a desktop.
        path: Where one wants to go.
    """
    if _SHEET.match(path):
        return path if _SHEET.search(top) else top.rstrip("/") + path
    walked = _DETAIL.findall(top)
    wanted = _DETAIL.match(path)
    if not walked or not wanted:
        return path
    if walked[-1].endswith(f"/{NEW}"):
        del walked[-1]
    if wanted[0] in walked:
        del walked[walked.index(wanted[0]) :]
    return "".join(walked[1 - LONGEST :]) + path


def last_detail(path: str) -> str:
    """Return the id at the end of a trail: `/customers/<id>/deals/<id>` gives the deal's."""
    return path.rstrip("/").rpartition("/")[2]


def open_deal(path: str) -> str:
    """Return the id of the deal a trail ends with; empty when it ends with none."""
    found = _DETAIL.findall(path)
    return last_detail(found[-1]) if found and found[-1].startswith("/deals") else ""


def shown_by(path: str) -> tuple[str, str]:
    """Return kind and id of the record whose detail a path ends in or lies over."""
    _, where, record_id = _DETAIL.findall(path)[-1].split("/")
    return {"customers": "account", "deals": "deal"}[where], record_id


def tab_of(path: str) -> str:
    """Return the tab that shows a path on a desktop: "deals", or "today" for "/"."""
    found = _DETAIL.findall(path)
    return (found[-1] if found else path).strip("/").split("/")[0] or "today"


def _beneath() -> str:
    """Return the path of the view under the one on top; a tab's own where there is none."""
    views = _open_views()
    if len(views) < 2:
        return "/" + ft.context.page.route.strip("/").split("/")[0]
    # All tabs share one view and its route; it says itself which of them is open.
    return str(views[-2].data or views[-2].route)


def _open_views() -> list[ft.View]:
    """Return the views from the tab to the one on top."""
    views = cast("list[ft.View]", ft.unwrap_component(ft.context.page.views))
    return [cast("ft.View", ft.unwrap_component(view)) for view in views]
