"""An erased customer is nowhere: no byte of theirs in any database, log or file."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.commands.erasing import erase_customer, going
from app.commands.import_runs import earlier
from app.imports.mapping import ColumnMapping
from app.imports.options import ImportOptions, options_json, options_of
from sync.client import erasing
from sync.client.comparing import SET_ASIDE
from sync.client.engine import index, sync_once
from sync.client.files import fetch_now
from sync.client.http import HttpSyncService
from sync.client.join import join
from sync.client.replica import FILE_NAME, Replica
from sync.core import schema
from sync.core.errors import RecordMissingError, RefusedError, ServerFaultError, StoreError
from sync.core.protocol import InviteRequest
from sync.core.records.sameness import Sameness
from sync.store import engine as engines
from sync.store.engine import open_engine, reading, writing
from sync.store.migrations import runner
from sync.store.migrations.runner import backup
from tests.builders import make_account, make_contact, make_deal, make_note
from tests.client.photos import line
from tests.conftest import Joined
from tests.erasing.traces import PHOTO, TRACES, conflicts, erase, everything, found, others, titles

Team = tuple[Joined, Joined]


def test_no_byte_stays_at_the_server_or_on_any_device(two_replicas: Team, tmp_path: Path) -> None:
    mia, bo = two_replicas
    kept = others(mia)
    customer = everything(bo)
    sync_once(mia.replica, mia.service)
    sha256 = _sha256(bo.replica)
    fetch_now(mia.replica, line(mia), sha256, len(PHOTO))
    with mia.replica.transaction() as writer:
        writer.edit_kind("account", customer, {"name": "Zyxwerk AG"})
    with bo.replica.transaction() as writer:
        writer.edit_kind("account", customer, {"name": "Zyxwerk KG"})
    for one in (mia, bo, mia):
        sync_once(one.replica, one.service)
        index(one.replica)
    assert conflicts(mia.replica) == conflicts(bo.replica) == 1
    with bo.replica.exclusive() as connection:
        connection.exec_driver_sql(
            "INSERT INTO alike VALUES (?, 'x', 'account', 7, '[\"Quorvalin\"]')", (customer,)
        )
        connection.exec_driver_sql(
            "INSERT INTO import_write (run_id, n, kind, record_id, before) "
            "VALUES ('run', 1, 'account', ?, 'Quorvalin once')",
            (customer,),
        )
        options = ImportOptions(
            mappings={"list.csv\n": ColumnMapping("account", {"Firma": "name"})},
            fixes={"list.csv\n\n2": {"Firma": "Zyxwerk"}},
            same={"account\nlist\nquorvalin": customer},
        )
        connection.exec_driver_sql(
            "INSERT INTO import_run (id, state, options) VALUES ('run', 'done', ?)",
            (options_json(options),),
        )
        connection.exec_driver_sql(
            "INSERT INTO draft VALUES ('capture', ?, 1)",
            (json.dumps({"account_id": customer, "text": "Plimbostrahl again"}),),
        )
    backup(bo.replica.path, bo.replica.path.with_suffix(".v1.backup"))
    (bo.replica.path.parent / SET_ASIDE).write_text("Zyxwerk\n", "utf-8")
    for name in erasing.BESIDE:
        (bo.replica.path.parent / name).mkdir()
        (bo.replica.path.parent / name / "list.csv").write_text("Zyxwerk\n", "utf-8")
    before = found(tmp_path)
    assert {Path(path).parts[0] for path in before} == {"server", "mia", "bo"}
    assert {one for traces in before.values() for one in traces} == set(TRACES)

    erase(mia, customer)
    assert [path for path in found(tmp_path) if not path.startswith("bo")] == []
    sync_once(bo.replica, bo.service)
    assert found(tmp_path) == {}

    (run,) = earlier(bo.replica)
    assert options_of(run.options) == ImportOptions(mappings=options.mappings)
    for one in (mia, bo):
        assert titles(one.replica) == ["Kept & Sons"]
        assert _texts(one.replica) == ["They stay"]
        one.replica.check()
    assert kept


def test_every_table_of_a_device_is_thought_of(replica: Replica) -> None:
    """Whoever adds a table says whether it holds words of a customer, or their id."""
    told = {table for table, _ in erasing._NAMING} | {*schema.RECORDS}
    told |= {"outbox", "draft", "file_copy", "match_key", "search_document", "search_stale"}
    told |= {"import_run"}
    wordless = {"merged", "put_off", "replica_state", "search_index", "written"}
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    with replica.reading() as connection:
        found = set(connection.exec_driver_sql(tables).scalars())
    assert {name for name in found if not name.startswith("search_index_")} == told | wordless


def test_the_chain_holds_and_a_receipt_says_who_did_it(two_replicas: Team) -> None:
    mia, bo = two_replicas
    kept = others(mia)
    customer = everything(bo)
    before = mia.service.verify(0)
    erase(mia, customer)
    after = mia.service.verify(before.entries)
    assert (after.broken_at, after.altered) == (0, ())
    assert after.witnessed == before.hash, "what a device was told of is as it was"
    sync_once(bo.replica, bo.service)
    with bo.replica.reading() as connection:
        receipt = connection.exec_driver_sql("SELECT * FROM erasure").mappings().one()
    assert receipt["account_id"] == customer
    assert receipt["by_id"] == mia.replica.state().user_id
    assert receipt["counted"] == 9
    (told,) = bo.service.history(receipt["id"], 0).entries
    assert told.user_id == mia.replica.state().user_id
    assert set(told.fields) == {"account_id", "by_id", "counted", "created_ms"}
    with pytest.raises(ServerFaultError, match="record_missing"):
        mia.service.history(customer, 0)
    assert mia.service.history(kept, 0).entries


def test_what_was_written_without_signal_goes_too(two_replicas: Team, tmp_path: Path) -> None:
    """Also where nothing but a parent that nobody else knows says whose it is."""
    mia, bo = two_replicas
    customer = everything(mia)
    sync_once(bo.replica, bo.service)
    with bo.replica.transaction() as writer:
        deal = writer.add(make_deal("Vexmuhn spares", account_id=customer))
        writer.add(make_note("About the Plimbostrahl", deal_id=deal))
        writer.edit_kind("account", customer, {"must_know": "Quorvalin is back"})
        writer.add(make_note("Somebody else's"))
    erase(mia, customer)
    sync_once(bo.replica, bo.service)
    sync_once(mia.replica, mia.service)
    assert found(tmp_path) == {}
    for one in (mia, bo):
        assert _texts(one.replica) == ["Somebody else's"]
        with one.replica.reading() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM outbox").scalar_one() == 0


def test_what_a_device_cannot_know_to_be_theirs_goes_too(
    two_replicas: Team, tmp_path: Path
) -> None:
    """A note of a deal that this person may not read; the server says that it goes."""
    mia, bo = two_replicas
    me = mia.replica.state().user_id
    with mia.replica.transaction() as writer:
        customer = writer.add(make_account("Zyxwerk GmbH"))
        deal = writer.add(make_deal(account_id=customer, shared=False, owner_id=me))
        writer.add(make_note("About the Plimbostrahl", deal_id=deal))
    sync_once(mia.replica, mia.service)
    sync_once(bo.replica, bo.service)
    index(bo.replica)
    assert _texts(bo.replica) == ["About the Plimbostrahl"]
    erase(mia, customer)
    sync_once(bo.replica, bo.service)
    assert _texts(bo.replica) == []
    assert found(tmp_path) == {}


def test_an_erasing_without_signal_goes_out_with_the_rest(
    two_replicas: Team, tmp_path: Path
) -> None:
    mia, bo = two_replicas
    customer = everything(mia)
    with mia.replica.transaction() as writer:
        writer.edit_kind("account", customer, {"must_know": "Quorvalin, unsent"})
        first = writer.add(make_account("First, unsent"))
    with mia.replica.transaction() as writer:
        erase_customer(writer, customer)
    with mia.replica.transaction() as writer:
        writer.edit_kind("account", first, {"city": "Ulm"})
    assert erasing.scrub(mia.replica)
    assert [path for path in found(tmp_path) if path.startswith("mia")] == []
    sync_once(mia.replica, mia.service)
    sync_once(bo.replica, bo.service)
    assert found(tmp_path) == {}
    assert titles(bo.replica) == ["First, unsent"]


def test_a_device_that_comes_back_from_a_copy_erases_again(
    two_replicas: Team, open_replica: Callable[[str], Replica], tmp_path: Path
) -> None:
    mia, bo = two_replicas
    customer = everything(bo)
    (tmp_path / "old").mkdir()
    backup(bo.replica.path, tmp_path / "old" / FILE_NAME)
    erase(mia, customer)
    sync_once(bo.replica, bo.service)
    again = open_replica("old")
    assert titles(again) == ["Zyxwerk GmbH"]
    code = mia.service.invite(InviteRequest(user_id=bo.replica.state().user_id)).code
    reply = join(again, HttpSyncService(bo.service._client), "http://server", code, "old phone")
    sync_once(again, HttpSyncService(bo.service._client, reply.token))
    sync_once(mia.replica, mia.service)
    assert titles(again) == titles(mia.replica) == []
    again.close()
    assert found(tmp_path) == {}


def test_a_copy_from_before_an_update_is_cleaned_and_kept(replica: Replica) -> None:
    """What the first release left beside the database when it was updated."""
    with replica.transaction() as writer:
        customer, kept = writer.add(make_account("Zyxwerk GmbH")), writer.add(make_account("Kept"))
    path = replica.path.with_suffix(".v1.backup")
    engine = open_engine(path)
    runner.migrate(engine, path, runner.MIGRATIONS[:1])
    with writing(engine) as connection:
        for one, name in ((customer, "Zyxwerk GmbH"), (kept, "Kept")):
            connection.exec_driver_sql("INSERT INTO account (id, name) VALUES (?, ?)", (one, name))
        connection.exec_driver_sql(
            "INSERT INTO note (id, account_id, text) VALUES ('n', ?, 'Plimbostrahl')", (customer,)
        )
    engine.dispose()
    with replica.transaction() as writer:
        erase_customer(writer, customer)
    assert erasing.scrub(replica)
    assert found(replica.path.parent) == {}
    engine = open_engine(path)
    with reading(engine) as connection:
        names = connection.exec_driver_sql("SELECT name FROM account").scalars().all()
    engine.dispose()
    assert names == ["Kept"]
    assert not replica.state().scrubbing


def test_a_notebook_set_aside_stays_until_it_can_be_cleaned(
    replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who signed out may have left words in it that are nowhere else."""
    monkeypatch.setattr(engines, "BUSY_MS", 100)
    with replica.transaction() as writer:
        customer, _ = writer.add(make_account("Zyxwerk GmbH")), writer.add(make_account("Unsent"))
    busy, damaged = (replica.path.with_suffix(f".{n}.backup") for n in (1, 2))
    backup(replica.path, busy)
    damaged.write_bytes(b"Zyxwerk" * 500)
    with replica.transaction() as writer:
        erase_customer(writer, customer)
    with closing(sqlite3.connect(busy)) as somebody:
        somebody.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="locked"):
            erasing.scrub(replica)
        somebody.rollback()
    assert replica.state().scrubbing
    assert list(found(replica.path.parent)) == [busy.name]
    assert erasing.scrub(replica)
    assert found(replica.path.parent) == {}
    with closing(sqlite3.connect(busy)) as kept:
        assert kept.execute("SELECT name FROM account").fetchall() == [("Unsent",)]


