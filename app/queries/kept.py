"""Words a person keeps to themselves, by what they are about."""

import json
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

KEPT_PREFIX: Final = "kept-"


@dataclass(frozen=True, slots=True)
class Kept:
    """Words on this device alone.

    Attributes:
        key: Their draft's name.
        account: Name of the customer they are about; empty for none.
        text: The words.
        saved_ms: When they were kept, UTC milliseconds.
    """

    key: str
    account: str
    text: str
    saved_ms: int


def kept_words(connection: Connection, account_id: str = "") -> tuple[Kept, ...]:
    """Return what is kept about a customer, or about any, newest first."""
    found = connection.exec_driver_sql(
        "SELECT key, body, saved_ms FROM draft WHERE substr(key, 1, ?) = ?"
        " AND (? = '' OR json_extract(body, '$.account_id') = ?) ORDER BY saved_ms DESC, key",
        (len(KEPT_PREFIX), KEPT_PREFIX, account_id, account_id),
    )
    return tuple(_kept(key, json.loads(body), saved_ms) for key, body, saved_ms in found)


def _kept(key: str, fields: dict[str, str], saved_ms: int) -> Kept:
    said = [fields.get(name, "").strip() for name in ("text", "next_step")]
    return Kept(key, fields.get("account", ""), "\n".join(filter(None, said)), saved_ms)
