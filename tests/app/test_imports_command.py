"""Importing into a real replica: links, stages, rights, a second time."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from app.commands.imports import ImportProgress, import_files, preview
from app.imports.options import ImportOptions
from app.imports.report import ImportReport, KindCount
from app.imports.text import SourceFile
from sync.client.replica import Replica
from sync.core.permissions import Actor
from sync.core.records.team import User
from tests.builders import MANAGER, REP

DATA = Path(__file__).parent / "imports_data"
HEADER = "Id,Name,StageName,CloseDate,Amount,IsClosed,IsWon,OwnerId"
OPTIONS = ImportOptions(currency="EUR", batch=2)


def files_of(source: str) -> list[SourceFile]:
    """Return the small export of a system, in the wrong order."""
    return [SourceFile.at(path) for path in sorted((DATA / source).glob("*.csv"), reverse=True)]


def bring(replica: Replica, source: str, options: ImportOptions = OPTIONS) -> ImportReport:
    """Import the small export of a system."""
    return import_files(replica.transaction, files_of(source), options)


def csv(*lines: str, name: str = "deals.csv") -> SourceFile:
    """Return a file held in memory."""
    return SourceFile(name, "\n".join(lines).encode())


def rows(replica: Replica, question: str) -> list[tuple[object, ...]]:
    """Ask the database."""
    with replica.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(question)]


def deals(replica: Replica) -> dict[str, tuple[object, ...]]:
    """Return customer, person, owner, stage and outcome of every deal by title."""
    found = rows(
        replica,
        "SELECT d.title, a.name, c.name, u.name, s.name, s.outcome FROM deal d"
        " LEFT JOIN account a ON a.id = d.account_id LEFT JOIN contact c ON c.id = d.contact_id"
        " LEFT JOIN user u ON u.id = d.owner_id LEFT JOIN stage s ON s.id = d.stage_id",
    )
    return {str(row[0]): row[1:] for row in found}


def reasons(report: ImportReport) -> list[tuple[str, int, str, str, bool]]:
    """Return what a report says of single rows."""
    return [(p.file, p.line, p.reason, p.value, p.arrived) for p in report.problems]


def counts(report: ImportReport) -> Mapping[str, tuple[int, int, int, int, int]]:
    """Return added, updated, same, refused and deleted by kind."""
    return {c.kind: (c.added, c.updated, c.same, c.refused, c.deleted) for c in report.counts}


def test_a_salesforce_export_arrives_with_its_links(replica: Replica) -> None:
    """Users, customers, people and deals point to each other as they did there."""
    report = bring(replica, "salesforce")
    assert deals(replica) == {
        "Two grinders": ("Quittenhof GmbH", None, "Nora Falk", "Won", "won"),
        "Breakfast room": ("Café Nebelkanne", None, "Ben Ott", "Value Proposition", "open"),
        "A call from the fair": (None, None, "Ben Ott", "Prospecting", "open"),
        "Filters": ("Café Nebelkanne", None, "Nora Falk", "Closed - no decision", "lost"),
    }
    assert counts(report) == {
        "user": (2, 0, 0, 0, 0),
        "stage": (3, 0, 1, 0, 0),
        "account": (3, 0, 0, 0, 1),
        "contact": (2, 0, 0, 0, 0),
        "deal": (4, 0, 0, 3, 1),
    }
    assert report.amounts == {"EUR": 178_050 + 1_200_000 + 38_000}
    assert report.unlinked == {"account": 1, "contact": 4}
    assert rows(replica, "SELECT active FROM user WHERE name = 'Ben Ott'") == [(0,)]
    assert rows(replica, "SELECT shared FROM deal WHERE title = 'Breakfast room'") == [(0,)]
    parent = "SELECT p.name FROM account a JOIN account p ON p.id = a.parent_id"
    assert rows(replica, parent) == [("Quittenhof GmbH",)]


def test_every_row_that_did_not_arrive_is_named_with_line_reason_and_value(
    replica: Replica,
) -> None:
    """And what arrived without a link too."""
    assert reasons(bring(replica, "salesforce")) == [
        ("Contact.csv", 3, "import.reason.account_not_found", "001Z", True),
        ("Opportunity.csv", 6, "import.reason.amount", "a lot", False),
        ("Opportunity.csv", 7, "import.reason.no_title", "006F", False),
        ("Opportunity.csv", 9, "import.reason.date", "soon", False),
    ]


def test_dates_of_open_and_closed_deals_go_where_they_belong(replica: Replica) -> None:
    """A closing date in the past is the day it ended, one ahead the day hoped for."""
    bring(replica, "salesforce")
    found = "SELECT title, expected_on, closed_on FROM deal WHERE title IN ('Two grinders', 'Breakfast room') ORDER BY title"  # noqa: E501  # one question
    assert rows(replica, found) == [
        ("Breakfast room", "2026-12-01", ""),
        ("Two grinders", "", "2026-03-01"),
    ]


def test_new_open_stages_stand_before_won_and_lost(replica: Replica) -> None:
    """In the order of their chances."""
    bring(replica, "salesforce")
    assert rows(replica, "SELECT name FROM stage ORDER BY position, id") == [
        ("New",),
        ("Qualified",),
        ("Proposal",),
        ("Negotiation",),
        ("Prospecting",),
        ("Value Proposition",),
        ("Won",),
        ("Lost",),
        ("Closed - no decision",),
    ]


def test_a_hubspot_export_is_linked_by_ids_and_names(replica: Replica) -> None:
    """Owners and parents have names only; a second pipeline is made."""
    report = bring(replica, "hubspot")
    assert deals(replica) == {
        "Bar": ("Lerchenhof", None, "Ben Ott", "Won", "won"),
        "Bar again": ("Lerchenhof", None, "Ben Ott", "Lost", "lost"),
        "Terrace": (None, None, None, "Appointment Scheduled", "open"),
    }
    assert rows(replica, "SELECT name FROM pipeline ORDER BY position") == [
        ("Sales",),
        ("Renewals",),
    ]
    assert rows(replica, "SELECT reason FROM deal WHERE title = 'Bar again'") == [("Too dear",)]
    assert reasons(report) == [
        ("deals.csv", 4, "import.reason.account_not_found", "99", True),
    ]
    parent = "SELECT p.name FROM account a JOIN account p ON p.id = a.parent_id"
    assert rows(replica, parent) == [("Lerchenhof",)]


def test_a_pipedrive_export_is_linked_by_names(replica: Replica) -> None:
    """A name two customers bear links to neither, and says so."""
    report = bring(replica, "pipedrive")
    assert deals(replica) == {
        "Kombi": ("Moosglocke", "Jan Uhl", "Nora Falk", "Won", "won"),
        "Trio": ("Moosglocke", "Jan Uhl", "Ben Ott", "Negotiations Started", "open"),
        "Duo": (None, None, "Ben Ott", "Lost", "lost"),
    }
    assert report.amounts == {"CHF": 44_000, "EUR": 3_000}
    assert reasons(report) == [
        ("people.csv", 3, "import.reason.account_ambiguous", "Double", True),
        ("deals.csv", 4, "import.reason.account_ambiguous", "Double", True),
    ]
    ended = "SELECT closed_on, reason FROM deal WHERE title = 'Duo'"
    assert rows(replica, ended) == [("2026-02-02", "Too late")]
    assert report.count("deal") == KindCount("deal", added=3, deleted=1)


def test_a_zoho_export_makes_the_owners_it_names(replica: Replica) -> None:
    """Their ids stand beside their names."""
    bring(replica, "zoho")
    assert deals(replica) == {
        "Order": ("Federbrücke", "Ada Löwe", "Ben Ott", "Won", "won"),
        "Offer": ("Federbrücke", None, "Nora Falk", "Proposal/Price Quote", "open"),
        "Missed": ("Federbrücke", None, "Nora Falk", "Closed-Lost to Competition", "lost"),
    }


@pytest.mark.parametrize("source", ["salesforce", "hubspot", "pipedrive", "zoho"])
def test_a_second_import_adds_and_changes_nothing(replica: Replica, source: str) -> None:
    """Not one change waits to be sent because of it."""
    first = bring(replica, source)
    waiting = rows(replica, "SELECT count(*) FROM outbox")
    second = bring(replica, source)
    assert rows(replica, "SELECT count(*) FROM outbox") == waiting
    assert second.added == 0
    assert [c.arrived for c in second.counts] == [c.arrived for c in first.counts]
    assert second.amounts == first.amounts
    assert second.problems == first.problems


@pytest.mark.parametrize("source", ["salesforce", "hubspot", "pipedrive", "zoho"])
def test_a_preview_says_what_the_import_will_do_and_writes_nothing(
    replica: Replica, source: str
) -> None:
    """Before and after."""
    actor = Actor("user-admin", "admin")
    for _ in range(2):
        waiting = rows(replica, "SELECT count(*) FROM outbox")
        with replica.reading() as connection:
            shown = preview(connection, actor, files_of(source), OPTIONS)
        assert rows(replica, "SELECT count(*) FROM outbox") == waiting
        assert shown == bring(replica, source)


def test_an_import_that_was_cut_off_is_finished_by_running_it_again(replica: Replica) -> None:
    """What had arrived is recognised."""

    def stop(progress: ImportProgress) -> None:
        if progress.kind == "deal":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_files(replica.transaction, files_of("salesforce"), OPTIONS, stop)
    assert rows(replica, "SELECT count(*) FROM deal") == [(2,)]
    report = bring(replica, "salesforce")
    assert (report.count("deal").added, report.count("deal").same) == (2, 2)
    assert report.count("account").same == 3


def test_progress_reaches_the_number_of_rows(replica: Replica) -> None:
    """Over all files."""
    seen: list[ImportProgress] = []
    import_files(replica.transaction, files_of("pipedrive"), OPTIONS, seen.append)
    assert seen[-1] == ImportProgress("deal", 8, 9)
    assert [p.done for p in seen] == sorted(p.done for p in seen)


def test_a_team_without_a_pipeline_gets_one(empty_replica: Replica) -> None:
    """With the stages the deals name, won before lost."""
    actor = Actor("user-admin", "admin")
    import_files(lambda: empty_replica.transaction(actor), files_of("pipedrive"), OPTIONS)
    assert rows(empty_replica, "SELECT name FROM pipeline") == [("Pipeline",)]
    names = rows(empty_replica, "SELECT name FROM stage ORDER BY position")
    assert names == [("Negotiations Started",), ("Won",), ("Lost",)]


def test_a_person_of_the_team_is_recognised_by_address_or_name(replica: Replica) -> None:
    """And an admin's import remembers who that is in the old system."""
    with replica.transaction() as writer:
        by_email = writer.add(User(name="N. Falk", email="NORA.FALK@alt.example"))
        by_name = writer.add(User(name="ben  ott"))
    report = bring(replica, "salesforce")
    assert report.count("user") == KindCount("user", updated=2)
    assert rows(replica, "SELECT id, source_id FROM user WHERE source_id <> '' ORDER BY 2") == [
        (by_email, "005A"),
        (by_name, "005B"),
    ]
    assert bring(replica, "salesforce").count("user") == KindCount("user", same=2)


