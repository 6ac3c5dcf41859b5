"""The messages of the exchange, and the interface both sides implement.

One round trip pushes and pulls: the request carries changes up and a cursor,
the reply says how far the changes were accepted and brings a page of rows
above the cursor. Rows come whole, as the server holds them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pydantic import TypeAdapter

from sync.core.change import Change, Scalar

PROTOCOL_VERSION = 2
"""Raised when a message gains a meaning the other side must know of.

History:
    1 (2026-11-21): first release.
    2 (2026-11-22): a reply may ask a device to offer what the server lost.
"""
OLDEST_PROTOCOL = 1
"""The oldest version a server still answers."""

MAX_BODY_BYTES = 4 * 1024 * 1024
"""A request larger than this, packed or unpacked, is refused unread."""
MAX_CHANGES = 5_000
PUSH_BYTES = 1024 * 1024
"""A client closes a batch once its changes reach this many bytes."""
PAGE_BYTES = 2 * 1024 * 1024
"""The server closes a page once its rows reach this many bytes."""

WireRow = tuple[str, str, str, Mapping[str, Scalar]]
"""Kind, id, packed stamps, registers."""


@dataclass(frozen=True, slots=True)
class SyncRequest:
    """What a device sends.

    Attributes:
        protocol: `PROTOCOL_VERSION` of the device.
        schema: `SCHEMA_VERSION` of the device.
        now_ms: Its wall clock, UTC milliseconds.
        cursor: The cursor its replica saved; empty for the beginning.
        changes: Waiting changes in order of `n`, without gaps.
        made: Number of the last change it ever made; None when it does not say.
    """

    protocol: int
    schema: int
    now_ms: int
    cursor: str
    changes: tuple[Change, ...] = ()
    made: int | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A change the server did not accept; it stays visible on its device.

    Attributes:
        n: The change's number.
        reason: Key of the rule, such as ``refused.managers_only``.
        field: Register the rule is about; empty for the record.
        limit: The rule's number or word, for the sentence.
    """

    n: int
    reason: str
    field: str = ""
    limit: str = ""


@dataclass(frozen=True, slots=True)
class SyncReply:
    """What the server answers.

    Attributes:
        accepted: Highest change number the server has taken in or refused;
            a device may forget all up to here, but for the refused.
        refused: Refused changes among those just sent.
        now_ms: The server's wall clock, UTC milliseconds.
        cursor: To be saved with the rows, in one transaction.
        more: Whether rows remain above the cursor.
        restart: Whether this page is the first of everything: what does not
            come again, and does not wait to be sent, has left the scope.
        rows: Rows above the cursor, oldest position first.
        exits: Kind and id of rows that left the reader's scope.
        renumber: Whether the device was put back to an older copy of itself,
            so that its numbers mean other changes than before. Nothing was
            taken in; it numbers what waits from ``accepted + 1`` and reads
            everything again.
        ahead: The first stamp that is ahead of the server's time; empty for
            none. Nothing was taken in; the device makes this stamp and those
            after it anew and sends again.
    """

    accepted: int
    refused: tuple[Refusal, ...]
    now_ms: int
    cursor: str
    more: bool
    restart: bool
    rows: tuple[WireRow, ...] = ()
    exits: tuple[tuple[str, str], ...] = ()
    renumber: bool = False
    ahead: str = ""


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """What a new device sends to trade an invitation for a token.

    Attributes:
        code: The invitation, such as ``K7QF-2MXD``; case and dashes are free.
        device_name: What the person calls the device.
    """

    code: str
    device_name: str


@dataclass(frozen=True, slots=True)
class JoinReply:
    """Who the device now is.

    Attributes:
        token: Bearer token; shown once, kept secret by the device.
        device_id: Record id of the device.
        device_number: Tie-break in its stamps, unique in the team.
        user_id: The person the invitation was for.
        role: The person's role.
        team_id: The team.
        now_ms: The server's wall clock, UTC milliseconds.
    """

    token: str
    device_id: str
    device_number: int
    user_id: str
    role: str
    team_id: str
    now_ms: int


@dataclass(frozen=True, slots=True)
class InviteRequest:
    """What a manager or admin sends to invite a person.

    Attributes:
        user_id: An existing person's record id, or empty for a new person.
        name: A new person's name.
        role: A new person's role.
    """

    user_id: str = ""
    name: str = ""
    role: str = "rep"


@dataclass(frozen=True, slots=True)
class InviteReply:
    """An invitation to pass on; it works once, for a week."""

    code: str
    user_id: str
    expires_ms: int


@dataclass(frozen=True, slots=True)
class Problem:
    """The body of every answer that is not a success.

    Attributes:
        error: Key, such as ``error.signed_out``.
        hint: One plain English sentence for the person reading a log.
    """

    error: str
    hint: str = field(default="")


class SyncService(Protocol):
    """The server as a device sees it; also a test double's interface."""

    def sync(self, request: SyncRequest) -> SyncReply:
        """Push changes and pull a page.

        Raises:
            ServiceError: If nothing was exchanged; sending again is safe.
        """


REQUEST = TypeAdapter(SyncRequest)
REPLY = TypeAdapter(SyncReply)
JOIN_REQUEST = TypeAdapter(JoinRequest)
JOIN_REPLY = TypeAdapter(JoinReply)
INVITE_REQUEST = TypeAdapter(InviteRequest)
INVITE_REPLY = TypeAdapter(InviteReply)
PROBLEM = TypeAdapter(Problem)
