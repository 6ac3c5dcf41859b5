"""Imports after two were made one here, or after one was deleted here."""

from app.commands.accounts import delete_account
from app.commands.imports import import_files, preview
from app.commands.sameness import merge, take_apart
from app.imports.report import ImportReport, KindCount
from app.imports.text import SourceFile
from sync.client.replica import Replica
from sync.core.permissions import Actor
from sync.core.records.account import Account
from tests.app.test_imports_command import OPTIONS, csv, rows

COMPANIES = csv(
    "Id,Name,BillingCountry", "A,Hof,Malta", "B,Hof GmbH,Malta", "C,Rest,Malta", name="Account.csv"
)
SHOWN = (
    "SELECT c.name, a.name FROM contact c LEFT JOIN account a ON a.id = c.account_id"
    " ORDER BY c.name"
)


def people(*lines: str) -> SourceFile:
    """Return a system's list of people, who name their customer by its id."""
    return csv("Id,FirstName,LastName,AccountId,Email", *lines, name="Contact.csv")


def bring(replica: Replica, *files: SourceFile) -> ImportReport:
    return import_files(replica.transaction, files, OPTIONS)


def account_id(replica: Replica, name: str) -> str:
    ((found,),) = rows(replica, f"SELECT id FROM account WHERE name = '{name}'")
    return str(found)


def one(replica: Replica, kept: str, gone: str) -> str:
    """Make two customers one; return the id of the one given up."""
    gone_id = account_id(replica, gone)
    with replica.transaction() as writer:
        merge(writer, "account", account_id(replica, kept), gone_id, {})
    return gone_id


def test_somebody_new_at_a_customer_that_was_given_up_is_shown_at_who_stands_for_it(
    replica: Replica,
) -> None:
    """And goes back with it when the two are taken apart."""
    bring(replica, COMPANIES, people("1,Nora,Falk,A,n@x.example"))
    given_up = one(replica, "Hof GmbH", "Hof")
    report = bring(replica, people("1,Nora,Falk,A,n@x.example", "2,Ben,Ott,A,b@x.example"))
    assert report.problems == ()
    assert report.count("contact") == KindCount("contact", added=1, same=1)
    assert rows(replica, SHOWN) == [("Ben Ott", "Hof GmbH"), ("Nora Falk", "Hof GmbH")]
    with replica.transaction() as writer:
        take_apart(writer, given_up)
    assert rows(replica, SHOWN) == [("Ben Ott", "Hof"), ("Nora Falk", "Hof")]


def test_a_customer_that_was_given_up_is_found_by_its_name(replica: Replica) -> None:
    """Two that bore one name are not two to choose from any more."""
    bring(replica, COMPANIES)
    with replica.transaction() as writer:
        writer.add(Account(id="typed", name="Hof GmbH"))
        merge(writer, "account", "typed", account_id(replica, "Hof"), {})
    ids = "SELECT id FROM account WHERE name = 'Hof GmbH' AND source <> ''"
    ((twin,),) = rows(replica, ids)
    by_name = csv("Name;Company", "Ida Lind;Hof", "Jo Ek;Hof GmbH", name="people.csv")
    with replica.reading() as connection:
        seen = preview(connection, Actor("user-admin", "admin"), [by_name], OPTIONS)
    assert seen.count("contact").added == 2
    with replica.transaction() as writer:
        merge(writer, "account", "typed", str(twin), {})
    bring(replica, by_name)
    assert rows(replica, SHOWN) == [("Ida Lind", "Hof GmbH"), ("Jo Ek", "Hof GmbH")]
    assert rows(replica, "SELECT count(*) FROM account WHERE deleted = 0") == [(2,)]


def test_a_given_up_customer_whose_other_half_is_gone_takes_up_nobody(replica: Replica) -> None:
    bring(replica, COMPANIES)
    one(replica, "Hof GmbH", "Hof")
    with replica.transaction() as writer:
        delete_account(writer, account_id(replica, "Hof GmbH"))
    with replica.transaction() as writer:
        delete_account(writer, account_id(replica, "Hof"))
    report = bring(replica, people("2,Ben,Ott,A,b@x.example"))
    assert report.reasons == {"import.reason.account_not_found": 1}


def test_who_was_said_to_be_somebody_deleted_since_is_new_with_all_their_people(
    replica: Replica,
) -> None:
    with replica.transaction() as writer:
        here = writer.add(Account(name="Quittenhof GmbH", city="Ulm"))
    firms = csv("Record ID,Company name,City", "1,Quittenhof,Ulm", "2,Rest,Bonn", name="c.csv")
    with replica.reading() as connection:
        actor = Actor("user-admin", "admin")
        (doubt,) = preview(connection, actor, [firms], OPTIONS).doubts
    assert doubt.here_id == here
    with replica.transaction() as writer:
        delete_account(writer, here)
    said = OPTIONS.decided({doubt.key: here})
    report = import_files(replica.transaction, [firms], said)
    assert report.count("account") == KindCount("account", added=2)
    staff = csv("Name;Company", "Nora Falk;Quittenhof", name="people.csv")
    import_files(replica.transaction, [staff], OPTIONS)
    living = f"{SHOWN.replace('ON a.id', 'ON NOT a.deleted AND a.id')}"
    assert rows(replica, living) == [("Nora Falk", "Quittenhof")]
    again = import_files(replica.transaction, [firms], said)
    assert again.count("account") == KindCount("account", same=2)
