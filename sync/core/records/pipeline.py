"""The team's pipelines and their stages."""

from sqlmodel import Field

from sync.core.records.base import Record


class Pipeline(Record, table=True):
    """A way deals go, such as new business or renewals.

    Attributes:
        imported: See `Account`.
    """

    name: str = Field(default="", max_length=200)
    position: int = 0
    source: str = Field(default="", max_length=40)
    source_id: str = Field(default="", max_length=200)
    imported: str = Field(default="", max_length=4_000)


class Stage(Record, table=True):
    """A step of a pipeline; a deal may move from any to any.

    Attributes:
        outcome: ``open``, ``won`` or ``lost``.
        meaning: What the team means by it, shown where it is used.
        imported: See `Account`.
        merged_into: The stage that took its place, for deals that still name this one;
            empty while it stands.
    """

    pipeline_id: str = Field(default="", max_length=64, index=True)
    name: str = Field(default="", max_length=200)
    position: int = 0
    outcome: str = Field(default="open", max_length=10)
    meaning: str = Field(default="", max_length=1_000)
    source: str = Field(default="", max_length=40)
    source_id: str = Field(default="", max_length=200)
    imported: str = Field(default="", max_length=4_000)
    merged_into: str = Field(default="", max_length=64)
