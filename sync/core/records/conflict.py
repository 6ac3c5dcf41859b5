"""A value that lost to another which its writer had not seen, kept for both."""

from sqlmodel import Field

from sync.core.records.base import Record


class Conflict(Record, table=True):
    """Two people wrote the same register without knowing of each other.

    Written by the server as it merges; people only settle it. It is read by
    whoever may read the record it is about.

    Attributes:
        about_kind: Kind of the record it is about.
        about_id: Id of that record.
        field: Register name; ``deleted`` for a deletion against an edit.
        value: The value that lost, as JSON.
        kept: The value that was kept, as JSON.
        author_id: Who wrote the value that lost.
        keeper_id: Who wrote the value that was kept.
        stamp: When the lost value was written.
        kept_stamp: When the kept value was written.
        owner_id: Owner of the record, while that is not shared.
        shared: Whether the record is the whole team's to read.
        restored: Whether the lost value was brought back.
        author_dismissed: Whether its author has no further use for it.
        keeper_dismissed: Whether the other one has none.
    """

    about_kind: str = Field(default="", max_length=64)
    about_id: str = Field(default="", max_length=64, index=True)
    field: str = Field(default="", max_length=64)
    value: str = Field(default="null", max_length=1_000_000)
    kept: str = Field(default="null", max_length=1_000_000)
    author_id: str = Field(default="", max_length=64, index=True)
    keeper_id: str = Field(default="", max_length=64, index=True)
    stamp: str = Field(default="", max_length=21)
    kept_stamp: str = Field(default="", max_length=21)
    owner_id: str = Field(default="", max_length=64)
    shared: bool = True
    restored: bool = False
    author_dismissed: bool = False
    keeper_dismissed: bool = False
