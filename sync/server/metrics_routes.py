"""The address where monitoring reads; for nobody else.

The counts are sums over all teams, so that whoever could read them would see that
others are there, and when they work. Without a token only this very machine may
read them, and not by way of a proxy: behind one, everybody comes from this machine.
"""

from dataclasses import dataclass, field
from hmac import compare_digest

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4
from starlette.responses import Response

from sync.core.errors import RecordMissingError, SignedOutError
from sync.server.limits import is_loopback
from sync.server.routes import address_of, backend_of, token_of

ROUTER = APIRouter()

_SIGNS_OF_A_PROXY = ("forwarded", "x-forwarded-for", "x-forwarded-proto", "x-real-ip", "via")


@dataclass(frozen=True, slots=True)
class Readers:
    """Who may read the counts.

    Attributes:
        token: What they must show; empty for this machine alone.
        behind_proxy: Whether requests come by way of a proxy.
    """

    token: str = field(default="", repr=False)
    behind_proxy: bool = False

    def include(self, request: Request) -> bool:
        """Tell whether a request comes from one of them."""
        if self.token:
            return compare_digest(_shown(request).encode(), self.token.encode())
        passed_on = self.behind_proxy or any(name in request.headers for name in _SIGNS_OF_A_PROXY)
        return not passed_on and is_loopback(address_of(request))


def _shown(request: Request) -> str:
    try:
        return token_of(request)
    except SignedOutError:
        return ""


@ROUTER.get("/metrics")
async def metrics(request: Request) -> Response:
    """Say what was counted; to anybody else, that nothing is here.

    Raises:
        RecordMissingError: If the asker may not know.
    """
    readers: Readers = request.app.state.metrics_readers
    if not readers.include(request):
        raise RecordMissingError
    text = await run_in_threadpool(backend_of(request).metrics.text)
    return Response(text, headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})
