"""Say that somebody is writing, so that nothing else asks for the thumb meanwhile."""

from typing import Literal

import flet as ft

from app.hooks import use_app

Writing = Literal["", "line", "form"]


def use_writing(what: Writing = "form") -> None:
    """Keep the capture button away while this component stands. A hook.

    Args:
        what: ``form`` when its own head leads back, ``line`` for an editor in
            its place on a card, "" for nothing at the moment.
    """
    state = use_app().state
    said: ft.MutableRef[Writing] = ft.use_ref("")

    def enter() -> None:
        said.current = what
        if what:
            state.writing = (*state.writing, what)

    def leave() -> None:
        if said.current:
            rest = list(state.writing)
            rest.remove(said.current)
            state.writing = tuple(rest)

    ft.use_effect(enter, [what], leave)
