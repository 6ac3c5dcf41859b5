"""Stand-ins for what a test must command: the clock, the network, the server."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from sync.core.errors import ServerFaultError, UnreachableError
from sync.core.protocol import OfferReply, OfferRequest, SyncReply, SyncRequest, SyncService
from tests.builders import NOON_MS


class ManualClock:
    """A device's clocks, which move only when told; the wall clock may go back."""

    def __init__(self, now_ms: int = NOON_MS, boot: int = 1) -> None:
        """Start at noon, or when the test says."""
        self.now = now_ms
        self.boot = boot
        self.steady_ms = 0

    def __call__(self) -> int:
        """Read the clock."""
        return self.now

    def steady(self) -> tuple[str, int]:
        """Read the name of the boot and the steady clock."""
        return f"boot {self.boot}", self.steady_ms

    def move(self, ms: int) -> None:
        """Set the wall clock on by so many milliseconds, or back."""
        self.now = max(0, self.now + ms)

    def go_on(self, ms: int) -> None:
        """Let time pass, for both clocks."""
        self.move(ms)
        self.steady_ms += ms

    def restart(self) -> None:
        """Start the device anew; the wall clock goes on."""
        self.boot += 1
        self.steady_ms = 0


class CountedBits:
    """Random bits that never repeat and are the same in every run."""

    def __init__(self, start: int = 0) -> None:
        """Start a sequence of its own for each replica."""
        self._next = start << 40

    def __call__(self, bits: int) -> int:
        """Return the next number, as `secrets.randbits` would."""
        self._next += 1
        return self._next % (1 << bits)


class Fault(Enum):
    """What the network does to one round trip."""

    NONE = "none"
    LOSE_REQUEST = "the request never arrives"
    LOSE_REPLY = "the server answers, and the answer is lost"
    TWICE = "the request arrives twice; the second answer is taken"
    TWICE_LATE = "the request arrives twice; the first answer is taken"


@dataclass
class LossyService:
    """A server behind a network that loses, doubles and delays.

    Attributes:
        service: The server itself.
        faults: What happens to the next round trips, in order; then nothing does.
        replies: Every answer the server gave, oldest first.
    """

    service: SyncService
    faults: list[Fault] = field(default_factory=list)
    replies: list[SyncReply] = field(default_factory=list)
    requests: int = 0

    def offer(self, request: OfferRequest) -> OfferReply:
        """Pass an offer on as the next fault has it.

        Raises:
            UnreachableError: If the request or its answer was lost.
        """
        fault = self.faults.pop(0) if self.faults else Fault.NONE
        if fault is Fault.LOSE_REQUEST:
            raise UnreachableError(detail="lost request")
        reply = self.service.offer(request)
        if fault is Fault.LOSE_REPLY:
            raise UnreachableError(detail="lost reply")
        return reply

    def sync(self, request: SyncRequest) -> SyncReply:
        """Pass a request on as the next fault has it.

        Raises:
            UnreachableError: If the request or its answer was lost.
        """
        fault = self.faults.pop(0) if self.faults else Fault.NONE
        self.requests += 1
        if fault is Fault.LOSE_REQUEST:
            raise UnreachableError(detail="lost request")
        reply = self._ask(request)
        if fault is Fault.LOSE_REPLY:
            raise UnreachableError(detail="lost reply")
        if fault is Fault.TWICE:
            return self._ask(request)
        if fault is Fault.TWICE_LATE:
            self._ask(request)
        return reply

    def _ask(self, request: SyncRequest) -> SyncReply:
        reply = self.service.sync(request)
        self.replies.append(reply)
        return reply


class NothingToOffer:
    """Part of a server that never lost anything."""

    def offer(self, _request: OfferRequest) -> OfferReply:
        """Take nothing: nothing was asked for."""
        raise ServerFaultError(detail="nobody asked for an offer")


class ScriptedService(NothingToOffer):
    """A server that gives prepared answers, the last one for ever."""

    def __init__(self, replies: Sequence[SyncReply]) -> None:
        """Take the answers in order."""
        self._replies = list(replies)
        self.requests: list[SyncRequest] = []
        self.before_reply: Callable[[], object] = lambda: None

    def sync(self, request: SyncRequest) -> SyncReply:
        """Give the next answer."""
        self.requests.append(request)
        self.before_reply()
        return self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]
