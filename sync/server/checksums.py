"""Whether a stored row is as it was written."""

from zlib import crc32


class DamagedRowsError(Exception):
    """Rows that are not as they were written; `team_id` and `ids` say which."""

    def __init__(self, team_id: str, ids: list[str]) -> None:
        super().__init__(len(ids))
        self.team_id = team_id
        self.ids = ids


def checksum(stamps: str, fields: str) -> int:
    """Return what tells whether a stored row is as it was written."""
    return crc32((stamps + fields).encode())
