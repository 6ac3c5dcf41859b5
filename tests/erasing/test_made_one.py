"""Who is erased with whom: those who are one now, whoever knows it, and nobody else."""

import json
from pathlib import Path

import pytest

from app.commands.erasing import erase_customer
from app.commands.sameness import merge, take_apart
from app.commands.undo import Affected, undo
from sync.client import erasing, outbox
from sync.client.engine import sync_once
from sync.client.line import LEAST_BYTES
from sync.client.replica import Replica
from sync.core.protocol import SyncReply
from tests.builders import make_account, make_contact, make_deal, make_note
from tests.conftest import Joined
from tests.erasing.traces import found, titles

Team = tuple[Joined, Joined]
ONE, OTHER = "Zyxwerk GmbH", "Quorvalin KG"


def exchange(*joined: Joined) -> None:
    for one in joined:
        sync_once(one.replica, one.service)


def words(replica: Replica) -> list[str]:
    with replica.reading() as connection:
        return list(connection.exec_driver_sql("SELECT text FROM note ORDER BY 1").scalars())


def waiting(replica: Replica) -> int:
    with replica.reading() as connection:
        return len(outbox.all_pending(connection)) + len(outbox.refused(connection))


def erase(joined: Joined, customer: str) -> None:
    """Erase a customer without a word to anybody before."""
    with joined.replica.transaction() as writer:
        erase_customer(writer, customer)
    assert erasing.scrub(joined.replica)


def make_one(joined: Joined) -> Affected:
    """Say that the two are one, with a word taken over from the one given up."""
    with joined.replica.transaction() as writer:
        return merge(writer, "account", "one", "other", {"city": "Plimbostrahl"})


@pytest.fixture
def team(two_replicas: Team) -> Team:
    """A team that holds two customers, each with a note, and has heard of both."""
    mia, bo = two_replicas
    with mia.replica.transaction() as writer:
        writer.add(make_account(ONE, id="one"))
        writer.add(make_account(OTHER, id="other", city="Plimbostrahl"))
        writer.add(make_note("Of one", id="of-one", account_id="one"))
        writer.add(make_note("Of the other", id="of-other", account_id="other"))
    exchange(mia, bo)
    return two_replicas


@pytest.mark.parametrize("way", ["undone", "taken apart"])
@pytest.mark.parametrize("heard", ["of neither", "of the first", "of both"])
def test_who_is_one_no_more_stays(team: Team, heard: str, way: str) -> None:
    """Whatever of the merge and its end the server has heard of by then."""
    mia, bo = team
    done = make_one(mia)
    if heard != "of neither":
        exchange(mia, bo)
    with mia.replica.transaction() as writer:
        if way == "undone":
            undo(writer, done)
        else:
            take_apart(writer, "other")
    if heard == "of both":
        exchange(mia, bo)
    erase(mia, "one")
    exchange(mia, bo, mia)
    for one in team:
        assert titles(one.replica) == [OTHER]
        assert words(one.replica) == ["Of the other"]
        assert waiting(one.replica) == 0
        one.replica.check()


def test_who_is_one_goes_everywhere_though_nobody_else_had_heard(
    team: Team, tmp_path: Path
) -> None:
    mia, bo = team
    make_one(mia)
    erase(mia, "one")
    assert [path for path in found(tmp_path) if path.startswith("mia")] == []
    with mia.replica.reading() as connection:
        said = "SELECT account_id, counted FROM erasure ORDER BY 1"
        assert connection.exec_driver_sql(said).all() == [("one", 5), ("other", 0)]
    exchange(mia, bo)
    assert found(tmp_path) == {}
    for one in team:
        assert titles(one.replica) == words(one.replica) == []
        assert waiting(one.replica) == 0


def test_who_is_one_on_this_device_alone_stays_when_somebody_else_erases(team: Team) -> None:
    """The server never hears that they are one; all that waits for the other arrives."""
    mia, bo = team
    make_one(bo)
    with bo.replica.transaction() as writer:
        writer.add(make_note("Without signal", account_id="other"))
        writer.add(make_note("Of both", account_id="one"))
    erase(mia, "one")
    exchange(mia, bo, mia)
    for one in team:
        assert titles(one.replica) == [OTHER]
        assert words(one.replica) == ["Of the other", "Without signal"]
        assert waiting(one.replica) == 0
        one.replica.check()


def test_a_receipt_that_comes_before_the_pair_is_sent_takes_the_one_it_names(team: Team) -> None:
    """As when the answer to what was sent is lost, or more waits than goes at once."""
    mia, bo = team
    make_one(bo)
    erase(mia, "one")
    exchange(mia)
    receipt = ("erasure", "r", "", {"account_id": "one"})
    with bo.replica.exclusive() as connection:
        erasing.follow(connection, SyncReply(0, "", 0, rows=(receipt,)))
    assert titles(bo.replica) == [OTHER]
    assert words(bo.replica) == ["Of the other"]
    exchange(bo, mia)
    assert titles(mia.replica) == titles(bo.replica) == [OTHER]
    assert waiting(bo.replica) == 0


def test_who_is_one_by_the_word_of_somebody_else_goes_with_all_that_waits(
    team: Team, tmp_path: Path
) -> None:
    """The eraser had not heard of it; the server had."""
    mia, bo = team
    make_one(bo)
    exchange(bo)
    with bo.replica.transaction() as writer:
        writer.add(make_note("Plimbostrahl without signal", account_id="other"))
    with bo.replica.exclusive() as connection:
        body = json.dumps({"account_id": "other", "text": "Plimbostrahl once more"})
        connection.exec_driver_sql("INSERT INTO draft VALUES ('capture', ?, 1)", (body,))
    erase(mia, "one")
    exchange(mia, bo)
    assert found(tmp_path) == {}
    for one in team:
        assert titles(one.replica) == words(one.replica) == []
        assert waiting(one.replica) == 0


