"""Words being typed: saved at every pause, gone once they are filed."""

import json
from collections.abc import Mapping

from sync.client.writer import Writer


def save_draft(writer: Writer, key: str, fields: Mapping[str, str]) -> None:
    """Keep a form's fields under a key; an empty form keeps nothing."""
    if not any(fields.values()):
        discard_draft(writer, key)
        return
    writer.connection.exec_driver_sql(
        "INSERT INTO draft (key, body, saved_ms) VALUES (?, ?, ?) "
        "ON CONFLICT (key) DO UPDATE SET body = excluded.body, saved_ms = excluded.saved_ms",
        (key, json.dumps(dict(fields), ensure_ascii=False), writer.now_ms),
    )


def discard_draft(writer: Writer, key: str) -> None:
    """Forget a draft, in the transaction that files its words."""
    writer.connection.exec_driver_sql("DELETE FROM draft WHERE key = ?", (key,))