def test_a_namesake_with_another_address_is_another_person(replica: Replica) -> None:
    """Names alone decide only where an address is missing."""
    with replica.transaction() as writer:
        writer.add(User(name="Nora Falk", email="other@team.example"))
    assert bring(replica, "salesforce").count("user") == KindCount("user", added=2)


def test_a_manager_may_import_and_bring_people_but_ties_nobody(replica: Replica) -> None:
    """Only an admin changes users."""
    with replica.transaction() as writer:
        writer.add(User(name="Nora Falk"))
    report = import_files(lambda: replica.transaction(MANAGER), files_of("salesforce"), OPTIONS)
    assert report.count("user") == KindCount("user", added=1, same=1)
    assert report.count("deal").added == 4


def test_a_rep_makes_no_stages_and_no_people(replica: Replica) -> None:
    """Such rows are named; what a rep may bring arrives."""
    report = import_files(lambda: replica.transaction(REP), files_of("pipedrive"), OPTIONS)
    assert report.count("stage").added == 0
    assert report.count("user").added == 0
    assert report.count("deal").added == 2
    found = {(p.reason, p.value, p.arrived) for p in report.problems}
    assert ("import.reason.stage_missing", "Negotiations Started", False) in found
    assert ("import.reason.owner_not_found", "Nora Falk", True) in found
    with replica.reading() as connection:
        again = preview(connection, REP, files_of("pipedrive"), OPTIONS)
    assert again.count("deal").same == 2


def test_a_rep_brings_no_deals_of_others(replica: Replica) -> None:
    """The rule's own reason is in the report."""
    bring(replica, "salesforce")
    more = csv(HEADER, "9,Bar,Prospecting,2026-12-01,100,0,0,005A")
    report = import_files(lambda: replica.transaction(REP), [more], OPTIONS)
    assert reasons(report) == [("deals.csv", 2, "refused.managers_only", "9", False)]
