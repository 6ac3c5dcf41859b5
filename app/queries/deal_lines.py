"""What a deal is about, line by line, and what that comes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from app.queries.deals import Total

_MILLI = 1_000


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line.

    Attributes:
        what: The product's name, or the words that stand for one.
        quantity_milli: How many, in thousandths.
        total_minor: What all of them cost, rounded to the minor unit, half away from nothing.
    """

    id: str
    product_id: str
    what: str
    quantity_milli: int
    price_minor: int
    currency: str
    total_minor: int


@dataclass(frozen=True, slots=True)
class Lines:
    """A deal's lines, and their sums by currency, largest first: they are never added up."""

    rows: tuple[LineRow, ...] = ()
    totals: tuple[Total, ...] = ()


@dataclass(frozen=True, slots=True)
class ProductOption:
    """Something the team sells, at its list price."""

    id: str
    name: str
    price_minor: int
    currency: str


def deal_lines(connection: Connection, deal_id: str) -> Lines:
    """Return the lines of a deal, in order."""
    found = connection.exec_driver_sql(
        "SELECT l.id, l.product_id, coalesce(nullif(l.text, ''), p.name, ''), l.quantity_milli,"
        " l.price_minor, l.currency FROM deal_line l LEFT JOIN product p ON p.id = l.product_id"
        " WHERE l.deal_id = ? AND NOT l.deleted ORDER BY l.position, l.id",
        (deal_id,),
    )
    rows = tuple(_line(row) for row in found)
    sums: dict[str, list[int]] = {}
    for row in rows:
        sums.setdefault(row.currency, []).append(row.total_minor)
    totals = [Total(code, sum(all_), len(all_)) for code, all_ in sums.items() if code]
    return Lines(rows, tuple(sorted(totals, key=lambda one: -one.amount_minor)))


def _line(row: Sequence[Any]) -> LineRow:
    values: list[Any] = [*row, line_total(row[3], row[4])]
    return LineRow(*values)


def line_total(quantity_milli: int, price_minor: int) -> int:
    """Return what so many thousandths cost; whole numbers only, so nothing is guessed."""
    product = quantity_milli * price_minor
    half = _MILLI // 2
    return (product + half) // _MILLI if product >= 0 else -((half - product) // _MILLI)


def products(connection: Connection) -> tuple[ProductOption, ...]:
    """Return what the team sells, by name."""
    found = connection.exec_driver_sql(
        "SELECT id, name, price_minor, currency FROM product WHERE NOT deleted AND name <> ''"
        " ORDER BY name COLLATE NOCASE, id"
    )
    return tuple(ProductOption(*row) for row in found)
