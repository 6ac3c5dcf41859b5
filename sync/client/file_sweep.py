"""Take the bytes of files off this device that its records need no more."""

from collections.abc import Iterator

from sqlalchemy import Connection

from sync.client import file_queue as queue
from sync.client import state
from sync.client.file_folder import FileFolder
from sync.client.replica import Replica
from sync.core.expiry import COPY_DAYS, GRACE_DAYS, may_go


def sweep(replica: Replica) -> None:
    """Let files go whose record left this device, or was removed a while ago.

    What the server never got is kept as long as the server would keep it.

    Raises:
        StoreError: If the folder or the database cannot be written.
    """
    folder, clocks = FileFolder.beside(replica.path), replica.clocks()
    folder.tidy(clocks.ms)
    with replica.exclusive() as connection:
        now_ms = state.load(connection).heard.now_ms(clocks)
        for sha256 in (*queue.unnamed(connection), *_removed(connection, now_ms)):
            folder.remove(sha256)
            queue.drop(connection, sha256)


def _removed(connection: Connection, now_ms: int) -> Iterator[str]:
    joined = state.load(connection).joined
    for (sha256, way), stamps in queue.removed(connection).items():
        days = GRACE_DAYS if joined and way == "up" else COPY_DAYS
        if all(may_go(one, days, now_ms) for one in stamps):
            yield sha256
