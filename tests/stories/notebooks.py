"""Look into the databases behind the windows, as only a test may."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any


def rows(folder: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Ask a person's replica."""
    with closing(sqlite3.connect(folder / "rapport.db")) as database:
        return database.execute(sql, values).fetchall()


def server_rows(folder: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Ask the server's database."""
    with closing(sqlite3.connect(folder / "server.sqlite3")) as database:
        return database.execute(sql, values).fetchall()


def open_deal(folder: Path) -> tuple[str, str, str]:
    """Return id, customer's id and customer's name of the first open deal in the list."""
    (found,) = rows(
        folder,
        "SELECT d.id, a.id, a.name FROM deal d JOIN account a ON a.id = d.account_id"
        " JOIN replica_state me ON d.owner_id = me.user_id"
        " WHERE NOT d.deleted AND d.stage_id = 'stage-qualified'"
        " ORDER BY d.expected_on = '', d.expected_on, d.id LIMIT 1",
    )
    return found[0], found[1], found[2]
