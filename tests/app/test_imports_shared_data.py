"""Sample exports of a real team's size, from many hands; skipped where they are absent.

They are others' work and lie beside the repository, not in it.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from app.commands.imports import import_files, preview
from app.imports.options import ImportOptions
from app.imports.report import ImportReport, KindCount
from app.imports.text import SourceFile
from sync.client.replica import Replica
from sync.core.permissions import Actor

_PLACES = (up / "shared" / "data" for up in Path(__file__).parents)
DATA = next((place for place in _PLACES if place.is_dir()), Path("none"))
pytestmark = pytest.mark.skipif(  # a clone may stand alone: the data is too large to be in it
    not DATA.is_dir(), reason="the shared sample data is not here"
)
OPTIONS = ImportOptions(currency="USD")
ADMIN = Actor("user-admin", "admin")
LINKED = (
    "SELECT count(*), coalesce(sum(amount_minor), 0), coalesce(sum(account_id <> ''), 0),"
    " coalesce(sum(owner_id <> ''), 0), coalesce(sum(product_id <> ''), 0) FROM deal"
)
LOST_PEOPLE = "SELECT count(*) FROM contact WHERE account_id = ''"
LOST_WORDS = (
    "SELECT (SELECT count(*) FROM note WHERE account_id = '')"
    " + (SELECT count(*) FROM follow_up WHERE account_id = '')"
)
NONE = (0, 0, 0, 0, 0)
# By file or folder: how many records of each kind are new; deals, their sum, and how many
# of them have a customer, an owner, a product; files of which nothing can be taken.
SETS: Mapping[str, tuple[Mapping[str, int], tuple[int, ...], int]] = {
    "maventech-crm": (
        {"user": 35, "product": 7, "account": 85, "deal": 8_800},
        (8_800, 1_000_553_400, 7_375, 8_800, 8_800),
        0,
    ),
    "northwind": (
        {
            "user": 9,
            "product": 77,
            "account": 122,
            "contact": 122,
            "deal": 830,
            "deal_line": 2_155,
        },
        (830, 126_579_322, 830, 830, 0),  # half a cent goes up, as everywhere here
        3,
    ),
    "adventureworks/resellers.csv": ({"account": 701}, NONE, 0),
    "adventureworks/DimReseller.raw.psv": ({"account": 701}, NONE, 0),
    "adventureworks/prospects.csv": ({"account": 2_057, "contact": 2_059}, NONE, 0),
    "atomic-crm/contacts.csv": ({"user": 1, "account": 55, "contact": 500}, NONE, 0),
    "atomic-crm/contacts_export_header.csv": ({"account": 1, "contact": 2}, NONE, 0),
    "atomic-crm/import-sample.json": (
        {"user": 1, "account": 3, "contact": 2, "note": 2, "follow_up": 2},
        NONE,
        0,
    ),
    "salesforce-tree-json/dreamhouse": ({"account": 25, "contact": 13}, NONE, 1),
    "salesforce-tree-json/ebikes": ({"account": 3}, NONE, 1),
    "duplicates-practice/chicago-early-childhood/csv_example_input_with_true_ids.csv": (
        {"account": 3_337},
        NONE,
        0,
    ),
    "duplicates-practice/chicago-early-childhood/csv_example_messy_input.csv": (
        {"account": 3_337},
        NONE,
        0,
    ),
    "duplicates-practice/splink-fake-1000": ({"account": 732, "contact": 993}, NONE, 1),
    "vcards": ({"account": 18, "contact": 25, "note": 11}, NONE, 0),
    "export-formats/salesforce-data-export": (
        {"user": 41, "account": 85, "deal": 8_800},
        (8_800, 1_000_553_400, 7_375, 8_800, 0),
        0,
    ),
    "export-formats/hubspot": (
        {"user": 30, "account": 85, "deal": 1_500},
        (1_500, 207_911_500, 1_324, 1_500, 0),
        0,
    ),
    "export-formats/pipedrive": (
        {"user": 9, "account": 93, "contact": 93, "deal": 830},
        (830, 126_579_301, 830, 830, 0),
        0,
    ),
    "export-formats/zoho": (
        {"user": 9, "account": 93, "contact": 93, "deal": 830},
        (830, 126_579_301, 830, 830, 0),
        0,
    ),
}


def files_of(name: str) -> list[SourceFile]:
    """Return the files of one set; what is no data is left out."""
    place = DATA / name
    found = sorted(place.iterdir()) if place.is_dir() else [place]
    return [SourceFile.at(path) for path in found if path.suffix not in (".md", ".txt")]


def bring(replica: Replica, name: str) -> ImportReport:
    """Import a set."""
    return import_files(lambda: replica.transaction(ADMIN), files_of(name), OPTIONS)


def one(replica: Replica, question: str) -> tuple[object, ...]:
    """Ask for one row."""
    with replica.reading() as connection:
        return tuple(connection.exec_driver_sql(question).one())


def new(report: ImportReport) -> dict[str, int]:
    """Return how many records of each kind are new, but for stages."""
    kinds = (count for count in report.counts if count.kind != "stage")
    return {count.kind: count.added for count in kinds if count.added}


@pytest.mark.parametrize("name", SETS)
def test_a_set_arrives_whole_and_once(replica: Replica, name: str) -> None:
    added, deals, unread = SETS[name]
    report = bring(replica, name)
    assert new(report) == added
    assert len(report.troubles) == unread
    assert one(replica, LINKED) == deals
    if not name.startswith("export-formats"):
        assert one(replica, LOST_PEOPLE) == (0,)
    assert one(replica, LOST_WORDS) == (0,)
    waiting = one(replica, "SELECT count(*) FROM outbox")
    again = bring(replica, name)
    assert new(again) == {}
    assert sum(count.updated for count in again.counts) == 0
    assert one(replica, "SELECT count(*) FROM outbox") == waiting


def test_no_file_of_the_sample_is_forgotten() -> None:
    listed = {str(file.content) for name in SETS for file in files_of(name)}
    data = {str(path) for path in DATA.rglob("*.*") if path.suffix not in (".md", ".txt")}
    assert listed == data


def test_a_preview_says_what_the_import_then_does(replica: Replica) -> None:
    """Of 8,800 deals, 1,425 are open and without a customer."""
    files = files_of("export-formats/salesforce-data-export")
    with replica.reading() as connection:
        shown = preview(connection, ADMIN, files, OPTIONS)
    report = bring(replica, "export-formats/salesforce-data-export")
    assert shown == report
    assert report.count("deal") == KindCount("deal", added=8_800)
    assert report.unlinked == {"account": 1_425, "contact": 8_800}
    assert report.problems == ()
    by_outcome = (
        "SELECT sum(outcome = 'won'), sum(outcome = 'lost'), sum(outcome = 'open'),"
        " sum(outcome = 'open' AND account_id = '')"
        " FROM deal JOIN stage ON stage.id = stage_id"
    )
    assert one(replica, by_outcome) == (4_238, 2_473, 2_089, 1_425)
    assert one(replica, "SELECT sum(parent_id <> ''), count(*) FROM account") == (15, 85)


def test_the_faults_of_the_samples_are_met(replica: Replica) -> None:
    """Two junk customers of one name fit nobody; a product is spelled in two ways."""
    lost = {"import.reason.account_ambiguous": 2}
    assert bring(replica, "export-formats/pipedrive").reasons == lost
    bring(replica, "maventech-crm")
    spelled = (
        "SELECT count(DISTINCT product_id), sum(title = 'GTXPro') FROM deal"
        " WHERE title IN ('GTX Pro', 'GTXPro')"
    )
    assert one(replica, spelled) == (1, 1_480)
    assert one(replica, "SELECT count(*) FROM account WHERE parent_id <> ''") == (15,)
    outcomes = (
        "SELECT sum(outcome = 'won'), sum(outcome = 'lost') FROM deal"
        " JOIN stage ON stage.id = stage_id WHERE deal.source LIKE 'own-%'"
    )
    assert one(replica, outcomes) == (4_238, 2_473)


def test_nameless_rows_and_foreign_tables_are_told(replica: Replica) -> None:
    """Seven made-up people have no name, no mail and no phone: nothing to call them by."""
    report = bring(replica, "duplicates-practice/splink-fake-1000")
    assert report.reasons == {"import.reason.no_name": 7}
    assert [trouble.key for trouble in report.troubles] == ["import.error.unknown_table"]
