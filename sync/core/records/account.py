"""A customer: the company or person one sells to."""

from typing import ClassVar

from sqlmodel import Field, Index, text

from sync.core.giving import GIVING
from sync.core.records.base import Record


class Account(Record, table=True):
    """A customer of the team.

    Attributes:
        must_know: The line that stands on top of everything.
        source: System it was imported from, such as ``salesforce``; or empty.
        source_id: Its id in that system.
        owner_id: The user who looks after it; empty for nobody.
        given_by: Who gave it to its owner; empty when nobody says so. This and the
            next two are `sync.core.giving`.
        given_from: Who looked after it before; empty for nobody.
        given_why: What they said about it, in one line.
    """

    TOGETHER: ClassVar[tuple[tuple[str, ...], ...]] = (GIVING,)
    __table_args__ = (
        Index("ix_account_given_by", "given_by", sqlite_where=text("given_by <> ''")),
    )

    name: str = Field(default="", max_length=300, index=True)
    must_know: str = Field(default="", max_length=1_000)
    industry: str = Field(default="", max_length=200)
    phone: str = Field(default="", max_length=100)
    email: str = Field(default="", max_length=320)
    website: str = Field(default="", max_length=500)
    street: str = Field(default="", max_length=500)
    city: str = Field(default="", max_length=200)
    region: str = Field(default="", max_length=200)
    postcode: str = Field(default="", max_length=40)
    country: str = Field(default="", max_length=100)
    parent_id: str = Field(default="", max_length=64)
    owner_id: str = Field(default="", max_length=64)
    given_by: str = Field(default="", max_length=64)
    given_from: str = Field(default="", max_length=64)
    given_why: str = Field(default="", max_length=300)
    source: str = Field(default="", max_length=40)
    source_id: str = Field(default="", max_length=200, index=True)