def test_who_is_signed_out_keeps_their_customers(team: Team) -> None:
    """Though the server says of all that they wrote then that it has left."""
    mia, _ = team
    with mia.replica.transaction() as writer:
        writer.edit_kind("user", writer.actor.user_id, {"deleted": True})
        writer.edit_kind("account", "one", {"phone": "7"})
        writer.add(make_note("Not sent any more", account_id="one"))
    exchange(mia)
    assert words(mia.replica) == ["Not sent any more", "Of one", "Of the other"]
    assert waiting(mia.replica) == 2


def test_what_was_given_to_them_without_signal_goes_and_what_was_taken_from_them_stays(
    team: Team,
) -> None:
    mia, bo = team
    with mia.replica.transaction() as writer:
        writer.edit_kind("note", "of-other", {"account_id": "one"})
        writer.edit_kind("note", "of-one", {"account_id": "other"})
        new = writer.add(make_note("Of neither yet", account_id="one"))
    with mia.replica.transaction() as writer:
        writer.edit_kind("note", new, {"account_id": "other"})
    erase(mia, "one")
    exchange(mia, bo, mia)
    for one in team:
        assert titles(one.replica) == [OTHER]
        assert words(one.replica) == ["Of neither yet", "Of one"]
        assert waiting(one.replica) == 0


def test_what_was_not_allowed_to_become_theirs_stays(team: Team) -> None:
    mia, _ = team
    with mia.replica.exclusive() as connection:
        connection.exec_driver_sql(
            "INSERT INTO outbox (kind, record_id, fields, stamp, seen, refusal)"
            " VALUES ('note', 'of-other', ?, 's', 's', ?)",
            ('{"account_id": "one"}', '["refused.not_yours", "", 0]'),
        )
    erase(mia, "one")
    assert words(mia.replica) == ["Of the other"]


def test_what_names_a_person_who_is_one_with_theirs_stays(team: Team) -> None:
    """It is shown with their person, and was written for another."""
    mia, bo = team
    with mia.replica.transaction() as writer:
        writer.add(make_contact("Jo", id="jo", account_id="one"))
        writer.add(make_contact("J.", id="j", account_id="other"))
        writer.add(make_deal("Of J.", contact_id="j"))
        merge(writer, "contact", "jo", "j", {})
    exchange(mia, bo)
    erase(mia, "one")
    exchange(mia, bo)
    for one in team:
        with one.replica.reading() as connection:
            deals = connection.exec_driver_sql("SELECT title, contact_id FROM deal").all()
            people = connection.exec_driver_sql("SELECT name, deleted FROM contact").all()
        assert deals == [("Of J.", "j")]
        assert people == [("J.", 0)]


def test_a_record_given_to_somebody_erased_stays_with_whom_it_was(team: Team) -> None:
    """And can be written to as before."""
    mia, bo = team
    with bo.replica.transaction() as writer:
        writer.edit_kind("note", "of-other", {"account_id": "one"})
    erase(mia, "one")
    exchange(mia, bo)
    with mia.replica.transaction() as writer:
        writer.edit_kind("note", "of-other", {"text": "Of the other still"})
    exchange(mia, bo)
    for one in team:
        assert words(one.replica) == ["Of the other still"]
        assert waiting(one.replica) == 0


def test_what_was_taken_from_somebody_erased_before_it_was_sent_stays(team: Team) -> None:
    """As a note that was filed to the wrong customer without signal, and then to the right one."""
    mia, bo = team
    with bo.replica.transaction() as writer:
        kept = writer.add(make_note("Filed wrong at first", account_id="one"))
        writer.add(make_note("Of the erased", account_id="one"))
    with bo.replica.transaction() as writer:
        writer.edit_kind("note", kept, {"text": "Filed wrong, and then right"})
        writer.edit_kind("note", kept, {"account_id": "other"})
    erase(mia, "one")
    exchange(mia, bo, mia)
    for one in team:
        assert words(one.replica) == ["Filed wrong, and then right", "Of the other"]
        assert waiting(one.replica) == 0


@pytest.mark.parametrize("ahead", [0, 4])
def test_what_was_written_after_it_was_given_to_somebody_erased_arrives(
    team: Team, ahead: int
) -> None:
    """It waits in another batch than the giving, which alone is refused."""
    mia, bo = team
    for _ in range(ahead):  # so that the receipt comes before the giving was sent
        with bo.replica.transaction() as writer:
            writer.add(make_note("first " * 1_000, account_id="other"))
    with bo.replica.transaction() as writer:
        writer.edit_kind("note", "of-other", {"account_id": "one"})
    with bo.replica.transaction() as writer:
        writer.add(make_note("long " * 4_000, account_id="other"))
    with bo.replica.transaction() as writer:
        writer.edit_kind("note", "of-other", {"text": "Of the other, and more"})
    erase(mia, "one")
    bo.replica.line.most_bytes = LEAST_BYTES
    exchange(mia, bo, mia)
    assert waiting(bo.replica) == 0
    for one in team:
        assert "Of the other, and more" in words(one.replica)


def test_what_waits_to_be_sent_of_a_pair_holds_no_word(team: Team) -> None:
    mia, _ = team
    make_one(mia)
    erase(mia, "one")
    with mia.replica.reading() as connection:
        told = "SELECT fields FROM outbox WHERE kind = 'sameness'"
        (fields,) = connection.exec_driver_sql(told).scalars()
    assert set(json.loads(fields)) == {"about_kind", "one_id", "other_id", "verdict", "kept_id"}
