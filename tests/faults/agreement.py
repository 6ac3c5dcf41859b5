"""What holds on both sides once faults are over: nothing missing, nothing twice."""

import json

import httpx

from sync.client.comparing import Compared, compare
from sync.client.engine import sync_once
from sync.client.http import HttpSyncService
from sync.client.replica import Replica
from sync.core.change import Change
from sync.store import rows
from tests.faults.processes import Processes, select

Contents = dict[str, tuple[str, str, dict[str, object]]]
"""Kind, stamps and values by id."""


def exchange(processes: Processes, replica: Replica) -> None:
    """Exchange with nothing in the way, and require that nothing is left waiting or refused."""
    with httpx.Client(base_url=processes.url) as client:
        progress = sync_once(replica, HttpSyncService(client, replica.state().token))
    assert (progress.waiting, progress.refused) == (0, 0)


def check_replica(processes: Processes, replica: Replica) -> Contents:
    """Require that a replica is sound and what the server has; return what it holds.

    The server's history and records are looked through on the way, so that its person
    must be a manager or an admin.
    """
    replica.check()
    with httpx.Client(base_url=processes.url, timeout=60.0) as client:
        service = HttpSyncService(client, replica.state().token)
        assert compare(replica, service) == Compared(done=True, repaired=0)
        verdict = service.verify()
    assert (verdict.broken_at, verdict.altered) == (0, ())
    return contents(replica)


def contents(replica: Replica) -> Contents:
    """Return the deals and conflicts of a replica."""
    with replica.reading() as connection:
        return {
            row.id: (kind, row.stamps, dict(row.values))
            for kind in ("deal", "conflict")
            for row in rows.load_all(connection, kind)
        }


def history(processes: Processes) -> list[Change]:
    """Return every change of a deal that the server took in, in order."""
    found = select(processes.server_file, "SELECT changes FROM history ORDER BY n")
    items = [item for (text,) in found for item in json.loads(text)]
    return [Change(0, kind, i, f, at, seen) for _, kind, i, f, at, seen in items if kind == "deal"]
