"""What only the page hears goes to who is on top, and to nobody who is gone."""

from collections.abc import Callable
from functools import partial
from typing import Any

import flet as ft
import pytest

from app.screens.minutes import use_minutes
from app.screens.page_events import use_escape
from tests.app.flet_harness import FletHarness, in_own_loop


@in_own_loop
async def test_who_is_gone_before_it_began_is_just_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[str] = []
    ends: list[Callable[[], None]] = []
    use_effect: Callable[..., None] = ft.use_effect

    def kept(setup: Any, deps: Any, cleanup: Any) -> None:
        ends.append(cleanup)
        use_effect(setup, deps, cleanup)

    monkeypatch.setattr(ft, "use_effect", kept)

    @ft.component
    def sheet(name: str) -> ft.Control:
        use_escape(partial(left.append, name))
        return ft.Text(name)

    def main(page: ft.Page) -> None:
        page.render(lambda: ft.Column(controls=[sheet("below"), sheet("above")]))

    async with FletHarness(main) as h:
        escape = {"key": "Escape", "shift": False, "ctrl": False, "alt": False, "meta": False}
        await h.fire(h.page, "keyboard_event", escape)
        assert left == ["above"]
        for _ in range(2):  # as a wide window made narrow and wide again does
            ends[1]()
        await h.fire(h.page, "keyboard_event", escape)
        assert left == ["above", "below"]


@in_own_loop
async def test_who_comes_back_sees_the_present_moment_at_once() -> None:
    drawn: list[str] = []

    @ft.component
    def clock() -> ft.Control:
        use_minutes()
        drawn.append("now")
        return ft.Text("now")

    async with FletHarness(lambda page: page.render(clock)) as h:
        drawn.clear()
        await h.fire(h.page, "app_lifecycle_state_change", {"state": "hide"})
        assert drawn == []
        await h.fire(h.page, "app_lifecycle_state_change", {"state": "resume"})
        assert drawn == ["now"]
