"""Codes that a person trades for a device's token: short-lived, one use, kept hashed.

Example: ``K7QF-2MXD``. Eight characters without look-alikes, about 39 bits;
when typed, case, spaces and dashes are free.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select, update

from sync.core.errors import InvitationError
from sync.core.protocol import InviteReply, JoinRequest
from sync.core.spans import DAY_MS
from sync.server.auth import hash_secret
from sync.server.outside import Outside
from sync.server.tables import INVITATION

LIFETIME_MS = 7 * DAY_MS

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 8
_BITS = 64
"""Far more than a code holds, so that no character is likelier than another."""

_USE = (
    update(INVITATION)
    .where(
        INVITATION.c.code_hash == bindparam("hash"),
        INVITATION.c.used.is_(False),
        INVITATION.c.expires_ms > bindparam("now_ms"),
    )
    .values(used=True)
)
_REDEEMED = select(INVITATION.c.team_id, INVITATION.c.user_id, INVITATION.c.made_by).where(
    INVITATION.c.code_hash == bindparam("hash")
)


@dataclass(frozen=True, slots=True)
class Redeemed:
    """A code that was used up: the team, the person it was for, and who invited."""

    team_id: str
    user_id: str
    made_by: str


def create(
    connection: Connection, team_id: str, user_id: str, outside: Outside, made_by: str
) -> InviteReply:
    """Make a code for a person; the caller has checked who may.

    Args:
        connection: A writing transaction.
        team_id: The team.
        user_id: The person.
        outside: Time and randomness.
        made_by: Who invites; empty for whoever runs commands on the server's machine.
    """
    code = _code(outside.bits(_BITS))
    expires_ms = outside.now_ms() + LIFETIME_MS
    cells = {
        "code_hash": hash_secret(code),
        "team_id": team_id,
        "user_id": user_id,
        "expires_ms": expires_ms,
        "used": False,
        "made_by": made_by,
    }
    connection.execute(insert(INVITATION), cells)
    return InviteReply(f"{code[:4]}-{code[4:]}", user_id, expires_ms)


def redeem(connection: Connection, typed: str, now_ms: int) -> Redeemed:
    """Use up a code; whether its maker may still invite that person, the caller looks.

    Raises:
        InvitationError: If it is wrong, used or too old; which, is not said.
    """
    key = {"hash": hash_secret(_normal(typed))}
    if connection.execute(_USE, {**key, "now_ms": now_ms}).rowcount != 1:
        raise InvitationError
    return Redeemed(*connection.execute(_REDEEMED, key).one())


def mark(request: JoinRequest) -> str:
    """Return by what a device is known again that tries once more; empty without a nonce."""
    return hash_secret(f"{_normal(request.code)} {request.nonce}") if request.nonce else ""


def _code(bits: int) -> str:
    characters = []
    for _ in range(_LENGTH):
        bits, index = divmod(bits, len(_ALPHABET))
        characters.append(_ALPHABET[index])
    return "".join(characters)


def _normal(typed: str) -> str:
    return "".join(c for c in typed[:64].upper() if c in _ALPHABET)
