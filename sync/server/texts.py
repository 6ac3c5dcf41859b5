"""Long texts that two people changed unseen are put together, where that can be done.

What the writer had seen is the base; the history knows its words. The text that
results is the server's own write, later than both, so no conflict remains.
"""

from collections.abc import Mapping, Sequence

from pydantic_core import from_json
from sqlalchemy import Connection

from sync.core import validation
from sync.core.change import Change, Scalar, newest, unpack
from sync.core.clock import Clock
from sync.core.merge import Loss
from sync.core.weave import weave
from sync.server import history
from sync.server.rows import Row

WOVEN: Mapping[str, frozenset[str]] = {
    "note": frozenset({"text"}),
    "account": frozenset({"must_know"}),
}
"""Registers by kind whose texts are put together."""
_SERVER = 0


def put_together(
    connection: Connection, team_id: str, row: Row, change: Change, losses: Sequence[Loss]
) -> list[Loss]:
    """Weave the texts among the values that just lost; return the losses that remain."""
    texts = WOVEN.get(row.kind, frozenset())
    remaining = []
    for loss in losses:
        woven = _woven(connection, team_id, row, change, loss) if loss.field in texts else None
        if woven is None:
            remaining.append(loss)
            continue
        at = Clock.load(_SERVER, newest(row.stamps)).tick(0).stamp
        row.meet(Change(0, row.kind, row.id, {loss.field: woven}, at, row.stamps))
        row.whole = False  # its writer does not hold the text
    return remaining


def _woven(
    connection: Connection, team_id: str, row: Row, change: Change, loss: Loss
) -> str | None:
    base_stamp, exceptions = unpack(change.seen)
    seen = exceptions.get(loss.field, base_stamp)
    base = _written(connection, team_id, row, loss.field, seen)
    if not (isinstance(base, str) and isinstance(loss.value, str) and isinstance(loss.kept, str)):
        return None
    woven = weave(base, loss.value, loss.kept)
    if woven is None or validation.check_fields(row.kind, {loss.field: woven}):
        return None
    return woven


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
