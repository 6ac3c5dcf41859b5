"""Photos, and the person who picks them for a note."""

from pathlib import Path

import flet as ft

from tests.app.windows import Window

JPEG = b"\xff\xd8\xff\xe0" + bytes(2_000)


async def pick(window: Window, *files: ft.FilePickerFile) -> None:
    """Let the person choose files in the device's gallery."""
    await window.sees("capture-photo")
    picker = window.by_id("capture-photo").action.file_picker  # type: ignore[attr-defined]
    told = [
        {"id": at, "name": one.name, "size": one.size, "path": one.path, "bytes": one.bytes}
        for at, one in enumerate(files)
    ]
    await window.fire(picker, "result", {"files": told})


def photo(path: Path, data: bytes = JPEG) -> ft.FilePickerFile:
    """Return a file to pick, of these bytes."""
    path.write_bytes(data)
    return ft.FilePickerFile(id=0, name=path.name, size=len(data), path=str(path))
