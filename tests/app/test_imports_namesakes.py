"""Two of one name in a list without ids stay two, in whatever order next week's list has them."""

from itertools import permutations

import pytest

from app.commands.imports import import_files
from app.imports.report import ImportReport
from sync.client.erasing import erase
from sync.client.replica import Replica
from sync.core.records.account import Account
from tests.app.test_imports_command import OPTIONS, csv, rows

STREETS = "SELECT street, phone, must_know FROM account WHERE deleted = 0 ORDER BY street, phone"


def bring(replica: Replica, *lines: str, header: str = "Company;Street;Phone") -> ImportReport:
    """Import one week's list."""
    return import_files(replica.transaction, [csv(header, *lines, name="list.csv")], OPTIONS)


def know(replica: Replica, street: str, words: str) -> None:
    """Write something down about the one in a street."""
    ((found,),) = rows(replica, f"SELECT id FROM account WHERE street = '{street}'")
    with replica.transaction() as writer:
        writer.edit(Account, str(found), must_know=words)


def test_a_branch_that_is_new_on_top_takes_nobodys_place(replica: Replica) -> None:
    bring(replica, "Star;1 A St;", "Star;2 B St;")
    know(replica, "1 A St", "Rings twice")
    know(replica, "2 B St", "Closed on Mondays")
    week = ("Star;9 New St;", "Star;1 A St;", "Star;2 B St;")
    report = bring(replica, *week).count("account")
    assert (report.added, report.updated, report.same) == (1, 0, 2)
    assert rows(replica, STREETS) == [
        ("1 A St", "", "Rings twice"),
        ("2 B St", "", "Closed on Mondays"),
        ("9 New St", "", ""),
    ]
    for order in permutations(week):
        assert bring(replica, *order).count("account").same == 3


def test_the_same_list_in_any_order_adds_and_changes_nothing(replica: Replica) -> None:
    """Also where one has no address, and where a person changed one here since."""
    for n, before in enumerate(permutations([";1", "1 A St;1", "2 B St;1", "2 B St;2"])):
        bring(replica, *(f"Star {n};{line}" for line in before))
        if n % 2:
            know(replica, f"1 A St' AND name = 'Star {n}", "x")
        stands = rows(replica, STREETS)
        for after in list(permutations(before))[n % 3 :: 3]:
            again = bring(replica, *(f"Star {n};{line}" for line in after)).count("account")
            assert (again.added, again.updated) == (0, 0), (before, after)
        assert rows(replica, STREETS) == stands


def test_the_second_alone_is_not_taken_for_the_first(replica: Replica) -> None:
    bring(replica, "Star;1 A St;1", "Star;2 B St;2")
    assert bring(replica, "Star;2 B St;2").count("account").same == 1
    assert rows(replica, STREETS) == [("1 A St", "1", ""), ("2 B St", "2", "")]


def test_a_new_phone_of_one_of_two_arrives(replica: Replica) -> None:
    """Though the other is on top now, and a person has moved it to another street."""
    bring(replica, "Star;1 A St;1", "Star;2 B St;2")
    ((first,),) = rows(replica, "SELECT id FROM account WHERE phone = '1'")
    with replica.transaction() as writer:
        writer.edit(Account, str(first), street="1 A Street")
    again = bring(replica, "Star;2 B St;2", "Star;1 A St;11").count("account")
    assert (again.added, again.updated, again.same) == (0, 1, 1)
    assert rows(replica, STREETS) == [("1 A Street", "11", ""), ("2 B St", "2", "")]


def test_one_that_is_left_alone_in_the_list_takes_nobodys_place(replica: Replica) -> None:
    """With a phone of its own that is new, or as somebody nobody knows yet."""
    bring(replica, "Star;1 A St;1", "Star;2 B St;2")
    for _ in range(2):
        assert bring(replica, "Star;2 B St;22").count("account").added == 0
        assert rows(replica, STREETS) == [("1 A St", "1", ""), ("2 B St", "22", "")]
    assert bring(replica, "Star;9 New St;9").count("account").added == 1
    assert bring(replica, "Star;9 New St;9").count("account").same == 1
    assert bring(replica, "Star;1 A St;11").count("account").updated == 1
    assert rows(replica, STREETS) == [
        ("1 A St", "11", ""),
        ("2 B St", "22", ""),
        ("9 New St", "9", ""),
    ]


