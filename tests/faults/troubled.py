"""Runs a module in a world that a test can trouble while it runs.

    python -m tests.faults.troubled FOLDER MODULE [WORD...]

The file `clock` in the folder says by how many milliseconds the wall clock is off;
while there is a file `full`, no database finds room; `busy` says how many milliseconds
the server waits for whoever holds its database.
"""

import runpy
import sqlite3
import sys
import time
from pathlib import Path

from sqlalchemy import Pool, event

from sync.server import sqlite as server_sqlite

_ROOM = 1_000_000


def main(folder: Path, module: str) -> None:
    """Run the module."""
    clock, full, busy = (folder / name for name in ("clock", "full", "busy"))
    true_ns = time.time_ns

    def wrong_ns() -> int:
        off_ms = int(clock.read_text() or 0) if clock.exists() else 0
        return true_ns() + off_ms * 1_000_000

    def find_room(connection: object, _record: object, _proxy: object) -> None:
        if isinstance(connection, sqlite3.Connection):
            # Less than there are pages means: as many as there are.
            connection.execute(f"PRAGMA max_page_count = {1 if full.exists() else _ROOM}")

    time.time_ns = wrong_ns
    time.time = lambda: wrong_ns() / 1e9
    event.listen(Pool, "checkout", find_room)
    if busy.exists():
        server_sqlite._BUSY_MS = int(busy.read_text())
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    own, name = Path(sys.argv[1]), sys.argv[2]
    sys.argv[1:] = sys.argv[3:]
    main(own, name)
