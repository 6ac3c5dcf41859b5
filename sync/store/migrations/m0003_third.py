"""Migration 3: lines remember their import; who may be the same is found by new keys."""

from sqlalchemy import Connection

_STATEMENTS = (
    # What an older version kept without knowing it appears now.
    """UPDATE deal_line SET imported = json_extract(extra, '$.imported'),
    extra = json_remove(extra, '$.imported') WHERE json_type(extra, '$.imported') = 'text'""",
    "DELETE FROM match_key",
    "DELETE FROM match_subject",
)


def migrate(connection: Connection) -> None:
    """Add what is new, in the caller's transaction."""
    columns = connection.exec_driver_sql("SELECT name FROM pragma_table_info('deal_line')")
    # For some hours new notebooks had it from the beginning.
    if "imported" not in columns.scalars().all():
        added = "ALTER TABLE deal_line ADD COLUMN imported TEXT NOT NULL DEFAULT ''"
        connection.exec_driver_sql(added)
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
