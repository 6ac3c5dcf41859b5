"""A device without a replica: makes changes and sends them, as fast as it can."""

from collections.abc import Iterable, Mapping

from app.device import now_ms
from sync.client.http import HttpSyncService
from sync.core import schema
from sync.core.change import Change, Scalar, pack, seen_stamps, unpack
from sync.core.clock import Clock
from sync.core.protocol import MAX_CHANGES, PROTOCOL_VERSION, SyncReply, SyncRequest
from sync.core.records.base import Record


class Phone:
    """One device at the wire; knows the stamps of what it wrote itself.

    Attributes:
        service: The server, with the device's token.
    """

    def __init__(self, service: HttpSyncService, number: int) -> None:
        """Take what joining gave the device."""
        self.service = service
        self._clock = Clock(number)
        self._sent = 0
        self._cursor = ""
        self._stamps: dict[str, str] = {}

    def add(self, records: Iterable[Record]) -> None:
        """Send new records; their ids are set."""
        waiting: list[Change] = []
        for record in records:
            kind = schema.kind_of(type(record))
            unwritten = schema.defaults(kind)
            values: dict[str, Scalar] = {n: getattr(record, n) for n in schema.registers(kind)}
            fields = {n: value for n, value in values.items() if value != unwritten[n]}
            waiting.append(self._change(kind, record.id, fields))
            if len(waiting) == MAX_CHANGES // 2:
                self._send(waiting)
                waiting = []
        self._send(waiting)

    def edits(self, kind: str, edits: Mapping[str, Mapping[str, Scalar]]) -> SyncRequest:
        """Return a request with an edit of each of these records, by id; all were added here."""
        return self._request([self._change(kind, i, fields) for i, fields in edits.items()])

    def send(self, request: SyncRequest) -> SyncReply:
        """Send a request.

        Raises:
            ServiceError: If it failed.
        """
        reply = self.service.sync(request)
        self._cursor = reply.cursor
        return reply

    def pull(self) -> int:
        """Read all there is above the cursor; return how many rows came.

        Raises:
            ServiceError: If it failed.
        """
        rows, more = 0, True
        while more:
            reply = self.send(self._request([]))
            rows, more = rows + len(reply.rows), reply.more
        return rows

    def _send(self, changes: list[Change]) -> None:
        if changes:
            self.send(self._request(changes))

    def _request(self, changes: list[Change]) -> SyncRequest:
        return SyncRequest(
            PROTOCOL_VERSION,
            schema.SCHEMA_VERSION,
            now_ms(),
            self._cursor,
            tuple(changes),
            self._sent,
        )

    def _change(self, kind: str, record_id: str, fields: Mapping[str, Scalar]) -> Change:
        self._clock = self._clock.tick(now_ms())
        self._sent += 1
        known = self._stamps.get(record_id, "")
        stamp = self._clock.stamp
        base, exceptions = unpack(known)
        after = pack(base, {**exceptions, **dict.fromkeys(fields, stamp)}) if known else stamp
        self._stamps[record_id] = after
        return Change(self._sent, kind, record_id, fields, stamp, seen_stamps(known, fields))
