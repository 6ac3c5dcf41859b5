"""A device in a process of its own, run by whichever version of `sync` it is given.

Reads one JSON array ``[command, argument...]`` a line and answers with one JSON value
a line. Only what every released version has is used here.
"""

import json
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

import sync
from sync.client import outbox
from sync.client.engine import sync_once
from sync.client.http import HttpSyncService
from sync.client.join import join, start_alone
from sync.client.replica import Replica
from sync.core import schema
from sync.core.errors import RapportError
from sync.core.protocol import InviteRequest
from sync.store import rows

replica = Replica(Path(sys.argv[1]), lambda: time.time_ns() // 1_000_000, secrets.randbits)


@contextmanager
def served() -> Iterator[HttpSyncService]:
    state = replica.state()
    with httpx.Client(base_url=state.server_url) as client:
        yield HttpSyncService(client, state.token)


def do_version() -> list[Any]:
    return [sync.__file__, schema.SCHEMA_VERSION, sorted(schema.RECORDS)]


def do_alone(name: str) -> None:
    start_alone(replica, name, name, "EUR")


def do_join(url: str, code: str) -> str:
    with httpx.Client(base_url=url) as client:
        return join(replica, HttpSyncService(client), url, code, "device").user_id


def do_invite(name: str, role: str) -> str:
    with served() as service:
        return service.invite(InviteRequest(name=name, role=role)).code


def do_revoke() -> None:
    with served() as service:
        service.revoke(replica.state().device_number)


def do_sync() -> list[int]:
    with served() as service:
        progress = sync_once(replica, service)
    return [progress.sent, progress.received, progress.refused]


def do_add(kind: str, fields: dict[str, Any]) -> str:
    with replica.transaction() as writer:
        return writer.add(schema.model_of(kind)(**fields))


def do_edit(kind: str, record_id: str, fields: dict[str, Any]) -> None:
    with replica.transaction() as writer:
        writer.edit_kind(kind, record_id, fields)


def do_rows(kind: str) -> dict[str, Any]:
    """Return the registers by id, those among them that this version does not know included."""
    with replica.reading() as connection:
        return {row.id: [row.stamps, dict(row.values)] for row in rows.load_all(connection, kind)}


def do_column(query: str) -> list[Any]:
    with replica.reading() as connection:
        return list(connection.exec_driver_sql(query).scalars())


def do_upkeep() -> None:
    """Do what today's app does after an exchange."""
    from sync.client.comparing import compare_if_due  # noqa: PLC0415  # not in the first release
    from sync.client.renewal import renew_if_due  # noqa: PLC0415  # not in the first release

    with served() as service:
        renew_if_due(replica, service)
        compare_if_due(replica, service)


def do_refused() -> list[Any]:
    with replica.reading() as connection:
        return [
            [r.change.kind, r.change.id, dict(r.change.fields), r.refusal.reason]
            for r in outbox.refused(connection)
        ]


def do_waiting() -> int:
    with replica.reading() as connection:
        return outbox.count(connection)


def main() -> None:
    for line in sys.stdin:
        name, *arguments = json.loads(line)
        try:
            answer = [True, globals()[f"do_{name}"](*arguments)]
        except RapportError as error:
            answer = [False, [error.key, str(error)]]
        print(json.dumps(answer), flush=True)
    replica.close()


main()
