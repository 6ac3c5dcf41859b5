"""What a browser may see of this server: what to do with an invitation's link.

The link ends in ``/join#K7QF-2MXD``. A browser keeps what stands behind the
``#`` to itself, so that the code reaches neither this server nor a log on the
way; the app reads it out of the link.
"""

from base64 import b64encode
from hashlib import sha256

from fastapi import APIRouter
from pydantic_core import to_json
from starlette.responses import HTMLResponse, Response

from sync.server.openapi import document

ROUTER = APIRouter()
OPENAPI_ROUTER = APIRouter()
"""Only there when the settings say so."""

_STYLE = (
    "body{font:18px/1.5 system-ui,sans-serif;max-width:26em;margin:12vh auto;padding:0 24px;"
    "color:#1d2430;background:#fbfaf7}h1{font-size:28px}"
    "@media(prefers-color-scheme:dark){body{color:#e9e6df;background:#14171c}}"
)
_PAGE = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Rapport</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>{_STYLE}</style></head><body>
<h1>You are invited to Rapport</h1>
<p>Copy the address of this page, all of it. Open Rapport on your phone or computer, choose
<b>Join my team</b>, and paste it there.</p>
<p>The invitation works once.</p>
</body></html>
"""
_STYLE_HASH = b64encode(sha256(_STYLE.encode()).digest()).decode()
_HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none';"
        " form-action 'none'; frame-ancestors 'none'"
    )
}


@ROUTER.get("/join")
async def invited() -> Response:
    """Say what to do with an invitation's link."""
    return HTMLResponse(_PAGE, headers=_HEADERS)


@OPENAPI_ROUTER.get("/openapi.json")
async def openapi() -> Response:
    """Say what this server answers."""
    return Response(to_json(document()), media_type="application/json")
