"""The sample exports of a real team's size; skipped where they are absent.

They are others' work and lie beside the repository, not in it.
"""

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
EXPORTS = DATA / "export-formats"
# A clone alone has no such folder, and what is there is too large to be made up here.
pytestmark = pytest.mark.skipif(not EXPORTS.is_dir(), reason="the shared sample data is not here")
OPTIONS = ImportOptions(currency="USD")
ADMIN = Actor("user-admin", "admin")


def files_of(folder: str) -> list[SourceFile]:
    """Return the files of one system."""
    return [SourceFile.at(path) for path in sorted((EXPORTS / folder).glob("*.csv"))]


def bring(replica: Replica, folder: str) -> ImportReport:
    """Import the files of one system."""
    return import_files(lambda: replica.transaction(ADMIN), files_of(folder), OPTIONS)


def one(replica: Replica, question: str) -> tuple[object, ...]:
    """Ask for one row."""
    with replica.reading() as connection:
        return tuple(connection.exec_driver_sql(question).one())


SUMS = "SELECT count(*), sum(amount_minor), sum(account_id = ''), sum(owner_id = '') FROM deal"


def test_the_salesforce_export_arrives_whole_and_once(replica: Replica) -> None:
    """8,800 deals, 1,425 of them open and without a customer."""
    with replica.reading() as connection:
        shown = preview(connection, ADMIN, files_of("salesforce-data-export"), OPTIONS)
    report = bring(replica, "salesforce-data-export")
    assert shown == report
    assert report.count("user") == KindCount("user", added=41)
    assert report.count("account") == KindCount("account", added=85)
    assert report.count("deal") == KindCount("deal", added=8_800)
    assert report.amounts == {"USD": 1_000_553_400}
    assert report.unlinked == {"account": 1_425, "contact": 8_800}
    assert report.problems == ()
    assert one(replica, SUMS) == (8_800, 1_000_553_400, 1_425, 0)
    by_outcome = (
        "SELECT sum(outcome = 'won'), sum(outcome = 'lost'), sum(outcome = 'open'),"
        " sum(outcome = 'open' AND account_id = '')"
        " FROM deal JOIN stage ON stage.id = stage_id"
    )
    assert one(replica, by_outcome) == (4_238, 2_473, 2_089, 1_425)
    assert one(replica, "SELECT sum(parent_id <> ''), count(*) FROM account") == (15, 85)
    waiting = one(replica, "SELECT count(*) FROM outbox")
    again = bring(replica, "salesforce-data-export")
    assert again.added == 0
    assert again.count("deal") == KindCount("deal", same=8_800)
    assert one(replica, "SELECT count(*) FROM outbox") == waiting


def test_the_hubspot_export_arrives_whole_and_once(replica: Replica) -> None:
    """1,500 deals; 30 owners known by name alone."""
    report = bring(replica, "hubspot")
    assert report.count("user") == KindCount("user", added=30)
    assert report.count("account") == KindCount("account", added=85)
    assert report.count("deal") == KindCount("deal", added=1_500)
    assert report.unlinked == {"account": 176, "contact": 1_500}
    assert one(replica, SUMS) == (1_500, 207_911_500, 176, 0)
    assert bring(replica, "hubspot").added == 0


@pytest.mark.parametrize("folder", ["pipedrive", "zoho"])
def test_the_northwind_exports_arrive_whole_and_once(replica: Replica, folder: str) -> None:
    """The same 830 deals, linked by name in one and by id in the other."""
    report = bring(replica, folder)
    assert report.count("user") == KindCount("user", added=9)
    assert report.count("account") == KindCount("account", added=93)
    assert report.count("contact") == KindCount("contact", added=93)
    assert report.count("deal") == KindCount("deal", added=830)
    assert report.amounts == {"USD": 126_579_301}
    assert report.unlinked == {}
    assert one(replica, SUMS) == (830, 126_579_301, 0, 0)
    # Two junk customers share the name "IT": by name, their people fit neither.
    lost = {"import.reason.account_ambiguous": 2} if folder == "pipedrive" else {}
    assert report.reasons == lost
    assert bring(replica, folder).added == 0
