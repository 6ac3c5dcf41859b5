"""A person at a customer."""

from sqlmodel import Field

from sync.core.records.base import Record


class Contact(Record, table=True):
    """A person one meets at a customer.

    Attributes:
        confirmed_ms: When someone last said the details are right; 0 for never.
        imported: See `Account`.
        birthday: ISO date, or ``--MM-DD`` where nobody knows the year; empty for unknown.
    """

    account_id: str = Field(default="", max_length=64, index=True)
    name: str = Field(default="", max_length=300)
    title: str = Field(default="", max_length=200)
    phone: str = Field(default="", max_length=100)
    mobile: str = Field(default="", max_length=100)
    email: str = Field(default="", max_length=320)
    city: str = Field(default="", max_length=200)
    country: str = Field(default="", max_length=100)
    confirmed_ms: int = 0
    owner_id: str = Field(default="", max_length=64)
    source: str = Field(default="", max_length=40)
    source_id: str = Field(default="", max_length=200, index=True)
    imported: str = Field(default="", max_length=4_000)
    birthday: str = Field(default="", max_length=10)
