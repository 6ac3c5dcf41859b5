"""What an import brings a second time, to other devices, or after a change on either side."""

from app.commands.imports import import_files
from app.imports.report import KindCount
from sync.client.replica import Replica
from sync.core.permissions import Actor
from sync.core.records.account import Account
from sync.core.records.deal import Deal
from tests.app.test_imports_command import HEADER, OPTIONS, bring, csv, files_of, rows


def test_what_changed_in_the_source_is_followed_where_nobody_changed_it_here(
    replica: Replica,
) -> None:
    """A person's own words stay, and what belongs together stays together."""
    first = "1,Bar,Prospecting,2026-12-01,100,0,0,"
    import_files(replica.transaction, [csv(HEADER, first)], OPTIONS)
    ((deal_id, stage_id),) = rows(replica, "SELECT id, stage_id FROM deal")
    with replica.transaction() as writer:
        writer.edit(Deal, str(deal_id), title="Bar, upstairs")
    again = "1,Bar two,Closed Won,2026-12-02,150,1,1,"
    report = import_files(replica.transaction, [csv(HEADER, again)], OPTIONS)
    assert report.count("deal") == KindCount("deal", updated=1)
    ((title, amount, now, closed),) = rows(
        replica, "SELECT title, amount_minor, stage_id, closed_on FROM deal"
    )
    assert (title, amount, closed) == ("Bar, upstairs", 15_000, "2026-12-02")
    assert now != stage_id


def test_a_stage_moved_here_keeps_its_own_closing_date(replica: Replica) -> None:
    """The old system's "won" does not close what a person reopened here."""
    import_files(
        replica.transaction, [csv(HEADER, "1,Bar,Prospecting,2026-12-01,100,0,0,")], OPTIONS
    )
    ((deal_id,),) = rows(replica, "SELECT id FROM deal")
    ((proposal,),) = rows(replica, "SELECT id FROM stage WHERE name = 'Proposal'")
    with replica.transaction() as writer:
        writer.edit(Deal, str(deal_id), stage_id=str(proposal))
    won = csv(HEADER, "1,Bar,Closed Won,2026-12-02,100,1,1,")
    report = import_files(replica.transaction, [won], OPTIONS)
    assert report.count("deal") == KindCount("deal", same=1)
    assert rows(replica, "SELECT stage_id, closed_on FROM deal") == [(proposal, "")]


def test_what_a_person_emptied_or_deleted_stays_so(replica: Replica) -> None:
    """An import is no way to get it back by accident."""
    bring(replica, "zoho")
    ((account_id,),) = rows(replica, "SELECT id FROM account")
    ((deal_id,),) = rows(replica, "SELECT id FROM deal WHERE title = 'Offer'")
    with replica.transaction() as writer:
        writer.edit(Account, str(account_id), phone="")
        writer.edit(Deal, str(deal_id), deleted=True)
    assert bring(replica, "zoho").added == 0
    assert rows(replica, "SELECT phone FROM account") == [("",)]
    assert rows(replica, "SELECT deleted FROM deal WHERE title = 'Offer'") == [(1,)]


def test_what_the_source_leaves_empty_empties_nothing_here(replica: Replica) -> None:
    """An export with fewer columns takes nothing away."""
    bring(replica, "salesforce")
    before = rows(replica, "SELECT * FROM account ORDER BY id")
    thin = csv("Id,Name,BillingCountry,Phone", "001A,Quittenhof GmbH,,", name="Account.csv")
    report = import_files(replica.transaction, [thin], OPTIONS)
    assert report.count("account") == KindCount("account", same=1)
    assert rows(replica, "SELECT * FROM account ORDER BY id") == before


def test_two_devices_that_import_the_same_file_make_the_same_records(
    replica: Replica, empty_replica: Replica
) -> None:
    """Ids come from the source's own."""
    actor = Actor("user-admin", "admin")
    bring(replica, "zoho")
    import_files(lambda: empty_replica.transaction(actor), files_of("zoho"), OPTIONS)
    for kind in ("account", "contact", "deal"):
        ids = f"SELECT id FROM {kind} ORDER BY id"  # our own table names
        assert rows(replica, ids) == rows(empty_replica, ids)
