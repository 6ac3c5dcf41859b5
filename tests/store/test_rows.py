"""Rows as plain values."""

import pytest

from sync.client.replica import Replica
from sync.core import schema
from sync.core.change import Scalar
from sync.core.errors import UnknownKindError
from sync.store import rows
from sync.store.rows import Row
from tests.builders import make_stamp

STAMP = make_stamp()


def whole(kind: str, **values: Scalar) -> dict[str, Scalar]:
    """Return all registers of a record."""
    return {**schema.defaults(kind), **values}


@pytest.mark.parametrize("kind", schema.RECORDS)
def test_a_row_of_every_kind_comes_back_as_it_was_saved(empty_replica: Replica, kind: str) -> None:
    row = Row("record-1", STAMP, whole(kind, deleted=True))
    with empty_replica.exclusive() as connection:
        rows.save(connection, kind, [row])
        assert rows.load(connection, kind, "record-1") == row


def test_what_nobody_wrote_has_its_default(empty_replica: Replica) -> None:
    with empty_replica.exclusive() as connection:
        rows.save(connection, "deal", [Row("deal-1", STAMP, {"title": "Belts"})])
        found = rows.load(connection, "deal", "deal-1")
    assert found == Row("deal-1", STAMP, whole("deal", title="Belts"))


def test_registers_of_a_later_version_are_kept(empty_replica: Replica) -> None:
    unknown: dict[str, Scalar] = {"custom.colour": "grün", "score": 1.5, "hot": None, "big": 7}
    row = Row("deal-1", STAMP, whole("deal", title="Belts", **unknown))
    with empty_replica.exclusive() as connection:
        rows.save(connection, "deal", [row])
        assert rows.load(connection, "deal", "deal-1") == row
        known = Row("deal-1", STAMP, whole("deal", title="New"))
        rows.save(connection, "deal", [known])
        assert rows.load(connection, "deal", "deal-1") == known


def test_a_kept_register_appears_once_its_column_exists(empty_replica: Replica) -> None:
    with empty_replica.exclusive() as connection:
        rows.save(connection, "deal", [Row("deal-1", STAMP, {})])
        connection.exec_driver_sql("""UPDATE deal SET extra = '{"title": "kept"}'""")
        found = rows.load(connection, "deal", "deal-1")
    assert found is not None
    assert found.values["title"] == "kept"


def test_a_row_that_is_not_held_is_none(empty_replica: Replica) -> None:
    with empty_replica.reading() as connection:
        assert rows.load(connection, "deal", "deal-1") is None


def test_many_rows_are_found_however_many_are_asked_for(empty_replica: Replica) -> None:
    held = [Row(f"deal-{n:04}", STAMP, whole("deal")) for n in range(0, 1_200, 2)]
    asked = [f"deal-{n:04}" for n in range(1_200)]
    with empty_replica.exclusive() as connection:
        rows.save(connection, "deal", reversed(held))
        assert rows.load_many(connection, "deal", asked) == {row.id: row for row in held}
        assert list(rows.load_all(connection, "deal")) == held
        assert rows.load_many(connection, "deal", []) == {}


def test_removed_rows_are_gone_and_the_others_stay(empty_replica: Replica) -> None:
    with empty_replica.exclusive() as connection:
        rows.save(connection, "deal", [Row(i, STAMP, whole("deal")) for i in ("a", "b", "c")])
        rows.remove(connection, "deal", ["a", "c", "z"])
        rows.remove(connection, "deal", [])
        rows.save(connection, "deal", [])
        assert [row.id for row in rows.load_all(connection, "deal")] == ["b"]


def test_a_kind_of_a_later_version_is_an_error(empty_replica: Replica) -> None:
    with empty_replica.reading() as connection, pytest.raises(UnknownKindError):
        rows.load(connection, "spaceship", "x")
