"""A whole import is taken back: what it made goes, what people did since stays."""

from typing import Any

import pytest

from app.commands.import_undo import undo_import
from app.commands.imports import ImportProgress, Ledger, import_files
from app.imports import journal
from app.imports.options import options_json, options_of
from app.imports.report import ImportReport
from app.imports.text import SourceFile
from sync.client.replica import Replica
from sync.core import schema
from sync.core.records.account import Account
from sync.core.records.note import Note
from tests.app.test_imports_command import OPTIONS, csv, files_of, rows

RUN = "run-1"
KINDS = ("user", "pipeline", "stage", "product", "account", "contact", "deal", "note")
HEADER = "Record ID,Company name,City,Phone Number"


def bring(replica: Replica, files: list[SourceFile], run: str = RUN, **more: Any) -> ImportReport:
    with replica.transaction() as writer:
        journal.begin(writer, run, [file.name for file in files], options_json(OPTIONS))
    report = import_files(replica.transaction, files, OPTIONS, ledger=Ledger(run), **more)
    with replica.exclusive() as connection:
        journal.settle(connection, run, "done")
    return report


def alive(replica: Replica) -> dict[str, list[tuple[object, ...]]]:
    """Return what the team has, by kind, but for what only the machinery reads."""
    told = {}
    for kind in KINDS:
        names = [n for n in schema.registers(kind) if n not in ("imported", "deleted")]
        told[kind] = rows(
            replica, f"SELECT id, {', '.join(names)} FROM {kind} WHERE deleted = 0 ORDER BY id"
        )
    return told


def run(replica: Replica, run_id: str = RUN) -> journal.Run:
    with replica.reading() as connection:
        found = journal.run_of(connection, run_id)
    assert found
    return found


@pytest.mark.parametrize("source", ["salesforce", "hubspot", "pipedrive", "zoho"])
def test_what_was_there_before_is_there_again_and_nothing_else(
    replica: Replica, source: str
) -> None:
    before = alive(replica)
    report = bring(replica, files_of(source))
    assert run(replica).added >= report.added > 0
    assert undo_import(replica.transaction, RUN) == 0
    assert alive(replica) == before
    assert run(replica).state == "undone"


def test_after_that_the_same_files_arrive_again(replica: Replica) -> None:
    first = bring(replica, files_of("salesforce"))
    there = alive(replica)
    undo_import(replica.transaction, RUN)
    again = bring(replica, files_of("salesforce"), "run-2")
    assert again.counts == first.counts
    assert alive(replica) == there


def test_what_a_person_changed_or_used_since_stays(replica: Replica) -> None:
    lines = ("1,Changed,Ulm,", "2,Used,Ulm,", "3,Neither,Ulm,")
    bring(replica, [csv(HEADER, *lines, name="companies.csv")])
    ids = {str(name): str(one) for one, name in rows(replica, "SELECT id, name FROM account")}
    with replica.transaction() as writer:
        writer.edit(Account, ids["Changed"], must_know="Rings twice")
        writer.add(Note(account_id=ids["Used"], text="Was there"))
    assert undo_import(replica.transaction, RUN) == 2
    assert rows(replica, "SELECT name FROM account WHERE deleted = 0 ORDER BY name") == [
        ("Changed",),
        ("Used",),
    ]
    assert run(replica).kept == 2


def test_brought_back_and_used_since_it_stays_as_well(replica: Replica) -> None:
    """A second import of what was taken back once makes it, as the first one did."""
    files = [csv(HEADER, "1,Changed,Ulm,", "2,Used,Ulm,", "3,Neither,Ulm,", name="companies.csv")]
    bring(replica, files)
    undo_import(replica.transaction, RUN)
    bring(replica, files, "run-2")
    assert (run(replica, "run-2").added, run(replica, "run-2").changed) == (3, 0)
    ids = {str(name): str(one) for one, name in rows(replica, "SELECT id, name FROM account")}
    with replica.transaction() as writer:
        writer.edit(Account, ids["Changed"], must_know="Rings twice")
        writer.add(Note(account_id=ids["Used"], text="Was there"))
    assert undo_import(replica.transaction, "run-2") == 2
    assert rows(replica, "SELECT name FROM account WHERE deleted = 0 ORDER BY name") == [
        ("Changed",),
        ("Used",),
    ]


