"""In which order deals stand: one's own, by date, or as the team's rules suggest.

What a person has pinned stands first in every one of them. A suggested order is only
ever made of rules that the team wrote (`order_rules`), and one slot in ten lies outside
them: a deal that chance puts there, another one each day, so that what the rules never
look at is seen, too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.queries.order_rules import OrderRule, values_of

OUTSIDE_EVERY: Final = 10
"""One slot of so many lies outside the rules."""

_PINNED: Final = "coalesce(p.pinned, 0) DESC, "
_PLACED: Final = "coalesce(p.position, 0) = 0, p.position, "
_SOONEST: Final = "d.expected_on = '', d.expected_on, d.id"
"""Soonest first, undated last; the id makes the order total, so pages do not overlap."""
LATEST: Final = "d.closed_on DESC, d.id DESC"

_MIX: Final = 40_503  # Knuth's multiplier for 16 bits: days in a row come to far ends


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a suggested order is made by.

    Attributes:
        rules: The team's, in the order they were written.
        today: The day they count from.
    """

    rules: tuple[OrderRule, ...]
    today: date


@dataclass(frozen=True, slots=True)
class Slots:
    """Common table expressions that end in `slots (id, place, outside)`, and their values."""

    sql: str
    values: tuple[str | int, ...]


def sorted_by(order: str) -> str:
    """Return the SQL of an order of open deals: ``soonest``, else one's own."""
    return f"{_PINNED}{'' if order == 'soonest' else _PLACED}{_SOONEST}"


def ranked(where: str, values: Sequence[str], ranking: Ranking) -> Slots:
    """Return the slots of a suggested order, pins first.

    The tenth, twentieth and so on are taken by whoever the day's lot falls on; the
    others follow the points their rules give.

    Args:
        where: Which deals; SQL about `deal d`.
        values: Its values.
        ranking: The rules and the day.
    """
    points = " + ".join(f"{rule.points} * coalesce({rule.sql}, 0)" for rule in ranking.rules)
    sql = f"""scored AS (
        SELECT d.id, {points} AS score, d.expected_on, coalesce(p.pinned, 0) AS pinned,
            coalesce(p.position, 0) AS position, substr(d.id, -4) AS luck
        FROM deal d LEFT JOIN places p ON p.deal_id = d.id WHERE {where}
    ), lots AS (
        SELECT id, row_number() OVER (ORDER BY luck < ?, luck, id) AS lot, count(*) OVER () AS many
        FROM scored WHERE NOT pinned
    ), free AS (
        SELECT s.*, CASE WHEN l.lot <= l.many / {OUTSIDE_EVERY} THEN l.lot END AS lot
        FROM scored s LEFT JOIN lots l ON l.id = s.id
    ), ordered AS (
        SELECT id, lot, pinned, row_number() OVER (PARTITION BY pinned, lot IS NULL ORDER BY
            CASE WHEN pinned THEN 0 ELSE -score END, position = 0, position,
            expected_on = '', expected_on, id) AS line
        FROM free
    ), slots AS (
        SELECT id, lot IS NOT NULL AS outside, CASE
            WHEN pinned THEN line - 1000000000
            WHEN lot IS NOT NULL THEN lot * {OUTSIDE_EVERY}
            ELSE line + (line - 1) / {OUTSIDE_EVERY - 1} END AS place
        FROM ordered
    )"""
    return Slots(sql, (*values_of(ranking.rules), *values, _lot_of(ranking.today)))


def _lot_of(day: date) -> str:
    """Return where in the ring of all ids a day's lots begin."""
    return f"{day.toordinal() * _MIX & 0xFFFF:04x}"
