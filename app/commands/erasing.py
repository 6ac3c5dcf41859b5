"""Erase a customer everywhere: the one thing here that nobody can undo."""

from sqlalchemy import Connection

from sync.client import erasing
from sync.client.writer import Writer
from sync.core.errors import RecordMissingError
from sync.core.records.account import Account
from sync.core.records.erasure import Erasure


def erase_customer(writer: Writer, account_id: str) -> int:
    """Erase a customer and all that belongs to them; return how many records went.

    A receipt is written, by which the server and every other device do the same.
    Afterwards `sync.client.erasing.scrub` takes the bytes.

    Raises:
        RecordMissingError: If there is no such customer here.
        RefusedError: If it is no admin who asks.
    """
    if writer.get(Account, account_id) is None:
        raise RecordMissingError(kind="account", id=account_id)
    counted = erasing.erase(writer.connection, [account_id])
    writer.add(Erasure(account_id=account_id, by_id=writer.actor.user_id, counted=counted))
    return counted


def going(connection: Connection, account_id: str) -> dict[str, int]:
    """Return how many records of each kind would go with a customer; none with nobody.

    Every record is looked at.
    """
    return erasing.counted(connection, account_id) if account_id else {}
