"""What the replica says can be spoken about."""

from app.commands.sameness import merge
from app.queries.understanding import known, known_names
from app.understanding.known import Known, KnownStage
from app.understanding.offer import Customer, Person
from app.understanding.offers import offers
from sync.client.replica import Replica
from sync.core.records.account import Account
from sync.core.records.product import Product
from sync.core.spans import HOUR_MS
from tests.builders import NOON_MS, make_account, make_contact, make_visit
from tests.understanding.world import NOW

DAY_START_MS = NOON_MS - 12 * HOUR_MS


def ask(replica: Replica, pipeline_id: str = "", open_account_id: str = "") -> Known:
    with replica.reading() as connection:
        user_id = connection.exec_driver_sql("SELECT id FROM user").scalar_one()
        return known(
            connection,
            known_names(connection),
            user_id,
            DAY_START_MS,
            NOON_MS,
            open_account_id=open_account_id,
            pipeline_id=pipeline_id,
        )


def test_names_are_those_of_the_replica(replica: Replica) -> None:
    with replica.transaction() as writer:
        account = writer.add(make_account("Brewster & Lane Ltd"))
        contact = writer.add(make_contact("Sandra Bellamy", account_id=account))
        gone = writer.add(make_account("Northwind Traders"))
        writer.add(make_contact("Tom Okafor", account_id=gone))
        writer.add(Product(name="Aurelio Duo"))
        writer.edit(Account, gone, deleted=True)
    said = "Brewster and Lane, met Sandra Bellamy, not Northwind Traders nor Tom Okafor."
    found = [offer.value for offer in offers(said, ask(replica), NOW, "en")]
    assert found == [Customer(account, "heard"), Person(contact, "Sandra Bellamy")]


def test_todays_plan_begins_with_the_visit_nearest_to_now(replica: Replica) -> None:
    with replica.transaction() as writer:
        soon, later, tomorrow = (writer.add(make_account(name)) for name in ("A", "B", "C"))
        for account, hours in ((later, -4), (soon, 1), (tomorrow, 20)):
            at_ms = NOON_MS + hours * HOUR_MS
            writer.add(
                make_visit(at_ms, account_id=account, owner_id=writer.actor.user_id, done=False)
            )
    assert ask(replica).planned == (soon, later)
    assert ask(replica, open_account_id=later).near == (later, soon)


def test_stages_and_currency_are_the_teams(replica: Replica) -> None:
    found = ask(replica)
    assert found.currency == "EUR"
    assert found.stages[0] == KnownStage("stage-new", "New", "open")
    assert [stage.outcome for stage in found.stages][-2:] == ["won", "lost"]
    assert ask(replica, pipeline_id="another").stages == ()


def test_a_customer_is_heard_by_the_name_of_another_it_stands_for(replica: Replica) -> None:
    with replica.transaction() as writer:
        kept = writer.add(make_account("Zweirad Quast"))
        gone = writer.add(make_account("Quast Cycles Inc"))
        merge(writer, "account", kept, gone, {})
    names = ask(replica).names
    known = names.get(kept)
    assert known
    assert known.name == "Zweirad Quast"
    for said in ("Went to Quast Cycles today.", "Went to Zweirad Quast.", "Then Quast called."):
        assert [heard.known.id for heard in names.heard(said)] == [kept]
