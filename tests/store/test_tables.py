"""The tables that migrations make are those that the code reads."""

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import Connection
from sqlmodel import SQLModel

from sync.client.replica import Replica
from sync.core import schema
from sync.store.tables import (
    Alike,
    Draft,
    FileCopy,
    Hearing,
    ImportRun,
    ImportWrite,
    KnownGiving,
    MatchKey,
    MatchSubject,
    Merged,
    OutboxEntry,
    PutOff,
    ReplicaState,
    SearchDocument,
    SearchStale,
    Unseen,
    WrittenAs,
)

BOOKKEEPING: tuple[type[SQLModel], ...] = (
    OutboxEntry,
    ReplicaState,
    Draft,
    KnownGiving,
    Merged,
    WrittenAs,
    MatchSubject,
    MatchKey,
    Alike,
    FileCopy,
    Hearing,
    ImportRun,
    ImportWrite,
    Unseen,
    PutOff,
    SearchDocument,
    SearchStale,
)
TABLES = {str(m.__tablename__): m for m in (*schema.RECORDS.values(), *BOOKKEEPING)}
_TYPES: dict[object, str] = {bool: "BOOLEAN", str: "TEXT"}
"""Columns by the type of their field; all others hold whole numbers."""


def described(connection: Connection, table: str) -> Sequence[Any]:
    """Return what SQLite says about a table's columns."""
    return connection.exec_driver_sql(f"PRAGMA table_info({table})").all()


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_the_columns_types_and_keys_of_its_class(
    empty_replica: Replica, table: str
) -> None:
    fields = TABLES[table].model_fields
    with empty_replica.reading() as connection:
        made = {row.name: row for row in described(connection, table)}
    assert set(made) == set(fields)
    for name, column in SQLModel.metadata.tables[table].columns.items():
        written = fields[name].annotation
        assert made[name].type == _TYPES.get(written, "INTEGER"), name
        assert bool(made[name].pk) == column.primary_key, name


@pytest.mark.parametrize("table", TABLES)
def test_a_column_left_out_gets_the_default_of_its_field(
    empty_replica: Replica, table: str
) -> None:
    fields = TABLES[table].model_fields
    with empty_replica.reading() as connection:
        for row in described(connection, table):
            field = fields[row.name]
            if row.pk or field.is_required():
                assert row.dflt_value is None, row.name
                continue
            quoted = f"'{field.default}'" if isinstance(field.default, str) else field.default
            assert row.notnull, row.name
            expected = int(quoted) if isinstance(quoted, bool) else quoted
            assert row.dflt_value == str(expected), row.name


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_the_indexes_of_its_class(empty_replica: Replica, table: str) -> None:
    wanted = {
        tuple(column.name for column in index.columns)
        for index in SQLModel.metadata.tables[table].indexes
    }
    with empty_replica.reading() as connection:
        named = connection.exec_driver_sql(f"PRAGMA index_list({table})").all()
        made = {
            tuple(c.name for c in connection.exec_driver_sql(f"PRAGMA index_info({index.name})"))
            for index in named
            if index.origin == "c"
        }
    assert made == wanted


def test_there_are_no_tables_without_a_class(empty_replica: Replica) -> None:
    with empty_replica.reading() as connection:
        made = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).scalars()
        assert {name for name in made if not name.startswith("search_index")} == set(TABLES)


def test_numbers_of_changes_are_never_used_twice(empty_replica: Replica) -> None:
    with empty_replica.exclusive() as connection:
        for expected in (1, 2):
            connection.exec_driver_sql(
                "INSERT INTO outbox (kind, record_id, fields, stamp) VALUES ('deal', 'd', '{}', '')"
            )
            found = connection.exec_driver_sql("SELECT n FROM outbox").scalars().all()
            assert found == [expected]
            connection.exec_driver_sql("DELETE FROM outbox")
