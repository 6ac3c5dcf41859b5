"""Files in an S3-compatible bucket.

An upload is a row of small objects, ``partial/<team>/<SHA-256>.<device>/<offset>``,
one for each piece that came; how far it is, any process finds by listing them. At
the end they are read through once, joined and verified: a file appears whole or
not at all. A multipart upload would spare that, but its parts are 5 MiB at least,
more than a phone sends on a weak line in one go, and its bytes could not be
verified before they are a file. Pieces on one server's own disk would be out of
reach of the others.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from sync.server.errors import ConfigurationError, GapError, StorageAwayError
from sync.server.files.store import Upload

_PIECE = 256 * 1024
_PART = 8 * 1024 * 1024
"""What is held in memory while an upload is joined."""


class _UnsoundError(Exception):
    """What was joined does not have the SHA-256 it says; no file comes of it."""


class BucketStore:
    """A bucket, or a part of one; any number of processes may share it."""

    def __init__(self, url: str, endpoint: str) -> None:
        """Take the place; access is taken from the environment, as ``AWS_`` variables.

        Args:
            url: Such as ``s3://bucket/prefix``.
            endpoint: Address of the service; empty for AWS.

        Raises:
            ConfigurationError: If that cannot be a place in a bucket.
        """
        options: dict[str, object] = {"endpoint": endpoint} if endpoint else {}
        try:
            self._bucket = S3Store.from_url(
                url,
                config=options,  # type: ignore[arg-type]  # a TypedDict of far more keys
                client_options={"allow_http": True, "timeout": timedelta(seconds=30)},
                retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=20)},
            )
        except (BaseError, ValueError) as error:
            hint = f"Files cannot be kept in {url[:80]}: check RAPPORT_FILES and AWS_ variables."
            raise ConfigurationError(hint=hint) from error

    def size(self, team_id: str, sha256: str) -> int | None:
        """Return how many bytes a whole file has; None when it is not here."""
        try:
            with _plain_errors():
                return obstore.head(self._bucket, _path(team_id, sha256))["size"]
        except FileNotFoundError:
            return None

    def received(self, upload: Upload) -> int:
        """Return how far the pieces of an upload reach without a gap."""
        return _reached(self._pieces(upload))

    def append(self, upload: Upload, offset: int, data: bytes, now_ms: int) -> None:  # noqa: ARG002  # the bucket has a clock of its own
        """Put bytes at an offset.

        Raises:
            GapError: If bytes before the offset are missing.
            StorageAwayError: If the bucket cannot be reached.
        """
        if offset and self.received(upload) < offset:
            raise GapError(hint=f"Bytes before {offset} are missing: ask how far it is.")
        try:
            with _plain_errors():
                obstore.put(self._bucket, f"{_partial(upload)}/{offset:020d}", data)
        except FileNotFoundError as error:
            raise StorageAwayError(hint="There is no such bucket: check RAPPORT_FILES.") from error

    def finish(self, upload: Upload) -> bool:
        """Make an upload a file if it has the SHA-256 it says, else throw it away."""
        if self.size(upload.team_id, upload.sha256) is None:
            target = _path(upload.team_id, upload.sha256)
            try:
                with (
                    _plain_errors(),
                    obstore.open_writer(self._bucket, target, buffer_size=_PART) as file,
                ):
                    file.write(b"")  # or nothing would be made of an empty file
                    for piece in self._joined(upload):
                        file.write(piece)
            except (_UnsoundError, FileNotFoundError):
                # Not found: the same request came twice, and the other was first.
                self.forget(upload)
                return self.size(upload.team_id, upload.sha256) is not None
        self.forget(upload)
        return True

    def forget(self, upload: Upload) -> None:
        """Throw an upload away; it need not exist."""
        paths = [f"{_partial(upload)}/{offset:020d}" for offset, _ in self._pieces(upload)]
        if paths:
            with _plain_errors():
                obstore.delete(self._bucket, paths)

    def read(self, team_id: str, sha256: str, start: int, stop: int) -> Iterator[bytes]:
        """Yield the bytes of a file from one place up to another, in pieces."""
        if start >= stop:
            return
        with _plain_errors():
            found = obstore.get(
                self._bucket, _path(team_id, sha256), options={"range": (start, stop)}
            )
            for piece in found.stream(min_chunk_size=_PIECE):
                yield bytes(piece)

    def set_aside(self, team_id: str, sha256: str) -> None:
        """Give a damaged file another name."""
        path = _path(team_id, sha256)
        with _plain_errors():
            obstore.rename(self._bucket, path, _damaged(path))

    def remove(self, team_id: str, hashes: Sequence[str]) -> None:
        """Take files away for good, damaged and unfinished ones too; they need not be here."""
        paths = [_path(team_id, sha256) for sha256 in hashes]
        if paths:
            with _plain_errors():
                pieces = self._unfinished(team_id, frozenset(hashes))
                obstore.delete(self._bucket, [*paths, *map(_damaged, paths)])
                if pieces:
                    obstore.delete(self._bucket, pieces)

    def check_room(self, size: int) -> None:
        """Return: a bucket has no end."""

    def sweep(self, before_ms: int) -> int:
        """Throw away uploads that got nothing since; return how many."""
        newest: dict[str, float] = {}
        paths: dict[str, list[str]] = {}
        with _plain_errors():
            for found in obstore.list(self._bucket, "partial", chunk_size=1_000):
                for piece in found:
                    upload = piece["path"].rpartition("/")[0]
                    at_ms = piece["last_modified"].timestamp() * 1000
                    newest[upload] = max(at_ms, newest.get(upload, 0.0))
                    paths.setdefault(upload, []).append(piece["path"])
            old = [upload for upload, at_ms in newest.items() if at_ms < before_ms]
            for upload in old:
                obstore.delete(self._bucket, paths[upload])
        return len(old)

    def _unfinished(self, team_id: str, hashes: Collection[str]) -> list[str]:
        """Return where the pieces of a team's uploads of some files lie, whoever sends them."""
        listed = obstore.list(self._bucket, f"partial/{team_id}", chunk_size=1_000)
        paths = (piece["path"] for some in listed for piece in some)
        return [path for path in paths if path.split("/")[-2].partition(".")[0] in hashes]

    def _pieces(self, upload: Upload) -> list[tuple[int, int]]:
        """Return offset and size of each piece, in order."""
        with _plain_errors():
            listed = obstore.list(self._bucket, _partial(upload), chunk_size=1_000)
            found = [(m["path"].rpartition("/")[2], m["size"]) for some in listed for m in some]
        return sorted((int(offset), size) for offset, size in found)

    def _joined(self, upload: Upload) -> Iterator[bytes]:
        """Yield the upload's bytes.

        Raises:
            _UnsoundError: After the last of them, if they are another file.
        """
        digest, done = sha256(), 0
        for offset, size in self._pieces(upload):
            if offset > done or offset + size <= done:
                continue
            path = f"{_partial(upload)}/{offset:020d}"
            piece = bytes(obstore.get(self._bucket, path).bytes())[done - offset :]
            digest.update(piece)
            done += len(piece)
            yield piece
        if digest.hexdigest() != upload.sha256:
            raise _UnsoundError


def _reached(pieces: list[tuple[int, int]]) -> int:
    done = 0
    for offset, size in pieces:
        if offset > done:
            break
        done = max(done, offset + size)
    return done


def _path(team_id: str, sha256: str) -> str:
    return f"{team_id}/{sha256[:2]}/{sha256}"


def _damaged(path: str) -> str:
    return f"{path}.damaged"


def _partial(upload: Upload) -> str:
    return f"partial/{upload.team_id}/{upload.sha256}.{upload.device}"


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Turn what the library says into an error of ours that heals."""
    try:
        yield
    except BaseError as error:
        raise StorageAwayError(detail=type(error).__name__) from error
