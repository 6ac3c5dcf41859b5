"""A device's way to the server of a simulated team."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sync.core.protocol import (
    DigestReply,
    DigestRequest,
    OfferReply,
    OfferRequest,
    RowsReply,
    RowsRequest,
    SyncReply,
    SyncRequest,
)

if TYPE_CHECKING:
    from tests.simulation.team import Team


@dataclass
class Line:
    """What a replica exchanges through.

    Attributes:
        meanwhile: Done once, while the server has looked at a request and has not written.
    """

    team: "Team"
    i: int
    meanwhile: Callable[[], object] | None = None

    @property
    def _token(self) -> str:
        return self.team.phones[self.i].joined.token

    def sync(self, request: SyncRequest) -> SyncReply:
        """Exchange."""
        todo, self.meanwhile = self.meanwhile, None
        return self.team.ask(self.i, request, todo)

    def offer(self, request: OfferRequest) -> OfferReply:
        """Offer rows."""
        return self.team.site.offer(self._token, request)

    def digest(self, request: DigestRequest) -> DigestReply:
        """Ask for sums."""
        return self.team.site.digest(self._token, request)

    def rows(self, request: RowsRequest) -> RowsReply:
        """Ask for rows again."""
        return self.team.site.rows_again(self._token, request)
