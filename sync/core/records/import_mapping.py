"""How the columns of a source are read."""

from typing import ClassVar

from sqlmodel import Field

from sync.core.records.base import Record


class ImportMapping(Record, table=True):
    """What somebody said once about the columns of a file, for the next one like it.

    Attributes:
        source: Name of the system or list it comes from.
        headers: What its columns are known by.
        mapping: Which column is which register; JSON as `app.imports` writes it.
        owner_id: Who said so.
    """

    __tablename__: ClassVar[str] = "import_mapping"

    source: str = Field(default="", max_length=40)
    headers: str = Field(default="", max_length=4_000)
    mapping: str = Field(default="{}", max_length=20_000)
    owner_id: str = Field(default="", max_length=64)
