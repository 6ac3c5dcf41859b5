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
        imported: What that system said last, by register; JSON as `app.imports` writes it.
        owner_id: The user who looks after it; empty for nobody.
        given_by: Who gave it to its owner; empty when nobody says so. This and the
            next two are `sync.core.giving`.
        given_from: Who looked after it before; empty for nobody.
        given_why: What they said about it, in one line.
        mood: How they feel about the team: happy, fine, unhappy or empty.
        mood_ms: When somebody last said so, in UTC milliseconds; 0 for never.
        renews_on: ISO date when what they have ends or renews; empty for none.
        hours: When somebody is there, in words.
        gate_code: What opens the door.
        favourites: The little things they like.
        place: Where they are, in degrees north and east, such as ``52.5200,13.4050``;
            empty for unknown.
    """

    TOGETHER: ClassVar[tuple[tuple[str, ...], ...]] = (
        GIVING,
        ("mood", "mood_ms"),
    )
    __table_args__ = (
        Index("ix_account_given_by", "given_by", sqlite_where=text("given_by <> ''")),
        Index("ix_account_mood", "mood", sqlite_where=text("mood <> ''")),
        Index("ix_account_renews_on", "renews_on", sqlite_where=text("renews_on <> ''")),
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
    imported: str = Field(default="", max_length=4_000)
    mood: str = Field(default="", max_length=20)
    mood_ms: int = 0
    renews_on: str = Field(default="", max_length=10)
    hours: str = Field(default="", max_length=300)
    gate_code: str = Field(default="", max_length=100)
    favourites: str = Field(default="", max_length=1_000)
    place: str = Field(default="", max_length=40)
