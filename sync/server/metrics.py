"""What monitoring may count: sums over the whole process, nobody's in particular.

No label holds a name, an id, an address or a word of anybody: with them, one team
could be told from another.
"""

import asyncio
from collections.abc import Callable

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync.core.errors import RapportError, StoreError
from sync.server.errors import BusyError
from sync.server.service import Exchange

_BUCKETS_S = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_OTHER = "other"
"""Stands for whatever strangers make up, so that they cannot make up labels."""
_ENDLESS = "/v1/live"


class Metrics:
    """Counts of one process since its start; safe for threads.

    Args:
        listeners: Say how many live streams are open.
    """

    def __init__(self, listeners: Callable[[], int]) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # the library's
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._requests = self._counter(
            "requests", "Requests answered.", ("method", "route", "status")
        )
        self._seconds = Histogram(
            "rapport_request_seconds",
            "Time to the end of the answer, in seconds; without live streams.",
            ("method", "route"),
            buckets=_BUCKETS_S,
            registry=self._registry,
        )
        self._exchanges = self._counter("exchanges", "Exchanges with devices.")
        self._taken = self._counter("changes_taken", "Changes of devices that were taken in.")
        self._refused = self._counter("changes_refused", "Changes of devices that were refused.")
        self._rows = self._counter("rows_sent", "Rows sent to devices.")
        self._lost = self._counter("conflicts", "Values that lost to others unseen, and were kept.")
        self._again = self._counter(
            "rows_sent_again", "Rows that devices asked for again, as theirs were not the server's."
        )
        self._healed = self._counter(
            "rows_healed", "Rows that the disk had changed, made again from their history."
        )
        self._troubles = self._counter("database_errors", "Times the database failed.", ("error",))
        open_streams = Gauge(
            "rapport_live_listeners", "Open live streams.", registry=self._registry
        )
        open_streams.set_function(listeners)

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request; `route` is the address as the server names it, not as it was asked."""
        self._requests.labels(method, route, str(status)).inc()
        if route != _ENDLESS:
            self._seconds.labels(method, route).observe(seconds)

    def exchanged(self, exchange: Exchange) -> None:
        """Count an exchange and what it moved."""
        self._exchanges.inc()
        self._taken.inc(exchange.taken)
        self._refused.inc(exchange.refused)
        self._rows.inc(exchange.rows)
        self._lost.inc(exchange.lost)

    def sent_again(self, rows: int) -> None:
        """Count rows that a device asked for again."""
        self._again.inc(rows)

    def healed(self, rows: int) -> None:
        """Count rows that were made again."""
        self._healed.inc(rows)

    def failed(self, error: RapportError) -> None:
        """Count an error, if it is the database's."""
        if isinstance(error, StoreError | BusyError):
            self._troubles.labels(error.key).inc()

    def text(self) -> bytes:
        """Return all counts in Prometheus's text form."""
        return generate_latest(self._registry)

    def _counter(self, name: str, words: str, labels: tuple[str, ...] = ()) -> Counter:
        return Counter(f"rapport_{name}", words, labels, registry=self._registry)


class Measured:
    """Counts each answer, whoever gave it, and how long it took.

    Args:
        app: What lies behind.
        metrics: Where to count.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; count what it was answered, if it was."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        clock = asyncio.get_running_loop().time
        began, status = clock(), 0

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watch)
        finally:
            if status:
                method = scope["method"] if scope["method"] in _METHODS else _OTHER
                route = getattr(scope.get("route"), "path", _OTHER)
                self._metrics.answered(method, route, status, clock() - began)
