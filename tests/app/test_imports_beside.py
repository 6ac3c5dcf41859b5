"""Week after week beside the old system: what changed there comes, what changed here stays."""

import json

import pytest

from app.commands.imports import import_files
from app.imports.decide import memory
from app.imports.report import KindCount
from sync.client.erasing import erase
from sync.client.replica import Replica
from sync.core.records.account import Account
from sync.core.records.contact import Contact
from tests.app.test_imports_command import OPTIONS, csv, rows

HEADER = "Record ID,Company name,City,Phone Number"


def week(replica: Replica, *lines: str) -> KindCount:
    """Import the old system's export of one week."""
    files = [csv(HEADER, *lines, name="companies.csv")]
    return import_files(replica.transaction, files, OPTIONS).count("account")


def edit(replica: Replica, called: str = "", **fields: str) -> None:
    """Change a customer, the only one if none is named, as a person does."""
    with replica.reading() as connection:
        (found,) = connection.exec_driver_sql(
            "SELECT id FROM account WHERE ? IN ('', name)", (called,)
        ).one()
    with replica.transaction() as writer:
        writer.edit(Account, found, **fields)


def stands(replica: Replica) -> tuple[object, ...]:
    (row,) = rows(replica, "SELECT name, city, phone FROM account")
    return row


def test_each_week_brings_what_is_new_there(replica: Replica) -> None:
    """Also to a register that an earlier week has changed."""
    assert week(replica, "1,Hof,Ulm,1").added == 1
    assert week(replica, "1,Hof,Ulm,2").updated == 1
    assert week(replica, "1,Hof,Bonn,3", "2,Rest,Ulm,9") == KindCount("account", added=1, updated=1)
    assert rows(replica, "SELECT phone, city FROM account ORDER BY phone") == [
        ("3", "Bonn"),
        ("9", "Ulm"),
    ]
    assert week(replica, "1,Hof,Bonn,3", "2,Rest,Ulm,9") == KindCount("account", same=2)


def test_what_a_person_changed_is_never_written_over(replica: Replica) -> None:
    """Neither by the old value nor by a newer one, this week or the next."""
    week(replica, "1,Hof,Ulm,1")
    edit(replica, phone="0731 77")
    assert week(replica, "1,Hof,Ulm,1") == KindCount("account", same=1)
    assert week(replica, "1,Hofgut,Ulm,2") == KindCount("account", updated=1)
    assert week(replica, "1,Hofgut,Ulm,3") == KindCount("account", same=1)
    assert stands(replica) == ("Hofgut", "Ulm", "0731 77")


def test_what_was_changed_and_changed_back_follows_again(replica: Replica) -> None:
    week(replica, "1,Hof,Ulm,1")
    edit(replica, phone="2")
    edit(replica, phone="1")
    assert week(replica, "1,Hof,Ulm,3").updated == 1
    assert stands(replica) == ("Hof", "Ulm", "3")


def test_what_a_person_added_where_the_source_was_silent_stays(replica: Replica) -> None:
    week(replica, "1,Hof,Ulm,")
    edit(replica, phone="0731 77")
    assert week(replica, "1,Hof,Ulm,5") == KindCount("account", same=1)
    assert stands(replica) == ("Hof", "Ulm", "0731 77")


def test_what_the_source_says_for_the_first_time_arrives(replica: Replica) -> None:
    week(replica, "1,Hof,Ulm,")
    assert week(replica, "1,Hof,Ulm,5").updated == 1
    assert stands(replica) == ("Hof", "Ulm", "5")


def test_records_of_an_older_version_are_told_by_their_stamps(replica: Replica) -> None:
    week(replica, "1,Hof,Ulm,1")
    with replica.exclusive() as connection:
        connection.exec_driver_sql("UPDATE account SET imported = ''")
    edit(replica, phone="0731 77")
    assert week(replica, "1,Hofgut,Ulm,2").updated == 1
    assert stands(replica) == ("Hofgut", "Ulm", "0731 77")
    assert week(replica, "1,Hofgut,Ulm,3").updated == 0
    assert stands(replica) == ("Hofgut", "Ulm", "0731 77")


