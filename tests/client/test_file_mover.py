"""Files move in the background: after the records, again after a failure, never at the end."""

import asyncio
import io
import threading
from collections.abc import Awaitable, Callable

import httpx
import pytest

from sync.client import file_mover
from sync.client import file_queue as queue
from sync.client.engine import sync_once
from sync.client.file_mover import FileMover
from sync.client.files import FileProgress, attach, copy_in
from sync.client.replica import Replica
from sync.core.records.attachment import Attachment
from tests.conftest import Joined

_PATIENCE_S = 20.0


def take(joined: Joined, data: bytes) -> None:
    """Attach a file and send its record."""
    copied = copy_in(joined.replica, io.BytesIO(data))
    with joined.replica.transaction() as writer:
        attach(joined.replica, writer, copied, Attachment(name="shelf.jpg"))
    sync_once(joined.replica, joined.service)


def waits(replica: Replica) -> int:
    """Return how many files wait to be sent."""
    with replica.reading() as connection:
        return queue.waiting(connection).up


async def until(true: Callable[[], bool]) -> None:
    """Wait for something to become true."""
    async with asyncio.timeout(_PATIENCE_S):
        while not true():  # noqa: ASYNC110  # threads change what it asks about
            await asyncio.sleep(0.005)


def run(
    joined: Joined,
    story: Callable[[FileMover, list[FileProgress]], Awaitable[None]],
    client: httpx.Client | None = None,
) -> list[FileProgress]:
    """Run a mover in the background of a story; return what it told."""
    told: list[FileProgress] = []

    async def tell() -> None:
        mover = FileMover(joined.replica, told.append, lambda failures: 0.001 * failures)
        async with mover.running(client or joined.service._client, joined.service):
            await story(mover, told)

    asyncio.run(tell())
    return told


def test_files_follow_whenever_records_were_exchanged(mia: Joined) -> None:
    async def story(mover: FileMover, told: list[FileProgress]) -> None:
        for n in range(2):
            await asyncio.to_thread(take, mia, b"photo %d" % n)
            mover.nudge()
            await until(lambda: waits(mia.replica) == 0)
        await until(lambda: bool(told))

    assert run(mia, story)[-1].sent == 1


def test_what_breaks_off_is_tried_again(mia: Joined) -> None:
    take(mia, b"photo")
    lost = [httpx.ConnectError("refused"), httpx.ReadTimeout("slow")]

    def handle(request: httpx.Request) -> httpx.Response:
        if lost:
            raise lost.pop()
        headers = {"Upload-Offset": "5", "Upload-Complete": "?1"}
        return httpx.Response(204, headers=headers, request=request)

    async def story(mover: FileMover, _told: list[FileProgress]) -> None:
        mover.nudge()
        await until(lambda: waits(mia.replica) == 0)

    client = httpx.Client(transport=httpx.MockTransport(handle), base_url="http://server")
    run(mia, story, client)
    assert lost == []


def test_who_is_signed_out_tries_no_more(mia: Joined) -> None:
    take(mia, b"photo")
    asked: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(request.method)
        return httpx.Response(401, request=request)

    async def story(mover: FileMover, _told: list[FileProgress]) -> None:
        mover.nudge()
        await until(lambda: bool(asked))
        await asyncio.sleep(0.1)

    client = httpx.Client(transport=httpx.MockTransport(handle), base_url="http://server")
    run(mia, story, client)
    assert asked == ["HEAD"]
    assert waits(mia.replica) == 1


def test_a_piece_under_way_at_the_end_is_not_waited_for_nor_noted(
    mia: Joined, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_mover, "_FAREWELL_S", 0.01)
    take(mia, b"photo")
    asked, ended = threading.Event(), threading.Event()

    def handle(request: httpx.Request) -> httpx.Response:
        asked.set()
        ended.wait(_PATIENCE_S)
        headers = {"Upload-Offset": "5", "Upload-Complete": "?1"}
        return httpx.Response(204, headers=headers, request=request)

    async def story() -> None:
        mover = FileMover(mia.replica, lambda _progress: None, float)
        client = httpx.Client(transport=httpx.MockTransport(handle), base_url="http://server")
        async with mover.running(client, mia.service):
            mover.nudge()
            await until(asked.is_set)
        ended.set()

    asyncio.run(story())  # its end waits for the thread
    assert waits(mia.replica) == 1


def test_pieces_are_told_of_now_and_then_but_each_arrival_at_once(mia: Joined) -> None:
    for n in range(3):
        take(mia, b"photo %d" % n)

    async def story(mover: FileMover, told: list[FileProgress]) -> None:
        mover.nudge()
        await until(lambda: bool(told) and told[-1].sent == 3)

    told = run(mia, story)
    assert [p.sent for p in told if p.sent] == [1, 2, 3]
