"""A device for tests: speaks plain JSON to the server and keeps nothing but its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from sync.core.change import Scalar
from sync.core.clock import stamp
from sync.core.protocol import PROTOCOL_VERSION, REPLY, SyncReply
from tests.builders import NOON_MS

Reply = dict[str, Any]


@dataclass
class Phone:
    """One device that joined; the newest stamp it made counts up in milliseconds.

    Attributes:
        http: Client whose base URL is the server.
        joined: The answer to its joining.
        cursor: Where it has got to.
        n: Number of its last change.
    """

    http: httpx.Client
    joined: Reply
    cursor: str = ""
    n: int = 0
    ticks: int = 0

    @property
    def headers(self) -> dict[str, str]:
        """What proves who it is."""
        return {"Authorization": f"Bearer {self.joined['token']}"}

    @property
    def number(self) -> int:
        """Its number in the team."""
        return int(self.joined["device_number"])

    @property
    def user_id(self) -> str:
        """The person who holds it."""
        return str(self.joined["user_id"])

    def change(
        self, kind: str, record_id: str, fields: Mapping[str, Scalar], **extra: object
    ) -> Reply:
        """Make the next change, in sight of nothing unless `seen` says so."""
        self.n += 1
        self.ticks += 1
        made: Reply = {
            "n": self.n,
            "kind": kind,
            "id": record_id,
            "fields": dict(fields),
            "stamp": self.stamp(),
            "seen": "",
        }
        return made | extra

    def stamp(self, ms: int | None = None) -> str:
        """Return the stamp of its last tick, or of any time."""
        return stamp(NOON_MS + self.ticks if ms is None else ms, 0, self.number)

    def post(
        self, *changes: Reply, cursor: str | None = None, protocol: int = PROTOCOL_VERSION
    ) -> httpx.Response:
        """Send one request."""
        body = {
            "protocol": protocol,
            "schema": 1,
            "now_ms": NOON_MS,
            "cursor": self.cursor if cursor is None else cursor,
            "changes": changes,
        }
        return self.http.post("/v1/sync", headers=self.headers, json=body)

    def ask(self, *changes: Reply, cursor: str | None = None) -> Reply:
        """Send one request, expect it to be answered, and fill in what is not told."""
        response = self.post(*changes, cursor=cursor)
        assert response.status_code == 200, response.text
        asked_with = self.cursor if cursor is None else cursor
        return filled(response.json(), asked_with)

    def sync(self, *changes: Reply) -> Reply:
        """Send one request, expect it to be answered, and keep the cursor."""
        reply = self.ask(*changes)
        self.cursor = reply["cursor"]
        return reply

    def catch_up(self) -> Reply:
        """Pull until nothing is left; return rows by id and exits."""
        reply = self.sync()
        rows, exits = list(reply["rows"]), list(reply["exits"])
        while reply["more"]:
            reply = self.sync()
            rows += reply["rows"]
            exits += reply["exits"]
        return {"rows": {row[1]: row for row in rows}, "exits": exits}

    def put(self, kind: str, record_id: str, seen: str = "", **fields: Scalar) -> Reply:
        """Make and send one change."""
        return self.sync(self.change(kind, record_id, fields, seen=seen))


def filled(reply: Reply, cursor: str = "") -> Reply:
    """Say what an answer leaves out; `cursor` is the one that was asked with."""
    as_always: Reply = REPLY.dump_python(SyncReply(reply["now_ms"], cursor), mode="json")
    return as_always | reply


def ids(reply: Reply) -> list[str]:
    """Return the ids of a reply's rows, in order."""
    return [row[1] for row in reply["rows"]]


def reasons(reply: Reply) -> list[str]:
    """Return why changes were refused."""
    return [refusal["reason"] for refusal in reply["refused"]]
