"""The team, its people and their devices."""

from sqlmodel import Field

from sync.core.records.base import Record


class Team(Record, table=True):
    """The people who share one set of customers.

    Attributes:
        currency: ISO 4217 code used when nothing else is said.
        audio_days: How long recordings are kept once their words are written down; 0 for
            ever. The words stay.
        check_in_days: After how many days a customer who bought is asked how it goes, with
            spaces between; empty for never.
        stale_days: After how many days without a word a deal is asked about; 0 for never.
        won_reasons: Reasons to pick from when a deal is won, one a line.
        lost_reasons: The same for a lost one.
        outcomes: What may come of a visit, one a line.
        order_rules: The team's own rules for a suggested order of deals, one a line;
            empty for none.
    """

    name: str = Field(default="", max_length=200)
    currency: str = Field(default="EUR", max_length=3)
    audio_days: int = 0
    check_in_days: str = Field(default="7 30 90", max_length=100)
    stale_days: int = 90
    won_reasons: str = Field(default="", max_length=2_000)
    lost_reasons: str = Field(default="", max_length=2_000)
    outcomes: str = Field(default="", max_length=2_000)
    order_rules: str = Field(default="", max_length=4_000)


class User(Record, table=True):
    """A person of the team.

    Attributes:
        role: ``rep``, ``manager`` or ``admin``; only an admin changes it.
        active: False once the person has left.
        imported: See `Account`.
    """

    name: str = Field(default="", max_length=300)
    email: str = Field(default="", max_length=320)
    role: str = Field(default="rep", max_length=20)
    active: bool = True
    source: str = Field(default="", max_length=40)
    source_id: str = Field(default="", max_length=200)
    imported: str = Field(default="", max_length=4_000)


class Device(Record, table=True):
    """A device that joined; written by the server, seen by its owner and admins.

    Attributes:
        number: The tie-break in the stamps it makes.
        revoked: True once it may no longer connect.
    """

    owner_id: str = Field(default="", max_length=64)
    name: str = Field(default="", max_length=200)
    number: int = 0
    revoked: bool = False
