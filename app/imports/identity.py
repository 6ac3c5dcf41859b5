"""Who a record of another system is here.

Its id is made from the system's own (UUID version 5, RFC 9562): two devices
that import the same file while offline make the same records, so nothing is
doubled when they meet.
"""

import hashlib
from collections.abc import Mapping
from typing import Protocol
from uuid import UUID, uuid5

from sqlalchemy import Connection

from app.imports.table import header_key
from sync.core import schema
from sync.core.change import Scalar
from sync.store import rows
from sync.store.rows import Row

_NAMESPACE = UUID("6f1d2f0a-52b3-5f0e-9c8e-2f6a7d3b1c44")
"""Never changes: a new one would double every import."""


_LONGEST = 200
_OWN: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "user": (("name",), ("email",)),
    "product": (("name",), ("code",)),
    "account": (("name",), ("street", "postcode", "city", "phone", "email")),
    "contact": (("name",), ("email", "phone", "mobile")),
    "deal": (("title",), ("amount_minor", "closed_on", "expected_on", "created_ms")),
    "deal_line": ((), ("text", "price_minor", "quantity_milli")),
    "note": (("text", "created_ms"), ()),
    "follow_up": (("text", "due_on"), ()),
}
"""What tells the rows of a kind apart, and what does where that is not enough."""


class Named(Protocol):
    """The part of a link that is needed here."""

    @property
    def name(self) -> str:
        """Its name; empty where the export has ids only."""

    @property
    def source_id(self) -> str:
        """Its id in the source."""


def identity(
    kind: str, values: Mapping[str, Scalar], links: Mapping[str, Named]
) -> tuple[str, str]:
    """Return the id of a row that has none of its own, and one that says more.

    The first holds what seldom changes, so that a new phone number does not make
    a new person; the second is for the next row of that name.
    """
    first, more = _OWN[kind]
    customer = links.get("account") or links.get("contact")
    told = [customer] if kind != "deal_line" else [links.get("deal"), links.get("product")]
    about = "/".join(one.name or one.source_id for one in told if one)
    own = [str(values.get(name, "")) for name in first]
    other = [str(values.get(name, "")) for name in more]
    return _key([*own, about]), _key([*own, about, *other])


def telling(kind: str) -> tuple[str, ...]:
    """Return the registers that tell the rows of one name apart."""
    return _OWN[kind][1]


def _key(parts: list[str]) -> str:
    text = "name:" + "|".join(header_key(part) for part in parts).rstrip("|")
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST - 40]}…{hashlib.blake2b(text.encode(), digest_size=12).hexdigest()}"


def record_id(kind: str, source: str, source_id: str) -> str:
    """Return the id of a record that comes from another system."""
    return str(uuid5(_NAMESPACE, f"{kind}\n{source}\n{source_id}"))


def held_rows(
    connection: Connection, kind: str, source: str, source_ids: list[str]
) -> dict[str, Row]:
    """Return the rows already here, tombstones included, by the source's id.

    Args:
        connection: Of the transaction that will write.
        kind: Record kind.
        source: The system.
        source_ids: Some hundreds of ids at most: they become parameters.
    """
    if "source" not in schema.registers(kind):
        by_id = {record_id(kind, source, one): one for one in source_ids}
        return {
            by_id[one]: row for one, row in rows.load_many(connection, kind, list(by_id)).items()
        }
    marks = ", ".join("?" * len(source_ids))
    found = connection.exec_driver_sql(
        f"SELECT source_id, id FROM {kind} WHERE source = ? AND source_id IN ({marks})",  # noqa: S608  # kinds are our own
        (source, *source_ids),
    )
    ids = {record_id(kind, source, one): one for one in source_ids}
    ids |= {str(row[1]): str(row[0]) for row in found}
    held = rows.load_many(connection, kind, list(ids))
    # The id made from the source's own gives way to a row that names the source:
    # after a merge that is the one that lives.
    return {ids[one]: held[one] for one in ids if one in held}
