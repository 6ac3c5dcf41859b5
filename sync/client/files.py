"""Files beside the records: copied in, sent, fetched, verified.

A file is attached in one transaction with its record; from then on it waits like a
change does. Moving it never holds up the exchange of records, and goes on at the
byte where it broke off: up, the server says how far it is; down, the length of what
lies here does.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

from sync.client import file_queue as queue
from sync.client.file_folder import Copied, FileFolder
from sync.client.file_http import Arriving
from sync.client.file_queue import Copy, FilesWaiting
from sync.client.file_sweep import sweep
from sync.client.replica import Replica
from sync.client.writer import Writer
from sync.core.errors import (
    RapportError,
    RecordMissingError,
    ServerFaultError,
    ServiceError,
    SignedOutError,
    StoreError,
    UnreachableError,
    UntrustedError,
)
from sync.core.files import CHUNK_BYTES, MAX_ASKED, Received
from sync.core.records.attachment import Attachment
from sync.core.spans import DAY_MS, HOUR_MS
from sync.store.engine import explained

ASK_EVERY_MS = DAY_MS
"""How often a server is asked whether it still has what this device holds: a server
put back to an older copy lost the files that came since."""
_SMALLEST_CHUNK = 16 * 1024
_FIRST_WAIT_MS = 30_000
_LONGEST_WAIT_MS = HOUR_MS
_PATIENCE = 12
"""Failures after which a file that nobody names is let go: most of a working day."""
_GIVEN_UP = _PATIENCE + 30
"""Failures after which a file that the server has not got is fetched no more by itself.
From `_PATIENCE` on it is tried once a day: for a month it may come yet, from a phone
that was away."""
_NOTED_BYTES = 1024 * 1024
"""How often the way of a download is noted in the database; its bytes always are."""
_MISSING = 404
_CONFLICT = 409
_TOO_LARGE = 413
_NOTHING_BEHIND = 416
_UNFIT = 422
_MANY = 429
_FAULT = 500


class FileService(Protocol):
    """The server's files as a device sees them; also a test double's interface."""

    def received(self, sha256: str) -> Received:
        """Ask how far the server has a file."""

    def send(self, sha256: str, offset: int, total: int, data: bytes) -> Received:
        """Send bytes of a file."""

    def fetch(self, sha256: str, start: int) -> AbstractContextManager[Arriving]:
        """Open a file at the server, from a place on."""

    def missing(self, held: tuple[str, ...]) -> tuple[str, ...]:
        """Ask which of these files the server lacks and would take."""


@dataclass(frozen=True, slots=True)
class FileProgress:
    """How far files have come.

    Attributes:
        sent: Files the server has since this began.
        fetched: Files that arrived here since.
        waiting: What still waits.
    """

    sent: int = 0
    fetched: int = 0
    waiting: FilesWaiting = field(default_factory=FilesWaiting)


def copy_in(replica: Replica, source: BinaryIO) -> Copied:
    """Copy a file in, to be attached; the source may go then.

    Raises:
        StoreError: If there is no room for it; nothing of it stays.
    """
    return FileFolder.beside(replica.path).copy_in(source, replica.new_id())


def attach(replica: Replica, writer: Writer, copied: Copied, record: Attachment) -> str:
    """Attach a file that was copied in: it is kept here, and waits to be sent.

    Args:
        replica: Where it was copied in.
        writer: The replica's open transaction.
        copied: From `copy_in`; of no use afterwards.
        record: What is known of the file; its size and hash are filled in.

    Returns:
        The record's id.

    Raises:
        RefusedError: If the rules do not allow it.
        ViolationError: If a value breaks a rule.
        StoreError: If the file cannot be kept.
    """
    record.sha256, record.size = copied.sha256, copied.size
    record_id = writer.add(record)
    FileFolder.beside(replica.path).put(copied)
    queue.hold(writer.connection, copied.sha256, copied.size)
    return record_id


def path_of(replica: Replica, sha256: str) -> Path | None:
    """Return where a file lies on this device; None when it is not here."""
    with replica.reading() as connection:
        held = queue.is_held(connection, sha256)
    path = FileFolder.beside(replica.path).path(sha256)
    return path if held and path.exists() else None


def fetch_now(replica: Replica, service: FileService, sha256: str, size: int) -> Path:
    """Return where a file lies, fetched first if need be; again goes on where it broke off.

    Raises:
        RecordMissingError: If it left this device's scope while it came.
        ServiceError: If it could not be fetched; it waits to be fetched then.
        StoreError: If there is no room for it.
    """
    path = path_of(replica, sha256)
    if path is None:
        with replica.exclusive() as connection:
            queue.turn(connection, sha256)
            queue.want(connection, sha256, size)
        _Mover(replica, service, lambda: False).fetch(sha256, size)
        path = path_of(replica, sha256)
    if path is None:
        raise RecordMissingError(kind="file")
    return path


def move_files(
    replica: Replica,
    service: FileService,
    report: Callable[[FileProgress], None] = lambda _progress: None,
    stopped: Callable[[], bool] = lambda: False,
) -> FileProgress:
    """Send and fetch what waits, one file after the other, until nothing is due.

    What fails for a reason of its own is put off and holds up nothing. When it
    breaks off, calling again goes on at the same byte.

    Args:
        replica: A replica that has joined a team.
        service: The server's files.
        report: Told after every piece of a file.
        stopped: Asked between pieces; once true, nothing more is moved or written.

    Raises:
        ServiceError: If the server cannot be reached or is in trouble.
        StoreError: If there is no room on this device.
    """
    mover = _Mover(replica, service, stopped, report)
    mover.prepare()
    while not stopped() and (copy := mover.next()):
        mover.move(copy)
    return mover.progress()


class _Mover:
    """Moves files; lives for one call."""

    def __init__(
        self,
        replica: Replica,
        service: FileService,
        stopped: Callable[[], bool],
        report: Callable[[FileProgress], None] = lambda _progress: None,
    ) -> None:
        self._replica = replica
        self._service = service
        self._stopped = stopped
        self._report = report
        self._folder = FileFolder.beside(replica.path)
        self._me = replica.state()
        self._chunk = CHUNK_BYTES
        self._sent = self._fetched = 0
        self._advanced = False

    def prepare(self) -> None:
        """See what waits: what is one's own, what the server lost, what left this device."""
        now_ms = self._replica.now_ms()
        sweep(self._replica)
        with self._replica.exclusive() as connection:
            queue.want_own(connection, self._me.user_id)
        while hashes := self._to_ask(now_ms - ASK_EVERY_MS):
            lost = set(self._service.missing(hashes))
            with self._replica.exclusive() as connection:
                queue.asked(connection, hashes, lost, now_ms, self._me.device_id)

    def next(self) -> Copy | None:
        """Return what to move next."""
        with self._replica.reading() as connection:
            return queue.due(connection, self._replica.now_ms())

    def move(self, copy: Copy) -> None:
        """Move a file; put it off if it is at fault itself.

        Raises:
            ServiceError: If the server cannot be reached or is in trouble.
            StoreError: If there is no room on this device.
        """
        self._advanced = False
        try:
            way = self.send if copy.way == "up" else self.fetch
            way(copy.sha256, copy.size)
        except SignedOutError:
            raise
        except (UnreachableError, UntrustedError) as error:
            if not self._advanced:  # or a file that breaks every line would be first for ever
                self._put_off(copy, error, 0)
            raise
        except ServiceError as error:
            status = error.fields.get("status")
            self._put_off(copy, error, _wait_ms(copy.tries))
            if not isinstance(status, int) or status >= _FAULT or status == _MANY:
                raise
        except StoreError as error:
            self._put_off(copy, error, _wait_ms(copy.tries))
            raise

    def send(self, sha256: str, size: int) -> None:
        """Send a file from where the server has it on.

        Raises:
            ServiceError: If that broke off.
            StoreError: If the database cannot be written.
        """
        path = self._folder.path(sha256)
        if not path.exists():
            self._turn(sha256)
            return
        received = self._service.received(sha256)
        try:
            with explained(path), path.open("rb") as file:
                while not received.complete and not self._stopped():
                    received = self._send_piece(file, sha256, size, received.offset)
        except ServerFaultError as error:
            unfit = error.fields.get("status") == _UNFIT
            if unfit and not self._folder.sound(sha256):  # perhaps the server has a sound one
                self._turn(sha256)
                return
            raise
        if received.complete:
            self._settle(sha256)
            self._sent += 1
            self._report(self.progress())

    def fetch(self, sha256: str, size: int) -> None:
        """Fetch a file from where it broke off.

        Raises:
            ServiceError: If that broke off, or what came is another file.
            StoreError: If there is no room for it.
        """
        start = self._folder.fetched(sha256)
        if start != size or not size:
            self._receive_from(sha256, start)
            if self._stopped():
                return
        if not self._folder.arrived(sha256):
            self._folder.forget(sha256)
            self._advance(sha256, 0)
            raise ServiceError(error="error.wrong_hash", status=0)
        with self._replica.exclusive() as connection:
            now_ms = self._replica.now_ms()
            if not queue.settle(connection, sha256, now_ms, self._me.device_id):
                self._folder.forget(sha256)  # it left this device meanwhile
                return
            self._folder.finish(sha256)
        self._fetched += 1
        self._report(self.progress())

    def progress(self) -> FileProgress:
        """Say how far files have come."""
        with self._replica.reading() as connection:
            return FileProgress(self._sent, self._fetched, queue.waiting(connection))

    def _to_ask(self, before_ms: int) -> tuple[str, ...]:
        with self._replica.reading() as connection:
            return queue.to_ask(connection, before_ms, self._me.device_id, MAX_ASKED)

    def _send_piece(self, file: BinaryIO, sha256: str, size: int, offset: int) -> Received:
        """Send the next piece; return how far the server is then.

        Raises:
            ServiceError: If it was not taken.
        """
        file.seek(offset)
        data = file.read(self._chunk)
        try:
            received = self._service.send(sha256, offset, size, data)
        except ServerFaultError as error:
            status, key = error.fields.get("status"), error.fields.get("error")
            if status == _CONFLICT:
                received = self._service.received(sha256)
            elif status == _TOO_LARGE and key != "error.too_large" and len(data) > _SMALLEST_CHUNK:
                self._chunk = len(data) // 2  # a proxy's limit, not the server's
                return Received(offset, complete=False)
            else:
                raise
        if received.offset == offset and not received.complete:
            raise ServerFaultError(detail="an answer that moves nothing")
        self._advance(sha256, received.offset)
        return received

    def _receive_from(self, sha256: str, start: int) -> None:
        try:
            with self._service.fetch(sha256, start) as arriving:
                self._receive(sha256, arriving)
        except ServerFaultError as error:
            if error.fields.get("status") != _NOTHING_BEHIND:
                raise

    def _receive(self, sha256: str, arriving: Arriving) -> None:
        place, noted = arriving.start, arriving.start
        self._folder.check_room(arriving.total - place)
        if not place:
            self._folder.append(sha256, 0, b"")  # an empty file comes in no piece
        for piece in arriving.pieces:
            if self._stopped():
                return
            self._folder.append(sha256, place, piece)
            place += len(piece)
            self._advanced = True
            if place - noted >= _NOTED_BYTES:
                noted = place
                self._advance(sha256, place)

    def _advance(self, sha256: str, done: int) -> None:
        if self._stopped():
            return
        self._advanced = True
        with self._replica.exclusive() as connection:
            queue.moved(connection, sha256, done)
        self._report(self.progress())

    def _settle(self, sha256: str) -> None:
        if self._stopped():
            return
        with self._replica.exclusive() as connection:
            queue.settle(connection, sha256, self._replica.now_ms(), self._me.device_id)

    def _turn(self, sha256: str) -> None:
        if self._stopped():
            return
        with self._replica.exclusive() as connection:
            queue.turn(connection, sha256)

    def _put_off(self, copy: Copy, error: RapportError, wait_ms: int) -> None:
        if self._stopped():
            return
        if isinstance(error, StoreError) and copy.way == "down":
            self._folder.forget(copy.sha256)  # half a file is not worth the room
        key = str(error.fields.get("error") or error.key)
        next_ms = self._replica.now_ms() + wait_ms
        gone = error.fields.get("status") == _MISSING and copy.tries >= _PATIENCE
        if gone and copy.way == "down":
            given_up = copy.tries >= _GIVEN_UP
            next_ms = queue.NEVER_MS if given_up else self._replica.now_ms() + ASK_EVERY_MS
        with self._replica.exclusive() as connection:
            if gone and copy.way == "up" and not queue.is_named(connection, copy.sha256):
                # Neither here nor at the server does a record name it: it was let go.
                self._folder.remove(copy.sha256)
                queue.drop(connection, copy.sha256)
                return
            queue.fail(connection, copy.sha256, key, next_ms)


def _wait_ms(tries: int) -> int:
    """Return how long to put a file off after so many failures: not at all at first."""
    return min(_LONGEST_WAIT_MS, _FIRST_WAIT_MS * 2 ** min(tries, 12)) if tries else 0
