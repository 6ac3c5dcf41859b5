"""Serves the letters that our own font lacks, a few kB at a time and only when they are drawn.

Flutter's web client looks for what a font lacks in Noto, cut into pieces by Google: a
Japanese name costs two or three of the 120 pieces of its script. Our pieces lie in
`assets/fallback`, an archive per family. Phones and desktops have such fonts of their own.
"""

import re
import zipfile
from pathlib import Path
from typing import Final

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

PREFIX: Final = "/assets/fonts/noto"
_ASKED: Final = re.compile(r"/assets/fonts/(noto[a-z0-9]+)/v\d+/[^/.]+(?:\.(\d+))?\.\w+")
"""Such as ``/assets/fonts/notosansjp/v53/-F6jfjtq.119.woff2``: family, version, name, piece."""
_WHOLE: Final = "all"  # the piece of a family that is not cut
_FOR_EVER: Final = {"Cache-Control": "public, max-age=31536000, immutable"}


class WebFonts:
    """Stands before Flet's app and answers for these fonts alone.

    Args:
        app: Flet's.
        folder: Where the archives lie.
    """

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        self._app = app
        self._folder = folder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a piece of a font, or pass on."""
        if scope["type"] != "http" or not scope["path"].startswith(PREFIX):
            await self._app(scope, receive, send)
            return
        await self._answer(scope["path"])(scope, receive, send)

    def _answer(self, path: str) -> Response:
        piece = piece_of(self._folder, path)
        if piece is None:
            return Response(status_code=404)
        return Response(piece, media_type="font/woff2", headers=_FOR_EVER)


def piece_of(folder: Path, path: str) -> bytes | None:
    """Return the piece of a font that the client asks for; None when it is not here."""
    asked = _ASKED.fullmatch(path)
    if not asked:
        return None
    try:
        with zipfile.ZipFile(folder / f"{asked[1]}.zip") as archive:
            return archive.read(f"{asked[2] or _WHOLE}.woff2")
    except (FileNotFoundError, KeyError):
        return None
