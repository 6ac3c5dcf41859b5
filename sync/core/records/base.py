"""What every synced record has."""

from typing import ClassVar

from sqlmodel import Field, SQLModel


class Record(SQLModel):
    """Base of the synced tables; one row per record.

    Every column but the id has a default, because a record may arrive field
    by field and from an older version. `stamps` and `extra` are bookkeeping
    and do not sync as registers.

    Attributes:
        id: UUIDv7, made on the device.
        deleted: Tombstone; a register like any other.
        created_ms: UTC milliseconds of creation.
        stamps: Packed stamps of the registers (see `sync.core.change`).
        extra: JSON object of registers this version does not know.
    """

    TOGETHER: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Groups of columns that mean nothing apart: always written together."""

    id: str = Field(default="", primary_key=True, max_length=64)
    deleted: bool = False
    created_ms: int = 0
    stamps: str = ""
    extra: str = "{}"
