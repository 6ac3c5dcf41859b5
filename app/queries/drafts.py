"""Words that were being typed when the app went away."""

import json
from collections.abc import Mapping

from sqlalchemy import Connection


def load_draft(connection: Connection, key: str) -> Mapping[str, str]:
    """Return the fields of a draft; empty when there is none."""
    body = connection.exec_driver_sql("SELECT body FROM draft WHERE key = ?", (key,)).scalar()
    return json.loads(body) if body else {}
