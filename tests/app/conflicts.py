"""Put conflicts on a replica as the server sends them."""

import json
from collections.abc import Mapping
from hashlib import sha256

from sqlalchemy import Connection

from sync.client.replica import Replica
from sync.core.change import Scalar
from sync.core.clock import stamp
from sync.core.records.conflict import Conflict
from sync.core.records.team import User
from sync.core.spans import HOUR_MS
from sync.store import rows
from sync.store.rows import Row
from tests.app.test_deals_queries import add_deal
from tests.builders import NOON_MS, make_account

MARIA = "user-maria"
OTHER_DEVICE = 9


def my_id(replica: Replica) -> str:
    return replica.state().user_id


def add_maria(replica: Replica) -> None:
    with replica.transaction() as writer:
        writer.add(User(id=MARIA, name="Maria Keller", role="rep"))


def disputed_deal(replica: Replica) -> str:
    """Write a deal of one's own that Maria has made one of 52,000 euros."""
    add_maria(replica)
    with replica.transaction() as writer:
        account = writer.add(make_account("Hafner Glas"))
        deal_id = add_deal(writer, "Ovens", account_id=account, owner_id=writer.actor.user_id)
    come_in(replica, "deal", deal_id, amount_minor=5_200_000)
    return deal_id


def add_conflict(
    replica: Replica, about_id: str, field: str, lost: Scalar, kept: Scalar, **fields: Scalar
) -> str:
    """Write a conflict of the person's own value against Maria's later one; returns its id."""
    start: dict[str, Scalar] = {
        "about_kind": "deal",
        "about_id": about_id,
        "field": field,
        "value": json.dumps(lost),
        "kept": json.dumps(kept),
        "author_id": my_id(replica),
        "keeper_id": MARIA,
        "stamp": stamp(NOON_MS - 2 * HOUR_MS, 0, 1),
        "kept_stamp": stamp(NOON_MS - HOUR_MS, 0, OTHER_DEVICE),
    }
    values = {**start, **fields}
    told = f"{about_id} {field} {values['stamp']}"
    conflict_id = sha256(told.encode()).hexdigest()[:32]
    with replica.exclusive() as connection:
        put(connection, "conflict", conflict_id, values)
    return conflict_id


def put(connection: Connection, kind: str, record_id: str, values: Mapping[str, Scalar]) -> None:
    """Write registers as if they had come from the server."""
    row = rows.load(connection, kind, record_id)
    known = dict(row.values) if row else {}
    at = stamp(NOON_MS - HOUR_MS, 0, OTHER_DEVICE)
    rows.save(connection, kind, [Row(record_id, at, {**known, **values})])


def come_in(replica: Replica, kind: str, record_id: str, **values: Scalar) -> None:
    """Let registers of a record arrive from the server."""
    with replica.exclusive() as connection:
        put(connection, kind, record_id, values)


def settled(replica: Replica, conflict_id: str) -> tuple[bool, bool, bool]:
    """Return whether it was restored, and dismissed by its author and by the keeper."""
    with replica.transaction() as writer:
        found = writer.get(Conflict, conflict_id)
    assert found
    return found.restored, found.author_dismissed, found.keeper_dismissed
