"""The reader's place in a team's order of changes, opaque to devices and signed.

Example: ``2.c5fa2e07.412.nB5LeiDT.0.136.a71c09e2.1a20109f4ae.Wwx3…``: the schema version
that the device was told of, epoch of the team, position, digest of the reader's view, the
head's position when a reading from the start began (0 once that is complete), the last
history entry there was with the beginning of its hash, the time of the team's latest
stamp, and the signature. Numbers are hexadecimal; it goes with every exchange, also in
an address.
"""

import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b, sha256
from hmac import compare_digest
from typing import Self

from sync.core.permissions import Actor, readable_scopes
from sync.core.schema import SCHEMA_VERSION

MARK_LENGTH = 8

_KEPT = 64
"""Cursors remembered as read: a request looks at its own five times, 10 microseconds each."""
_LONGEST = 200
"""More than any of the form below has: what is longer is not remembered either."""
_VIEW_BYTES, _SIGNATURE_BYTES = 6, 8
_TEXT = re.compile(
    r"(([0-9a-f]{1,4})\.([0-9a-z]{1,32})\.([0-9a-f]{1,15})\.([\w-]{8})\.([0-9a-f]{1,15})"
    r"\.([0-9a-f]{1,15})\.([0-9a-f]{0,8})\.([0-9a-f]{1,12}))\.([\w-]{11})",
    re.ASCII,
)


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
        entry: Number of the last history entry when the cursor was written.
        mark: Beginning of that entry's hash: a server whose history says otherwise
            has lost what the device was told.
        clock_ms: Time of the team's latest stamp then: nothing that the device was
            sent is later, whatever the server's clock says today.
        schema: Schema version of the server that wrote it.
    """

    epoch: str
    pos: int
    view: str
    since: int
    entry: int = 0
    mark: str = ""
    clock_ms: int = 0
    schema: int = SCHEMA_VERSION

    @property
    def reached(self) -> int:
        """The furthest position its device has been at."""
        return max(self.pos, self.since)

    @classmethod
    def parse(cls, text: str, secret: str) -> Self | None:
        """Read a cursor's text; None for anything this team's server never wrote."""
        return cls._parsed(text, secret) if len(text) <= _LONGEST else None

    @classmethod
    @lru_cache(maxsize=_KEPT)
    def _parsed(cls, text: str, secret: str) -> Self | None:
        match = _TEXT.fullmatch(text)
        if match is None or not compare_digest(_signature(match[1], secret), match[10]):
            return None
        schema, epoch, pos, view, since, entry, mark, clock = match.groups()[1:9]
        at, began, last, clock_ms, told = (
            int(number, 16) for number in (pos, since, entry, clock, schema)
        )
        return cls(epoch, at, view, began, last, mark, clock_ms, told)

    def text(self, secret: str) -> str:
        """Return the text that `parse` reads."""
        place = f"{self.schema:x}.{self.epoch}.{self.pos:x}.{self.view}.{self.since:x}"
        body = f"{place}.{self.entry:x}.{self.mark}.{self.clock_ms:x}"
        return f"{body}.{_signature(body, secret)}"


def view_of(actor: Actor) -> str:
    """Return the digest of what a person may read, and as whom."""
    scopes = readable_scopes(actor)
    parts = (actor.role, actor.user_id, *(("*",) if scopes is None else scopes))
    return _short(sha256("\n".join(parts).encode()).digest()[:_VIEW_BYTES])


def _signature(body: str, secret: str) -> str:
    mac = blake2b(body.encode(), key=secret.encode(), digest_size=_SIGNATURE_BYTES)
    return _short(mac.digest())


def _short(digest: bytes) -> str:
    return urlsafe_b64encode(digest).decode().rstrip("=")
