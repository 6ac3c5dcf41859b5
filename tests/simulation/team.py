"""A team, its devices and its server, driven one step at a time.

Everything in it is real but the network, the clocks and the dice: replicas and
server keep their SQLite files, and exchange the JSON they would send by HTTP.
"""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from unittest import mock

from app.commands import sameness
from sync.client import comparing, engine, outbox
from sync.client.join import adopt
from sync.client.writer import Writer
from sync.core import schema
from sync.core.change import Scalar
from sync.core.clock import parse
from sync.core.errors import RecordMissingError, RefusedError, SignedOutError, UnreachableError
from sync.core.protocol import (
    JoinReply,
    SyncReply,
    SyncRequest,
)
from sync.server import pull
from sync.store import rows
from sync.store.rows import Row
from tests.builders import NOON_MS
from tests.fakes import CountedBits, Fault, LossyService, ManualClock
from tests.server.persons import Copy
from tests.simulation.founding import founded
from tests.simulation.ledger import Key, Ledger, keys_of, text_of
from tests.simulation.line import Line
from tests.simulation.phone import Phone, Sent
from tests.simulation.site import Site
from tests.simulation.words import MODELS, WORDS

PAGE = 600
"""Bytes of a page: about three rows."""
BATCH = 3
"""Changes in a push."""
MOST_PHONES = 6


@dataclass(frozen=True)
class Backup:
    """A copy of the server's database, and what it held."""

    copy: Copy
    kept: frozenset[Key]


