"""An app that saves and syncs without pause, to be killed.

    python -m tests.faults.app_child REPLICA SERVER_URL

Each turn it makes a deal of its own and edits it, and edits one that the whole team
edits. Once that is saved it prints ``made ID`` and ``wrote VALUE``, one a line.
"""

import secrets
import sys
import time
from itertools import count
from pathlib import Path

import httpx

from app.device import now_ms, steady
from sync.client.engine import index, sync_once
from sync.client.http import HttpSyncService
from sync.client.replica import Replica
from sync.core.errors import ServiceError
from sync.core.records.deal import Deal

SHARED = "Everybody's"
"""Title of the deals that everybody edits."""
_TURN_S = 0.01


def shared(replica: Replica) -> list[str]:
    """Return the ids of the deals that everybody edits."""
    with replica.reading() as connection:
        query = "SELECT id FROM deal WHERE title = ? ORDER BY id"
        return list(connection.exec_driver_sql(query, (SHARED,)).scalars())


def say(about: str, word: str) -> None:
    """Acknowledge."""
    sys.stdout.write(f"{about} {word}\n")
    sys.stdout.flush()


def main(path: Path, url: str) -> None:
    """Save and sync until killed."""
    replica = Replica(path, now_ms, secrets.randbits, steady)
    everybodys = shared(replica)
    with httpx.Client(base_url=url) as client:
        service = HttpSyncService(client, replica.state().token)
        for n in count():
            with replica.transaction() as writer:
                deal = writer.add(Deal(title=f"Deal {n}", reason="new"))
            with replica.transaction() as writer:
                writer.edit(Deal, deal, reason="edited")
            say("made", deal)
            value = secrets.token_hex(12)
            with replica.transaction() as writer:
                writer.edit(Deal, everybodys[n % len(everybodys)], reason=value)
            say("wrote", value)
            if n % 3 == 0:
                try:
                    sync_once(replica, service)
                    index(replica)
                except ServiceError:
                    time.sleep(_TURN_S)
            time.sleep(_TURN_S)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
