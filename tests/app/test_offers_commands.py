"""Taking what was heard: one write, one way back, never asked again."""

from datetime import date

import pytest

from app.commands.offers import Taking, answer_offer, file_under, take_offer
from app.commands.undo import undo
from app.understanding.answers import answers, is_open
from app.understanding.offer import (
    Amount,
    Customer,
    Due,
    Offer,
    Outcome,
    Person,
    Read,
    Stage,
    Step,
    Units,
    Value,
)
from sync.client.replica import Replica
from sync.core.errors import RecordMissingError
from sync.core.records.account import Account
from sync.core.records.attachment import Attachment
from sync.core.records.contact import Contact
from sync.core.records.deal import Deal
from sync.core.records.follow_up import FollowUp
from sync.core.records.note import Note
from sync.core.records.visit import Visit

TODAY = date(2026, 11, 23)


def _offer(value: Value) -> Offer:
    return Offer(value, "these words", 0, 11)


def _rows(replica: Replica, sql: str) -> list[tuple[object, ...]]:
    with replica.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(sql)]


@pytest.fixture
def note_id(replica: Replica) -> str:
    """Return a spoken note about one of two customers, with its visit and its recording."""
    with replica.transaction() as writer:
        account = writer.add(Account(id="acme", name="Acme"))
        writer.add(Account(id="bolt", name="Bolt"))
        visit = writer.add(Visit(id="v", account_id=account, owner_id=writer.actor.user_id))
        note = Note(id="n", account_id=account, visit_id=visit, text="…", transcription="done")
        note.owner_id = writer.actor.user_id
        writer.add(note)
        writer.add(Attachment(id="f", account_id=account, note_id="n", mime="audio/wav"))
    return "n"


def _take(replica: Replica, note_id: str, taking: Taking) -> None:
    """Take an offer; also see that one tap takes it back whole, and take it again."""
    with replica.transaction() as writer:
        done = take_offer(writer, note_id, taking)
    with replica.reading() as connection:
        answered = connection.exec_driver_sql("SELECT answered FROM note").scalar_one()
    assert not is_open(taking.offer, answered)
    with replica.transaction() as writer:
        undo(writer, done)
    with replica.reading() as connection:
        answered = connection.exec_driver_sql("SELECT answered FROM note").scalar_one()
    assert is_open(taking.offer, answered)
    with replica.transaction() as writer:
        take_offer(writer, note_id, taking)


def test_a_date_becomes_a_next_step_with_the_words_of_the_step(
    replica: Replica, note_id: str
) -> None:
    step = _offer(Step("Send the offer"))
    _take(replica, note_id, Taking(_offer(Due("2026-11-24")), TODAY, step=step))
    found = "SELECT text, due_on, account_id, visit_id FROM follow_up WHERE NOT deleted"
    assert _rows(replica, found) == [("Send the offer", "2026-11-24", "acme", "v")]
    (answered,) = _rows(replica, "SELECT answered FROM note")[0]
    assert answers(str(answered)) == {
        "due:2026-11-24": "taken",
        "step:send the offer": "taken",
    }


def test_a_step_without_a_date_is_for_some_day(replica: Replica, note_id: str) -> None:
    _take(replica, note_id, Taking(_offer(Step("Send the offer")), TODAY))
    found = "SELECT text, due_on FROM follow_up WHERE NOT deleted"
    assert _rows(replica, found) == [("Send the offer", "")]


def test_an_amount_stands_on_the_deal_it_is_about(replica: Replica, note_id: str) -> None:
    with replica.transaction() as writer:
        deal = writer.add(Deal(account_id="acme", title="Ovens", amount_minor=1, currency="EUR"))
    _take(replica, note_id, Taking(_offer(Amount(4_500_000, "USD")), TODAY, deal_id=deal))
    assert _rows(replica, "SELECT amount_minor, currency FROM deal") == [(4_500_000, "USD")]


def test_an_amount_without_a_deal_begins_one(replica: Replica, note_id: str) -> None:
    _take(replica, note_id, Taking(_offer(Amount(4_500_000, "EUR")), TODAY))
    found = "SELECT id, title, amount_minor, account_id FROM deal WHERE NOT deleted"
    ((deal, *rest),) = _rows(replica, found)
    assert rest == ["Acme", 4_500_000, "acme"]
    assert _rows(replica, "SELECT deal_id FROM note UNION ALL SELECT deal_id FROM visit") == [
        (deal,),
        (deal,),
    ]


