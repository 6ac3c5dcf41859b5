"""Who may be the same as whom, side by side; and who has been made one of whom."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from sync.core.change import Scalar, unpack
from sync.store import merging, rows
from sync.store.rows import Row

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "account": (
        *("name", "phone", "email", "website", "street", "postcode", "city", "region", "country"),
        *("industry", "must_know"),
    ),
    "contact": ("name", "title", "mobile", "phone", "email", "city", "country"),
}
"""What a person chooses between, in the order it is shown."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A register that the two say differently.

    Attributes:
        newest: Which of the two was written last: 0 or 1; what says nothing gives way.
    """

    field: str
    values: tuple[str, str]
    newest: int


@dataclass(frozen=True, slots=True)
class Side:
    """One of two that may be the same.

    Attributes:
        account_id: Where it opens: the customer, or the person's.
        place: Of a customer the town, of a person whom they work for.
        about: How much there is of it, by kind of record.
    """

    id: str
    name: str
    account_id: str
    place: str
    about: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Question:
    """Two that may be the same.

    Attributes:
        kind: ``account`` or ``contact``.
        sides: The one with more to it first.
        reasons: Why, the strongest first; keys such as ``phone``.
        choices: What they say differently.
    """

    kind: str
    sides: tuple[Side, Side]
    reasons: tuple[str, ...]
    choices: tuple[Choice, ...]

    @property
    def ids(self) -> tuple[str, str]:
        """The ids of the two."""
        return self.sides[0].id, self.sides[1].id


@dataclass(frozen=True, slots=True)
class Part:
    """One that another one stands for."""

    id: str
    name: str


_ABOUT: Final = {
    "account": ("contact", "deal", "visit", "note"),
    "contact": ("deal", "visit"),
}
_PLACE: Final = {
    "account": "SELECT city, id FROM account WHERE id = ?",
    "contact": "SELECT coalesce(a.name, ''), c.account_id FROM contact c"
    " LEFT JOIN account a ON a.id = c.account_id WHERE c.id = ?",
}


def open_pairs(connection: Connection, kind: str = "") -> list[tuple[str, str, str, str]]:
    """Return kind, ids and reasons of the pairs nobody has answered, the likeliest first.

    Args:
        connection: A read transaction.
        kind: ``account`` or ``contact``; empty for both.
    """
    found = connection.exec_driver_sql(
        "SELECT kind, one_id, other_id, reasons FROM alike WHERE ? IN ('', kind)"
        " ORDER BY weight DESC, one_id, other_id",
        (kind,),
    ).all()
    answered = _answered(connection) if found else frozenset()
    standing = merging.who_stands(connection) if found else {}
    return [
        (kind, one, other, reasons)
        for kind, one, other, reasons in found
        if frozenset((one, other)) not in answered and not {one, other} & standing.keys()
    ]


def questions(connection: Connection, limit: int) -> tuple[tuple[Question, ...], int]:
    """Return the pairs to ask a person about, the likeliest first, and how many there are."""
    found = open_pairs(connection)
    asked = (
        _question(connection, kind, one, other, json.loads(reasons))
        for kind, one, other, reasons in found[:limit]
    )
    return tuple(question for question in asked if question), len(found)


def parts(connection: Connection, record_id: str) -> tuple[Part, ...]:
    """Return those that a customer, or a person, stands for."""
    found = connection.exec_driver_sql(
        "SELECT x.id, x.name FROM merged m JOIN (SELECT id, name FROM account"
        " UNION ALL SELECT id, name FROM contact) x ON x.id = m.id WHERE m.root = ? ORDER BY x.id",
        (record_id,),
    )
    return tuple(Part(*row) for row in found)


def root_of(connection: Connection, record_id: str) -> str:
    """Return who stands for a record: itself, most of the time."""
    root = connection.exec_driver_sql("SELECT root FROM merged WHERE id = ?", (record_id,)).scalar()
    return root or record_id


def _answered(connection: Connection) -> frozenset[frozenset[str]]:
    """Return the pairs of which somebody said that they differ, or of whom they stand for."""
    found = connection.exec_driver_sql(
        "SELECT coalesce(m.root, s.one_id), coalesce(o.root, s.other_id) FROM sameness s"
        " LEFT JOIN merged m ON m.id = s.one_id LEFT JOIN merged o ON o.id = s.other_id"
        " WHERE s.verdict = 'different' AND NOT s.deleted"
    )
    return frozenset(frozenset(row) for row in found)


def _question(
    connection: Connection, kind: str, one_id: str, other_id: str, reasons: list[str]
) -> Question | None:
    held = rows.load_many(connection, kind, (one_id, other_id))
    if len(held) < 2:
        return None
    sides = [_side(connection, kind, held[one]) for one in (one_id, other_id)]
    sides.sort(key=lambda side: (-sum(side.about.values()), side.id))
    pair = [held[side.id] for side in sides]
    said = {name: tuple(str(row.values[name]).strip() for row in pair) for name in FIELDS[kind]}
    return Question(
        kind,
        (sides[0], sides[1]),
        tuple(reasons),
        tuple(_choices(pair, said)),
    )


def _choices(pair: list[Row], said: Mapping[str, tuple[str, ...]]) -> Iterator[Choice]:
    for name, (one, other) in said.items():
        if one != other:
            written = [_written(row, name) for row in pair]
            newest = int(not one or (bool(other) and written[1] > written[0]))
            yield Choice(name, (one, other), newest)


def _written(row: Row, name: str) -> str:
    base, exceptions = unpack(row.stamps)
    return exceptions.get(name, base)


def _side(connection: Connection, kind: str, row: Row) -> Side:
    place, account_id = connection.exec_driver_sql(_PLACE[kind], (row.id,)).one()
    about = {
        what: int(
            connection.exec_driver_sql(
                f"SELECT count(*) FROM {what} WHERE {kind}_id = ? AND NOT deleted", (row.id,)
            ).scalar_one()
        )
        for what in _ABOUT[kind]
    }
    return Side(row.id, str(row.values["name"]), account_id, place, about)


def picked(choices: tuple[Choice, ...], which: Mapping[str, int], kept: int) -> dict[str, Scalar]:
    """Return what the kept one takes over from the other.

    Args:
        choices: What the two say differently.
        which: By register, whose value the person chose; the newest of the others.
        kept: Which of the two stands for both.
    """
    return {
        one.field: one.values[1 - kept]
        for one in choices
        if which.get(one.field, one.newest) != kept
    }
