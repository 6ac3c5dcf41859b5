"""An app that moves files until nothing waits, to be killed.

    python -m tests.faults.file_child REPLICA SERVER_URL

Prints how many bytes are left whenever a piece has come further.
"""

import secrets
import sys
import time
from pathlib import Path

import httpx

from sync.client.file_http import HttpFileService
from sync.client.files import FileProgress, move_files
from sync.client.replica import Replica
from sync.core.errors import ServiceError


def told(progress: FileProgress) -> None:
    """Say how much is left."""
    sys.stdout.write(f"{progress.waiting.up_bytes + progress.waiting.down_bytes}\n")
    sys.stdout.flush()


def main(path: Path, url: str) -> None:
    """Move files until nothing waits."""
    replica = Replica(path, lambda: time.time_ns() // 1_000_000, secrets.randbits)
    with httpx.Client(base_url=url) as client:
        service = HttpFileService(client, replica.state().token)
        left = 1
        while left:
            try:
                waits = move_files(replica, service, told).waiting
                left = waits.up + waits.down
            except ServiceError:
                time.sleep(0.01)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
