"""A customer: the company or person one sells to."""

from sqlmodel import Field

from sync.core.records.base import Record


class Account(Record, table=True):
    """A customer of the team.

    Attributes:
        must_know: The line that stands on top of everything.
        source: System it was imported from, such as ``salesforce``; or empty.
        source_id: Its id in that system.
        owner_id: The user who looks after it; empty for nobody.
    """

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
    source: str = Field(default="", max_length=40)
    source_id: str = Field(default="", max_length=200, index=True)
