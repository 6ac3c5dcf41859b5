"""An app that saves and syncs without pause, to be killed.

    python -m tests.faults.app_child REPLICA SERVER_URL

Prints the id and number of each save once it is acknowledged, one a line.
"""

import secrets
import sys
import time
from itertools import count
from pathlib import Path

import httpx

from sync.client.engine import index, sync_once
from sync.client.http import HttpSyncService
from sync.client.replica import Replica
from sync.core.errors import ServiceError
from sync.core.records.deal import Deal


def main(path: Path, url: str) -> None:
    """Save and sync until killed."""
    replica = Replica(path, lambda: time.time_ns() // 1_000_000, secrets.randbits)
    with httpx.Client(base_url=url) as client:
        service = HttpSyncService(client, replica.state().token)
        for n in count():
            with replica.transaction() as writer:
                deal = writer.add(Deal(title=f"Deal {n}", reason="new"))
            with replica.transaction() as writer:
                writer.edit(Deal, deal, reason="edited")
            sys.stdout.write(f"{deal} {n}\n")
            sys.stdout.flush()
            if n % 3 == 0:
                try:
                    sync_once(replica, service)
                    index(replica)
                except ServiceError:
                    time.sleep(0.01)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
