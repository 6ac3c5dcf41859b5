"""Pick files with what the device has for it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import flet as ft

OnPicked = Callable[[ft.FilePickerResultEvent], Awaitable[None]]


@dataclass
class _Newest:
    """The handler of the newest render; lives as long as the screen."""

    handler: OnPicked


def use_picker(on_result: OnPicked) -> ft.FilePicker:
    """Return this screen's one picker, which calls the handler of the newest render. A hook."""
    newest = ft.use_memo(lambda: _Newest(on_result), [])
    newest.handler = on_result

    async def picked(event: ft.FilePickerResultEvent) -> None:
        await newest.handler(event)

    return ft.use_memo(lambda: ft.FilePicker(on_result=picked), [])


def use_photo_picker(
    on_files: Callable[[Sequence[ft.FilePickerFile]], Awaitable[None]],
) -> ft.PickFiles:
    """Return what opens the device's photos, on the person's own tap. A hook."""

    async def picked(event: ft.FilePickerResultEvent) -> None:
        if event.files:
            await on_files(event.files)

    return ft.PickFiles(
        use_picker(picked),
        file_type=ft.FilePickerFileType.IMAGE,
        allow_multiple=True,
        with_data=bool(ft.context.page.web),  # elsewhere there is a path to read from
        cancel_upload_on_window_blur=False,
    )
