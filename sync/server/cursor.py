"""The reader's place in a team's order of changes, opaque to devices.

Example: ``5fzk2p.1042.9c1e4b7a20d3f8a6.0``: epoch of the team, position, digest
of the reader's view, and the head's position when a reading from the start
began (0 once that reading is complete).
"""

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from sync.core.permissions import Actor, readable_scopes

_TEXT = re.compile(r"([0-9a-z]{1,32})\.([0-9]{1,18})\.([0-9a-f]{16})\.([0-9]{1,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place up to which a device has everything it may read.

    Attributes:
        epoch: The team's epoch.
        pos: Everything readable up to here was sent, or is held by its writer.
        view: Digest of what the reader may read; another view starts over.
        since: While a reading from the start goes on, the head's position when
            it began: until then rows the device wrote itself are sent too, as
            it will sweep away what does not come. 0 afterwards.
    """

    epoch: str
    pos: int
    view: str
    since: int

    @property
    def reached(self) -> int:
        """The furthest position its device has been at."""
        return max(self.pos, self.since)

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read a cursor's text; None for anything this server never wrote."""
        match = _TEXT.fullmatch(text)
        if match is None:
            return None
        return cls(match[1], int(match[2]), match[3], int(match[4]))

    def __str__(self) -> str:
        """Return the text that `parse` reads."""
        return f"{self.epoch}.{self.pos}.{self.view}.{self.since}"


def view_of(actor: Actor) -> str:
    """Return the digest of what a person may read, and as whom."""
    scopes = readable_scopes(actor)
    parts = (actor.role, actor.user_id, *(("*",) if scopes is None else scopes))
    return sha256("\n".join(parts).encode()).hexdigest()[:16]
