"""Indexes that a first reading does without, and gets back at its end.

Keeping them current row by row is more than half of what a first reading of
20,000 deals costs; made at the end they cost a tenth. Indexes only ever make
things faster, so that the app may be used meanwhile, and a reading that broke
off can go on a week later. The search index follows every reading anyway: its
triggers rest, too, and at the end every record is named as not indexed yet.
"""

from sqlalchemy import Connection

from sync.core import schema


def begin(connection: Connection) -> None:
    """Put off the indexes and triggers of the kinds that this replica holds no row of.

    The caller holds a write transaction. Doing it again changes nothing.
    """
    for kind in schema.RECORDS:
        if connection.exec_driver_sql(f"SELECT 1 FROM {kind} LIMIT 1").first():
            continue
        found = connection.exec_driver_sql(
            "SELECT type, name, sql FROM sqlite_master "
            "WHERE tbl_name = ? AND type IN ('index', 'trigger') AND sql IS NOT NULL",
            (kind,),
        ).all()
        for what, name, statement in found:
            connection.exec_driver_sql(
                "INSERT INTO put_off (name, kind, statement) VALUES (?, ?, ?)",
                (name, kind, statement),
            )
            connection.exec_driver_sql(f"DROP {what} {name}")


def end(connection: Connection) -> None:
    """Make what was put off; the caller holds a write transaction."""
    found = connection.exec_driver_sql("SELECT kind, statement FROM put_off").all()
    for _, statement in found:
        connection.exec_driver_sql(statement)
    for kind in {kind for kind, statement in found if "search_stale" in statement}:
        connection.exec_driver_sql(
            f"INSERT OR IGNORE INTO search_stale (kind, id) SELECT '{kind}', id FROM {kind}"
        )
    if found:
        connection.exec_driver_sql("DELETE FROM put_off")
