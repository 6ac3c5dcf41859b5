"""Rows, files and columns that are not as they should be are named, and keep nothing else out."""

from pathlib import Path

import pytest

from app.commands.erasing import erase_customer
from app.commands.imports import ImportProgress, import_files
from app.imports import stages as stages_module
from app.imports.options import ImportOptions
from app.imports.report import KindCount
from app.imports.text import SourceFile
from sync.client.replica import Replica
from sync.core.records.pipeline import Stage
from tests.app.test_imports_command import (
    DATA,
    HEADER,
    OPTIONS,
    bring,
    csv,
    files_of,
    reasons,
    rows,
)


def test_a_stage_deleted_here_is_not_made_again(replica: Replica) -> None:
    """Its deals are named instead."""
    bring(replica, "hubspot")
    ((stage_id,),) = rows(replica, "SELECT id FROM stage WHERE name = 'Appointment Scheduled'")
    with replica.transaction() as writer:
        writer.edit(Stage, str(stage_id), deleted=True)
    report = bring(replica, "hubspot")
    assert report.reasons["import.reason.stage_missing"] == 1


def test_a_value_that_is_too_long_is_reported_by_the_rule_it_breaks(replica: Replica) -> None:
    """And cut to what a report can show."""
    report = import_files(
        replica.transaction, [csv(HEADER, f"1,{'x' * 400},Prospecting,,1,0,0,")], OPTIONS
    )
    (problem,) = report.problems
    assert (problem.reason, len(problem.value)) == ("violation.too_long", 80)


def test_a_row_given_twice_arrives_once(replica: Replica) -> None:
    """Also when the second stands in another file."""
    row = "1,Bar,Prospecting,2026-12-01,100,0,0,"
    files = [csv(HEADER, row, row), csv(HEADER, row, name="copy.csv")]
    report = import_files(replica.transaction, files, OPTIONS)
    assert report.count("deal") == KindCount("deal", added=1, refused=2)
    assert {p.reason for p in report.problems} == {"import.reason.repeated"}


def test_a_row_without_an_id_cannot_be_known_again_and_is_reported(replica: Replica) -> None:
    """Nor one of a customer without a name, nor a strange currency."""
    files = [
        csv(HEADER + ",CurrencyIsoCode", ",Bar,Prospecting,,1,0,0,,", "2,B,New,,1,0,0,,Euros"),
        csv("Id,Name,BillingCountry", "1,,Malta", name="Account.csv"),
    ]
    report = import_files(replica.transaction, files, OPTIONS)
    assert [p.reason for p in report.problems] == [
        "import.reason.no_name",
        "import.reason.no_id",
        "import.reason.currency",
    ]


def test_a_file_that_cannot_be_read_does_not_keep_the_others_out(replica: Replica) -> None:
    """Its trouble is in the report."""
    report = import_files(
        replica.transaction,
        [SourceFile("a.xlsx", b"PK\x03\x04"), csv("a,b,c"), *files_of("zoho")],
        OPTIONS,
    )
    assert [(t.file, t.key) for t in report.troubles] == [
        ("a.xlsx", "import.error.spreadsheet"),
        ("deals.csv", "import.error.unknown_table"),
    ]
    assert report.count("deal").added == 3


def test_a_half_finished_file_brings_its_whole_rows(replica: Replica) -> None:
    """And the rest when the whole file comes."""
    whole = (DATA / "salesforce" / "Opportunity.csv").read_bytes()
    cut = SourceFile("Opportunity.csv", whole[: whole.index(b"A call") + 3])
    report = import_files(replica.transaction, [cut], OPTIONS)
    assert report.count("deal").added == 2
    assert ("Opportunity.csv", 4, "import.reason.quotes", '"006C","0","","0","A c', False) in (
        reasons(report)
    )
    whole_file = SourceFile("Opportunity.csv", whole)
    again = import_files(replica.transaction, [whole_file], OPTIONS)
    assert (again.count("deal").added, again.count("deal").same) == (2, 2)


def test_customers_that_belong_to_each_other_in_a_circle_arrive(replica: Replica) -> None:
    """One of them without its link, for now."""
    circle = csv(
        "Id,Name,BillingCountry,ParentId", "1,One,,2", "2,Two,,1", "3,Three,,2", name="Account.csv"
    )
    report = import_files(replica.transaction, [circle], OPTIONS)
    assert report.count("account").added == 3
    assert report.reasons == {"import.reason.parent_not_found": 1}


