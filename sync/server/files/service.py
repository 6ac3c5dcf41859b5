"""Who may send and fetch which file.

A file is known by its SHA-256, and belongs to whoever may read an attachment that
names it. A team's server takes in no other: what nobody has written a record for
is no file of theirs.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256 as new_sha256

from pydantic_core import from_json
from sqlalchemy import Connection, bindparam, select

from sync.core.errors import RecordMissingError
from sync.core.files import MAX_ASKED, Received, is_hash
from sync.core.permissions import can_read
from sync.core.spans import DAY_MS, HOUR_MS
from sync.server.auth import Login, sign_in
from sync.server.database import Database
from sync.server.errors import MalformedError, TooLargeError, WrongHashError
from sync.server.files.store import FileStore, Upload
from sync.server.rows import about_file
from sync.server.tables import RECORD

_LOG = logging.getLogger(__name__)

_UPLOAD_LIVES_MS = 7 * DAY_MS
"""How long an upload may rest: a phone that was off over a week begins again."""
_SWEEP_EVERY_MS = HOUR_MS

_NAMED = select(RECORD.c.scope, RECORD.c.fields).where(
    RECORD.c.team_id == bindparam("team"),
    RECORD.c.about != "",
    RECORD.c.about == bindparam("about"),
    RECORD.c.kind == "attachment",
)


@dataclass(frozen=True, slots=True)
class Sending:
    """A request that brings bytes.

    Attributes:
        upload: What it is a part of.
        total: How many bytes the whole file has.
        complete: Whether there is nothing to bring: the file is here.
    """

    upload: Upload
    total: int
    complete: bool


@dataclass(frozen=True, slots=True)
class _Right:
    """What a device has to do with a file."""

    login: Login
    named: bool
    readable: bool


class FileService:
    """Takes files in and gives them out; one per process, safe for threads."""

    def __init__(self, database: Database, store: FileStore, max_bytes: int) -> None:
        """Take where records and bytes are, and how large a file may be."""
        self._database = database
        self._store = store
        self._max_bytes = max_bytes
        self._swept_ms = 0

    def received(self, token: str, sha256: str) -> Received:
        """Say how far a file is here, as far as this device may know.

        Raises:
            SignedOutError: If the token is not (or no longer) known.
            RecordMissingError: If no attachment of the team names the file.
        """
        right = self._right(token, sha256)
        upload = Upload(right.login.team_id, sha256, right.login.number)
        size = self._size(right, sha256)
        if size is not None:
            self._store.forget(upload)
            return Received(size, complete=True)
        return Received(self._store.received(upload), complete=False)

    def begin(self, token: str, sha256: str, offset: int, total: int, now_ms: int) -> Sending:
        """Check that a device may send bytes of a file, and that there is room.

        Raises:
            SignedOutError: If the token is not (or no longer) known.
            RecordMissingError: If no attachment of the team names the file.
            TooLargeError: If the file is larger than files may be here.
            DiskFullError: If it would fill the disk.
        """
        right = self._right(token, sha256)
        if total > self._max_bytes:
            raise TooLargeError(hint=f"A file may have {self._max_bytes} bytes here.")
        upload = Upload(right.login.team_id, sha256, right.login.number)
        if self._size(right, sha256) is not None:
            return Sending(upload, total, complete=True)
        self._sweep(now_ms)
        self._store.check_room(total - offset)
        return Sending(upload, total, complete=False)

    def take(self, sending: Sending, offset: int, data: bytes, now_ms: int) -> None:
        """Keep bytes of a file; the same again changes nothing.

        Raises:
            GapError: If bytes before these are missing.
            MalformedError: If they go beyond the file's end.
            StoreError: If they cannot be kept.
        """
        if offset + len(data) > sending.total:
            raise MalformedError(hint="These are more bytes than the file has.")
        self._store.append(sending.upload, offset, data, now_ms)

    def end(self, sending: Sending) -> Received:
        """Say how far the file is now; verify it once its last byte is here.

        Raises:
            WrongHashError: If what came is another file; it was thrown away.
            RecordMissingError: If whom it belongs to was erased meanwhile; it was, too.
        """
        if sending.complete:
            self._store.forget(sending.upload)
            return Received(sending.total, complete=True)
        received = self._verified(sending)
        team_id, sha256 = sending.upload.team_id, sending.upload.sha256
        with self._database.reading() as connection:
            named = bool(_naming(connection, team_id, sha256))
        if not named:
            self._store.remove(team_id, [sha256])
            raise RecordMissingError(kind="file")
        return received

    def _verified(self, sending: Sending) -> Received:
        offset = self._store.received(sending.upload)
        if offset < sending.total:
            return Received(offset, complete=False)
        if not self._store.finish(sending.upload):
            raise WrongHashError
        return Received(sending.total, complete=True)

    def size(self, token: str, sha256: str) -> tuple[str, int]:
        """Return the team and size of a file that this device may fetch.

        Raises:
            SignedOutError: If the token is not (or no longer) known.
            RecordMissingError: If the file is not here, or not for this person.
        """
        right = self._right(token, sha256)
        size = self._size(right, sha256)
        if size is None:
            raise RecordMissingError(kind="file")
        return right.login.team_id, size

    def read(self, team_id: str, sha256: str, start: int, stop: int, size: int) -> Iterator[bytes]:
        """Yield the bytes of a file; a whole one is verified on its way.

        A file that the disk has changed is taken out of use, so that a device
        which holds it sends it again. Its last piece is not given out, so that
        the answer is cut short and nobody takes it for the file.
        """
        pieces = self._store.read(team_id, sha256, start, stop)
        if (start, stop) != (0, size):
            yield from pieces
            return
        digest, held = new_sha256(), b""
        for piece in pieces:
            digest.update(piece)
            if held:
                yield held
            held = piece
        if digest.hexdigest() != sha256:
            _LOG.error("file damaged team=%s sha256=%s", team_id, sha256)
            self._store.set_aside(team_id, sha256)
            return
        yield held

    def missing(self, token: str, held: tuple[str, ...]) -> tuple[str, ...]:
        """Return which of these files this server lacks and would take.

        Raises:
            SignedOutError: If the token is not (or no longer) known.
            TooLargeError: If there are too many at once.
        """
        if len(held) > MAX_ASKED:
            raise TooLargeError(hint=f"Ask for at most {MAX_ASKED} files at once.")
        with self._database.reading() as connection:
            login = sign_in(connection, token)
            known = [h for h in held if is_hash(h) and _right(connection, login, h).readable]
        return tuple(h for h in known if self._store.size(login.team_id, h) is None)

    def _right(self, token: str, sha256: str) -> _Right:
        """Say what a device has to do with a file that somebody has named.

        Raises:
            SignedOutError: If the token is not (or no longer) known.
            RecordMissingError: If nobody has.
        """
        with self._database.reading() as connection:
            login = sign_in(connection, token)
            right = _right(connection, login, sha256)
        if not is_hash(sha256) or not right.named:
            raise RecordMissingError(kind="file")
        return right

    def _size(self, right: _Right, sha256: str) -> int | None:
        """Return the size of a file that is here, to those alone who may read it."""
        return self._store.size(right.login.team_id, sha256) if right.readable else None

    def _sweep(self, now_ms: int) -> None:
        if now_ms - self._swept_ms >= _SWEEP_EVERY_MS:
            self._swept_ms = now_ms
            swept = self._store.sweep(now_ms - _UPLOAD_LIVES_MS)
            _LOG.info("uploads swept count=%d", swept)


def _right(connection: Connection, login: Login, sha256: str) -> _Right:
    naming = _naming(connection, login.team_id, sha256)
    readable = any(can_read(login.actor, scope) and not deleted for scope, deleted in naming)
    return _Right(login, bool(naming), readable)


def _naming(connection: Connection, team_id: str, sha256: str) -> list[tuple[str, bool]]:
    """Return scope, and whether it is deleted, of each attachment that names a file."""
    found = connection.execute(_NAMED, {"team": team_id, "about": about_file(sha256)})
    told = [(scope, from_json(fields)) for scope, fields in found]
    return [
        (scope, bool(values.get("deleted", False)))
        for scope, values in told
        if values.get("sha256") == sha256
    ]
