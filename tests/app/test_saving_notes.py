"""Save takes what is on its way along: a photo being copied, a word being typed."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import flet as ft
import pytest

from app.filing import copied_photos
from app.photos import Photo, PhotoFolder
from app.screens import capturing
from sync.client.replica import Replica
from tests.app.flet_harness import in_own_loop
from tests.app.opened import WORDS
from tests.app.picked import JPEG, photo, pick
from tests.app.windows import Window
from tests.builders import make_account

ROUTE = "/capture?account=roest"
FILED = "SELECT name FROM attachment ORDER BY name"
NOTES = "SELECT text FROM note"


@pytest.fixture
def known(replica: Replica) -> Replica:
    with replica.transaction() as writer:
        writer.add(make_account("Café Röst", id="roest"))
    return replica


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Let every photo wait on its way into the folder until there is room."""
    there, keep = Event(), PhotoFolder.keep

    def slow(own: PhotoFolder, photo_id: str, name: str, source: Path | bytes) -> Photo:
        there.wait(30)
        return keep(own, photo_id, name, source)

    monkeypatch.setattr(PhotoFolder, "keep", slow)
    return there


async def meanwhile(*doing: Any) -> list[asyncio.Task[Any]]:
    """Begin to do things one after the other, none of which can end yet."""
    tasks = []
    for one in doing:
        tasks.append(asyncio.create_task(one))
        await asyncio.sleep(0.05)
    return tasks


@in_own_loop
async def test_photos_that_are_being_copied_are_saved_with_the_note(
    known: Replica, tmp_path: Path, room: Event
) -> None:
    async with Window(known, tmp_path, route=ROUTE) as h:
        await h.sees("capture-photo")
        shelf, door = photo(tmp_path / "shelf.jpg"), photo(tmp_path / "door.jpg")
        tasks = await meanwhile(pick(h, shelf), h.tap("capture-save"), pick(h, door))
        room.set()
        await asyncio.gather(*tasks)
        await h.eventually(FILED, [("door.jpg",), ("shelf.jpg",)])
        assert h.rows("SELECT count(*) FROM visit") == [(1,)]


@in_own_loop
async def test_photos_that_are_being_copied_are_kept_to_oneself_with_the_words(
    known: Replica, tmp_path: Path, room: Event
) -> None:
    async with Window(known, tmp_path, route=ROUTE) as h:
        await h.write("capture-text", "Not for everybody")
        tasks = await meanwhile(pick(h, photo(tmp_path / "shelf.jpg")), h.tap("capture-keep"))
        room.set()
        await asyncio.gather(*tasks)
        kept = "SELECT key LIKE 'kept-%', body LIKE '%shelf.jpg%' FROM draft"
        await h.eventually(kept, [(1, 1)])


@in_own_loop
async def test_a_photo_that_cannot_be_kept_is_said_before_the_note_is_saved(
    known: Replica, tmp_path: Path, room: Event
) -> None:
    async with Window(known, tmp_path, route=ROUTE) as h:
        await h.write("capture-text", "Look at this")
        song = photo(tmp_path / "song.jpg", b"ID3" + bytes(100))
        tasks = await meanwhile(pick(h, song), h.tap("capture-save"))
        room.set()
        await asyncio.gather(*tasks)
        assert WORDS.t("error.no_photo", name="song.jpg") in h.texts()
        assert h.rows(NOTES) == []
        await h.tap("capture-save")
        await h.eventually(NOTES, [("Look at this",)])


@pytest.mark.parametrize("busy", ["copying photos", "writing something else"])
@in_own_loop
async def test_words_typed_while_save_waits_are_saved(
    known: Replica, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, busy: str
) -> None:
    ready = asyncio.Event()

    def late(does: Callable[..., Any]) -> Callable[..., Any]:
        async def does_late(*args: object) -> object:
            await ready.wait()
            return await does(*args)

        return does_late

    async with Window(known, tmp_path, route=ROUTE) as h:
        await h.write("capture-text", "The price")
        await pick(h, photo(tmp_path / "shelf.jpg", JPEG))
        await h.sees("capture-photos")
        await h.wait_for(lambda: h.rows("SELECT body LIKE '%shelf%' FROM draft") == [(1,)])
        if busy == "copying photos":
            monkeypatch.setattr(capturing, "copied_photos", late(copied_photos))
        else:
            monkeypatch.setattr(h.runtime, "run", late(h.runtime.run))
        tasks = await meanwhile(h.tap("capture-save"))
        await asyncio.sleep(0.2)
        await h.write("capture-text", "The price by Friday")
        ready.set()
        await asyncio.gather(*tasks)
        await h.eventually(NOTES, [("The price by Friday",)])
        assert h.rows(FILED) == [("shelf.jpg",)]
        await h.undo()
        await h.sees("capture-another")
        assert h.find(ft.TextField).value == "The price by Friday"
