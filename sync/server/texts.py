"""Texts that two people wrote unseen are put together, where that can be done.

Of long ones what the writer had seen is the base; the history knows its words. What two
people took over when both made the same two records one is added up, so that taking them
apart gives all of it back. The text that results is the server's own write, later than
both, so no conflict remains.
"""

from collections.abc import Mapping, Sequence

from pydantic_core import from_json, to_json
from sqlalchemy import Connection

from sync.core import validation
from sync.core.change import Change, Scalar, newest, unpack
from sync.core.clock import SERVER, Clock
from sync.core.merge import Loss
from sync.core.weave import weave
from sync.server import history
from sync.server.rows import Row

WOVEN: Mapping[str, frozenset[str]] = {
    "note": frozenset({"text"}),
    "account": frozenset({"must_know"}),
}
"""Registers by kind whose texts are put together word by word."""
_TAKEN_OVER = ("sameness", "before")


def put_together(
    connection: Connection, team_id: str, row: Row, change: Change, losses: Sequence[Loss]
) -> list[Loss]:
    """Put the texts among the values that just lost together; return the losses that remain."""
    texts = WOVEN.get(row.kind, frozenset())
    remaining = []
    for loss in losses:
        both: str | None = None
        if loss.field in texts:
            both = _woven(connection, team_id, row, change, loss)
        elif (row.kind, loss.field) == _TAKEN_OVER:
            both = _added_up(row, change, loss)
        if both is None or validation.check_fields(row.kind, {loss.field: both}):
            remaining.append(loss)
            continue
        at = Clock.load(SERVER, newest(row.stamps)).tick(0).stamp
        row.meet(Change(0, row.kind, row.id, {loss.field: both}, at, row.stamps))
        row.whole = False  # its writer does not hold the text
    return remaining


def _added_up(row: Row, change: Change, loss: Loss) -> str | None:
    """Return what both took over; of a register that both took, what the later one did."""
    if not row.values.get("verdict") == change.fields.get("verdict") == "same":
        return None  # one of them took the two apart
    try:
        lost, kept = from_json(str(loss.value)), from_json(str(loss.kept))
        return to_json(
            {one: {**lost.get(one, {}), **kept.get(one, {})} for one in {**lost, **kept}}
        ).decode()
    except (ValueError, TypeError, AttributeError):
        return None


def _woven(
    connection: Connection, team_id: str, row: Row, change: Change, loss: Loss
) -> str | None:
    base_stamp, exceptions = unpack(change.seen)
    seen = exceptions.get(loss.field, base_stamp)
    base = _written(connection, team_id, row, loss.field, seen)
    if not (isinstance(base, str) and isinstance(loss.value, str) and isinstance(loss.kept, str)):
        return None
    return weave(base, loss.value, loss.kept)


def _written(connection: Connection, team_id: str, row: Row, field: str, stamp: str) -> Scalar:
    """Return what was written into a register with a stamp; None when nobody knows."""
    told: list[history.Item] = [from_json(item) for item in row.items]
    for _, _, _, fields, at, _ in told:
        if at == stamp and field in fields:
            return fields[field]
    for edit in history.of_entry(connection, team_id, row.id, row.entry):
        if edit.change.stamp == stamp and field in edit.change.fields:
            return edit.change.fields[field]
    return None
