"""The server of a simulated team: two processes over one database, which may be put back."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from sqlalchemy import Connection

from sync.client.wire import read_reply, write_request
from sync.core import schema
from sync.core.change import Change
from sync.core.errors import SignedOutError
from sync.core.permissions import Actor
from sync.core.protocol import (
    DIGEST_REQUEST,
    OFFER_REQUEST,
    ROWS_REPLY,
    DigestReply,
    DigestRequest,
    InviteRequest,
    JoinReply,
    JoinRequest,
    OfferReply,
    OfferRequest,
    RowsReply,
    RowsRequest,
    SyncReply,
    SyncRequest,
    VerifyReply,
)
from sync.server import digests, history, lookback, teams
from sync.server.auth import sign_in
from sync.server.database import Database
from sync.server.errors import MalformedError
from sync.server.healing import sound
from sync.server.offers import take_offer
from sync.server.outside import Outside
from sync.server.seeding import seed
from sync.server.service import StoredSyncService, parse_place, parse_request
from sync.server.tables import RECORD
from sync.server.upkeep import collect_all
from sync.store.rows import Row
from tests.fakes import CountedBits, ManualClock
from tests.server.persons import Copy, copy_of, put_back

PROCESSES = 2


class _Busy(Database):
    """A database that lets somebody else in between a look at it and a write.

    Attributes:
        meanwhile: Done once, before the next writing transaction begins.
    """

    meanwhile: Callable[[], object] | None = None

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Let somebody else go first, once."""
        if self.meanwhile:
            todo, self.meanwhile = self.meanwhile, None
            todo()
        with super().writing() as connection:
            yield connection


