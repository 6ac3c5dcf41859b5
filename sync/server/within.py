"""Which rows of a team lie within what a person may read, as SQL."""

from sqlalchemy import ColumnElement, bindparam, or_

from sync.core.permissions import OWN, Actor, readable_scopes
from sync.server.tables import RECORD

WITHIN: ColumnElement[bool] = RECORD.c.scope.in_(bindparam("scopes", expanding=True))
"""For who reads some scopes."""
LED: ColumnElement[bool] = or_(
    RECORD.c.scope.not_like(f"{OWN}%"), RECORD.c.scope == bindparam("own")
)
"""For who reads all but what is others' own."""


def within(actor: Actor) -> dict[str, object]:
    """Return the parameters of either."""
    return {"scopes": readable_scopes(actor), "own": f"{OWN}{actor.user_id}"}
