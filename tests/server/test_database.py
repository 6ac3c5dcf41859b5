"""The database: its form, its transactions, its guesses about trouble."""

import tracemalloc
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import inspect, text

from sync.core.errors import NewerDatabaseError, RapportError
from sync.server.cursor import Cursor
from sync.server.database import Database
from sync.server.limits import WrongCodes
from sync.server.migrations import STEPS, migrate
from sync.server.tables import ServerTable


def test_the_migrated_database_has_the_form_of_the_tables(tmp_path: Path) -> None:
    database = Database.open(tmp_path)
    with database.reading() as connection:
        found = inspect(connection)
        assert set(found.get_table_names()) == {*ServerTable.metadata.tables, "schema_version"}
        for name, table in ServerTable.metadata.tables.items():
            real = {c["name"]: c for c in found.get_columns(name)}
            assert real.keys() == set(table.columns.keys())
            for column in table.columns:
                assert str(real[column.name]["type"]) == str(column.type)
                assert real[column.name]["nullable"] is False
            key = found.get_pk_constraint(name)["constrained_columns"]
            assert key == [c.name for c in table.primary_key.columns]
            indexes = {i["name"]: i["column_names"] for i in found.get_indexes(name)}
            assert indexes == {i.name: [c.name for c in i.columns] for i in table.indexes}
    database.close()


def test_opening_again_migrates_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        database = Database.open(tmp_path)
        with database.reading() as connection:
            version = connection.execute(text("SELECT version FROM schema_version")).scalar_one()
        database.close()
        assert version == len(STEPS)


def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    database = Database.open(tmp_path)
    with database.writing() as connection:
        connection.execute(text("UPDATE schema_version SET version = 99"))
    with database.writing() as connection, pytest.raises(NewerDatabaseError):
        migrate(connection)
    database.close()


def test_writers_are_durable_and_wait_for_each_other(tmp_path: Path) -> None:
    database = Database.open(tmp_path)
    with database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"

    def add() -> None:
        for _ in range(50):
            with database.writing() as connection:
                count = connection.execute(text("SELECT version FROM schema_version")).scalar_one()
                connection.execute(text(f"UPDATE schema_version SET version = {count + 1}"))

    threads = [Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as connection:
        version = connection.execute(text("SELECT version FROM schema_version")).scalar_one()
    database.close()
    assert version == len(STEPS) + 200


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    database = Database.open(tmp_path)

    def fail() -> None:
        with database.writing() as connection:
            connection.execute(text("UPDATE schema_version SET version = 99"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    database.close()
    Database.open(tmp_path).close()


def test_a_cursor_reads_what_it_wrote() -> None:
    cursor = Cursor("0a1b", 42, "01-3_5aB", 7, 3, "9c1e4b7a", 1_795_262_400_000, 1)
    text = cursor.text("secret")
    assert Cursor.parse(text, "secret") == cursor
    assert Cursor.parse(text, "another") is None
    assert Cursor.parse(text.replace(".2a.", ".2b."), "secret") is None


def test_what_is_too_long_for_a_cursor_is_not_kept() -> None:
    tracemalloc.start()
    try:
        for i in range(64):
            assert Cursor.parse(f"{i:08d}{'x' * 100_000}", "secret") is None
        assert tracemalloc.get_traced_memory()[0] < 1_000_000
    finally:
        tracemalloc.stop()


def test_wrong_codes_are_counted_by_address_and_forgotten_in_bounds() -> None:
    codes = WrongCodes()
    for _ in range(10):
        codes.add("a", 0)
    with pytest.raises(RapportError):
        codes.check("a", 1)
    codes.check("b", 1)
    for i in range(10_000):
        codes.add(f"other {i}", 1)
    codes.check("a", 1)
