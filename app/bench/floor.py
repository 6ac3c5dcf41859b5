"""The floor: the least that moves JSON over HTTP from one SQLite to another.

No merge, no rights, no retries, nothing to resume from; writes that are durable at the
server, and at the device may be undone, as it can send and fetch again; one process each,
httpx and uvicorn as ours. What ours costs is said as a multiple of this.
"""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterable, MutableMapping, Sequence
from pathlib import Path
from typing import Any

import httpx
import uvicorn
import zstandard

from app.bench.ports import free_port
from app.processes import stop, wait_for
from sync.core import schema
from sync.core.records.deal import Deal

_COLUMNS = ("id", *schema.registers("deal"))
_NAMES = ", ".join(_COLUMNS)
_MARKS = ", ".join("?" * len(_COLUMNS))
_INSERT = f"INSERT INTO deal ({_NAMES}) VALUES ({_MARKS})"
_EDIT = "UPDATE deal SET pos = ?, title = ?, reason = ? WHERE id = ?"
_PACK_FROM = 1_024

_Message = MutableMapping[str, Any]
Edit = tuple[str, str, str]
"""Title, reason, id."""


class FloorServer:
    """The floor's server in a process of its own, until it is closed."""

    def __init__(self, folder: Path, deals: Iterable[Deal]) -> None:
        """Start it with these deals in its database.

        Raises:
            PartFailedError: If it did not come up.
        """
        folder.mkdir(parents=True)
        file, port = folder / "floor.sqlite3", free_port()
        database = _opened(file)
        rows = [[getattr(deal, name) for name in _COLUMNS] for deal in deals]
        database.executemany(_INSERT, rows)
        database.execute("UPDATE deal SET pos = rowid")
        database.close()
        self.url = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "app.bench.floor", str(file), str(port)]
        self._process = subprocess.Popen(command)
        wait_for(self.url, self._process)

    def close(self) -> None:
        """End the process."""
        stop(self._process)


class FloorDevice:
    """The floor's device: a database and a connection, until it is closed."""

    def __init__(self, file: Path, url: str) -> None:
        """Make the database, empty."""
        self._database = _opened(file)
        self._database.execute("PRAGMA synchronous = NORMAL")
        self._client = httpx.Client(base_url=url)

    def pull(self) -> int:
        """Fetch what is above the highest position held; return how many rows came."""
        (top,) = self._database.execute("SELECT coalesce(max(pos), 0) FROM deal").fetchone()
        rows = json.loads(self._client.post("/rows", content=str(top)).content)
        if rows:
            self._database.execute("BEGIN")
            self._database.executemany(
                f"INSERT OR REPLACE INTO deal (pos, {_NAMES}) VALUES (?, {_MARKS})", rows
            )
            self._database.execute("COMMIT")
        return len(rows)

    def queue(self, edits: Sequence[Edit]) -> None:
        """Let edits wait to be sent."""
        self._database.execute("BEGIN")
        self._database.executemany(
            "INSERT INTO outbox (edit) VALUES (?)", [(json.dumps(edit),) for edit in edits]
        )
        self._database.execute("COMMIT")

    def push(self) -> None:
        """Send what waits, and forget it once the server has it."""
        waiting = self._database.execute("SELECT edit FROM outbox").fetchall()
        body = "[" + ",".join(edit for (edit,) in waiting) + "]"
        self._client.post("/edits", content=body).raise_for_status()
        self._database.execute("DELETE FROM outbox")

    def close(self) -> None:
        """Close the database and the connection."""
        self._database.close()
        self._client.close()


def _opened(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute(f"CREATE TABLE IF NOT EXISTS deal (pos INTEGER, {_NAMES}, PRIMARY KEY (id))")
    database.execute("CREATE INDEX IF NOT EXISTS deal_pos ON deal (pos)")
    database.execute("CREATE TABLE IF NOT EXISTS outbox (edit TEXT)")
    return database


def _rows(database: sqlite3.Connection, body: bytes) -> bytes:
    found = database.execute(f"SELECT pos, {_NAMES} FROM deal WHERE pos > ?", (int(body),))
    return json.dumps(found.fetchall()).encode()


def _health(_database: sqlite3.Connection, _body: bytes) -> bytes:
    return b"{}"


def _packed(answer: bytes) -> tuple[bytes, list[tuple[bytes, bytes]]]:
    if len(answer) < _PACK_FROM:
        return answer, []
    return zstandard.compress(answer, level=3), [(b"content-encoding", b"zstd")]


def _edits(database: sqlite3.Connection, body: bytes) -> bytes:
    database.execute("BEGIN IMMEDIATE")
    (top,) = database.execute("SELECT max(pos) FROM deal").fetchone()
    edits = enumerate(json.loads(body), start=top + 1)
    database.executemany(_EDIT, [(pos, *edit) for pos, edit in edits])
    database.execute("COMMIT")
    return b"{}"


def _app(
    database: sqlite3.Connection,
) -> Callable[
    [_Message, Callable[[], Awaitable[_Message]], Callable[[_Message], Awaitable[None]]],
    Awaitable[None],
]:
    """Return the least ASGI app that answers the device."""
    answers = {"/rows": _rows, "/edits": _edits, "/": _health}

    async def app(
        scope: _Message,
        receive: Callable[[], Awaitable[_Message]],
        send: Callable[[_Message], Awaitable[None]],
    ) -> None:
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        answer, headers = _packed(answers[scope["path"]](database, body))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": answer})

    return app


def main(file: str, port: str) -> None:
    """Serve a database until told to stop."""
    app = _app(_opened(Path(file)))
    uvicorn.run(app, port=int(port), lifespan="off", log_level="warning", access_log=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