def test_one_of_a_name_at_a_customer_and_one_at_none_are_told_apart(replica: Replica) -> None:
    header = "Name;Company;Phone"
    bring(replica, "Nora Falk;Hof;1", "Nora Falk;;2", header=header)
    again = bring(replica, "Nora Falk;Hof;3", "Nora Falk;;4", header=header).count("contact")
    assert (again.added, again.updated) == (0, 2)


def test_two_new_ones_leave_the_old_one_alone(replica: Replica) -> None:
    bring(replica, "Star;1 A St;1")
    assert bring(replica, "Star;8 New St;8", "Star;9 New St;9").count("account").added == 2
    assert rows(replica, STREETS) == [
        ("1 A St", "1", ""),
        ("8 New St", "8", ""),
        ("9 New St", "9", ""),
    ]


def test_addresses_that_come_later_go_to_who_had_none(replica: Replica) -> None:
    bring(replica, "Star;;", "Bar;;")
    again = bring(replica, "Star;1 A St;", "Star;2 B St;").count("account")
    assert (again.added, again.updated) == (1, 1)


def test_rows_that_say_the_same_are_as_many_as_they_were(replica: Replica) -> None:
    """People of one name at one customer, of whom the list says too little."""
    lines = ("Nora Falk;Hof;1;Owner", "Nora Falk;Hof;1;Cook", "Nora Falk;Hof;1;Guest")
    header = "Name;Company;Phone;Job title"
    first = bring(replica, *lines, header=header).count("contact")
    assert (first.added, first.refused) == (2, 1)
    again = bring(replica, *lines, header=header).count("contact")
    assert (again.added, again.updated, again.same, again.refused) == (0, 0, 2, 1)


def test_deals_of_one_title_are_told_apart(replica: Replica) -> None:
    header = "Deal;Customer;Amount;Stage"
    bring(replica, "Beans;Hof;100;Proposal", "Beans;Hof;200;Proposal", header=header)
    before = "SELECT id, amount_minor FROM deal ORDER BY amount_minor"
    stands = rows(replica, before)
    more = ("Beans;Hof;50;Proposal", "Beans;Hof;200;Proposal", "Beans;Hof;100;Proposal")
    assert bring(replica, *more, header=header).count("deal").added == 1
    assert rows(replica, before)[1:] == stands


@pytest.mark.parametrize("gone", ["1 A St", "2 B St"])
def test_who_was_erased_comes_back_under_no_other_id(replica: Replica, gone: str) -> None:
    bring(replica, "Star;1 A St;1", "Star;2 B St;2")
    ((found,),) = rows(replica, f"SELECT id FROM account WHERE street = '{gone}'")
    with replica.exclusive() as connection:
        erase(connection, str(found))
        connection.exec_driver_sql("INSERT INTO erasure (id, account_id) VALUES ('e', ?)", (found,))
    left = rows(replica, STREETS)
    for lines in permutations(["Star;1 A St;1", "Star;2 B St;2"]):
        report = bring(replica, *lines)
        assert report.reasons == {"import.reason.erased": 1}
        assert rows(replica, STREETS) == left
    bring(replica, f"Star;{gone};{gone[0]}")
    assert rows(replica, STREETS) == left


@pytest.mark.parametrize("apart", [False, True], ids=["in one list", "in two, columns swapped"])
def test_a_row_that_stands_there_twice_is_one_customer(replica: Replica, *, apart: bool) -> None:
    """Nothing in it says that it is another one; it is said in the report."""
    first = ("Company,City,Phone", "Hof,Ulm,0731 123456", "Rest,Bonn,0228 123456")
    if apart:
        swapped = ("Phone,Company,City", "0731 123456,Hof,Ulm", "0228 123456,Rest,Bonn")
        files = [csv(*first, name="a.csv"), csv(*swapped, name="b.csv")]
    else:
        files = [csv(*first, *first[1:], name="a.csv")]
    report = import_files(replica.transaction, files, OPTIONS)
    assert report.reasons == {"import.reason.repeated": 2}
    assert report.count("account").added == 2
    again = import_files(replica.transaction, files, OPTIONS)
    assert (again.added, again.count("account").same) == (0, 2)
