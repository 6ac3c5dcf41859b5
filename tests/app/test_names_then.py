"""History keeps the old names of stages, renamed, split or made one."""

from datetime import UTC, datetime

from app.commands.deals import move_deal
from app.commands.stages import edit_stage, merge_stage, split_stage
from app.queries.deal_page import deal_detail
from app.queries.history import history_items
from app.queries.names_then import named_ids, names_of
from app.screens.history_view import item_lines
from sync.client.engine import sync_once
from tests.app.opened import WORDS
from tests.app.test_deals_queries import TODAY, add_deal
from tests.conftest import Joined

NOW = datetime(2026, 11, 21, 13, tzinfo=UTC)


def told(joined: Joined, deal_id: str) -> list[str]:
    """Read a deal's history as its screen does."""
    entries = joined.service.history(deal_id, 0).entries
    called = {one: names_of(joined.service.history(one, 0).entries) for one in named_ids(entries)}
    with joined.replica.reading() as connection:
        items = history_items(connection, "deal", deal_id, entries, "", called=called)
    return [line for item in items for line in item_lines(WORDS, item, NOW)]


def test_deal_that_moved_before_a_stage_was_renamed_tells_it_by_its_old_name(
    two_replicas: tuple[Joined, Joined],
) -> None:
    mia = two_replicas[0]

    def write(command: object, *args: object) -> None:
        with mia.replica.transaction() as writer:
            command(writer, *args)  # type: ignore[operator]  # each is a command
        sync_once(mia.replica, mia.service)

    with mia.replica.transaction() as writer:
        deal = add_deal(writer, "Ovens")
    write(move_deal, deal, "stage-proposal", TODAY)
    with mia.replica.transaction() as writer:
        edit_stage(writer, "stage-proposal", name="Offer")
    sync_once(mia.replica, mia.service)
    write(move_deal, deal, "stage-negotiation", TODAY)
    write(move_deal, deal, "stage-proposal", TODAY)
    lines = told(mia, deal)
    assert any("Proposal" in line for line in lines)
    assert "Offer" in lines[0]
    moves = [line for line in lines if "New" in line]
    assert moves
    assert "Proposal" in moves[0]
    assert "Offer" not in moves[0]
    # Made one with another, and split: what was written stays as it was called.
    write(split_stage, "stage-proposal", "Second offer")
    write(merge_stage, "stage-proposal", "stage-negotiation")
    with mia.replica.transaction() as writer:
        edit_stage(writer, "stage-negotiation", name="Talks")
    sync_once(mia.replica, mia.service)
    assert told(mia, deal) == lines
    with mia.replica.reading() as connection:
        found = deal_detail(connection, deal)
    assert found
    assert found.stage == "Talks"
