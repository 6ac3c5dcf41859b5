"""Words that were being typed when the app went away."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Draft:
    """A form somebody left before it was filed.

    Attributes:
        key: What it is, such as ``capture-1795262400000``.
        fields: The form's fields by name.
        saved_ms: When the last word was kept, UTC milliseconds.
    """

    key: str
    fields: Mapping[str, str]
    saved_ms: int


def load_draft(connection: Connection, key: str) -> Mapping[str, str]:
    """Return the fields of a draft; empty when there is none."""
    body = connection.exec_driver_sql("SELECT body FROM draft WHERE key = ?", (key,)).scalar()
    return json.loads(body) if body else {}


def draft_of(connection: Connection, key: str) -> Draft | None:
    """Return a draft by its key; None when it is gone."""
    found = connection.exec_driver_sql(
        "SELECT key, body, saved_ms FROM draft WHERE key = ?", (key,)
    ).first()
    return Draft(found[0], json.loads(found[1]), found[2]) if found else None


def drafts(connection: Connection, prefix: str, limit: int) -> tuple[Draft, ...]:
    """Return the drafts whose key begins so, newest first."""
    found = connection.exec_driver_sql(
        "SELECT key, body, saved_ms FROM draft WHERE substr(key, 1, ?) = ?"
        " ORDER BY saved_ms DESC, key DESC LIMIT ?",
        (len(prefix), prefix, limit),
    )
    return tuple(Draft(key, json.loads(body), saved_ms) for key, body, saved_ms in found)
