"""The team, its people and their devices."""

from sqlmodel import Field

from sync.core.records.base import Record


class Team(Record, table=True):
    """The people who share one set of customers.

    Attributes:
        currency: ISO 4217 code used when nothing else is said.
        audio_days: How long recordings are kept once their words are written down; 0 for
            ever. The words stay.
    """

    name: str = Field(default="", max_length=200)
    currency: str = Field(default="EUR", max_length=3)
    audio_days: int = 0


class User(Record, table=True):
    """A person of the team.

    Attributes:
        role: ``rep``, ``manager`` or ``admin``; only an admin changes it.
        active: False once the person has left.
    """

    name: str = Field(default="", max_length=300)
    email: str = Field(default="", max_length=320)
    role: str = Field(default="rep", max_length=20)
    active: bool = True
    source: str = Field(default="", max_length=40)
    source_id: str = Field(default="", max_length=200)


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
