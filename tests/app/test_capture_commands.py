"""Filing a note, taking it back, and what a plan becomes."""

import pytest

from app.commands.capture import file_capture, unfile_capture
from app.commands.drafts import save_draft
from app.commands.undo import undo
from app.commands.visits import VisitLog, drop_visit, log_visit, plan_visit
from app.queries.capture import DRAFT_PREFIX, capture_start, open_deals
from app.queries.drafts import drafts, load_draft
from app.queries.guess import Whereabouts, guesses
from app.screens.capture_form import CaptureForm
from sync.client.replica import Replica
from sync.core.errors import ViolationError
from sync.core.records.visit import Visit
from sync.core.spans import HOUR_MS
from tests.builders import NOON_MS, make_account, make_deal, make_visit
from tests.fakes import ManualClock

WORDS = {"text": "They want the price."}


@pytest.fixture
def planned(replica: Replica) -> str:
    """A visit at one customer, planned for half an hour from now, about a deal."""
    with replica.transaction() as writer:
        writer.add(make_account("Hotel Lindenhof", id="lindenhof"))
        writer.add(make_deal(id="deal-1", account_id="lindenhof"))
        return plan_visit(writer, "lindenhof", NOON_MS + HOUR_MS // 2, "deal-1").id


def visit(replica: Replica, visit_id: str) -> Visit:
    with replica.transaction() as writer:
        found = writer.get(Visit, visit_id)
    assert found
    return found


def test_a_planned_visit_becomes_the_one_that_was_made(
    replica: Replica, planned: str, clock: ManualClock
) -> None:
    clock.move(HOUR_MS)
    with replica.transaction() as writer:
        done = log_visit(writer, VisitLog(account_id="lindenhof", planned_id=planned))
    assert done.id == planned
    made = visit(replica, planned)
    assert (made.done, made.at_ms, made.deal_id) == (True, NOON_MS + HOUR_MS, "deal-1")


def test_a_visit_of_yesterday_stays_there_when_it_is_written_down_today(
    replica: Replica, planned: str, clock: ManualClock
) -> None:
    clock.move(20 * HOUR_MS)
    with replica.transaction() as writer:
        log_visit(writer, VisitLog(account_id="lindenhof", planned_id=planned))
    assert visit(replica, planned).at_ms == NOON_MS + HOUR_MS // 2


def test_a_visit_that_is_asked_for_is_the_one_whatever_the_clock_says(
    replica: Replica, planned: str
) -> None:
    with replica.transaction() as writer:
        me = writer.actor.user_id
        writer.add(make_visit(NOON_MS, account_id="lindenhof", owner_id=me))
    for now_ms, who, found in ((NOON_MS, me, planned), (NOON_MS + 90 * HOUR_MS, me, planned)):
        with replica.reading() as connection:
            start = capture_start(connection, who, now_ms, Whereabouts(visit_id=planned))
        assert (start.guesses[0].visit_id, len(start.guesses)) == (found, 1)
    with replica.reading() as connection:
        theirs = capture_start(connection, "somebody", NOON_MS, Whereabouts(visit_id=planned))
    assert theirs.guesses == ()


@pytest.mark.parametrize("fate", ["dropped", "filed elsewhere"])
def test_a_plan_that_is_gone_takes_no_words_with_it(
    replica: Replica, planned: str, fate: str
) -> None:
    with replica.transaction() as writer:
        writer.edit(Visit, planned, **({"deleted": True} if fate == "dropped" else {"done": True}))
    with replica.transaction() as writer:
        done = log_visit(writer, VisitLog(account_id="lindenhof", planned_id=planned, text="Words"))
    assert done.id != planned
    assert visit(replica, done.id).done


def test_a_call_leaves_the_planned_visit_alone(replica: Replica, planned: str) -> None:
    with replica.reading() as connection:
        found = guesses(connection, visit(replica, planned).owner_id, NOON_MS, "", 5)
    assert found[0].visit_id == planned
    form = CaptureForm(account_id="lindenhof", account="Hotel Lindenhof")
    assert form.log(found).planned_id == planned
    assert CaptureForm(form="call", account_id="lindenhof").log(found).planned_id == ""
    assert CaptureForm(account_id="other").log(found).planned_id == ""


def test_a_filed_note_is_no_draft_any_more(replica: Replica) -> None:
    with replica.transaction() as writer:
        save_draft(writer, "capture-1", WORDS)
    with replica.transaction() as writer:
        file_capture(writer, VisitLog(new_account="Café Röst", text=WORDS["text"]), "capture-1")
    with replica.reading() as connection:
        assert load_draft(connection, "capture-1") == {}


def test_a_note_that_breaks_a_rule_stays_a_draft(replica: Replica) -> None:
    with replica.transaction() as writer:
        save_draft(writer, "capture-1", WORDS)
    with pytest.raises(ViolationError), replica.transaction() as writer:
        file_capture(writer, VisitLog(new_account="A", next_step="x" * 3_000), "capture-1")
    with replica.reading() as connection:
        assert load_draft(connection, "capture-1") == WORDS
        assert connection.exec_driver_sql("SELECT count(*) FROM visit").scalar() == 0


def test_taking_it_back_restores_plan_and_draft(replica: Replica, planned: str) -> None:
    with replica.transaction() as writer:
        log = VisitLog(account_id="lindenhof", planned_id=planned, read="keen", text=WORDS["text"])
        done = file_capture(writer, log, "capture-1")
    with replica.transaction() as writer:
        unfile_capture(writer, done, "capture-1", WORDS)
    back = visit(replica, planned)
    assert (back.done, back.at_ms, back.read) == (False, NOON_MS + HOUR_MS // 2, "")
    with replica.reading() as connection:
        assert load_draft(connection, "capture-1") == WORDS


def test_a_dropped_plan_comes_back(replica: Replica, planned: str) -> None:
    with replica.transaction() as writer:
        done = drop_visit(writer, planned)
    assert visit(replica, planned).deleted
    with replica.transaction() as writer:
        undo(writer, done)
    assert not visit(replica, planned).deleted


def test_a_visit_can_be_planned_at_a_new_customer(replica: Replica) -> None:
    with replica.transaction() as writer:
        done = plan_visit(writer, "", NOON_MS, new_account=" Stadtwerke ")
    with replica.reading() as connection:
        name = connection.exec_driver_sql(
            "SELECT a.name FROM visit v JOIN account a ON a.id = v.account_id WHERE v.id = ?",
            (done.id,),
        ).scalar()
    assert name == "Stadtwerke"


def test_the_newest_draft_is_the_one_to_go_on_with(replica: Replica, clock: ManualClock) -> None:
    for key in (f"{DRAFT_PREFIX}2", f"{DRAFT_PREFIX}1", "account:new"):
        clock.move(1000)
        with replica.transaction() as writer:
            save_draft(writer, key, {"text": key})
    with replica.reading() as connection:
        assert [d.key for d in drafts(connection, DRAFT_PREFIX, 5)] == ["capture-1", "capture-2"]
        for asked, found in (
            ("", "capture-1"),
            ("capture-2", "capture-2"),
            ("capture-gone", "capture-1"),
            ("account:new", "capture-1"),  # words of another form are no note
        ):
            start = capture_start(connection, "me", NOON_MS, Whereabouts(), asked)
            assert start.draft
            assert (start.draft.key, start.draft.fields["text"]) == (found, found)


def test_only_open_deals_of_the_customer_are_offered(replica: Replica) -> None:
    with replica.transaction() as writer:
        won = writer.connection.exec_driver_sql(
            "SELECT id FROM stage WHERE outcome = 'won'"
        ).scalar_one()
        writer.add(make_deal("Late", account_id="a", expected_on="2027-01-01"))
        writer.add(make_deal("Soon", account_id="a", expected_on="2026-12-01"))
        writer.add(make_deal("Won", account_id="a", stage_id=won))
        writer.add(make_deal("Gone", account_id="a", deleted=True))
        writer.add(make_deal("Nobody's"))
    with replica.reading() as connection:
        assert [d.title for d in open_deals(connection, "a")] == ["Soon", "Late"]
        assert open_deals(connection, "") == ()


def test_what_is_on_screen_is_the_likeliest_customer(replica: Replica, planned: str) -> None:
    me = visit(replica, planned).owner_id
    with replica.transaction() as writer:
        writer.add(make_account("Café Röst", id="roest"))
        writer.add(make_account("Gone", id="gone", deleted=True))
        for account_id in ("roest", "gone"):
            writer.add(make_visit(NOON_MS - HOUR_MS, account_id=account_id, owner_id=me))
    with replica.reading() as connection:
        found = guesses(connection, me, NOON_MS, "roest", 5)
        assert [(g.account, g.why) for g in found] == [
            ("Café Röst", "open"),
            ("Hotel Lindenhof", "planned"),
        ]
        far = guesses(connection, me, NOON_MS + 9 * HOUR_MS, "", 5)
        assert [(g.account, g.why) for g in far] == [("Café Röst", "recent")]
