"""A device's token is traded for a new one without ever leaving it with none.

The new token is offered beside the one in use; both work. Once the device says,
with the new one, that it has it, the old one is void. If the answer that
carried the new token was lost, the device goes on with the old one and asks
again.
"""

from sqlalchemy import Connection, bindparam, update

from sync.server.auth import Login, hash_secret
from sync.server.tables import DEVICE

_SETTLE = (
    update(DEVICE)
    .where(DEVICE.c.next_hash == bindparam("hash"))
    .values(token_hash=DEVICE.c.next_hash, next_hash="")
)
_OFFER = (
    update(DEVICE)
    .where(DEVICE.c.team_id == bindparam("team"), DEVICE.c.number == bindparam("at"))
    .values(next_hash=bindparam("hash"))
)


def settle(connection: Connection, token: str) -> bool:
    """Make an offered token the only one of its device; idempotent.

    Args:
        connection: A writing transaction.
        token: What the device proved itself with.

    Returns:
        Whether another token became void by it.
    """
    return connection.execute(_SETTLE, {"hash": hash_secret(token)}).rowcount == 1


def offer(connection: Connection, login: Login, token: str) -> None:
    """Let a token work for a device beside the one in use; an earlier offer is void."""
    connection.execute(
        _OFFER, {"team": login.team_id, "at": login.number, "hash": hash_secret(token)}
    )
