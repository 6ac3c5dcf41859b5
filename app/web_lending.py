"""Serves what the app has lent to its own page, with ranges, as a player asks for."""

from collections.abc import Callable
from pathlib import Path

from starlette.responses import FileResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.lent import PREFIX
from app.pictures import HEAD, mime_of


class WebLending:
    """Stands before Flet's app and answers for the lent files alone.

    Args:
        app: Flet's.
        find: Returns the file behind an address, or None.
    """

    def __init__(self, app: ASGIApp, find: Callable[[str], Path | None]) -> None:
        self._app = app
        self._find = find

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a lent file, or pass on."""
        if scope["type"] != "http" or not scope["path"].startswith(PREFIX):
            await self._app(scope, receive, send)
            return
        path = self._find(scope["path"])
        answer = _answer(path) if path and path.is_file() else Response(status_code=404)
        await answer(scope, receive, send)


def _answer(path: Path) -> Response:
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    if path.suffix == ".zip":  # everything, to be saved under its name
        return FileResponse(path, filename=path.name, headers=headers)
    # The name on disk is a hash: what it is stands at its beginning.
    with path.open("rb") as file:
        mime = mime_of(file.read(HEAD)) or "audio/wav"
    return FileResponse(path, media_type=mime, headers=headers)
