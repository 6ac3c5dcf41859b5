"""An open window follows what others write, without being touched."""

from contextvars import copy_context
from pathlib import Path

import pytest

from app.commands.visits import VisitLog, log_visit
from app.runtime import Runtime
from sync.client.engine import Progress
from sync.client.replica import Replica
from sync.client.scheduler import SyncStatus
from tests.app.flet_harness import in_own_loop
from tests.app.windows import DESKTOP, PHONE, Window
from tests.builders import make_account

KINDS = frozenset({"visit", "note"})


def arrives(replica: Replica, account: str, words: str) -> None:
    """Write as an exchange does: past the runtime."""
    with replica.transaction() as writer:
        log_visit(writer, VisitLog(account_id=account, text=words))


def say_so(runtime: Runtime) -> None:
    """Report as the scheduler does: progress, and at once the end."""
    progress = Progress(received=2, kinds=KINDS)
    runtime._on_status(SyncStatus(running=True, progress=progress))
    runtime._on_status(SyncStatus(online=True, progress=progress))


@in_own_loop
@pytest.mark.parametrize("size", [PHONE, DESKTOP])
async def test_what_arrives_stands_in_a_window_that_outlives_the_first(
    replica: Replica, tmp_path: Path, size: tuple[int, int]
) -> None:
    """The first window starts the exchange, and Flet draws where that context points."""
    with replica.transaction() as writer:
        account = writer.add(make_account(name="Café Röst"))
    route = f"/customers/{account}"
    first = Window(replica, tmp_path, size, route)
    async with first:
        await first.sees("timeline-empty")
        in_first = copy_context()
    async with Window(replica, tmp_path, size, route, runtime=first.runtime) as second:
        await second.sees("timeline-empty")
        arrives(replica, account, "They agreed.")
        in_first.run(say_so, first.runtime)
        await second.wait_for(lambda: "They agreed." in second.texts())
