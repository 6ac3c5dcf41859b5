"""The sheet that lies over a view while one speaks."""

import flet as ft

from app.hooks import use_app
from app.queries.guess import Guess
from app.screens.account_picker import AccountPicker
from app.screens.page_events import use_keys, use_lifecycle
from app.screens.recording_view import SpeakingActions, recording_view
from app.screens.speaking import use_speaking
from app.widgets.safety import guarded
from app.widgets.words import use_words

TABS = "tabs"
"""The view that holds the four tabs."""


@guarded
def RecordingSheet(where: str) -> ft.Control:
    """Show the sheet while one speaks over this view."""
    app, words = use_app(), use_words()
    speaking = use_speaking()
    ft.use_state(speaking)
    open_ = bool(speaking.phase) and speaking.where == where

    def closed() -> None:
        if speaking.where == where:
            speaking.view_closed()

    def search() -> None:
        speaking.searching = True

    def keep() -> None:
        speaking.searching = False

    use_keys(speaking.on_key, active=open_)
    use_lifecycle(speaking.on_lifecycle)
    ft.on_unmounted(closed)
    if not open_:
        # Not there at all: an empty box of this size would take every touch.
        return ft.Container(visible=False)
    act = SpeakingActions(
        save=speaking.save,
        pause=speaking.pause,
        cancel=speaking.cancel,
        pick=speaking.pick,
        search=search,
        again=speaking.again,
        write=speaking.write,
    )
    picker = None
    if speaking.searching:
        to = speaking.to or Guess("", "", "")
        picker = AccountPicker(
            to.account_id, to.account, speaking.pick, searching=True, on_cancel=keep
        )
    view = recording_view(words, speaking.spoken(picker), act, wide=app.state.wide)
    return ft.Container(left=0, right=0, top=0, bottom=0, content=view)


def over(body: ft.Control, where: str) -> ft.Stack:
    """Return a view's content with room for the sheet over it."""
    return ft.Stack(expand=True, fit=ft.StackFit.EXPAND, controls=[body, RecordingSheet(where)])


def sheet_over(path: str, *, wide: bool) -> str:
    """Return the view whose sheet covers a path: a window's tabs, or a detail over them."""
    return TABS if wide or path.count("/") < 2 else path
