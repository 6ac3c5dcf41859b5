"""What a first reading does without, and that it comes back whatever happens."""

from sync.client.engine import Progress, absorb, compose, index
from sync.client.replica import Replica
from sync.core.protocol import SyncReply
from sync.store import put_off
from tests.builders import make_deal, make_reply, make_row
from tests.store.test_search import found, stale

FIRST = make_reply(make_row("deal", "a", title="Espresso bar"), cursor="1", more=True)
LAST = make_reply(
    make_row("deal", "b", title="Roastery"), make_row("note", "c", text="grinder"), cursor="2"
)


def made(replica: Replica) -> set[str]:
    """Return the names of the indexes and triggers there are."""
    with replica.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type IN ('index', 'trigger')"
        )
        return set(rows.scalars())


def take(replica: Replica, reply: SyncReply) -> None:
    """Ask, and get this answer."""
    absorb(replica, compose(replica), reply, Progress())


def test_a_first_reading_of_many_pages_does_without_and_gets_all_back(
    empty_replica: Replica,
) -> None:
    before = made(empty_replica)
    take(empty_replica, FIRST)
    resting = before - made(empty_replica)
    assert {"ix_deal_stage_id", "search_deal_insert", "ix_note_deal_id"} <= resting
    assert found(empty_replica, "espresso") == set()
    take(empty_replica, LAST)
    assert made(empty_replica) == before
    index(empty_replica)
    assert found(empty_replica, "espresso") == {("deal", "a")}
    assert found(empty_replica, "grinder") == {("note", "c")}
    assert stale(empty_replica) == 0


def test_what_is_written_meanwhile_is_found_in_the_end(replica: Replica) -> None:
    before = made(replica)
    take(replica, FIRST)
    with replica.transaction() as writer:
        own = writer.add(make_deal(title="Kiosk"))
    take(replica, LAST)
    assert made(replica) == before
    index(replica)
    assert found(replica, "kiosk") == {("deal", own)}


def test_a_kind_with_rows_keeps_its_indexes(empty_replica: Replica) -> None:
    with empty_replica.exclusive() as connection:
        connection.exec_driver_sql("INSERT INTO deal (id) VALUES ('here')")
    take(empty_replica, FIRST)
    assert {"ix_deal_stage_id", "search_deal_insert"} <= made(empty_replica)
    assert "ix_note_deal_id" not in made(empty_replica)


def test_a_reading_of_one_page_or_from_a_cursor_puts_nothing_off(empty_replica: Replica) -> None:
    before = made(empty_replica)
    take(empty_replica, LAST)
    take(empty_replica, make_reply(cursor="3", more=True))
    assert made(empty_replica) == before


def test_a_reading_that_begins_again_midway_gets_all_back(empty_replica: Replica) -> None:
    before = made(empty_replica)
    take(empty_replica, FIRST)
    with empty_replica.exclusive() as connection:
        put_off.begin(connection)
        connection.exec_driver_sql("DELETE FROM deal")
        put_off.begin(connection)
        put_off.end(connection)
        put_off.end(connection)
    assert made(empty_replica) == before
