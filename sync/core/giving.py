"""A record given from one person to another: by whom, and why.

Whoever changes the owner writes who did it and whose it was beside it, with one
stamp. The reason may follow, alone. So a giving says something only while it is
the one that stands: an older version changes the owner and knows nothing of the
rest, and two people may give the same record without seeing each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sync.core.change import Scalar, stamp_of
from sync.core.clock import parse

GIVING = ("owner_id", "given_by", "given_from")
"""Registers that are always written together."""


@dataclass(frozen=True, slots=True)
class Giving:
    """The giving that stands.

    Attributes:
        by: Who gave it.
        from_: Whose it was; empty for nobody's.
        to: Whose it is now; empty for nobody's.
        why: What the giver said about it; empty for nothing.
        stamp: When; tells this giving from any other of the record.
    """

    by: str
    from_: str
    to: str
    why: str
    stamp: str


def giving_of(values: Mapping[str, Scalar], stamps: str) -> Giving | None:
    """Return the giving that made a record its owner's; None when nobody knows of one.

    The reason is that of this giving when the same device wrote it, then or later.

    Args:
        values: The record's registers.
        stamps: Their packed stamps.

    Raises:
        StampError: If the stamps are none.
    """
    by, at = str(values.get("given_by", "")), stamp_of(stamps, "owner_id")
    if not by or stamp_of(stamps, "given_by") != at:
        return None
    said = stamp_of(stamps, "given_why")
    about_this = said >= at and parse(said)[2] == parse(at)[2]
    return Giving(
        by,
        str(values.get("given_from", "")),
        str(values.get("owner_id", "")),
        str(values.get("given_why", "")) if about_this else "",
        at,
    )
