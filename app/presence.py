"""Whether another process of the app uses the same data folder.

The sign is a lock of SQLite's on a small file, which every system takes away from a
process that ends, however it ends.
"""

import logging
import sqlite3
from pathlib import Path

log = logging.getLogger(__name__)

_NAME = "running"
_SETTLES_MS = 60_000
"""How long another process may take to look after what was left behind: an hour's
recording is copied and hashed in a second or two."""


class Presence:
    """This process's sign in a folder, from `come` to `leave`; used by one thread at a time."""

    def __init__(self, folder: Path) -> None:
        """Remember the folder.

        Args:
            folder: The data folder; it exists.
        """
        self._path = folder / _NAME
        self._sign: sqlite3.Connection | None = None

    def come(self) -> bool:
        """Tell whether nobody else is here; nobody can come then until `settle`."""
        self.leave()
        try:
            # Threads of a pool use it, one after the other.
            self._sign = sqlite3.connect(
                self._path, timeout=0, isolation_level=None, check_same_thread=False
            )
            self._sign.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            log.info("not-alone error=%s", error.sqlite_errorname)
            return False
        return True

    def settle(self) -> None:
        """Let others come, who see that somebody is here."""
        if self._sign is None:
            return
        self._sign.rollback()
        try:
            self._sign.execute(f"PRAGMA busy_timeout = {_SETTLES_MS}")
            self._sign.execute("BEGIN")
            self._sign.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            log.warning("presence-unseen error=%s", error.sqlite_errorname)

    def leave(self) -> None:
        """Take the sign away; again does nothing."""
        if self._sign:
            self._sign.close()
        self._sign = None
