"""The messages of the exchange, and the interface both sides implement.

One round trip pushes and pulls: the request carries changes up and a cursor,
the reply says how far the changes were accepted and brings a page of rows
above the cursor. Rows come whole, as the server holds them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Protocol

from pydantic import Field, TypeAdapter

from sync.core.change import Change, Scalar
from sync.core.reading import Reading

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
PUSH_BYTES = 2 * 1024 * 1024
"""A client closes a batch once its changes reach this many bytes."""
PAGE_BYTES = 1024 * 1024
"""The server closes a page once its rows reach this many bytes."""

WireRow = tuple[str, str, str, Mapping[str, Scalar]]
"""Kind, id, packed stamps, registers."""


@dataclass(frozen=True, slots=True)
class SyncRequest:
    """What a device sends.

    Attributes:
        protocol: `PROTOCOL_VERSION` of the device.
        schema: `SCHEMA_VERSION` of the device.
        now_ms: What time it is by the clock its stamps go by, UTC milliseconds.
        cursor: The cursor its replica saved; empty for the beginning.
        changes: Waiting changes in order of `n`, without gaps.
        made: Number of the last change it ever made; None when it does not say.
        clock: What that clock is worth: ``wall`` for a bare wall clock, which the
            server may find to be wrong; ``off`` when the device knows that some
            stamps are off, and wants the first new one named; empty otherwise, and
            when it does not say.
        page_bytes: How large a page it wants at most, for a line that often breaks.
        asked: Its clocks when it asked, for taking in the answer; not sent.
    """

    protocol: int
    schema: int
    now_ms: int
    cursor: str
    changes: tuple[Change, ...] = ()
    made: int | None = None
    clock: str = ""
    page_bytes: int = PAGE_BYTES
    asked: Annotated[Reading | None, Field(exclude=True)] = None


@dataclass(frozen=True, slots=True)
class Place:
    """What a device sends that brings nothing: where it is, in the address it asks.

    Attributes:
        at: The cursor its replica saved.
        made: As in `SyncRequest`.
        page_bytes: As in `SyncRequest`.
    """

    at: str
    made: int = 0
    page_bytes: int = PAGE_BYTES


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
    """What the server answers; to devices of protocol 2, without what they can tell.

    That is what is as always (see the defaults); `accepted` when nothing was sent;
    `cursor` and `schema` when they are still those of the cursor it asked with.

    Attributes:
        now_ms: The server's wall clock, UTC milliseconds.
        cursor: To be saved with the rows, in one transaction.
        accepted: Highest change number the server has taken in or refused;
            a device may forget all up to here, but for the refused.
        refused: Refused changes among those just sent.
        more: Whether rows remain above the cursor.
        restart: Whether this page is the first of everything: what does not
            come again, and does not wait to be sent, has left the scope.
        rows: Rows above the cursor, oldest position first.
        exits: Kind and id of rows that left the reader's scope.
        renumber: Whether the device was put back to an older copy of itself,
            so that its numbers mean other changes than before. Nothing was
            taken in; it numbers what waits from ``accepted + 1`` and reads
            everything again.
        ahead: The first stamp to be made anew: it is ahead of the server's time,
            or the device's wall clock is wrong; empty for none. Nothing was taken in;
            the device makes this stamp and those after it anew and sends again.
        schema: `SCHEMA_VERSION` of the server; the first release does not say.
        offer: Whether the server turned out to be an older copy of itself.
            Nothing was taken in; the device numbers what waits from
            ``accepted + 1``, offers all it holds, and reads everything again
            from this answer's cursor.
    """

    now_ms: int
    cursor: str = ""
    accepted: int = 0
    refused: tuple[Refusal, ...] = ()
    more: bool = False
    restart: bool = False
    rows: tuple[WireRow, ...] = ()
    exits: tuple[tuple[str, str], ...] = ()
    renumber: bool = False
    ahead: str = ""
    schema: int = 1
    offer: bool = False


@dataclass(frozen=True, slots=True)
class OfferRequest:
    """Rows a device holds, for a server that may have lost them.

    Attributes:
        rows: Some of its rows, as they stand.
        done: Whether these are the last.
    """

    rows: tuple[WireRow, ...]
    done: bool


@dataclass(frozen=True, slots=True)
class OfferReply:
    """How many of the offered rows told the server something it did not have."""

    taken: int


@dataclass(frozen=True, slots=True)
class DigestRequest:
    """A question about the sums over the rows a device may read.

    Attributes:
        cursor: The cursor its replica saved.
        schema: `SCHEMA_VERSION` of the device.
        kind: Sums by bucket of this kind; sums by kind when empty.
        buckets: The rows of these buckets one by one, instead of sums.
    """

    cursor: str
    schema: int
    kind: str = ""
    buckets: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DigestReply:
    """Sums over the rows, at the place the device has read up to.

    Attributes:
        current: Whether the device has read everything; if not, there are no
            sums: it reads first and asks again.
        schema: The schema version that the sums are made at.
        now_ms: The server's wall clock, UTC milliseconds.
        sums: Kind, bucket or id, with the sum in hexadecimal.
    """

    current: bool
    schema: int
    now_ms: int
    sums: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RowsRequest:
    """Rows of one kind that a device wants again."""

    cursor: str
    kind: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowsReply:
    """The rows that there are among those wanted, if the device's place is current."""

    current: bool
    rows: tuple[WireRow, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One write of a record.

    Attributes:
        n: Number of the entry in the team's history.
        at_ms: When it reached the server, UTC milliseconds.
        user_id: Who wrote; empty for the server.
        device: Number of the device; 0 for the server.
        stamp: When it was written, by the device's clock.
        fields: What was written.
    """

    n: int
    at_ms: int
    user_id: str
    device: int
    stamp: str
    fields: Mapping[str, Scalar]


@dataclass(frozen=True, slots=True)
class HistoryReply:
    """Writes of a record, newest first.

    Attributes:
        entries: A page of them.
        before: Ask with this for the page after; 0 when there is none.
    """

    entries: tuple[HistoryEntry, ...]
    before: int = 0


@dataclass(frozen=True, slots=True)
class VerifyReply:
    """What a look at a team's whole history found.

    Attributes:
        entries: How many entries there are.
        hash: Hash of the last one.
        witnessed: Hash of the entry the device asked about; empty when there is
            none of that number.
        broken_at: Number of the first entry that is not what was written; 0 for none.
        altered: Ids of records that are not what their history says, at most 20.
    """

    entries: int
    hash: str
    witnessed: str
    broken_at: int
    altered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """What a new device sends to trade an invitation for a token.

    Attributes:
        code: The invitation, such as ``K7QF-2MXD``; case and dashes are free.
        device_name: What the person calls the device.
        team_id: The team this device was in before; empty for none. If it is the
            same, the device is asked to offer what it holds.
        nonce: A random text, the same at each try of this device; a code that was
            used up with it answers again until the device has come, so that a lost
            answer costs nothing. Empty for none, as from the first release.
    """

    code: str
    device_name: str
    team_id: str = ""
    nonce: str = ""


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

    def offer(self, request: OfferRequest) -> OfferReply:
        """Give rows to a server that may have lost them.

        Raises:
            ServiceError: If they were not taken; offering again is safe.
        """


REQUEST = TypeAdapter(SyncRequest)
PLACE = TypeAdapter(Place)
REPLY = TypeAdapter(SyncReply)
OFFER_REQUEST = TypeAdapter(OfferRequest)
OFFER_REPLY = TypeAdapter(OfferReply)
DIGEST_REQUEST = TypeAdapter(DigestRequest)
DIGEST_REPLY = TypeAdapter(DigestReply)
ROWS_REQUEST = TypeAdapter(RowsRequest)
ROWS_REPLY = TypeAdapter(RowsReply)
HISTORY_REPLY = TypeAdapter(HistoryReply)
VERIFY_REPLY = TypeAdapter(VerifyReply)
JOIN_REQUEST = TypeAdapter(JoinRequest)
JOIN_REPLY = TypeAdapter(JoinReply)
INVITE_REQUEST = TypeAdapter(InviteRequest)
INVITE_REPLY = TypeAdapter(InviteReply)
PROBLEM = TypeAdapter(Problem)
