"""Letters that our font lacks are served to the browser from here, as its client asks for them."""

import asyncio
import re
import zipfile
from importlib.util import find_spec
from pathlib import Path

import httpx
import pytest
from starlette.responses import PlainTextResponse

from app.hosting import ASSETS
from app.web_fonts import PREFIX, WebFonts, piece_of

FALLBACK = ASSETS / "fallback"
CLIENT = Path(find_spec("flet_web").origin or "").parent / "web/main.dart.js"  # type: ignore[union-attr]
ASKED = re.findall(r'"(noto[a-z0-9]+/v\d+/[^"/]+)"', CLIENT.read_text("utf-8"))
EAST = ("notosanssc", "notosanstc", "notosanshk", "notosansjp", "notosanskr")
WHOLE = (
    *("notosans", "notosansarabic", "notosanshebrew", "notosansarmenian", "notosansgeorgian"),
    *("notosansthai", "notosansdevanagari", "notosansbengali", "notosanstamil"),
    *("notosanstelugu", "notosansethiopic", "notosanssymbols"),
)
SIZE_MB = 13


def asked_of(family: str) -> list[str]:
    """Return what the installed client may ask for of a family, its Latin left out."""
    names = [name for name in ASKED if name.startswith(f"{family}/")]
    return [name for name in names if family in WHOLE or re.search(r"\.\d+\.", name)]


@pytest.mark.parametrize("family", [*EAST, *WHOLE])
def test_whatever_the_client_may_ask_for_is_here(family: str) -> None:
    names = asked_of(family)
    assert len(names) >= (90 if family in EAST else 1)
    pieces = {name: piece_of(FALLBACK, f"/assets/fonts/{name}") for name in names}
    assert [name for name, piece in pieces.items() if (piece or b"")[:4] != b"wOF2"] == []


def test_the_archives_are_those_that_are_served_and_carry_their_licence() -> None:
    archives = sorted(FALLBACK.glob("*.zip"))
    assert {path.stem for path in archives} == {*EAST, *WHOLE}
    for path in archives:
        with zipfile.ZipFile(path) as archive:
            assert b"SIL Open Font License, Version 1.1" in archive.read("OFL.txt"), path.name
    assert sum(path.stat().st_size for path in archives) < SIZE_MB * 1e6


def _get(path: str) -> httpx.Response:
    transport = httpx.ASGITransport(app=WebFonts(PlainTextResponse("Flet"), FALLBACK))

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.get(path)

    return asyncio.run(ask())


def test_a_piece_is_a_font_and_need_not_be_fetched_again() -> None:
    answer = _get(f"/assets/fonts/{asked_of('notosanshebrew')[0]}")
    assert answer.headers["content-type"] == "font/woff2"
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "path",
    [
        f"{PREFIX}sansjp/v53/x.9999.woff2",
        f"{PREFIX}sansklingon/v1/x.woff2",
        f"{PREFIX}/../../../etc/passwd",
        f"{PREFIX}sansjp/v53/x.%2e%2e%2fOFL.woff2",
        f"{PREFIX}sansjp.zip",
    ],
)
def test_nothing_else_is_given_away(path: str) -> None:
    answer = _get(path)
    assert answer.content in (b"", b"Flet")


def test_all_else_is_flets() -> None:
    assert _get("/fonts/RapportSans.ttf").text == "Flet"
