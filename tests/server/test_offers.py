"""A server put back to an older copy, or begun anew, gets back what it lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from sync.core.clock import MAX_DEVICE, stamp
from sync.core.protocol import InviteRequest, OfferRequest, WireRow
from sync.server import teams
from sync.server.errors import ConfigurationError
from sync.server.seeding import seed
from sync.server.tables import TEAM_HEAD, ServerTable
from tests.builders import NOON_MS, make_account, make_deal
from tests.fakes import ManualClock
from tests.server.conftest import Server
from tests.server.persons import Person, copy_of, put_back


@pytest.fixture
def people(server: Server, tmp_path: Path, clock: ManualClock) -> Iterator[list[Person]]:
    """An admin and two reps, all up to date."""
    with server.database.writing() as connection:
        code = teams.found_team(connection, server.outside, "Acme", "Ann").code
    found = [Person(server, tmp_path / "ann.db", code, clock, 11)]
    for i, name in enumerate(("Ben", "Cem"), start=12):
        code = found[0].service.invite(InviteRequest(name=name, role="rep")).code
        found.append(Person(server, tmp_path / f"{name}.db", code, clock, i))
    everybody(found)
    yield found
    for person in found:
        person.replica.close()


def everybody(people: list[Person], times: int = 1) -> None:
    """Let everybody exchange, in turn."""
    for _ in range(times):
        for person in people:
            person.sync()


def test_what_an_older_copy_lost_comes_back_from_the_devices(
    server: Server, people: list[Person]
) -> None:
    _ann, ben, cem = people
    kept = ben.add(make_deal(title="before the backup"))
    everybody(people, 2)
    backup = copy_of(server.database)
    lost = ben.add(make_deal(title="after the backup"))
    private = cem.add(make_deal(title="for Cem alone", shared=False, owner_id=cem.user_id))
    ben.edit(kept, title="edited after the backup")
    everybody(people, 2)
    put_back(server.database, backup)
    waiting = ben.add(make_deal(title="not sent yet"))
    everybody(people, 3)
    for person in people:
        assert person.title(lost) == "after the backup"
        assert person.title(kept) == "edited after the backup"
        assert person.title(waiting) == "not sent yet"
        assert person.count("conflict") == 0
    assert [p.title(private) for p in people] == ["for Cem alone", None, "for Cem alone"]
    assert [p.compare().done for p in people] == [True] * 3
    assert [p.compare().repaired for p in people] == [0] * 3


def test_who_was_told_of_another_life_of_the_server_is_asked_alone(
    server: Server, people: list[Person]
) -> None:
    """The copy put back was written after an earlier one had been put back as well."""
    _ann, ben, cem = people
    beginning = copy_of(server.database)
    ben.add(make_deal(title="noticed by this"))
    ben.sync()
    put_back(server.database, beginning)
    everybody(people)
    one_life = copy_of(server.database)
    put_back(server.database, beginning)
    lost = ben.add(make_deal(title="written in another"))
    ben.sync()
    put_back(server.database, one_life)
    epoch = _epoch(server)
    everybody(people, 2)
    assert cem.title(lost) == "written in another"
    assert _epoch(server) == epoch


def _epoch(server: Server) -> str:
    with server.database.reading() as connection:
        return str(connection.execute(select(TEAM_HEAD.c.epoch)).scalar_one())


def test_an_older_copy_is_noticed_even_when_it_has_come_further_since(
    server: Server, people: list[Person]
) -> None:
    _ann, ben, cem = people
    backup = copy_of(server.database)
    lost = ben.add(make_deal(title="lost"))
    ben.sync()
    put_back(server.database, backup)
    for i in range(5):
        cem.add(make_deal(title=f"later {i}"))
        cem.sync()
    everybody(people, 2)
    assert [p.title(lost) for p in people] == ["lost"] * 3
    assert len({p.count("deal") for p in people}) == 1


def test_a_notebook_begins_an_empty_server_and_the_others_double_nothing(
    server: Server, people: list[Person]
) -> None:
    ann, ben, cem = people
    shared = ben.add(make_deal(title="everybody's"))
    everybody(people, 2)
    only_cem = cem.add(make_deal(title="only Cem has sent it"))
    cem.sync()
    unsent = ben.add(make_deal(title="not sent"))
    before = ann.count("deal")
    put_back(server.database, {name: [] for name in ServerTable.metadata.tables})
    with server.database.writing() as connection:
        seeded = seed(connection, ann.replica.path, server.outside)
    assert (seeded.team_id, seeded.user_id) == (ann.replica.state().team_id, ann.user_id)
    for person in people:
        with server.database.writing() as connection:
            request = InviteRequest(user_id=person.user_id)
            code = teams.invite(
                connection, server.outside, seeded.team_id, teams.OPERATOR, request
            ).code
        person.join(server, code)
    everybody(people, 2)
    for person in people:
        assert person.title(shared) == "everybody's"
        assert person.title(only_cem) == "only Cem has sent it"
        assert person.title(unsent) == "not sent"
        assert person.count("deal") == before + 2
        assert person.count("conflict") == 0
    assert people[0].replica.state().device_number > 3


def test_a_notebook_that_has_not_read_its_team_begins_no_server(
    server: Server, people: list[Person], tmp_path: Path, clock: ManualClock
) -> None:
    request = InviteRequest(user_id=people[1].user_id)
    code = people[0].service.invite(request).code
    fresh = Person(server, tmp_path / "fresh.db", code, clock, 20)
    put_back(server.database, {name: [] for name in ServerTable.metadata.tables})
    with pytest.raises(ConfigurationError), server.database.writing() as connection:
        seed(connection, fresh.replica.path, server.outside)
    fresh.replica.close()


def test_an_offer_brings_no_more_rights_than_its_person_has(
    server: Server, people: list[Person]
) -> None:
    ann, ben, cem = people
    secret = cem.add(make_deal(title="Cem's", shared=False, owner_id=cem.user_id))
    customer = ann.add(make_account("Acme"))
    everybody(people, 2)
    put_back(server.database, copy_of(server.database))
    with server.database.writing() as connection:
        connection.execute(ServerTable.metadata.tables["device"].update().values(offered=""))
    late = stamp(NOON_MS + 1_000, 0, 2)
    forged: tuple[WireRow, ...] = (
        ("user", ben.user_id, late, {"name": "Ben", "role": "admin"}),
        ("user", "somebody-new", late, {"name": "Eve", "role": "admin"}),
        ("deal", secret, late, {"title": "Ben's now", "owner_id": ben.user_id}),
        ("pipeline", "pipeline-sales", late, {"name": "Ben's way"}),
        ("device", "device-1", late, {"owner_id": ben.user_id}),
        ("deal", "from-the-future", stamp(NOON_MS * 2, 0, 2), {"title": "wins for ever"}),
        ("deal", "no-deal", late, {"amount_minor": "much"}),
        ("deal", "of-nobody", stamp(NOON_MS, 0, MAX_DEVICE), {"title": "Who?", "deleted": True}),
        ("erasure", "receipt", late, {"account_id": customer}),
    )
    assert ben.service.offer(OfferRequest(forged, done=True)).taken == 3
    assert ben.service.offer(OfferRequest(forged, done=True)).taken == 0
    ann.sync()
    assert ann.column(f"SELECT role FROM user WHERE id = '{ben.user_id}'") == ["rep"]
    assert ann.column("SELECT role FROM user WHERE id = 'somebody-new'") == ["rep"]
    assert ann.title(secret) == "Cem's"
    assert ann.column("SELECT name FROM pipeline") != ["Ben's way"]
    assert ann.column("SELECT id FROM device WHERE id = 'device-1'") == []
    assert ann.title("from-the-future") is None
    assert ann.title("no-deal") is None
    assert ann.column("SELECT id FROM account") == [customer]
    numbers = TEAM_HEAD.select().with_only_columns(TEAM_HEAD.c.numbers)
    with server.database.reading() as connection:
        assert connection.execute(numbers).scalar_one() < MAX_DEVICE
