"""A team, its devices and its server, driven one step at a time.

Everything in it is real but the network, the clocks and the dice: replicas and
server keep their SQLite files, and exchange the JSON they would send by HTTP.
"""

import atexit
import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from unittest import mock

from sync.client import engine, outbox
from sync.client.join import adopt
from sync.client.replica import FILE_NAME, Replica
from sync.client.writer import Writer, Written
from sync.core import schema
from sync.core.change import Change, Scalar, newest, unpack
from sync.core.clock import NEVER, stamp
from sync.core.errors import RecordMissingError, RefusedError, UnreachableError
from sync.core.permissions import Actor, can_read, scope_of
from sync.core.protocol import (
    REPLY,
    REQUEST,
    InviteRequest,
    JoinReply,
    JoinRequest,
    SyncReply,
    SyncRequest,
)
from sync.core.reading import TOLERANCE_MS
from sync.core.records.account import Account
from sync.core.records.base import Record
from sync.core.records.deal import Deal
from sync.core.records.follow_up import FollowUp
from sync.core.records.note import Note
from sync.server import pull, teams
from sync.server.database import Database
from sync.server.outside import Outside
from sync.server.service import StoredSyncService
from sync.store import rows
from sync.store.rows import Row
from tests.builders import NOON_MS
from tests.fakes import CountedBits, Fault, LossyService, ManualClock

MODELS: tuple[type[Record], ...] = (Deal, Account, Note, FollowUp)
WORDS = {"deal": "title", "account": "name", "note": "text", "follow_up": "text"}
"""The register of each kind that tests write words into."""
PAGE = 600
"""Bytes of a page: about three rows."""
BATCH = 3
"""Changes in a push."""
DAY_MS = 86_400_000
PEOPLE = ("Mia", "Ada", "Bo", "Ada")
"""Who holds which device: an admin, a rep, another rep, the first rep's tablet."""


@dataclass
class Sent:
    """A request and the answer that has not been delivered yet."""

    request: SyncRequest
    reply: SyncReply


@dataclass
class Phone:
    """One device: its replica, its clock, and what it did.

    Attributes:
        changes: Every change it ever saved, by number.
        done: What each command wrote, for undo.
        sent: Answers on their way.
    """

    folder: Path
    joined: JoinReply
    clock: ManualClock = field(default_factory=ManualClock)
    bits: CountedBits = field(default_factory=CountedBits)
    changes: dict[int, Change] = field(default_factory=dict)
    done: list[tuple[Written, ...]] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    replica: Replica = field(init=False)

    def __post_init__(self) -> None:
        """Open the replica."""
        self.open()

    def open(self) -> None:
        """Open the replica from its file."""
        self.replica = Replica(self.folder / FILE_NAME, self.clock, self.bits, self.clock.steady)

    def refused(self) -> tuple[outbox.Refused, ...]:
        """Return what the server refused."""
        with self.replica.reading() as connection:
            return outbox.refused(connection)


