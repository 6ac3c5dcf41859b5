"""What must be true of a team, at every moment and once everybody has exchanged."""

import json
from collections import Counter, defaultdict

from sync.client import engine
from sync.client.comparing import Compared
from sync.core import schema
from sync.core.change import Scalar, newest, pack, unpack
from sync.core.clock import NEVER, parse, stamp
from sync.core.permissions import Actor, can_read, hidden_registers, scope_of
from sync.core.reading import TOLERANCE_MS
from sync.server.texts import WOVEN
from sync.store.rows import Row, made_in_vain
from tests.fakes import Fault
from tests.simulation.being_one import check_shown
from tests.simulation.ledger import Entry, Place, text_of
from tests.simulation.team import Team
from tests.simulation.words import WORDS

_MOST_ROUNDS = 8
_MORE_THAN_ALL = [Fault.NONE] * 200


class World(Team):
    """A team that is looked at; owned by one test, closed by it."""

    def settle(self) -> None:
        """Let everybody exchange until nothing is on its way, then look at everything."""
        self.come_back()
        rounds, behind = 0, self.signed_in()
        while behind:
            rounds += 1
            assert rounds < _MOST_ROUNDS, "it goes on moving"
            for i in behind:
                self.sync(i)
            behind = [i for i in self.signed_in() if self.is_behind(i)]
        for i in self.signed_in():
            self.check_replica(i)
            assert self.compare(i) == Compared(done=True), f"phone {i} differs or cannot compare"
        self.check_nothing_lost()
        self.check_history()
        self.check_conflicts()
        self.check_clocks()

    def check_rest(self) -> None:
        """Require that nothing moves any more, though everybody exchanges once more."""
        before = self.site.rows(), [phone.rows() for phone in self.phones]
        for i in self.signed_in():
            self.sync(i)
            engine.index(self.phones[i].replica)
        assert before == (self.site.rows(), [phone.rows() for phone in self.phones])

    def come_back(self) -> None:
        """Let devices join again that a server does not know any more."""
        for i, phone in enumerate(self.phones):
            if not phone.left and not self.site.knows(phone.joined.token):
                self.rejoin(i)

    def signed_in(self) -> list[int]:
        """Return the devices that the server knows."""
        return [i for i, phone in enumerate(self.phones) if not phone.left]

    def exchange(self, i: int, faults: list[Fault] | None = None, meanwhile: int = -1) -> None:
        """Exchange, and look at the device if that came to its end.

        Args:
            i: The device.
            faults: What the network does.
            meanwhile: Another device that exchanges between the server's look at
                the first request and its writing; none by default.
        """
        todo = (lambda: self.sync(meanwhile)) if meanwhile not in (-1, i) else None
        if self.sync(i, faults or (), todo) is not None:
            self.check_replica(i)

    def check_replica(self, i: int) -> None:
        """Require that a device holds exactly what its person may read, as the server has it."""
        phone = self.phones[i]
        server = self.site.rows()
        user = server["user", phone.joined.user_id].values
        actor = Actor(phone.joined.user_id, str(user.get("role", "rep")))
        expected = {
            key: _shown(actor, key[0], row)
            for key, row in server.items()
            if can_read(actor, scope_of(key[0], row.values))
        }
        with phone.replica.reading() as connection:
            own = made_in_vain(connection)
        assert not phone.waiting(), f"phone {i} still has changes to send"
        found = phone.rows()
        gone = self.site.gone()
        surplus = {k: v for k, v in found.items() if k not in expected and v.made not in own}
        # A tombstone that the server has let go of may stay where it is.
        surplus = {k: v for k, v in surplus.items() if k[1] not in gone or not v.values["deleted"]}
        assert not surplus, f"phone {i} holds what its person may not read or is not there"
        for key, row in expected.items():
            assert key in found, f"phone {i} misses {key}"
            assert found[key] == row, f"phone {i} differs in {key}"
        check_shown(phone, found)

    def check_nothing_lost(self) -> None:
        """Require that what was written arrived, stands if it is the latest, or can be found."""
        for i in self.signed_in():
            phone = self.phones[i]
            refused = Counter(text_of(r.change) for r in phone.refused())
            missing = phone.written - self.ledger.taken[i] - refused
            assert not missing, f"phone {i} lost {missing}"
        server, gone = self.site.rows(), self.site.gone()
        lost, woven = self.lost_values(), self._woven()
        for place, entries in self.ledger.places():
            kind, record_id, _ = place
            if kind in WORDS and record_id not in gone:
                every = sorted([*entries, *woven.get(place, [])], key=lambda entry: entry.stamp)
                self._check_place(place, every, server.get((kind, record_id)), lost)

    def _woven(self) -> dict[Place, list[Entry]]:
        """Return the texts that the server has put together, of whatever stood before."""
        found: dict[Place, list[Entry]] = defaultdict(list)
        for change in self.site.told(self.team_id):
            if parse(change.stamp)[2] == 0:
                for name in WOVEN.get(change.kind, frozenset()) & change.fields.keys():
                    entry = Entry(change.fields[name], change.stamp, "", sure=False, again=True)
                    found[change.kind, change.id, name].append(entry)
        return found

    def _check_place(
        self,
        place: Place,
        entries: list[Entry],
        row: Row | None,
        lost: set[tuple[str, str, str, Scalar]],
    ) -> None:
        sure = [entry for entry in entries if entry.sure]
        if not sure:
            return
        assert row is not None, f"{place} is not there"
        name = place[2]
        base, exceptions = unpack(row.stamps)
        at, value = exceptions.get(name, base), row.values[name]
        known = [(entry.stamp, entry.value) for entry in entries]
        assert at >= sure[-1].stamp, f"{place}: {sure[-1]} does not stand but {at}"
        assert (at, value) in known, f"{place}: {value!r} of {at} was never written"
        for n, entry in enumerate(entries):
            later = [other for other in entries[n + 1 :] if other.stamp > entry.stamp]
            assert (
                not later
                or not entry.sure
                or (place[1], name, entry.stamp, entry.value) in lost
                or any(o.value == entry.value or o.seen == entry.stamp or o.again for o in later)
            ), f"{place}: {entry} vanished"

    def check_history(self) -> None:
        """Require that the history is whole, gives every record, and tells what was taken in."""
        verdict = self.site.verify(self._anybody())
        assert (verdict.broken_at, verdict.altered) == (0, ())
        told = {
            (c.kind, c.id, name, c.stamp, json.dumps(value))
            for c in self.site.told(self.team_id)
            for name, value in c.fields.items()
        }
        for (kind, record_id, name), entries in self.ledger.places():
            for n, entry in enumerate(entries):
                key = (kind, record_id, name, entry.stamp, json.dumps(entry.value))
                assert (
                    key in told
                    or not entry.sure
                    or entry.again
                    or any(other.value == entry.value for other in entries[n + 1 :])
                ), f"{key} is not told"

    def check_conflicts(self) -> None:
        """Require that conflicts are read by whoever may read what they are about."""
        server = self.site.rows()
        for (kind, record_id), row in server.items():
            about = (str(row.values.get("about_kind")), str(row.values.get("about_id")))
            if kind == "conflict" and about in server:
                here, there = scope_of(kind, row.values), scope_of(about[0], server[about].values)
                assert here == there, f"{record_id} about {about} is in {here}, not {there}"

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
        for (kind, record_id), row in self.site.rows().items():
            assert newest(row.stamps) < limit, f"{kind} {record_id} is ahead of the time"

    def lost_values(self) -> set[tuple[str, str, str, Scalar]]:
        """Return id, register, stamp and value of everything that lost a conflict."""
        found = [row.values for (kind, _), row in self.site.rows().items() if kind == "conflict"]
        return {
            (str(c["about_id"]), str(c["field"]), str(c["stamp"]), json.loads(str(c["value"])))
            for c in found
        }

    def server_rows(self) -> dict[tuple[str, str], Row]:
        """Return every row of the server, by kind and id."""
        return self.site.rows()

    def _anybody(self) -> str:
        return self.phones[self.signed_in()[0]].joined.token


def _shown(actor: Actor, kind: str, row: Row) -> Row:
    """Return a row as a person may see it."""
    hidden = hidden_registers(actor, kind)
    base, exceptions = unpack(row.stamps)
    stamps = pack(base, {n: at for n, at in exceptions.items() if n not in hidden})
    unwritten = schema.defaults(kind)
    return Row(
        row.id, stamps, {n: unwritten[n] if n in hidden else v for n, v in row.values.items()}
    )
