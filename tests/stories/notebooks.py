"""Look into the databases behind the windows, as only a test may."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any


def rows(folder: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Ask a person's replica."""
    with closing(sqlite3.connect(folder / "rapport.db")) as database:
        return database.execute(sql, values).fetchall()


def is_so(folder: Path, sql: str, values: tuple[str, ...], *wanted: tuple[object, ...]) -> bool:
    """Tell whether a person's replica answers with just these rows."""
    return rows(folder, sql, *values) == list(wanted)


def server_rows(folder: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Ask the server's database."""
    with closing(sqlite3.connect(folder / "server.sqlite3")) as database:
        return database.execute(sql, values).fetchall()


def open_deals(folder: Path) -> list[str]:
    """Return the open deals of this replica's person."""
    found = rows(
        folder,
        "SELECT d.id FROM deal d JOIN replica_state me ON d.owner_id = me.user_id"
        " WHERE NOT d.deleted AND d.account_id <> '' AND d.shared"
        " AND d.stage_id IN ('stage-new', 'stage-qualified')"
        " ORDER BY d.expected_on = '', d.expected_on, d.id",
    )
    return [deal for (deal,) in found]


def open_deal(folder: Path) -> tuple[str, str, str]:
    """Return id, customer's id and customer's name of the first of those deals."""
    found = rows(
        folder,
        "SELECT d.id, a.id, a.name FROM deal d JOIN account a ON a.id = d.account_id"
        " WHERE d.id = ?",
        open_deals(folder)[0],
    )
    return found[0][0], found[0][1], found[0][2]


def one(folder: Path, sql: str, *values: object) -> Any:
    """Ask a person's replica for one value."""
    (found,) = rows(folder, sql, *values)
    return found[0]


def wait_until(so: Callable[[], object], limit_s: float = 60.0) -> None:
    """Wait for what another process does."""
    deadline = time.monotonic() + limit_s
    while not so():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.05)
