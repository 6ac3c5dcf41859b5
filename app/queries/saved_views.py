"""The ways of looking that a person keeps."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from sqlalchemy import Connection

from app.queries.deals import DealFilter


@dataclass(frozen=True, slots=True)
class SavedDeals:
    """A way of looking at deals, under a name."""

    id: str
    name: str
    wanted: DealFilter


def saved_deals(connection: Connection, user_id: str) -> tuple[SavedDeals, ...]:
    """Return what a person keeps for their deals, by place and name."""
    found = connection.exec_driver_sql(
        "SELECT id, name, filters FROM saved_view WHERE owner_id = ? AND about_kind = 'deal'"
        " AND NOT deleted ORDER BY position, name COLLATE NOCASE, id",
        (user_id,),
    )
    return tuple(SavedDeals(row[0], row[1], deals_wanted(row[2])) for row in found)


def filters_of(wanted: DealFilter) -> str:
    """Return a filter as it is kept, without what is as usual."""
    usual = asdict(DealFilter())
    said = {name: value for name, value in asdict(wanted).items() if value != usual[name]}
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def deals_wanted(filters: str) -> DealFilter:
    """Return a kept filter; what this version does not understand is as usual."""
    try:
        said = json.loads(filters)
    except ValueError:
        return DealFilter()
    if not isinstance(said, Mapping):
        return DealFilter()
    known = {field.name for field in fields(DealFilter)}
    words = {n: v for n, v in said.items() if n in known and isinstance(v, str)}
    return DealFilter(**words)