class Team:
    """A team, in the folder of this process's one team; owned by one test, closed by it.

    Attributes:
        site: Its server.
        ledger: What the server has taken in.
        phones: Its devices.
        users: Its people: an admin, a rep, another rep.
        latest_ms: The latest that the server's clock has ever said.
    """

    def __init__(self, address: str = "") -> None:
        """Copy a team that has just been founded, and open everything.

        Args:
            address: Of a PostgreSQL database for the server; empty for SQLite.
        """
        template, joined = founded()
        self.folder = template.with_name("team")
        shutil.copytree(template, self.folder)
        self.site = Site(self.folder / "server")
        if address:
            begun = self.site.copy()
            self.site.close()
            self.site = Site(self.folder / "server", address)
            self.site.put_back(begun)
        self.latest_ms = NOON_MS
        self._begun_anew = False
        self.ledger = Ledger()
        self.phones = [
            Phone(self.folder / f"phone-{i}", reply, bits=CountedBits(i + 1))
            for i, reply in enumerate(joined)
        ]
        self.users = [phone.joined.user_id for phone in self.phones[:3]]
        self.team_id = joined[0].team_id
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
        self.site.close()
        shutil.rmtree(self.folder)

    def restart_server(self) -> None:
        """Stop the server and start it."""
        self.site.close()
        self.site.open()

    def restart(self, i: int) -> None:
        """Close a replica and open it from its file."""
        self.phones[i].replica.close()
        self.phones[i].open()

    # What people do.

    @contextmanager
    def writing(self, i: int) -> Iterator[Writer]:
        """Open a command on a device; what may not be is not done."""
        phone = self.phones[i]
        last = max((c.n for c in phone.waiting()), default=0)
        try:
            with phone.replica.transaction() as writer:
                yield writer
        except (RefusedError, RecordMissingError):
            return
        phone.done.append(tuple(writer.written))
        for change in phone.waiting():
            phone.changes[change.n] = change
            if change.n > last:
                phone.written[text_of(change)] += 1

    def add(
        self, i: int, kind: str = "deal", words: str = "", record_id: str = "", **values: Scalar
    ) -> str:
        """Make a record, owned by the device's person unless said otherwise."""
        made: dict[str, Scalar] = {"id": record_id, WORDS[kind]: words, **values}
        if "owner_id" in schema.registers(kind):
            made.setdefault("owner_id", self.phones[i].joined.user_id)
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

    def say_same(self, i: int, kind: str, kept_id: str, gone_id: str, **picks: Scalar) -> None:
        """Let one record stand for two."""
        if kept_id != gone_id:
            with self.writing(i) as writer:
                sameness.merge(writer, kind, kept_id, gone_id, picks)

    def say_different(self, i: int, kind: str, one_id: str, other_id: str) -> None:
        """Say that two are not the same."""
        if one_id != other_id:
            with self.writing(i) as writer:
                sameness.differ(writer, kind, one_id, other_id)

    def take_apart(self, i: int, record_id: str) -> None:
        """Let a record that another one stands for stand for itself again."""
        with self.writing(i) as writer:
            sameness.take_apart(writer, record_id)

    def bring_back(self, i: int, conflict_id: str) -> None:
        """Write a value that lost in place of the one that was kept."""
        conflict = self.held(i, "conflict", conflict_id)
        if conflict is None:
            return
        about, name = conflict.values, str(conflict.values["field"])
        value = json.loads(str(about["value"]))
        with self.writing(i) as writer:
            writer.edit_kind(str(about["about_kind"]), str(about["about_id"]), {name: value})
            writer.edit_kind("conflict", conflict_id, {"restored": True})

    def dismiss(self, i: int, conflict_id: str, side: str) -> None:
        """Say that one side has no further use for a conflict."""
        with self.writing(i) as writer:
            writer.edit_kind("conflict", conflict_id, {f"{side}_dismissed": True})

    def say_again(self, i: int, refused: outbox.Refused) -> None:
        """Send again what was refused, as its person wishes."""
        change = refused.change
        with self.writing(i) as writer:
            writer.repeat(change.kind, change.id, change.fields)
            outbox.discard(writer.connection, change.n)
        self.phones[i].written[text_of(change)] -= 1

    def held(self, i: int, kind: str, record_id: str) -> Row | None:
        """Return a device's row."""
        with self.phones[i].replica.reading() as connection:
            return rows.load(connection, kind, record_id)

    def records(self, i: int, *kinds: str) -> list[tuple[str, str]]:
        """Return kind and id of what a device holds; of what a person edits, by default."""
        with self.phones[i].replica.reading() as connection:
            return [
                (kind, row.id)
                for kind in kinds or tuple(map(schema.kind_of, MODELS))
                for row in rows.load_all(connection, kind)
            ]

    # What the network does.

    def ask(
        self, i: int, request: SyncRequest, meanwhile: Callable[[], object] | None = None
    ) -> SyncReply:
        """Carry a request to the server and its answer back.

        Args:
            i: The device.
            request: What it sends.
            meanwhile: Done while the server has looked at it and has not written.
        """
        phone = self.phones[i]
        # Their stamps may have been made anew.
        phone.changes.update((c.n, c) for c in request.changes)
        reply = self.site.sync(phone.joined.token, request, meanwhile)
        if reply.renumber or reply.offer:
            phone.changes.clear()
        elif not reply.ahead:
            refused = {r.n for r in reply.refused}
            for change in request.changes:
                if change.n <= reply.accepted and change.n not in refused:
                    self.ledger.take(i, change)
        return reply

    def sync(
        self,
        i: int,
        faults: Sequence[Fault] = (),
        meanwhile: Callable[[], object] | None = None,
    ) -> engine.Progress | None:
        """Exchange until both sides agree, or the network fails, or the device is signed out."""
        lossy = LossyService(Line(self, i, meanwhile), list(faults))
        try:
            return engine.sync_once(self.phones[i].replica, lossy)
        except (UnreachableError, SignedOutError):
            return None

    def round_trips(self, i: int) -> int:
        """Exchange until both sides agree; return how often the server was asked."""
        line = LossyService(Line(self, i))
        engine.sync_once(self.phones[i].replica, line)
        return line.requests

    def send(self, i: int) -> None:
        """Let the server answer a request; the answer stays on its way."""
        phone = self.phones[i]
        request = engine.compose(phone.replica)
        if self.site.knows(phone.joined.token):
            phone.sent.append(Sent(request, self.ask(i, request)))

    def receive(self, i: int, which: int, *, again: bool = False) -> None:
        """Deliver one of the answers on their way, in any order, perhaps twice."""
        phone = self.phones[i]
        if phone.sent:
            sent = phone.sent[which % len(phone.sent)]
            if not again:
                phone.sent.remove(sent)
            engine.absorb(phone.replica, sent.request, sent.reply, engine.Progress())
            if sent.reply.renumber or sent.reply.offer:
                phone.changes.clear()  # what was written meanwhile has other numbers now
            self.move_server_clock(0)  # an answer of a lost server tells of its time, too

    def is_behind(self, i: int) -> bool:
        """Tell whether a device has something to send or to read."""
        phone = self.phones[i]
        state = phone.replica.state()
        current = self.site.is_current(phone.joined.token, state.cursor)
        return bool(state.offering or not current or phone.waiting())

    def compare(self, i: int) -> comparing.Compared:
        """Compare a device with the server."""
        return comparing.compare(self.phones[i].replica, Line(self, i))

    # Who is in the team.

    def join(self, user_id: str) -> int:
        """Give a person another device; return which."""
        reply = self.site.join(self.team_id, user_id, before="")
        return self.let_in(self.unused(), reply)

    def unused(self) -> Phone:
        """Return another device, on which nothing was done yet; it is to be let in."""
        i = len(self.phones)
        folder = self.folder / f"phone-{i}"
        shutil.copytree(self.folder / "nobody", folder)
        nobody = self.phones[0].joined
        return Phone(folder, nobody, ManualClock(self.site.clock.now), CountedBits(100 + i))

    def let_in(self, phone: Phone, reply: JoinReply) -> int:
        """Let a device join that was not in the team; return which it is."""
        phone.joined = reply
        adopt(phone.replica, reply, "")
        self.phones.append(phone)
        return len(self.phones) - 1

    def revoke(self, i: int) -> None:
        """Sign a device out."""
        phone = self.phones[i]
        if self.site.knows(phone.joined.token):
            self.site.revoke(phone.joined.token, phone.joined.device_number)
            phone.left = True

    def rejoin(self, i: int) -> None:
        """Let a device join its team again, with a code, as the person it was."""
        phone = self.phones[i]
        before = phone.replica.state().team_id
        phone.joined = self.site.join(self.team_id, phone.joined.user_id, before)
        adopt(phone.replica, phone.joined, "")
        phone.changes.clear()
        phone.sent.clear()
        phone.left = False

    # What befalls the server.

    def back_up(self) -> Backup:
        """Copy the server's database."""
        return Backup(self.site.copy(), self.ledger.keys())

    def restore(self, backup: Backup) -> None:
        """Put the server's database back to a copy."""
        self.site.put_back(backup.copy)
        for phone in self.phones:
            phone.left = phone.left and not self.site.knows(phone.joined.token)
        self.ledger.go_back(backup.kept, self._held())

    def lose_server(self, i: int) -> None:
        """Lose the server, and begin it anew from a replica that knows its people."""
        if any(self.held(i, "user", user_id) is None for user_id in self.users):
            return
        self.site.begin_anew(self.phones[i].replica.path)
        self._begun_anew = True
        self.move_server_clock(0)
        self.ledger.go_back(self._held_by(self.phones[i]), self._held())

    def _held(self) -> frozenset[Key]:
        """Return what devices can give back that was taken in once."""
        leaders = [p for p in self.phones if not p.left and self._leads(p)]
        return frozenset().union(*(self._held_by(phone) for phone in leaders))

    def _leads(self, phone: Phone) -> bool:
        return phone.joined.user_id == self.users[0]

    def _held_by(self, phone: Phone) -> frozenset[Key]:
        found = phone.rows().items()
        waiting = {change.stamp for change in phone.waiting()}
        told = ((kind, rows.told(kind, row, waiting)) for (kind, _), row in found)
        return frozenset(key for kind, row in told for key in keys_of(kind, [row]))

    # What time does.

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
        """Let the server's clock jump; of one begun anew, not to before what devices know.

        Such a server has nothing that proves what they say of a later time.
        """
        if self._begun_anew:
            floors = (parse(phone.replica.state().floor)[0] for phone in self.phones)
            ms = max(ms, max(floors) - self.site.clock.now)
        self.site.clock.move(ms)
        self.latest_ms = max(self.latest_ms, self.site.clock.now)
