"""Only the app's own page may use it from a browser."""

import asyncio
from typing import Any

import pytest

from app.web_guard import WebGuard

HERE = "127.0.0.1:8551"


def _ask(kind: str, listens: str, **headers: str) -> list[dict[str, Any]]:
    """Return what the app and the guard send to one request."""
    sent: list[dict[str, Any]] = []

    async def flet(_scope: object, _receive: object, send: Any) -> None:
        if kind == "websocket":
            await send({"type": "websocket.accept"})
            return
        told = [
            (b"access-control-allow-origin", b"*"),
            (b"cross-origin-embedder-policy", b"require-corp"),
            (b"content-type", b"text/html"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": told})

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> dict[str, Any]:
        return {}

    raw = [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()]
    asyncio.run(WebGuard(flet, listens)({"type": kind, "headers": raw}, receive, send))
    return sent


def _opened(listens: str, **headers: str) -> bool:
    return bool(_ask("websocket", listens, **headers)[0]["type"] == "websocket.accept")


@pytest.mark.parametrize(
    ("origin", "ours"),
    [
        (f"http://{HERE}", True),
        (None, True),
        ("https://evil.example", False),
        ("http://127.0.0.1:9999", False),
        (f"http://{HERE}.evil.example", False),
        ("null", False),
        ("", False),
    ],
)
def test_another_page_cannot_open_the_notebook(origin: str | None, *, ours: bool) -> None:
    named = {} if origin is None else {"origin": origin}
    assert _opened("127.0.0.1", host=HERE, **named) is ours
    assert _opened("0.0.0.0", host=HERE, **named) is ours


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        (HERE, True),
        ("localhost:8551", True),
        ("[::1]:8551", True),
        ("evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("", False),
    ],
)
def test_on_this_machine_no_other_name_is_answered(host: str, *, ours: bool) -> None:
    assert _opened("127.0.0.1", host=host, origin=f"http://{host}") is ours
    assert (_ask("http", "127.0.0.1", host=host)[0]["status"] == 200) is ours
    assert _ask("http", "0.0.0.0", host="crm.example.com")[0]["status"] == 200


def test_a_proxy_may_say_which_name_the_browser_knows() -> None:
    origin = "https://crm.example.com"
    assert not _opened("0.0.0.0", host="inside:8551", origin=origin)
    assert _opened("0.0.0.0", host="inside:8551", origin=origin, x_forwarded_host="crm.example.com")


def test_browsers_are_told_what_the_page_may_do() -> None:
    headers = dict(_ask("http", "127.0.0.1", host=HERE)[0]["headers"])
    assert b"access-control-allow-origin" not in headers
    policy = headers[b"content-security-policy"].decode()
    assert "frame-ancestors 'none'" in policy
    assert f"connect-src 'self' ws://{HERE} wss://{HERE}" in policy
    assert "http:" not in policy
    assert headers[b"x-frame-options"] == b"DENY"
    assert headers[b"referrer-policy"] == b"no-referrer"
    assert headers[b"x-content-type-options"] == b"nosniff"


def test_flutter_draws_where_it_lays_out_text() -> None:
    """Beside it, both write one heap without a lock, and the window freezes."""
    headers = dict(_ask("http", "127.0.0.1", host=HERE)[0]["headers"])
    assert b"cross-origin-embedder-policy" not in headers