def test_a_stage_moves_the_deal_and_an_outcome_closes_it(replica: Replica, note_id: str) -> None:
    ((second,), (won,)) = _rows(
        replica,
        "SELECT id FROM (SELECT id FROM stage WHERE outcome = 'open' ORDER BY position LIMIT 1, 1)"
        " UNION ALL SELECT id FROM stage WHERE outcome = 'won'",
    )
    with replica.transaction() as writer:
        deal = writer.add(Deal(account_id="acme", title="Ovens"))
    _take(replica, note_id, Taking(_offer(Stage(str(second))), TODAY, deal_id=deal))
    assert _rows(replica, "SELECT stage_id, closed_on FROM deal") == [(second, "")]
    _take(replica, note_id, Taking(_offer(Outcome("won", str(won))), TODAY, deal_id=deal))
    assert _rows(replica, "SELECT stage_id, closed_on FROM deal") == [(won, "2026-11-23")]


def test_a_person_was_met_known_or_new(replica: Replica, note_id: str) -> None:
    with replica.transaction() as writer:
        writer.add(Contact(id="anna", account_id="acme", name="Anna Roth"))
    _take(replica, note_id, Taking(_offer(Person("anna", "Anna Roth")), TODAY))
    assert _rows(replica, "SELECT contact_id FROM visit") == [("anna",)]
    _take(replica, note_id, Taking(_offer(Person("", "Ben Voss")), TODAY))
    found = (
        "SELECT c.name, c.account_id FROM visit v JOIN contact c ON c.id = v.contact_id"
        " WHERE NOT c.deleted"
    )
    assert _rows(replica, found) == [("Ben Voss", "acme")]


def test_the_read_stands_on_the_visit(replica: Replica, note_id: str) -> None:
    _take(replica, note_id, Taking(_offer(Read("keen")), TODAY))
    assert _rows(replica, "SELECT read FROM visit") == [("keen",)]


def test_units_are_remembered_and_written_nowhere(replica: Replica, note_id: str) -> None:
    _take(replica, note_id, Taking(_offer(Units(200)), TODAY))
    assert _rows(replica, "SELECT count(*) FROM deal") == [(0,)]


def test_another_customer_takes_visit_and_recording_along(replica: Replica, note_id: str) -> None:
    with replica.transaction() as writer:
        deal = writer.add(Deal(account_id="acme", title="Ovens"))
        anna = writer.add(Contact(account_id="acme", name="Anna"))
        writer.edit(Note, note_id, deal_id=deal)
        writer.edit(Visit, "v", deal_id=deal, contact_id=anna)
    _take(replica, note_id, Taking(_offer(Customer("bolt", "heard")), TODAY))
    assert _rows(replica, "SELECT account_id, deal_id FROM note") == [("bolt", "")]
    assert _rows(replica, "SELECT account_id, deal_id, contact_id FROM visit") == [("bolt", "", "")]
    assert _rows(replica, "SELECT account_id FROM attachment") == [("bolt",)]


def test_a_note_can_be_filed_under_somebody_new(replica: Replica, note_id: str) -> None:
    with replica.transaction() as writer:
        file_under(writer, note_id, "", "Corner Café")
    found = "SELECT a.name FROM note n JOIN account a ON a.id = n.account_id"
    assert _rows(replica, found) == [("Corner Café",)]


def test_a_wrong_offer_changes_nothing_and_is_not_made_again(
    replica: Replica, note_id: str
) -> None:
    offer = _offer(Due("2026-11-24"))
    with replica.transaction() as writer:
        answer_offer(writer, note_id, offer, "wrong")
    (answered,) = _rows(replica, "SELECT answered FROM note")[0]
    assert not is_open(offer, str(answered))
    assert _rows(replica, "SELECT count(*) FROM follow_up") == [(0,)]


