"""A photo, and a way for it to the server that a test may break or bend."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from sync.client import file_queue as queue
from sync.client.engine import sync_once
from sync.client.file_http import Arriving, HttpFileService
from sync.client.file_queue import FilesWaiting
from sync.client.files import attach, copy_in, move_files, path_of
from sync.client.replica import Replica
from sync.core.errors import (
    ServiceError,
    UnreachableError,
)
from sync.core.files import Received
from sync.core.records.attachment import Attachment
from tests.conftest import Joined

PHOTO = b"".join(b"%07d\n" % n for n in range(400_000))
HASH = sha256(PHOTO).hexdigest()


class Line:
    """A way to the server that a test may break or bend."""

    def __init__(self, service: HttpFileService) -> None:
        self._service = service
        self.said: list[str] = []
        self.pieces_left = 1 << 30
        self.flip: set[str] = set()
        self.sent: list[tuple[int, int]] = []
        self.answers: list[ServiceError] = []
        self.answers_to = 0

    def received(self, sha256: str) -> Received:
        self.said.append("received")
        return self._service.received(sha256)

    def send(self, sha256: str, offset: int, total: int, data: bytes) -> Received:
        self.said.append("send")
        self._break()
        if self.answers and self.answers_to in (0, total):
            raise self.answers.pop()
        self.sent.append((offset, len(data)))
        if "up" in self.flip:
            self.flip.remove("up")
            data = bytes([data[0] ^ 1]) + data[1:]
        return self._service.send(sha256, offset, total, data)

    @contextmanager
    def fetch(self, sha256: str, start: int) -> Iterator[Arriving]:
        self.said.append(f"fetch {start}")
        with self._service.fetch(sha256, start) as arriving:
            yield Arriving(arriving.start, arriving.total, self._bent(arriving.pieces))

    def missing(self, held: tuple[str, ...]) -> tuple[str, ...]:
        self.said.append(f"missing {len(held)}")
        return self._service.missing(held)

    def _bent(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self._break()
            if "down" in self.flip:
                self.flip.remove("down")
                yield bytes([piece[0] ^ 1]) + piece[1:]
            else:
                yield piece

    def _break(self) -> None:
        self.pieces_left -= 1
        if self.pieces_left < 0:
            raise UnreachableError(detail="cut")


def line(joined: Joined) -> Line:
    """Return a device's way to the server."""
    return Line(HttpFileService(joined.service._client, joined.service.token))


def take(joined: Joined, data: bytes = PHOTO, **fields: object) -> str:
    """Attach a file, as a person does who takes a photo."""
    copied = copy_in(joined.replica, io.BytesIO(data))
    owner = joined.replica.state().user_id
    record = Attachment.model_validate({"name": "shelf.jpg", "owner_id": owner, **fields})
    with joined.replica.transaction() as writer:
        return attach(joined.replica, writer, copied, record)


def deliver(joined: Joined, data: bytes = PHOTO, **fields: object) -> str:
    """Attach a file and send it."""
    record_id = take(joined, data, **fields)
    sync_once(joined.replica, joined.service)
    assert move_files(joined.replica, line(joined)).sent == 1
    return record_id


def waiting(replica: Replica) -> FilesWaiting:
    """Return how much waits."""
    with replica.reading() as connection:
        return queue.waiting(connection)


def content(replica: Replica, digest: str = HASH) -> bytes | None:
    """Return a file as this device holds it."""
    path = path_of(replica, digest)
    return None if path is None else path.read_bytes()


def error_of(replica: Replica, digest: str = HASH) -> tuple[str, int]:
    """Return what the queue says of a file's last failure."""
    with replica.reading() as connection:
        found = connection.exec_driver_sql(
            "SELECT error, tries FROM file_copy WHERE sha256 = ?", (digest,)
        ).one()
        return found.error, found.tries
