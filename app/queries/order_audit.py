"""What a suggested order favours: its first deals beside all of them, never by person."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection

from app.queries.deal_order import Ranking
from app.queries.deals import DealFilter, DealRow, deals_page
from app.queries.order_rules import read_rules
from app.queries.team import STAGE_STEPS

LOOKED_AT: Final = 20
"""So many deals a person sees before they scroll far."""
_SHOWN: Final = 10
"""Deals of an earlier order to look at."""
_NOTABLE: Final = 0.15
"""A share that differs less from all deals' is no leaning."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """A trait the first deals have more or less often than all.

    Attributes:
        trait: ``stage``, ``read``, ``industry``, ``currency`` or ``size``.
        value: Its words; empty for nothing said.
        first: How many of the first have it.
        share: How many of all have it, 0 to 1.
    """

    trait: str
    value: str
    first: int
    share: float


@dataclass(frozen=True, slots=True)
class Audit:
    """How a suggested order leans.

    Attributes:
        looked_at: How many deals stand first.
        of: How many there are.
        outside: How many of the first stand there by chance.
        leanings: The largest first; empty when the first are as all are.
    """

    looked_at: int = 0
    of: int = 0
    outside: int = 0
    leanings: tuple[Leaning, ...] = ()


_TRAITS: Final = f"""
WITH steps AS ({STAGE_STEPS}), first AS (SELECT value AS id FROM json_each(?)), open_deals AS (
    SELECT d.id, d.read, d.currency, coalesce(s.name, '') AS stage,
        coalesce(a.industry, '') AS industry,
        CASE WHEN d.amount_minor = 0 THEN '' WHEN ntile(2) OVER (
            PARTITION BY d.currency ORDER BY d.amount_minor, d.id) = 2
            THEN 'larger' ELSE 'smaller' END AS size,
        d.id IN (SELECT id FROM first) AS is_first
    FROM deal d LEFT JOIN steps s ON s.id = d.stage_id LEFT JOIN account a ON a.id = d.account_id
    WHERE NOT d.deleted AND NOT d.parked
        AND d.stage_id NOT IN (SELECT id FROM stage WHERE outcome <> 'open')
)
SELECT 'stage', stage, sum(is_first), count(*) FROM open_deals GROUP BY stage
UNION ALL SELECT 'read', read, sum(is_first), count(*) FROM open_deals GROUP BY read
UNION ALL SELECT 'industry', industry, sum(is_first), count(*) FROM open_deals GROUP BY industry
UNION ALL SELECT 'currency', currency, sum(is_first), count(*) FROM open_deals GROUP BY currency
UNION ALL SELECT 'size', size, sum(is_first), count(*) FROM open_deals GROUP BY size
"""


def audit(connection: Connection, ranking: Ranking) -> Audit:
    """Return how the first deals of an order differ from all open ones of the team."""
    if not ranking.rules:
        return Audit()
    wanted = DealFilter(order="suggested")
    rows = deals_page(connection, wanted, 0, LOOKED_AT, ranking)
    found = connection.exec_driver_sql(_TRAITS, (json.dumps([row.id for row in rows]),)).all()
    of = sum(count for trait, _, _, count in found if trait == "stage")
    leanings = [
        Leaning(trait, value, first, count / of)
        for trait, value, first, count in found
        if abs(first / len(rows) - count / of) >= _NOTABLE
    ]
    leanings.sort(key=lambda one: -abs(one.first / len(rows) - one.share))
    outside = sum(row.outside for row in rows)
    return Audit(len(rows), of, outside, tuple(leanings))


def first_deals(connection: Connection, rules: str, today: date) -> tuple[DealRow, ...]:
    """Return the first deals of the order that some rules make on a day; none without any."""
    ranking = Ranking(read_rules(rules, today).rules, today)
    if not ranking.rules:
        return ()
    return deals_page(connection, DealFilter(order="suggested"), 0, _SHOWN, ranking)
