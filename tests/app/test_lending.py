"""A recording is served to the app's own page while it is lent, and to nobody else."""

import asyncio
from pathlib import Path

import httpx
import pytest
from starlette.responses import PlainTextResponse

from app.lent import Lent
from app.web_lending import WebLending

SOUND = bytes(range(256)) * 8


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "a"
    path.write_bytes(SOUND)
    return path


def _get(lent: Lent, path: str, headers: dict[str, str] | None = None) -> httpx.Response:
    transport = httpx.ASGITransport(app=WebLending(PlainTextResponse("Flet"), lent.path))

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.get(path, headers=headers)

    return asyncio.run(ask())


def test_what_is_lent_is_served_whole_and_in_parts(sound: Path) -> None:
    lent = Lent()
    address = lent.lend(sound)
    answer = _get(lent, address)
    assert (answer.status_code, answer.content) == (200, SOUND)
    assert answer.headers["content-type"] == "audio/wav"
    assert answer.headers["cache-control"] == "no-store"
    part = _get(lent, address, {"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, SOUND[10:20])


def test_a_file_with_everything_is_saved_under_its_name(tmp_path: Path) -> None:
    path = tmp_path / "Rapport 2026-11-21.zip"
    path.write_bytes(b"PK")
    lent = Lent()
    answer = _get(lent, lent.lend(path))
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "Rapport%202026-11-21.zip" in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"


def test_what_was_given_back_is_not_served(sound: Path) -> None:
    lent = Lent()
    address = lent.lend(sound)
    lent.give_back(address)
    assert _get(lent, address).status_code == 404
    assert _get(lent, "/lent/guess").status_code == 404
    assert b"root" not in _get(lent, "/lent/../etc/passwd").content


def test_a_file_that_went_away_is_not_there(sound: Path) -> None:
    lent = Lent()
    address = lent.lend(sound)
    sound.unlink()
    assert _get(lent, address).status_code == 404


def test_everything_else_is_the_apps() -> None:
    assert (_get(Lent(), "/")).text == "Flet"


def test_every_loan_has_an_address_of_its_own(sound: Path) -> None:
    lent = Lent()
    assert lent.lend(sound) != lent.lend(sound)
