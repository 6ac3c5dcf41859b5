"""The team's pipelines and their stages."""

from sqlmodel import Field

from sync.core.records.base import Record


class Pipeline(Record, table=True):
    """A way deals go, such as new business or renewals."""

    name: str = Field(default="", max_length=200)
    position: int = 0
    source: str = Field(default="", max_length=40)
    source_id: str = Field(default="", max_length=200)


class Stage(Record, table=True):
    """A step of a pipeline; a deal may move from any to any.

    Attributes:
        outcome: ``open``, ``won`` or ``lost``.
        meaning: What the team means by it, shown where it is used.
    """

    pipeline_id: str = Field(default="", max_length=64, index=True)
    name: str = Field(default="", max_length=200)
    position: int = 0
    outcome: str = Field(default="open", max_length=10)
    meaning: str = Field(default="", max_length=1_000)
    source: str = Field(default="", max_length=40)
    source_id: str = Field(default="", max_length=200)