SOLD = (
    csv("Product ID,Product Name,Unit Price", "1,Beans,5", "2,Peas,5", name="products.csv"),
    csv("OrderID,Customer,Order Date", "1,Hof,2026-01-01", name="orders.csv"),
    csv("OrderID,Product,Quantity,Unit Price", "1,Beans,2,5", "1,Peas,2,5", name="lines.csv"),
)


def test_orders_with_their_lines_go_and_come_again(replica: Replica) -> None:
    """A deal is written twice: without a sum, and when its lines were counted."""
    everything = (*KINDS, "deal_line")
    bring(replica, list(SOLD))
    there = rows(replica, "SELECT title, amount_minor FROM deal")
    assert there == [("Order 1", 2_000)]
    assert undo_import(replica.transaction, RUN) == 0
    left = [kind for kind in everything if rows(replica, f"SELECT 1 FROM {kind} WHERE NOT deleted")]
    assert left == ["user", "pipeline", "stage"]
    bring(replica, list(SOLD), "run-2")
    assert rows(replica, "SELECT title, amount_minor FROM deal WHERE NOT deleted") == there
    assert rows(replica, "SELECT count(*) FROM deal_line WHERE NOT deleted") == [(2,)]


def test_what_a_second_import_changed_is_as_before_it(replica: Replica) -> None:
    bring(replica, [csv(HEADER, "1,Hof,Ulm,1", "2,Rest,Ulm,1", name="a.csv")])
    bring(replica, [csv(HEADER, "1,Hof,Bonn,2", "2,Rest,Ulm,2", "3,New,Ulm,", name="a.csv")], "two")
    ((rest,),) = rows(replica, "SELECT id FROM account WHERE name = 'Rest'")
    with replica.transaction() as writer:
        writer.edit(Account, str(rest), phone="my own")
    assert undo_import(replica.transaction, "two") == 0
    assert rows(
        replica, "SELECT name, city, phone FROM account WHERE deleted = 0 ORDER BY name"
    ) == [("Hof", "Ulm", "1"), ("Rest", "Ulm", "my own")]
    assert (
        bring(replica, [csv(HEADER, "1,Hof,Bonn,2", name="a.csv")], "three")
        .count("account")
        .updated
        == 1
    )


class KilledError(Exception):
    """The app was closed."""


def killed_after(calls: int) -> Any:
    """Return a progress that stops the work after some batches."""
    left = [calls]

    def told(*_: object) -> None:
        left[0] -= 1
        if not left[0]:
            raise KilledError

    return told


@pytest.mark.parametrize("calls", [1, 2, 3, 4])
def test_an_import_cut_off_goes_on_or_is_taken_back(replica: Replica, calls: int) -> None:
    """Whichever batch was its last; what arrived twice over is there once."""
    before = alive(replica)
    files = files_of("salesforce")
    with pytest.raises(KilledError):
        bring(replica, files, progress=killed_after(calls))
    assert run(replica).state == "open"
    assert 0 < run(replica).done < run(replica).total or calls == 4
    assert options_of(run(replica).options) == options_of(options_json(OPTIONS))
    bring(replica, files)
    assert (run(replica).state, run(replica).done) == ("done", run(replica).total)
    undo_import(replica.transaction, RUN)
    assert alive(replica) == before


def test_taking_back_cut_off_goes_on_where_it_stopped(
    replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.commands.import_undo._BATCH", 2)
    before = alive(replica)
    bring(replica, files_of("salesforce"))
    with pytest.raises(KilledError):
        undo_import(replica.transaction, RUN, killed_after(2))
    assert run(replica).state == "undoing"
    undo_import(replica.transaction, RUN)
    assert alive(replica) == before


def test_only_the_newest_imports_are_kept_and_all_records_stay(replica: Replica) -> None:
    for number in range(journal.KEPT_RUNS + 2):
        bring(replica, [csv(HEADER, f"{number},Hof {number},Ulm,", name="a.csv")], f"run-{number}")
    with replica.reading() as connection:
        kept = journal.runs(connection)
    assert len(kept) == journal.KEPT_RUNS
    assert rows(replica, "SELECT count(DISTINCT run_id) FROM import_write") == [(len(kept),)]
    assert rows(replica, "SELECT count(*) FROM account") == [(journal.KEPT_RUNS + 2,)]


def test_progress_of_an_import_is_written_down_with_its_rows(replica: Replica) -> None:
    seen: list[tuple[int, int]] = []

    def told(now: ImportProgress) -> None:
        here = run(replica)
        seen.append((now.done, here.done))

    bring(replica, files_of("zoho"), progress=told)
    assert seen
    assert all(shown == kept for shown, kept in seen)
