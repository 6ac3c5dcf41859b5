"""Bring everything back into an app that nobody uses yet."""

from dataclasses import dataclass, replace
from pathlib import Path

import flet as ft

from app import theme
from app.hooks import use_app
from app.i18n.catalog import Catalog
from app.screens.first_page import first_page
from app.screens.page_events import use_escape
from app.screens.problems import problem_words
from app.widgets.banner import banner
from app.widgets.handlers import Press, tagged
from app.widgets.safety import guarded
from app.widgets.text import text
from app.widgets.words import use_words
from sync.core.errors import RapportError


@dataclass(frozen=True, slots=True)
class BringingBack:
    """How far it is.

    Attributes:
        problem: Why the last file did not work; empty while none was tried.
    """

    working: bool = False
    done: int = 0
    total: int = 0
    problem: str = ""


def bringing_back_view(
    words: Catalog, page: BringingBack, pick: ft.ClientAction | None, on_back: Press, *, wide: bool
) -> ft.Control:
    """Return what is to be picked, or how far it is."""
    if page.working:
        share = page.done / page.total if page.total else None
        bar = ft.ProgressBar(value=share, color=theme.PEN, bgcolor=theme.LINE, bar_height=4)
        said = text(words.t("back.working"), "small", theme.INK_SOFT)
        return first_page(
            words.t("back.title"), words.t("back.why"), [bar, said], wide=wide, mark=True
        )
    height = theme.room_for_text(theme.TOUCH)
    button = ft.FilledButton(
        content=words.t("back.pick"),
        icon=ft.Icons.FOLDER_OPEN_ROUNDED,
        action=pick,
        height=height,
    )
    body: list[ft.Control] = [tagged("back-pick", button)]
    if page.problem:
        body.insert(0, banner(page.problem, "amber", identifier="back-problem"))
    return first_page(
        words.t("back.title"),
        words.t("back.why"),
        body,
        wide=wide,
        back=words.t("common.back"),
        on_back=on_back,
    )


@guarded
def BringingBackForm(back: Press) -> ft.Control:
    """Pick a file and bring it back; the app opens with it by itself."""
    words, app = use_words(), use_app()
    page, set_page = ft.use_state(BringingBack())
    use_escape(back)

    def told(done: int, total: int) -> None:
        set_page(lambda old: replace(old, done=done, total=total))

    async def picked(event: ft.FilePickerResultEvent) -> None:
        if not event.files:
            return
        file = event.files[0]
        source = Path(file.path) if file.path and not file.bytes else bytes(file.bytes or b"")
        set_page(BringingBack(working=True))
        try:
            await app.runtime.moving.bring_back(source, told)
        except RapportError as error:
            set_page(BringingBack(problem=problem_words(words, error)))

    picker = ft.use_memo(lambda: ft.FilePicker(on_result=picked), [])
    pick = ft.PickFiles(
        picker,
        with_data=ft.context.page.web,
        allowed_extensions=["zip"],
        file_type=ft.FilePickerFileType.CUSTOM,
        cancel_upload_on_window_blur=False,
    )
    return bringing_back_view(words, page, pick, back, wide=app.state.wide)
