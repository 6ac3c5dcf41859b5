"""Which records were taken away: their ids are kept, so that none comes back unawares."""

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from sync.server.among import among
from sync.server.database import write_many
from sync.server.tables import GONE

_KNOWN = select(GONE.c.id).where(GONE.c.team_id == bindparam("team"), among(GONE.c.id, "ids"))
_REMEMBER = insert(GONE)
_MARK = (
    update(GONE)
    .where(GONE.c.team_id == bindparam("team"), among(GONE.c.id, "ids"))
    .values(erased=True)
)
_COLLECTED = _KNOWN.where(~GONE.c.erased)
_FORGET = delete(GONE).where(
    GONE.c.team_id == bindparam("team"), among(GONE.c.id, "ids"), ~GONE.c.erased
)


def remember(
    connection: Connection, team_id: str, ids: Collection[str], *, erased: bool = False
) -> None:
    """Keep ids, known ones too; what was erased once stays so.

    Args:
        connection: A writing transaction.
        team_id: The team.
        ids: Of what is taken away.
        erased: Whether they are never to be taken in again.
    """
    known = set(connection.execute(_KNOWN, {"team": team_id, "ids": sorted(ids)}).scalars())
    if erased:
        connection.execute(_MARK, {"team": team_id, "ids": sorted(known)})
    new = sorted(set(ids) - known)
    write_many(connection, _REMEMBER, [(team_id, one, erased) for one in new])


def collected(connection: Connection, team_id: str, ids: Collection[str]) -> set[str]:
    """Return which of these records were taken away as everybody knew of their deletion."""
    if not ids:
        return set()
    return set(connection.execute(_COLLECTED, {"team": team_id, "ids": sorted(ids)}).scalars())


def let_back(connection: Connection, team_id: str, ids: Collection[str]) -> None:
    """Forget that records were collected: somebody has brought them back."""
    if ids:
        connection.execute(_FORGET, {"team": team_id, "ids": sorted(ids)})
