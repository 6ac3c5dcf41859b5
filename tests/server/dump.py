"""Everything a server's database holds, as one text to search."""

from sqlalchemy import select

from sync.server.tables import ServerTable
from tests.server.conftest import Server


def dump(server: Server) -> str:
    """Return every row of every table."""
    with server.database.reading() as connection:
        tables = ServerTable.metadata.sorted_tables
        return "\n".join(str(row) for table in tables for row in connection.execute(select(table)))
