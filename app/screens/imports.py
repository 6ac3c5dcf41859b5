"""Bring in customers, people and deals from another system's files."""

from functools import partial
from pathlib import Path

import flet as ft

from app.hooks import use_app
from app.imports.text import SourceFile
from app.screens.going import go
from app.screens.import_flow import ImportFlow
from app.screens.import_page import ImportActions, ImportPage
from app.screens.import_view import import_view
from app.screens.picking import use_picker
from app.widgets.safety import guarded
from app.widgets.words import use_words


@guarded
def ImportScreen() -> ft.Control:
    """Show an import from the files picked to the report."""
    words, app = use_words(), use_app()
    page, set_page = ft.use_state(ImportPage())
    flow = ImportFlow(app, words, page, set_page)
    ft.use_effect(flow.load, [])

    async def picked(event: ft.FilePickerResultEvent) -> None:
        if event.files:
            await flow.picked(tuple(source_file(file) for file in event.files))

    actions = ImportActions(
        pick=ft.PickFiles(
            use_picker(picked),
            allow_multiple=True,
            with_data=bool(ft.context.page.web),  # elsewhere there is a path to read from
            cancel_upload_on_window_blur=False,
        ),
        day_first=flow.day_first,
        bring_in=flow.bring_in,
        open=flow.open,
        close=flow.close,
        kind=flow.kind,
        means=flow.means,
        edit=flow.edit,
        put=flow.put,
        save=flow.save,
        same=flow.same,
        go_on=flow.go_on,
        take_back=flow.take_back,
        done=partial(go, "/deals"),
    )
    return import_view(
        words, page, actions, text_scale=app.state.settings.text_scale, wide=app.state.wide
    )


def source_file(file: ft.FilePickerFile) -> SourceFile:
    """Return a picked file: by its path on a device, with its bytes in a browser."""
    if file.path and not file.bytes:
        return SourceFile(file.name, Path(file.path))
    return SourceFile(file.name, bytes(file.bytes or b""))
