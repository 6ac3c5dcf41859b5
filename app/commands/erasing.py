"""Erase a customer everywhere: the one thing here that nobody can undo."""

from sqlalchemy import Connection

from sync.client import erasing
from sync.client.writer import Writer
from sync.core.errors import RecordMissingError
from sync.core.records.account import Account
from sync.core.records.erasure import Erasure


def erase_customer(writer: Writer, account_id: str) -> int:
    """Erase a customer and all that belongs to them; return how many records went.

    A receipt is written for them, and one for each who is one with them, by which the
    server and every other device do the same, whatever they know of who is one.
    Afterwards `sync.client.erasing.scrub` takes the bytes.

    Raises:
        RecordMissingError: If there is no such customer here.
        RefusedError: If it is no admin who asks.
    """
    if writer.get(Account, account_id) is None:
        raise RecordMissingError(kind="account", id=account_id)
    erased = erasing.erase(writer.connection, account_id)
    for one in erased.account_ids:
        counted = erased.records if one == account_id else 0
        writer.add(Erasure(account_id=one, by_id=writer.actor.user_id, counted=counted))
    return erased.records


def going(connection: Connection, account_id: str) -> dict[str, int]:
    """Return how many records of each kind would go with a customer; none with nobody.

    Every record is looked at.
    """
    return erasing.counted(connection, account_id) if account_id else {}
