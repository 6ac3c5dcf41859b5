"""Who a customer or a person may be the same as, among all of this notebook.

The keys of `app.matching.keys` lie in the notebook itself (`match_key`), hashed: nothing
is held in memory, and looking for those like one costs some thirty look-ups, whatever the
notebook holds. `app.noticing` keeps them current beside everything else.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Row

from app.matching.facts import Facts, Subject, SubjectKind, read_facts
from app.matching.finding import Match, like
from app.matching.keys import crowd
from app.matching.rarity import Rarity
from app.queries.accounts import similar_accounts

_COLUMNS: Final = {
    "account": "id, name, phone, '', email, website, street, city, postcode, country, '', ''",
    "contact": "id, name, phone, mobile, email, '', '', city, '', country, account_id, birthday",
}
_COUNTED: Final = 4_000
"""What so many have says next to nothing; who counts further counts for long."""


@dataclass(frozen=True, slots=True)
class AlikeRow:
    """A customer or a person that may be the one being written down.

    Attributes:
        place: Of a customer the town, of a person whom they work for.
        account_id: Where it opens: the customer, or the person's.
        bits: How likely; the higher the likelier.
        reasons: Why, the strongest first; keys such as ``phone``.
    """

    id: str
    name: str
    place: str
    account_id: str
    bits: float
    reasons: tuple[str, ...]


class Typed(NamedTuple):
    """What was typed so far of a new customer or person; empty for nothing yet."""

    name: str
    phone: str = ""
    mobile: str = ""
    email: str = ""
    website: str = ""
    street: str = ""
    city: str = ""
    postcode: str = ""
    country: str = ""
    company_id: str = ""


def alike(
    connection: Connection, kind: SubjectKind, subject: Subject, limit: int
) -> tuple[AlikeRow, ...]:
    """Return those that may be the same as somebody, the likeliest first.

    Args:
        connection: A read transaction.
        kind: ``account`` or ``contact``.
        subject: What is known; with the id of a record, without that one.
        limit: How many at most.
    """
    found = matches(connection, kind, read_facts(subject, kind))[:limit]
    rows = (_row(connection, kind, match) for match in found)
    return tuple(row for row in rows if row)


def known_like(
    connection: Connection, kind: SubjectKind, typed: Typed, limit: int
) -> tuple[AlikeRow, ...]:
    """Return those that may be the one somebody is writing down, the likeliest first.

    After them customers that begin as what was typed of a name so far.
    """
    subject = Subject(
        "",
        typed.name,
        tuple(number for number in (typed.phone, typed.mobile) if number),
        (typed.email,) if typed.email else (),
        typed.website,
        typed.street,
        typed.city,
        typed.postcode,
        typed.country,
        typed.company_id,
    )
    found = alike(connection, kind, subject, limit)
    if kind == "contact" or len(found) == limit:
        return found
    ids = {row.id for row in found}
    begun = (
        AlikeRow(one.id, one.name, one.city, one.id, 0.0, ())
        for one in similar_accounts(connection, typed.name, limit)
        if one.id not in ids
    )
    return (*found, *begun)[:limit]


def matches(connection: Connection, kind: SubjectKind, facts: Facts) -> list[Match]:
    """Return those of a kind that may be the same as somebody, the likeliest first."""
    return like(Kept(connection, kind), facts)


class Kept:
    """The index that lies in the notebook; lives for one read."""

    def __init__(self, connection: Connection, kind: SubjectKind) -> None:
        """Look at the customers, or at the people, of a replica."""
        self._connection = connection
        self._kind: SubjectKind = kind
        total = connection.exec_driver_sql(
            "SELECT count(*) FROM match_subject WHERE kind = ?", (kind,)
        ).scalar_one()
        self.rarity = Rarity(cache(self._count), total)

    def members(self, key: str) -> Sequence[int]:
        """Return who has a key, by number."""
        return (
            self._connection.exec_driver_sql(
                "SELECT n FROM match_key WHERE key = ? LIMIT ?",
                (hashed(self._kind, key), crowd(key) + 1),
            )
            .scalars()
            .all()
        )

    def facts(self, numbers: Collection[int]) -> Iterable[Facts]:
        """Return what is known of them."""
        found = self._connection.exec_driver_sql(
            f"SELECT {_COLUMNS[self._kind]} FROM {self._kind} WHERE id IN"
            " (SELECT id FROM match_subject WHERE n IN (SELECT value FROM json_each(?)))",
            (json.dumps(list(numbers)),),
        )
        return [facts_of(row, self._kind) for row in found]

    def _count(self, key: str) -> int:
        return int(
            self._connection.exec_driver_sql(
                "SELECT count(*) FROM (SELECT 1 FROM match_key WHERE key = ? LIMIT ?)",
                (hashed(self._kind, key), _COUNTED),
            ).scalar_one()
        )


def facts_where(
    connection: Connection, kind: SubjectKind, where: str, *values: str | int
) -> list[Facts]:
    """Return what is known of the customers, or the people ``x``, that a condition picks."""
    found = connection.exec_driver_sql(
        f"SELECT {_COLUMNS[kind]} FROM {kind} x WHERE {where}", values
    )
    return [facts_of(row, kind) for row in found]


def facts_of(row: Row[Any], kind: SubjectKind) -> Facts:
    """Return a row of `_COLUMNS` as it is compared."""
    values: list[str] = list(row)
    record_id, name, phone, mobile, email, website, *where, at, born = values
    street, city, postcode, country = where
    return read_facts(
        Subject(
            record_id,
            name,
            tuple(number for number in (phone, mobile) if number),
            (email,) if email else (),
            website,
            street,
            city,
            postcode,
            country,
            at,
            born,
        ),
        kind,
    )


@lru_cache(maxsize=1 << 14)
def hashed(kind: str, key: str) -> int:
    """Return a key as the notebook holds it."""
    digest = blake2b(f"{kind}\n{key}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _row(connection: Connection, kind: str, match: Match) -> AlikeRow | None:
    what = (
        "SELECT x.name, x.city, x.id FROM account x"
        if kind == "account"
        else "SELECT x.name, coalesce(a.name, ''), x.account_id FROM contact x"
        " LEFT JOIN account a ON a.id = x.account_id"
    )
    found = connection.exec_driver_sql(
        f"{what} WHERE x.id = ? AND NOT x.deleted", (match.other_id,)
    ).first()
    if found is None:
        return None
    name, place, account_id = found
    reasons = tuple(reason.key for reason in match.likeness.reasons if reason.bits > 0)
    return AlikeRow(match.other_id, name, place, account_id, match.likeness.bits, reasons)