class Site:
    """Owned by a world, closed by it.

    Attributes:
        clock: Its clock.
    """

    def __init__(self, folder: Path, address: str = "") -> None:
        """Open the processes.

        Args:
            folder: The data folder.
            address: Of a PostgreSQL database; empty for SQLite in the folder.
        """
        self.clock = ManualClock()
        bits = CountedBits(7)
        self.outside = Outside(self.clock, bits, lambda: f"token-{bits(64)}")
        self._turn = 0
        self._collected: frozenset[str] = frozenset()
        self._databases = _processes(folder, address)
        self.open()

    def open(self) -> None:
        """Start the processes."""
        for database in self._databases:
            database.prepare()

    def close(self) -> None:
        """Stop the processes."""
        for database in self._databases:
            database.close()

    @property
    def database(self) -> _Busy:
        """The database, as the process has it whose turn it is."""
        self._turn += 1
        return self._databases[self._turn % PROCESSES]

    # What devices ask.

    def sync(
        self, token: str, request: SyncRequest, meanwhile: Callable[[], object] | None = None
    ) -> SyncReply:
        """Carry a request to one of the processes and its answer back, as JSON.

        Args:
            token: The device's.
            request: What it sends.
            meanwhile: Done while the process has looked, and has not written.
        """
        database = self.database
        database.meanwhile = meanwhile
        try:
            service, now_ms = StoredSyncService(database, self.outside), self.clock()
            return sound(database, now_ms, lambda: exchange(service, token, request, now_ms))
        finally:
            database.meanwhile = None

    def offer(self, token: str, request: OfferRequest) -> OfferReply:
        """Take what a device offers."""
        message = OFFER_REQUEST.validate_json(OFFER_REQUEST.dump_json(request))
        with self.database.writing() as connection:
            login = sign_in(connection, token)
            return take_offer(connection, login, message, self.clock())[0]

    def digest(self, token: str, request: DigestRequest) -> DigestReply:
        """Say sums; rows that are damaged are made again first."""
        message = DIGEST_REQUEST.validate_json(DIGEST_REQUEST.dump_json(request))
        database, now_ms = self.database, self.clock()

        def summed() -> DigestReply:
            with database.reading() as connection:
                return digests.digest(connection, sign_in(connection, token), message, now_ms)

        return sound(database, now_ms, summed)

    def rows_again(self, token: str, request: RowsRequest) -> RowsReply:
        """Send rows again."""
        with self.database.reading() as connection:
            login = sign_in(connection, token)
            if not digests.is_current(login, request.cursor):
                return RowsReply(current=False)
            found = digests.read_again(connection, login, request)
        return ROWS_REPLY.validate_json(f'{{"current":true,"rows":[{",".join(found)}]}}')

    def is_current(self, token: str, cursor: str) -> bool:
        """Tell whether a device has read all there is."""
        with self.database.reading() as connection:
            return digests.is_current(sign_in(connection, token), cursor)

    def knows(self, token: str) -> bool:
        """Tell whether a device is signed in."""
        with self.database.reading() as connection, suppress(SignedOutError):
            sign_in(connection, token)
            return True
        return False

    # What whoever runs the server does.

    def join(self, team_id: str, user_id: str, before: str) -> JoinReply:
        """Invite somebody whom the team knows, and let a device of theirs in.

        Args:
            team_id: The team.
            user_id: The person.
            before: The team the device was in before.
        """
        with self.database.writing() as connection:
            request = InviteRequest(user_id=user_id)
            code = teams.invite(connection, self.outside, team_id, teams.OPERATOR, request).code
        with self.database.writing() as connection:
            return teams.join(connection, self.outside, JoinRequest(code, "phone", before))[0]

    def revoke(self, token: str, number: int) -> None:
        """Sign a device out, on behalf of whoever holds the token."""
        with self.database.writing() as connection:
            teams.revoke_device(connection, sign_in(connection, token), number, self.clock())

    def copy(self) -> Copy:
        """Return everything in the database."""
        return copy_of(self.database)

    def put_back(self, copy: Copy) -> None:
        """Put the database back to a copy."""
        put_back(self.database, copy)

    def begin_anew(self, replica: Path) -> None:
        """Lose the database, and begin from a replica."""
        put_back(self.database, {name: [] for name in self.copy()})
        with self.database.writing() as connection:
            seed(connection, replica, self.outside)

    def collect(self) -> int:
        """Take old tombstones away."""
        total = collect_all(self.database, self.clock())
        self._collected = self.gone()
        return total

    def damage(self, record_id: str, place: int) -> None:
        """Change one character of a record, as a disk might."""
        with self.database.writing() as connection:
            where = RECORD.c.id == record_id
            fields = connection.execute(RECORD.select().where(where)).one().fields
            place %= len(fields)
            damaged = f"{fields[:place]}~{fields[place + 1 :]}"
            connection.execute(RECORD.update().where(where).values(fields=damaged))

    # What is there.

    def rows(self) -> dict[tuple[str, str], Row]:
        """Return every record, by kind and id."""
        with self.database.reading() as connection:
            found = connection.exec_driver_sql("SELECT kind, id, stamps, fields FROM record").all()
        return {(kind, record_id): _row(kind, record_id, *rest) for kind, record_id, *rest in found}

    def gone(self) -> frozenset[str]:
        """Return the ids of records whose tombstones were taken away, perhaps not for ever."""
        with self.database.reading() as connection:
            found = connection.exec_driver_sql("SELECT id FROM gone").scalars()
            return self._collected.union(found)

    def verify(self, token: str) -> VerifyReply:
        """Look back over the whole history, as somebody who may."""
        with self.database.reading() as connection:
            login = replace(sign_in(connection, token), actor=Actor("", "admin"))
            return lookback.verify(connection, login, 0)

    def told(self, team_id: str) -> list[Change]:
        """Return every change that the history tells, in order."""
        changes: list[Change] = []
        with self.database.reading() as connection:
            history.verify(connection, team_id, lambda _, one: changes.append(Change(0, *one[1:])))
        return changes


@lru_cache(10_000)
def _row(kind: str, record_id: str, stamps: str, fields: str) -> Row:
    return Row(record_id, stamps, {**schema.defaults(kind), **json.loads(fields)})


def exchange(
    service: StoredSyncService, token: str, request: SyncRequest, now_ms: int
) -> SyncReply:
    """Say a request as `HttpSyncService` does: by an address where that will do, or in a body."""
    body = write_request(request)
    if request.cursor and not request.changes and request.protocol > 1:
        place = {"at": request.cursor, "made": str(request.made)}
        with suppress(MalformedError):
            told = service.sync(token, lambda login: parse_place(login, place), now_ms).body
            return read_reply(told, request.cursor)
    return read_reply(
        service.sync(token, lambda _login: parse_request(body), now_ms).body, request.cursor
    )


@cache
def _processes(folder: Path, address: str) -> list[_Busy]:
    """Make what opens a database; a closed one can be opened again, and knows its statements."""
    return [_Busy.open(folder, address) for _ in range(PROCESSES)]
