"""Passwords: for signing a further device in without a colleague's help.

One address may stand in several teams, and no answer, and no time an answer
takes, may tell so. Therefore argon2id runs exactly once for every attempt: its
salt comes from the address and a secret of this server, so that the result,
the proof, is looked up as it is, whoever it belongs to, if anybody. Nothing is
compared one by one, and an unknown address costs what a known one costs.

Who uses one address with one password in two teams gets the team where it was
set last.
"""

import hmac
from hashlib import sha256

import anyio
from argon2.low_level import Type, hash_secret_raw
from sqlalchemy import Connection, bindparam, delete, insert, select

from sync.core.credentials import LoginRequest, PasswordRequest, fits, normal_email, normal_password
from sync.core.errors import PasswordError
from sync.server.auth import Login
from sync.server.errors import EmailTakenError, MalformedError, TooManyError
from sync.server.tables import PASSWORD, SERVER_SECRET

_SCHEME = "1$"
"""Names what follows, in front of each proof; another number when that changes."""
_ROUNDS, _MEMORY_KIB, _LANES = 2, 19 * 1024, 1
"""The OWASP cheat sheet's second choice: 0.05 s and 19 MB, so that two at once
still fit a small server."""
_AT_ONCE, _MAY_WAIT = 2, 20

_SALT = select(SERVER_SECRET.c.value).where(SERVER_SECRET.c.name == "password_salt")
_OWN = (PASSWORD.c.team_id == bindparam("team"), PASSWORD.c.user_id == bindparam("user"))
_EMAIL = select(PASSWORD.c.email).where(*_OWN)
_WHOSE = (
    select(PASSWORD.c.team_id, PASSWORD.c.user_id)
    .where(PASSWORD.c.proof == bindparam("proof"))
    .order_by(PASSWORD.c.set_ms.desc(), PASSWORD.c.team_id)
)
_TAKEN = select(PASSWORD.c.user_id).where(
    PASSWORD.c.team_id == bindparam("team"), PASSWORD.c.email == bindparam("email")
)
_SET_BY = delete(PASSWORD).where(
    PASSWORD.c.team_id == bindparam("team"), PASSWORD.c.device == bindparam("device")
)


class SlowHash:
    """Runs argon2id off the event loop, a few at once; one per process."""

    def __init__(self) -> None:
        self._room = anyio.CapacityLimiter(_AT_ONCE)

    async def proof(self, salt: str, asked: LoginRequest | PasswordRequest) -> str:
        """Return what an address and a password prove, once there is room to compute it.

        Args:
            salt: The server's secret.
            asked: Both as typed.

        Raises:
            TooManyError: If too many wait already.
        """
        if self._room.statistics().tasks_waiting >= _MAY_WAIT:
            raise TooManyError(retry_s=2)
        return await anyio.to_thread.run_sync(_proof, salt, asked, limiter=self._room)


def check(request: LoginRequest | PasswordRequest) -> str:
    """Return the address as it is compared.

    Raises:
        MalformedError: If it is none, or the password is too short or too long.
    """
    email = normal_email(request.email)
    if not email:
        raise MalformedError(hint="Give an e-mail address.")
    if not fits(normal_password(request.password)):
        raise MalformedError(hint="A password has 10 to 256 characters.")
    return email


def salt_of(connection: Connection) -> str:
    """Return the secret of this server that every proof depends on."""
    salt: str = connection.execute(_SALT).scalar_one()
    return salt


def email_of(connection: Connection, login: Login) -> str:
    """Return the address the person signs in with; empty while there is no password."""
    return connection.execute(_EMAIL, _keys(login)).scalar() or ""


def put(connection: Connection, login: Login, email: str, proof: str, now_ms: int) -> None:
    """Set or change the person's password; other devices stay signed in.

    Args:
        connection: A writing transaction.
        login: The device that asks.
        email: As `check` returned it.
        proof: As `SlowHash.proof` returned it.
        now_ms: The server's wall clock.

    Raises:
        EmailTakenError: If a colleague signs in with that address.
    """
    key = {"team": login.team_id, "email": email}
    if connection.execute(_TAKEN, key).scalar() not in (None, login.actor.user_id):
        raise EmailTakenError
    remove(connection, login)
    cells = {
        "team_id": login.team_id,
        "user_id": login.actor.user_id,
        "email": email,
        "proof": proof,
        "device": login.number,
        "set_ms": now_ms,
    }
    connection.execute(insert(PASSWORD), cells)


def remove(connection: Connection, login: Login) -> None:
    """Take the person's password away; idempotent."""
    connection.execute(delete(PASSWORD).where(*_OWN), _keys(login))


def remove_set_by(connection: Connection, team_id: str, number: int) -> None:
    """Take a password away that a device set: whoever stole it may have set it."""
    connection.execute(_SET_BY, {"team": team_id, "device": number})


def whose(connection: Connection, proof: str) -> list[tuple[str, str]]:
    """Return team and person of everybody whom a proof fits, the latest to set it first.

    Raises:
        PasswordError: If it fits nobody.
    """
    found = [(team, user) for team, user in connection.execute(_WHOSE, {"proof": proof})]
    if not found:
        raise PasswordError
    return found


def _proof(secret: str, asked: LoginRequest | PasswordRequest) -> str:
    email = normal_email(asked.email).encode()
    raw = hash_secret_raw(
        normal_password(asked.password).encode(),
        hmac.digest(secret.encode(), email, "sha256"),
        time_cost=_ROUNDS,
        memory_cost=_MEMORY_KIB,
        parallelism=_LANES,
        hash_len=32,
        type=Type.ID,
    )
    # Hashed once more: what the database holds is then no key to anything.
    return _SCHEME + sha256(raw).hexdigest()


def _keys(login: Login) -> dict[str, str]:
    return {"team": login.team_id, "user": login.actor.user_id}
