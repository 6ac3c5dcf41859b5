"""Both sides compare what they hold; a flipped bit on either is found and healed."""

import json
import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from sqlalchemy import update

from sync.client.comparing import SET_ASIDE
from sync.core.errors import DamagedDatabaseError, ServerFaultError
from sync.core.protocol import InviteRequest
from sync.core.records.product import Product
from sync.server import healing, teams
from sync.server.tables import RECORD
from tests.builders import make_deal, make_note
from tests.fakes import ManualClock
from tests.server.conftest import Server
from tests.server.persons import Person


@pytest.fixture
def people(server: Server, tmp_path: Path, clock: ManualClock) -> Iterator[tuple[Person, Person]]:
    """An admin and a rep with deals, notes and a product, up to date."""
    with server.database.writing() as connection:
        code = teams.found_team(connection, server.outside, "Acme", "Ann").code
    (tmp_path / "ann").mkdir()
    (tmp_path / "ben").mkdir()
    ann = Person(server, tmp_path / "ann" / "notes.db", code, clock, 11)
    code = ann.service.invite(InviteRequest(name="Ben", role="rep")).code
    ben = Person(server, tmp_path / "ben" / "notes.db", code, clock, 12)
    ann.sync()
    ann.add(Product(name="Grinder", price_minor=90_000, cost_minor=40_000, currency="EUR"))
    for i in range(30):
        ben.add(make_deal(title=f"deal {i}"))
        ann.add(make_note(text=f"note {i}"))
    for person in (ann, ben, ann, ben):
        person.sync()
    yield ann, ben
    ann.replica.close()
    ben.replica.close()


def test_two_sides_that_agree_repair_nothing(people: tuple[Person, Person]) -> None:
    for person in people:
        assert person.compare() == person.compare()
        assert (person.compare().done, person.compare().repaired) == (True, 0)


def test_what_a_device_s_disk_changed_is_taken_from_the_server(
    people: tuple[Person, Person],
) -> None:
    _ann, ben = people
    with sqlite3.connect(ben.replica.path) as connection:
        connection.execute("UPDATE deal SET title = 'deal X' WHERE title = 'deal 7'")
        connection.execute("UPDATE deal SET shared = 0 WHERE title = 'deal 8'")
        connection.execute("DELETE FROM note WHERE text = 'note 3'")
        connection.execute("INSERT INTO account (id, name) VALUES ('from-nowhere', 'Ghost')")
    connection.close()
    found = ben.compare()
    assert (found.done, found.repaired) == (True, 4)
    assert ben.column("SELECT count(*) FROM deal WHERE title LIKE 'deal _%' AND shared") == [30]
    assert ben.column("SELECT count(*) FROM deal WHERE title = 'deal X'") == [0]
    assert ben.column("SELECT count(*) FROM note WHERE text = 'note 3'") == [1]
    assert ben.column("SELECT count(*) FROM account") == [0]
    aside = (ben.replica.path.parent / SET_ASIDE).read_text("utf-8").splitlines()
    kept = [json.loads(line) for line in aside]
    assert {k["values"].get("title", k["values"].get("name")) for k in kept} == {
        "deal X",
        "deal 8",
        "Ghost",
    }
    assert ben.compare().repaired == 0


def test_what_the_server_s_disk_changed_is_made_again_from_its_history(
    server: Server, people: tuple[Person, Person], caplog: pytest.LogCaptureFixture
) -> None:
    _ann, ben = people
    (deal,) = ben.column("SELECT id FROM deal WHERE title = 'deal 7'")
    with server.database.writing() as connection:
        connection.execute(
            update(RECORD).where(RECORD.c.id == deal).values(fields='{"title":"deal X"}')
        )
    with caplog.at_level(logging.ERROR):
        assert not ben.compare().done
    assert deal in caplog.text
    assert "deal X" not in caplog.text
    for person in people:
        person.sync()
        found = person.compare()
        assert (found.done, found.repaired) == (True, 0)
        assert person.title(deal) == "deal 7"


def test_a_disk_that_keeps_nothing_is_no_reason_to_try_for_ever(
    server: Server, people: tuple[Person, Person]
) -> None:
    _ann, ben = people
    with server.database.writing() as connection:
        connection.execute(update(RECORD).values(fields='{"title":"deal X"}'))
    with (
        mock.patch.object(healing, "heal", return_value=None) as healed,
        pytest.raises(ServerFaultError) as error,
    ):
        ben.compare()
    assert error.value.fields["error"] == DamagedDatabaseError.key
    assert healed.called


def test_a_push_onto_a_damaged_row_heals_it_first(
    server: Server, people: tuple[Person, Person]
) -> None:
    ann, ben = people
    (deal,) = ben.column("SELECT id FROM deal WHERE title = 'deal 7'")
    with server.database.writing() as connection:
        connection.execute(update(RECORD).where(RECORD.c.id == deal).values(fields="{}"))
    ben.edit(deal, read="keen")
    ben.sync()
    ann.sync()
    assert ann.column(f"SELECT title || read FROM deal WHERE id = '{deal}'") == ["deal 7keen"]


@pytest.mark.parametrize("fields", ['{"role":"admin"}', '{"active":false}', '{"role":'])
def test_a_person_s_own_damaged_row_gives_and_takes_no_right(
    server: Server, people: tuple[Person, Person], fields: str
) -> None:
    ann, ben = people
    user_id = ben.replica.state().user_id
    with server.database.writing() as connection:
        damaged = update(RECORD).where(RECORD.c.id == user_id).values(fields=fields)
        connection.execute(damaged)
    with pytest.raises(ServerFaultError):
        ben.service.invite(InviteRequest(name="Eve", role="rep"))
    assert ben.service.email() == ""
    ben.sync()
    ann.sync()
    assert ann.column(f"SELECT role FROM user WHERE id = '{user_id}'") == ["rep"]
    assert ann.compare().done


def test_nothing_is_compared_while_something_is_on_its_way(
    people: tuple[Person, Person],
) -> None:
    ann, ben = people
    ben.add(make_deal(title="waits"))
    assert not ben.compare().done
    ann.add(make_deal(title="news"))
    ann.sync()
    ben.sync()
    assert not ann.compare().done  # Ben's is not here yet
    ann.sync()
    assert ann.compare().done


def test_what_a_rep_may_not_read_is_no_difference(people: tuple[Person, Person]) -> None:
    ann, ben = people
    assert ann.column("SELECT cost_minor FROM product") == [40_000]
    assert ben.column("SELECT cost_minor FROM product") == [0]
    assert (ben.compare().done, ben.compare().repaired) == (True, 0)