class World:
    """A team in a folder of its own; owned by one test, closed by it."""

    def __init__(self) -> None:
        """Copy a team that has just been founded, and open everything."""
        self.folder = Path(tempfile.mkdtemp(prefix="rapport-world-"))
        template, joined = _template()
        shutil.copytree(template, self.folder, dirs_exist_ok=True)
        self.server_clock = ManualClock()
        self.latest_ms = NOON_MS
        self.open_server()
        self.phones = [
            Phone(self.folder / f"phone-{i}", reply, bits=CountedBits(i + 1))
            for i, reply in enumerate(joined)
        ]
        self.users = [phone.joined.user_id for phone in self.phones[:3]]
        self._small = (
            mock.patch.object(pull, "PAGE_BYTES", PAGE),
            mock.patch.object(engine, "MAX_CHANGES", BATCH),
        )
        for patch in self._small:
            patch.start()

    def close(self) -> None:
        """Close everything and remove the files."""
        for patch in self._small:
            patch.stop()
        for phone in self.phones:
            phone.replica.close()
        self.database.close()
        shutil.rmtree(self.folder)

    def open_server(self) -> None:
        """Open the server from its files."""
        self.database = Database.open(self.folder / "server")
        outside = Outside(self.server_clock, CountedBits(7), lambda: "")
        self.service = StoredSyncService(self.database, outside)

    def restart_server(self) -> None:
        """Stop the server and start it."""
        self.database.close()
        self.open_server()

    def restart(self, i: int) -> None:
        """Close a replica and open it from its file."""
        self.phones[i].replica.close()
        self.phones[i].open()

    # What people do.

    @contextmanager
    def writing(self, i: int) -> Iterator[Writer]:
        """Open a command on a device; what may not be is not done."""
        phone = self.phones[i]
        try:
            with phone.replica.transaction() as writer:
                yield writer
        except (RefusedError, RecordMissingError):
            return
        phone.done.append(tuple(writer.written))
        with phone.replica.reading() as connection:
            for change in outbox.pending(connection, 1 << 30, 1 << 30):
                phone.changes[change.n] = change

    def add(
        self, i: int, kind: str = "deal", words: str = "", record_id: str = "", **values: Scalar
    ) -> str:
        """Make a record, owned by the device's person unless said otherwise."""
        owner = self.phones[i].joined.user_id
        made = {"id": record_id, WORDS[kind]: words, "owner_id": owner, **values}
        with self.writing(i) as writer:
            return writer.add(schema.model_of(kind).model_validate(made))
        return ""

    def add_once(self, i: int, record_id: str, words: str, reason: str) -> None:
        """Make a deal under an id that others may use too, as an import does."""
        if not self.held(i, "deal", record_id):
            self.add(i, "deal", words, record_id, reason=reason, created_ms=NOON_MS, owner_id="")

    def edit(self, i: int, kind: str, record_id: str, **values: Scalar) -> None:
        """Write some registers of a record."""
        with self.writing(i) as writer:
            writer.edit_kind(kind, record_id, values)

    def take_back(self, i: int) -> None:
        """Undo the last command on a device."""
        if self.phones[i].done:
            done = self.phones[i].done.pop()
            with self.writing(i) as writer:
                writer.take_back(done)

    def held(self, i: int, kind: str, record_id: str) -> Row | None:
        """Return a device's row."""
        with self.phones[i].replica.reading() as connection:
            return rows.load(connection, kind, record_id)

    def records(self, i: int) -> list[tuple[str, str]]:
        """Return kind and id of what a device's person can edit."""
        with self.phones[i].replica.reading() as connection:
            return [
                (kind, row.id)
                for kind in map(schema.kind_of, MODELS)
                for row in rows.load_all(connection, kind)
            ]

    # What the network does.

    def ask(self, i: int, request: SyncRequest) -> SyncReply:
        """Carry a request to the server and its answer back, as JSON."""
        body = REQUEST.dump_json(request)
        token = self.phones[i].joined.token
        # Their stamps may have been made anew.
        self.phones[i].changes.update((c.n, c) for c in request.changes)
        return REPLY.validate_json(self.service.sync(token, body, self.server_clock()).body)

    def sync(self, i: int, faults: Sequence[Fault] = ()) -> engine.Progress | None:
        """Exchange until both sides agree, or the network fails."""
        lossy = LossyService(_Line(self, i), list(faults))
        try:
            return engine.sync_once(self.phones[i].replica, lossy)
        except UnreachableError:
            return None

    def round_trips(self, i: int) -> int:
        """Exchange until both sides agree; return how often the server was asked."""
        line = LossyService(_Line(self, i))
        engine.sync_once(self.phones[i].replica, line)
        return line.requests

    def send(self, i: int) -> None:
        """Let the server answer a request; the answer stays on its way."""
        request = engine.compose(self.phones[i].replica)
        self.phones[i].sent.append(Sent(request, self.ask(i, request)))

    def receive(self, i: int, which: int, *, again: bool = False) -> None:
        """Deliver one of the answers on their way, in any order, perhaps twice."""
        phone = self.phones[i]
        if phone.sent:
            sent = phone.sent[which % len(phone.sent)]
            if not again:
                phone.sent.remove(sent)
            engine.absorb(phone.replica, sent.request, sent.reply, engine.Progress())

    # What must be true in the end.

    def settle(self) -> None:
        """Let everybody exchange until nothing moves, then look at everything."""
        for _ in range(2):
            for i in range(len(self.phones)):
                self.sync(i)
        for i, phone in enumerate(self.phones):
            engine.index(phone.replica)
            self.check_replica(i)
        self.check_nothing_lost()
        self.check_clocks()

    def check_replica(self, i: int) -> None:
        """Require that a device holds exactly what its person may read, as the server has it."""
        phone = self.phones[i]
        server = self.server_rows()
        user = server["user", phone.joined.user_id].values
        actor = Actor(phone.joined.user_id, str(user.get("role", "rep")))
        expected = {
            key: row for key, row in server.items() if can_read(actor, scope_of(key[0], row.values))
        }
        own = {(r.change.kind, r.change.id) for r in phone.refused() if not r.change.seen}
        with phone.replica.reading() as connection:
            waiting = outbox.count(connection)
            found = {
                (kind, row.id): row
                for kind in schema.RECORDS
                for row in rows.load_all(connection, kind)
            }
        assert waiting == 0, f"phone {i} still has changes to send"
        surplus = {k: v for k, v in found.items() if k not in expected and k not in own}
        assert not surplus, f"phone {i} holds what its person may not read or is not there"
        for key, row in expected.items():
            assert key in found, f"phone {i} misses {key}"
            assert found[key] == row, f"phone {i} differs in {key}"

    def check_nothing_lost(self) -> None:
        """Require that the latest write of each register stands, and losers can be found."""
        server = self.server_rows()
        lost = self.lost_values()
        for (kind, record_id, name), changes in self.writes().items():
            row = server[kind, record_id]
            base, exceptions = unpack(row.stamps)
            latest = max(changes, key=lambda change: change.stamp)
            place = f"{kind} {record_id} {name}"
            assert row.values[name] == latest.fields[name], f"{place}: not the latest value"
            assert exceptions.get(name, base) == latest.stamp, f"{place}: not the latest stamp"
            for change in changes:
                value = change.fields[name]
                later = [c for c in changes if c.stamp > change.stamp]
                assert (
                    not later
                    or (record_id, name, change.stamp, value) in lost
                    or any(c.fields[name] == value or _saw(c, name, change) for c in later)
                ), f"{place}: {value!r} of {change.stamp} vanished"

    def check_clocks(self) -> None:
        """Require that stamps keep the order of writing, and are nowhere ahead of the time."""
        for phone in self.phones:
            last = NEVER
            for _, change in sorted(phone.changes.items()):
                assert change.stamp > last, f"{change} is not after what was written before"
                last = change.stamp
                seen = newest(change.seen)
                assert change.stamp > seen, f"{change} is not after what it saw"
        limit = stamp(self.latest_ms + TOLERANCE_MS + 1_000, 0, 0)
        for (kind, record_id), row in self.server_rows().items():
            assert newest(row.stamps) < limit, f"{kind} {record_id} is ahead of the time"

    def writes(self) -> dict[tuple[str, str, str], list[Change]]:
        """Return the accepted changes of every register."""
        found: dict[tuple[str, str, str], list[Change]] = {}
        for phone in self.phones:
            refused = {r.change.n for r in phone.refused()}
            for n, change in phone.changes.items():
                if n not in refused and change.kind in WORDS:
                    for name in change.fields:
                        found.setdefault((change.kind, change.id, name), []).append(change)
        return found

    def server_rows(self) -> dict[tuple[str, str], Row]:
        """Return every row of the server, by kind and id."""
        with self.database.reading() as connection:
            found = connection.exec_driver_sql("SELECT kind, id, stamps, fields FROM record")
            return {
                (r.kind, r.id): Row(
                    r.id, r.stamps, {**schema.defaults(r.kind), **json.loads(r.fields)}
                )
                for r in found
            }

    def lost_values(self) -> set[tuple[str, str, str, Scalar]]:
        """Return id, register, stamp and value of everything that lost a conflict."""
        with self.database.reading() as connection:
            found = connection.exec_driver_sql("SELECT fields FROM record WHERE kind = 'conflict'")
            lost = [json.loads(fields) for fields in found.scalars()]
        return {(c["about_id"], c["field"], c["stamp"], json.loads(c["value"])) for c in lost}

    def pass_time(self, ms: int) -> None:
        """Let every clock go on alike."""
        self.move_server_clock(ms)
        for phone in self.phones:
            phone.clock.go_on(ms)

    def restart_phone(self, i: int) -> None:
        """Start a device anew; its wall clock goes on."""
        self.phones[i].clock.restart()
        self.restart(i)

    def move_clock(self, i: int, ms: int) -> None:
        """Let a device's clock jump."""
        self.phones[i].clock.move(ms)

    def move_server_clock(self, ms: int) -> None:
        """Let the server's clock jump."""
        self.server_clock.move(ms)
        self.latest_ms = max(self.latest_ms, self.server_clock.now)


