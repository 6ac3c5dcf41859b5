"""What a database stands on: an engine, and all that is its own about it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from sync.core.errors import RapportError
from sync.server.live import Broadcaster


class Relay(Protocol):
    """Passes news on between the processes of one database, while it runs."""

    def start(self) -> None:
        """Begin to pass news on."""

    def stop(self) -> None:
        """Pass on what waits, and end."""


@dataclass(frozen=True, slots=True)
class Backing:
    """One kind of database, opened.

    Attributes:
        reading: Opens transactions that see one moment and never wait for writers.
        writing: Opens transactions that may write; shares its connections.
        turn: Held for the length of each writing transaction of this process.
        check: Find damage, in a reading transaction.
        exclude: Keep other processes that exclude out, till a writing transaction ends.
        finish: Complete what a migration left to the engine, in its transaction.
        keep: Copy the database before its form changes from that version's, where no
            tool of its own is better at it.
        compact: Write the database anew, without what was deleted from it, and take away
            copies beside it of before.
        explain: Say what an error of the driver means; None for what nobody foresaw.
        relay: Make what tells a broadcaster the news of other processes.
    """

    reading: Engine
    writing: Engine
    turn: AbstractContextManager[object]
    check: Callable[[Connection], None]
    exclude: Callable[[Connection], None]
    finish: Callable[[Connection], None]
    keep: Callable[[int], None]
    compact: Callable[[], None]
    explain: Callable[[DBAPIError], RapportError | None]
    relay: Callable[[Broadcaster], Relay]
