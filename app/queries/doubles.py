"""Deals that may be one deal written down twice, and so counted twice."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Row

from app.queries.deals import DealFilter, Total, deals_where
from app.queries.sameness import open_pairs


@dataclass(frozen=True, slots=True)
class Doubles:
    """What a sum of deals may count twice.

    Attributes:
        deals: How many deals may be the same as another one.
        amounts: What is counted once too often, per currency, largest first.
        account: The customer of the largest; to look at.
    """

    deals: int = 0
    amounts: tuple[Total, ...] = ()
    account: str = ""


NO_DOUBLES: Final = Doubles()


def doubles(connection: Connection, wanted: DealFilter) -> Doubles:
    """Return which of the deals wanted may be counted twice.

    Deals of the same amount, of one customer and of the same product or title; or of two
    customers that may be the same. What is parked is in no sum.
    """
    begin, where, values = deals_where(wanted)
    groups = [
        *_of_one_customer(connection, begin, where, values),
        *_of_two(connection, begin, where, values),
    ]
    counted: set[str] = set()
    amounts: dict[str, list[int]] = defaultdict(list)
    for ids, _, currency, amount in groups:
        new = [one for one in ids if one not in counted]
        amounts[currency] += [amount] * (len(new) - (len(new) == len(ids)))
        counted.update(new)
    totals = [Total(currency, sum(some), len(some)) for currency, some in amounts.items() if some]
    totals.sort(key=lambda total: -total.amount_minor)
    account = max(groups, key=lambda group: group[3])[1] if groups else ""
    return Doubles(len(counted), tuple(totals), account)


Group = tuple[Sequence[str], str, str, int]
"""Ids of deals, a customer's name, a currency and the amount of each."""


def _of_one_customer(
    connection: Connection, begin: str, where: str, values: Sequence[str]
) -> Iterator[Group]:
    found = connection.exec_driver_sql(
        f"{begin} SELECT json_group_array(d.id), max(coalesce(a.name, '')), d.currency,"
        " d.amount_minor FROM deal d LEFT JOIN account a ON a.id = d.account_id"
        f" WHERE {where} AND NOT d.parked AND d.amount_minor > 0 AND d.account_id <> ''"
        " GROUP BY d.account_id, d.currency, d.amount_minor,"
        " CASE WHEN d.product_id <> '' THEN d.product_id ELSE lower(trim(d.title)) END"
        " HAVING count(*) > 1",
        tuple(values),
    )
    return map(_group, found)


def _of_two(
    connection: Connection, begin: str, where: str, values: Sequence[str]
) -> Iterator[Group]:
    pairs = [(one, other) for _, one, other, _ in open_pairs(connection, "account")]
    ids = json.dumps(sorted({one for pair in pairs for one in pair}))
    found = connection.exec_driver_sql(
        f"{begin} SELECT d.id, d.account_id, coalesce(a.name, ''), d.currency, d.amount_minor"
        " FROM deal d LEFT JOIN account a ON a.id = d.account_id"
        f" WHERE d.account_id IN (SELECT value FROM json_each(?)) AND {where}"
        " AND NOT d.parked AND d.amount_minor > 0",
        (ids, *values),
    )
    theirs: dict[str, list[_Deal]] = defaultdict(list)
    for row in found:
        deal = _Deal(*row)
        theirs[deal.account_id].append(deal)
    for one, other in pairs:
        for deal, twin in product(theirs[one], theirs[other]):
            if (deal.currency, deal.amount_minor) == (twin.currency, twin.amount_minor):
                yield (deal.id, twin.id), deal.account, deal.currency, deal.amount_minor


class _Deal(NamedTuple):
    id: str
    account_id: str
    account: str
    currency: str
    amount_minor: int


def _group(row: Row[Any]) -> Group:
    values: list[Any] = list(row)
    ids, name, currency, amount = values
    return json.loads(ids), name, currency, amount
