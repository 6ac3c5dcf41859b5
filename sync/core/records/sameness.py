"""Whether two customers, or two people, are one and the same."""

from typing import ClassVar

from sqlmodel import Field

from sync.core.records.base import Record


class Sameness(Record, table=True):
    """What the team says about two records that look alike.

    Its id is made from theirs, so that two devices write the same record.

    Attributes:
        about_kind: Kind of both: ``account`` or ``contact``.
        one_id: The smaller id.
        other_id: The larger.
        verdict: ``same``, ``different``, or empty for nothing (any more).
        kept_id: Which of the two stands for both while they are the same.
        before: What stood in the kept one where the other's values were picked, by its id:
            whose it is does not hang on who is kept now; JSON.
    """

    TOGETHER: ClassVar[tuple[tuple[str, ...], ...]] = (("verdict", "kept_id", "before"),)

    about_kind: str = Field(default="", max_length=64)
    one_id: str = Field(default="", max_length=64, index=True)
    other_id: str = Field(default="", max_length=64, index=True)
    verdict: str = Field(default="", max_length=20)
    kept_id: str = Field(default="", max_length=64)
    before: str = Field(default="{}", max_length=20_000)
    owner_id: str = Field(default="", max_length=64)