def test_customers_arrive_after_those_they_belong_to(replica: Replica) -> None:
    """Over several levels, also where the topmost came with an earlier file."""
    top = csv("Id,Name,BillingCountry,ParentId", "1,One,,", name="Account.csv")
    import_files(replica.transaction, [top], OPTIONS)
    rest = ("4,Four,,3", "3,Three,,2", "2,Two,,1", "6,Six,,5", "5,Five,,")
    more = csv("Id,Name,BillingCountry,ParentId", *rest, name="Account.csv")
    report = import_files(replica.transaction, [more], OPTIONS)
    assert report.problems == ()
    parents = "SELECT a.name, p.name FROM account a JOIN account p ON p.id = a.parent_id ORDER BY 1"
    assert rows(replica, parents) == [
        ("Four", "Three"),
        ("Six", "Five"),
        ("Three", "Two"),
        ("Two", "One"),
    ]


def test_numbers_and_dates_are_read_as_their_column_shows(replica: Replica) -> None:
    """A file that went through a German spreadsheet."""
    report = import_files(
        replica.transaction,
        [
            csv(
                HEADER.replace(",", ";"),
                "1;A;Prospecting;3/4/2026;1.234;0;0;",
                "2;B;Prospecting;25/4/2026;12,50;0;0;",
            )
        ],
        OPTIONS,
    )
    assert report.amounts == {"EUR": 123_400 + 1_250}
    assert rows(replica, "SELECT expected_on FROM deal ORDER BY title") == [
        ("2026-04-03",),
        ("2026-04-25",),
    ]


def test_a_date_that_could_be_two_days_waits_for_the_persons_word(replica: Replica) -> None:
    """Which the options carry."""
    file = csv(HEADER, "1,A,Prospecting,3/4/2026,1,0,0,")
    unclear = import_files(replica.transaction, [file], OPTIONS)
    assert [p.reason for p in unclear.problems] == ["import.reason.date"]
    clear = import_files(replica.transaction, [file], ImportOptions(day_first=False))
    assert clear.count("deal").added == 1
    assert rows(replica, "SELECT expected_on FROM deal") == [("2026-03-04",)]


def test_a_file_that_vanishes_between_the_two_readings_is_named(
    replica: Replica, tmp_path: Path
) -> None:
    """Nothing of it arrives; a second try can follow."""
    path = tmp_path / "deals.csv"
    path.write_text(HEADER + "\n1,A,Prospecting,,1,0,0,\n")
    users = csv("Id,Username,Name", "1,n,Nora", name="User.csv")

    def vanish(progress: ImportProgress) -> None:
        if progress.kind == "user":
            path.unlink()

    report = import_files(replica.transaction, [users, SourceFile.at(path)], OPTIONS, vanish)
    assert [(t.file, t.key) for t in report.troubles] == [("deals.csv", "import.error.missing")]


def test_problems_are_listed_up_to_a_limit_and_all_counted(replica: Replica) -> None:
    """A report of 50,000 bad rows must fit a screen's memory."""
    bad = [f"{n},,Prospecting,,1,0,0," for n in range(1_200)]
    report = import_files(replica.transaction, [csv(HEADER, *bad)], ImportOptions(batch=300))
    assert len(report.problems) == 1_000
    assert report.reasons == {"import.reason.no_title": 1_200}
    assert report.count("deal").refused == 1_200


def test_a_column_that_holds_no_stages_makes_a_limited_number_of_them(
    replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest is reported, so that nobody gets a board of thousands."""
    monkeypatch.setattr(stages_module, "MAX_MADE", 3)
    lines = [f"{n},Bar,Stage {n},,1,0,0," for n in range(5)]
    report = import_files(replica.transaction, [csv(HEADER, *lines)], OPTIONS)
    assert report.count("stage").added == 3
    assert report.reasons == {"import.reason.stage_missing": 2}


def test_who_is_erased_while_an_import_goes_on_stays_erased(replica: Replica) -> None:
    """Nor do the people, deals and words that come after it in the same files."""
    files = [
        csv("Id,Name,BillingCountry", "A,Hof,Malta", "B,Rest,Malta", name="Account.csv"),
        csv(
            "Id,FirstName,LastName,AccountId,Email",
            *("1,Nora,Falk,A,n@x.example", "2,Ben,Ott,A,b@x.example", "3,Bo,Ott,B,o@x.example"),
            name="Contact.csv",
        ),
        csv(f"{HEADER},AccountId", "1,Belts,New,,5,0,0,,A", "2,Bags,New,,5,0,0,,B"),
    ]
    left = ["account"]

    def told(now: ImportProgress) -> None:
        if now.kind in left:
            left.remove(now.kind)
            ((hof,),) = rows(replica, "SELECT id FROM account WHERE name = 'Hof'")
            with replica.transaction() as writer:
                erase_customer(writer, str(hof))

    report = import_files(replica.transaction, files, OPTIONS, told)
    assert report.reasons["import.reason.erased"] == 3
    assert rows(replica, "SELECT name FROM account") == [("Rest",)]
    assert rows(replica, "SELECT name FROM contact") == [("Bo Ott",)]
    assert rows(replica, "SELECT title FROM deal") == [("Bags",)]