@dataclass
class _Line:
    """A device's way to the server."""

    world: World
    i: int

    def sync(self, request: SyncRequest) -> SyncReply:
        """Ask the server."""
        return self.world.ask(self.i, request)


def _saw(later: Change, name: str, earlier: Change) -> bool:
    base, exceptions = unpack(later.seen)
    return exceptions.get(name, base) == earlier.stamp


@cache
def _template() -> tuple[Path, tuple[JoinReply, ...]]:
    """Found a team once; each world starts from a copy of its files."""
    folder = Path(tempfile.mkdtemp(prefix="rapport-template-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    database = Database.open(folder / "server")
    clock, bits = ManualClock(NOON_MS - DAY_MS, boot=0), CountedBits(99)
    outside = Outside(clock, bits, lambda: f"token-{bits(64)}")
    codes: dict[str, str] = {}
    joined: list[JoinReply] = []
    with database.writing() as connection:
        first = teams.found_team(connection, outside, "Team", "Mia")
        users = {"Mia": first.user_id}
        codes["Mia"] = first.code
    for i, name in enumerate(PEOPLE):
        with database.writing() as connection:
            if joined:
                admin = Actor(joined[0].user_id, "admin")
                guest = InviteRequest(user_id=users.get(name, ""), name=name, role="rep")
                invitation = teams.invite(connection, outside, joined[0].team_id, admin, guest)
                users[name], codes[name] = invitation.user_id, invitation.code
            reply, _ = teams.join(connection, outside, JoinRequest(codes[name], f"phone {i}"))
            joined.append(reply)
    service = StoredSyncService(database, outside)
    for i, reply in enumerate(joined):
        path = folder / f"phone-{i}" / FILE_NAME
        replica = Replica(path, clock, CountedBits(i + 1), clock.steady)
        adopt(replica, reply, "")
        engine.sync_once(replica, _Direct(service, reply.token))
        engine.index(replica)
        replica.close()
    database.close()
    return folder, tuple(joined)


@dataclass
class _Direct:
    """A line that never fails, for founding a team."""

    service: StoredSyncService
    token: str

    def sync(self, request: SyncRequest) -> SyncReply:
        """Ask the server."""
        body = REQUEST.dump_json(request)
        return REPLY.validate_json(self.service.sync(self.token, body, NOON_MS - DAY_MS).body)