def test_a_new_phone_makes_no_new_person_where_there_are_no_ids(replica: Replica) -> None:
    first = csv("Vorname,Nachname,Firma,Telefon", "Nora,Falk,Hof,1")
    again = csv("Vorname,Nachname,Firma,Telefon", "Nora,Falk,Hof,2", "Ben,Ott,Hof,3")
    import_files(replica.transaction, [first], OPTIONS)
    ((person,),) = rows(replica, "SELECT id FROM contact")
    with replica.transaction() as writer:
        writer.edit(Contact, str(person), title="Owner")
    report = import_files(replica.transaction, [again], OPTIONS)
    assert report.count("contact") == KindCount("contact", added=1, updated=1)
    assert rows(replica, "SELECT name, phone, title FROM contact ORDER BY name") == [
        ("Ben Ott", "3", ""),
        ("Nora Falk", "2", "Owner"),
    ]


def test_a_number_that_means_somebody_else_now_overwrites_nobody(replica: Replica) -> None:
    """Two lists of one's own with the same columns both count from one."""
    north = csv("Nr,Kunde,Ort", "1,Hofgut Quitte,Ulm", "2,Rheinblick,Bonn")
    south = csv("Nr,Kunde,Ort", "1,Zimmerei Storck,Graz", "2,Rheinblick GmbH,Bonn")
    import_files(replica.transaction, [north], OPTIONS)
    report = import_files(replica.transaction, [south], OPTIONS)
    assert report.count("account") == KindCount("account", updated=1, refused=1)
    assert [one.reason for one in report.problems] == ["import.reason.another"]
    names = "SELECT name FROM account ORDER BY name"
    assert rows(replica, names) == [("Hofgut Quitte",), ("Rheinblick GmbH",)]
    edit(replica, "Hofgut Quitte", name="Something else")
    again = import_files(replica.transaction, [north], OPTIONS)
    assert again.problems == ()
    edit(replica, "Something else", name="Hofgut Quitte")
    (doubt,) = report.doubts
    renamed = OPTIONS.decided({doubt.key: doubt.here_id})
    import_files(replica.transaction, [south], renamed)
    assert rows(replica, names) == [("Rheinblick GmbH",), ("Zimmerei Storck",)]


def test_who_was_erased_does_not_come_back(replica: Replica) -> None:
    """Neither the customer nor the people and deals that name them."""
    ids = csv("Record ID,Company name,City", "1,Hof,Ulm", "2,Rest,Ulm", name="companies.csv")
    people = csv("Vorname;Nachname;Firma", "Nora;Falk;Quittenhof", "Ida;Lind;Rheinblick")
    import_files(replica.transaction, [ids, people], OPTIONS)
    found = rows(replica, "SELECT id FROM account WHERE name IN ('Hof', 'Quittenhof')")
    with replica.exclusive() as connection:
        for n, (account_id,) in enumerate(found):
            erase(connection, str(account_id))
            connection.exec_driver_sql(
                "INSERT INTO erasure (id, account_id) VALUES (?, ?)", (f"e{n}", account_id)
            )
    report = import_files(replica.transaction, [ids, people], OPTIONS)
    assert report.added == 0
    assert report.reasons == {"import.reason.erased": 2}
    left = "SELECT name FROM account UNION SELECT name FROM contact ORDER BY 1"
    assert rows(replica, left) == [("Ida Lind",), ("Rest",), ("Rheinblick",)]


@pytest.mark.parametrize("before", ["", "undone", "[]", "{broken"])
def test_what_is_remembered_is_short_and_never_in_the_way(before: str) -> None:
    kept = memory({"name": "Hof", "city": "", "shared": False, "source": "x"}, before)
    assert set(json.loads(kept)) == {"name", "shared"}
    assert len(kept) < 60