def test_customers_that_are_one_go_together_and_others_stay(replica: Replica) -> None:
    with replica.transaction() as writer:
        one, two, three = (writer.add(make_account(name)) for name in ("One", "Two", "Three"))
        child = writer.add(make_account("Child", parent_id=one))
        person = writer.add(make_contact("Of one", account_id=one))
        writer.add(make_deal("Of three", account_id=three, contact_id=person))
        writer.add(make_note("Of two", account_id=two))
        for pair, verdict in (((one, two), "same"), ((two, three), "different")):
            low, high = sorted(pair)
            writer.add(Sameness(about_kind="account", one_id=low, other_id=high, verdict=verdict))
    with replica.reading() as connection:
        counts = going(connection, one)
    assert counts == {"account": 2, "contact": 1, "note": 1, "sameness": 2}
    with replica.transaction() as writer:
        assert erase_customer(writer, one) == 6
    assert titles(replica) == ["Child", "Three"]
    assert child


def test_only_an_admin_erases(two_replicas: Team) -> None:
    mia, bo = two_replicas
    customer = everything(bo)
    with pytest.raises(RefusedError), bo.replica.transaction() as writer:
        erase_customer(writer, customer)
    assert titles(bo.replica) == ["Zyxwerk GmbH"]
    with pytest.raises(RecordMissingError), mia.replica.transaction() as writer:
        erase_customer(writer, "nobody")


def _texts(replica: Replica) -> list[str]:
    with replica.reading() as connection:
        return list(connection.exec_driver_sql("SELECT text FROM note ORDER BY 1").scalars())


def _sha256(replica: Replica) -> str:
    with replica.reading() as connection:
        return str(connection.exec_driver_sql("SELECT sha256 FROM attachment").scalar_one())
