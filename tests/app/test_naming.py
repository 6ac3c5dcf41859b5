"""Names that a replica knows are set right in what was heard."""

from app.naming import Naming
from app.queries.spoken_names import akin, known_names, likely_names
from sync.client.replica import Replica
from sync.core.records.account import Account
from sync.core.records.product import Product
from sync.core.spans import DAY_MS
from tests.app.test_transcripts import heard
from tests.builders import NOON_MS, make_account, make_contact, make_deal, make_note, make_visit


def test_the_names_of_what_is_here_are_known(replica: Replica) -> None:
    with replica.transaction() as writer:
        acme = writer.add(make_account("Acme"))
        gone = writer.add(make_account("Gone"))
        ines = writer.add(make_contact("Ines", account_id=acme))
        oven = writer.add(Product(name="Oven"))
        writer.edit(Account, gone, deleted=True)
    with replica.reading() as connection:
        known = known_names(connection)
    assert set(known) == {
        ("Acme", "customer", acme),
        ("Ines", "contact", ines),
        ("Oven", "product", oven),
    }


def test_the_customer_comes_first_then_the_days_visits_each_with_people_and_products(
    replica: Replica,
) -> None:
    with replica.transaction() as writer:
        me = writer.actor.user_id
        here, later, far, other = (writer.add(make_account(name)) for name in "HLFO")
        writer.add(make_contact("Ines", account_id=here))
        writer.add(make_contact("Bo", account_id=later))
        oven = writer.add(Product(name="Oven"))
        writer.add(make_deal(account_id=here, product_id=oven))
        writer.add(make_visit(NOON_MS + DAY_MS // 2, account_id=later, owner_id=me))
        writer.add(make_visit(NOON_MS + 2 * DAY_MS, account_id=far, owner_id=me))
        writer.add(make_visit(NOON_MS, account_id=other, owner_id="somebody"))
        note = writer.add(make_note("", account_id=here, owner_id=me, written_ms=NOON_MS))
        nobodys = writer.add(make_note("", owner_id=me, written_ms=NOON_MS))
    with replica.reading() as connection:
        found = [name for _, name in likely_names(connection, note)]
        of_nobody = [name for _, name in likely_names(connection, nobodys)]
    assert found == ["H", "Ines", "Oven", "L", "Bo"]
    assert of_nobody == ["L", "Bo"]
    assert list(Naming().likely(replica, note)) == found


def test_what_belongs_to_a_customer_or_to_one_of_its_people_is_akin(replica: Replica) -> None:
    with replica.transaction() as writer:
        here, other = (writer.add(make_account(name)) for name in "HO")
        ines = writer.add(make_contact("Ines", account_id=here))
        oven = writer.add(Product(name="Oven"))
        writer.add(make_deal(account_id=here, product_id=oven))
        lone = writer.add(make_contact("Bo"))
        ada = writer.add(make_contact("Ada", account_id=other))
    with replica.reading() as connection:
        of_here, of_ines, of_lone, of_two = (
            [found for found, _ in akin(connection, named)]
            for named in ([here], [ines], [lone], [ines, other])
        )
    assert of_here == of_ines == [here, ines, oven]
    assert of_lone == []
    assert sorted(of_two) == sorted([here, ines, oven, other, ada])


def test_of_two_of_one_name_the_one_at_the_customer_named_is_meant(replica: Replica) -> None:
    naming = Naming()
    with replica.transaction() as writer:
        account, other = (writer.add(make_account(name)) for name in ("Cobalt Ridge", "Hatfan"))
        ewa = writer.add(make_contact("Ewa Jankowska", account_id=account))
        writer.add(make_contact("Ewa Jankowska", account_id=other))
        note = writer.add(make_note(""))
    alone = naming.set_right(replica, note, heard("Met Eva Yankovska again."))
    assert [c.id for c in alone.corrections] == [""]
    right = naming.set_right(replica, note, heard("Met Eva Yankovska at cobolt ridge again."))
    assert right.text == "Met Ewa Jankowska at Cobalt Ridge again."
    assert [c.id for c in right.corrections] == [ewa, account]


def test_a_name_heard_wrong_is_set_right_also_one_that_is_new(replica: Replica) -> None:
    naming = Naming()
    with replica.transaction() as writer:
        account = writer.add(make_account("Brückner Maschinenbau GmbH"))
        note = writer.add(make_note("", account_id=account))
    said = heard("I met Bruckner machinenbau today.")
    right = naming.set_right(replica, note, said)
    assert "Brückner Maschinenbau" in right.text
    assert [c.id for c in right.corrections] == [account]
    with replica.transaction() as writer:
        other = writer.add(make_account("Szczepański"))
        about_other = writer.add(make_note("", account_id=other))
    naming.changed()
    right = naming.set_right(replica, about_other, heard("Then I saw Shchepanski again."))
    assert "Szczepański" in right.text


def test_silence_needs_no_names(replica: Replica) -> None:
    assert Naming().set_right(replica, "nothing", heard("")).text == ""