def test_what_was_answered_is_taken_or_refused_no_more(replica: Replica, note_id: str) -> None:
    due, step = _offer(Due("2026-11-24")), _offer(Step("Send the offer"))
    with replica.transaction() as writer:
        take_offer(writer, note_id, Taking(step, TODAY))
    with replica.transaction() as writer:
        take_offer(writer, note_id, Taking(due, TODAY, step=step))
    for taking in (Taking(step, TODAY), Taking(due, TODAY, step=step)):
        with replica.transaction() as writer:
            assert take_offer(writer, note_id, taking).written == ()
            assert answer_offer(writer, note_id, taking.offer, "wrong").written == ()
    found = "SELECT text, due_on FROM follow_up ORDER BY due_on"
    assert _rows(replica, found) == [("Send the offer", ""), ("", "2026-11-24")]
    (answered,) = _rows(replica, "SELECT answered FROM note")[0]
    assert set(answers(str(answered)).values()) == {"taken"}


def test_a_person_of_a_refused_offer_is_not_written_down(replica: Replica, note_id: str) -> None:
    person = _offer(Person("", "Ms Lang"))
    with replica.transaction() as writer:
        answer_offer(writer, note_id, person, "wrong")
    with replica.transaction() as writer:
        take_offer(writer, note_id, Taking(person, TODAY))
    assert _rows(replica, "SELECT count(*) FROM contact") == [(0,)]


def test_the_newest_answers_are_remembered_within_the_register(
    replica: Replica, note_id: str
) -> None:
    offers = [_offer(Step(f"Step {i} " + "very long words " * 20)) for i in range(60)]
    with replica.transaction() as writer:
        for offer in offers:
            answer_offer(writer, note_id, offer, "wrong")
    (answered,) = _rows(replica, "SELECT answered FROM note")[0]
    assert not is_open(offers[-1], str(answered))
    assert len(answers(str(answered))) == 40


def test_a_note_that_is_gone_takes_no_offer(replica: Replica, note_id: str) -> None:
    taking = Taking(_offer(Due("2026-11-24")), TODAY)
    with replica.transaction() as writer, pytest.raises(RecordMissingError):
        take_offer(writer, "nobody's", taking)
    assert note_id


@pytest.mark.parametrize("kept", ["", "{", "[1]", "3"])
def test_answers_that_cannot_be_read_are_none(kept: str) -> None:
    assert answers(kept) == {}


def test_a_visit_that_another_note_is_about_stays_where_it_is(
    replica: Replica, note_id: str
) -> None:
    """As where one answered by voice, and it was about somebody else."""
    with replica.transaction() as writer:
        writer.edit(Visit, "v", form="call")
        more = Note(id="more", account_id="acme", visit_id="v", text="…", written_ms=5)
        more.owner_id = writer.actor.user_id
        writer.add(more)
    with replica.transaction() as writer:
        done = file_under(writer, "more", "bolt")
    told = (
        "SELECT n.id, n.account_id, v.account_id, v.form, v.at_ms"
        " FROM note n JOIN visit v ON v.id = n.visit_id ORDER BY n.id"
    )
    assert _rows(replica, told)[0] == ("more", "bolt", "bolt", "call", 5)
    assert _rows(replica, told)[1][:3] == (note_id, "acme", "acme")
    with replica.transaction() as writer:
        undo(writer, done)
    assert [row[1:3] for row in _rows(replica, told)] == [("acme", "acme")] * 2
    assert _rows(replica, "SELECT count(*) FROM visit WHERE NOT deleted") == [(1,)]


def test_what_was_promised_and_photographed_there_goes_along(
    replica: Replica, note_id: str
) -> None:
    with replica.transaction() as writer:
        owner = writer.actor.user_id
        photo = Attachment(id="p", account_id="acme", visit_id="v", mime="image/jpeg")
        photo.owner_id = owner
        writer.add(photo)
        writer.add(FollowUp(id="d", account_id="acme", visit_id="v", text="Call", owner_id=owner))
        writer.add(FollowUp(id="e", account_id="acme", text="Other", owner_id=owner))
        file_under(writer, note_id, "bolt")
    assert _rows(replica, "SELECT id, account_id FROM attachment ORDER BY id") == [
        ("f", "bolt"),
        ("p", "bolt"),
    ]
    assert _rows(replica, "SELECT id, account_id FROM follow_up ORDER BY id") == [
        ("d", "bolt"),
        ("e", "acme"),
    ]
