"""`rapport run`: a server with practice data, and the app as a rep and as a manager.

Every part is a process of its own, as it would be in earnest: stopping one
shows what the others do without it.
"""

import signal
import subprocess
import time
import webbrowser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

from app.commands.practice import make_practice
from app.device import DEVICE_ZONE, open_replica, require_free_port, today
from app.processes import INVITATION_FILE, start_app, start_server, stop
from sync.client import join as joining
from sync.client.engine import index, sync_once
from sync.client.http import HttpSyncService
from sync.client.replica import Replica
from sync.core.protocol import InviteRequest

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the three parts listen, on 127.0.0.1."""

    server: int
    rep: int
    manager: int


def run_demo(folder: Path, ports: Ports, deals: int, *, browse: bool, say: Say) -> int:
    """Start everything, wait until interrupted, stop everything.

    Args:
        folder: Data folder; used again when it already holds a demonstration.
        ports: Where to listen.
        deals: How many practice deals to make at the first start.
        browse: Whether to open the two addresses in the browser.
        say: Prints a line for the person at the terminal.

    Returns:
        The exit code.

    Raises:
        PortInUseError: If another program listens on one of the ports.
        RapportError: If a part could not be set up.
    """
    # Asked to stop in any way, it stops its parts.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    for port in (ports.server, ports.rep, ports.manager):
        require_free_port("127.0.0.1", port)
    server_url = f"http://127.0.0.1:{ports.server}"
    running = [start_server(folder / "server", ports.server, "Brewster & Lane")]
    try:
        prepare_team(folder, server_url, deals=deals, people=("manager", "rep"), say=say)
        say("")
        for role, port in (("rep", ports.rep), ("manager", ports.manager)):
            running.append(start_app(folder / role, port))
            address = f"http://127.0.0.1:{port}"
            say(f"  the app as a {role:8} {address}")
            if browse:
                webbrowser.open(address)
        say(f"  the server            {server_url}")
        say("\nPress Ctrl+C to stop. The data stays in " + str(folder))
        return _watch(running)
    except KeyboardInterrupt:
        return 0
    finally:
        for process in running:
            process.terminate()  # all at once: each may take its seconds
        for process in running:
            stop(process)


def prepare_team(
    folder: Path, server_url: str, *, deals: int, people: Sequence[str], say: Say = print
) -> None:
    """Found a team once: practice data, and a joined replica for each of its people.

    Args:
        folder: Holds a folder per person, and the server's own as ``server``.
        server_url: Of the running server.
        deals: Practice deals to make.
        people: Folder names; the first is the manager, who makes the data, the
            others are reps of the practice team.
        say: Told what takes long.

    Raises:
        RapportError: If a replica could not be written or did not join.
    """
    manager = open_replica(folder / people[0])
    try:
        if not manager.state().joined:
            say("Making practice data ...")
            code = (folder / "server" / INVITATION_FILE).read_text("utf-8").strip()
            _join(manager, server_url, code, "Desktop")
            make_practice(manager.transaction, deals=deals, today=today(), zone=DEVICE_ZONE)
            exchange(manager)
        for name, rep_id in zip(people[1:], _reps(manager), strict=False):
            rep = open_replica(folder / name)
            try:
                if not rep.state().joined:
                    _join(rep, server_url, _invite(manager, rep_id), "Phone")
            finally:
                rep.close()
    finally:
        manager.close()


def exchange(replica: Replica) -> None:
    """Sync a notebook with its server until nothing is left, and make it searchable."""
    state = replica.state()
    with httpx.Client(base_url=state.server_url) as client:
        sync_once(replica, HttpSyncService(client, state.token))
    index(replica)


def _reps(manager: Replica) -> tuple[str, ...]:
    """Return the practice team's reps, the one with the fullest day first."""
    with manager.reading() as connection:
        found = connection.exec_driver_sql(
            "SELECT u.id FROM user u WHERE u.role = 'rep' AND NOT u.deleted ORDER BY"
            " (SELECT count(*) FROM visit v WHERE v.owner_id = u.id AND NOT v.done) DESC, u.name"
        )
        return tuple(found.scalars())


def _join(replica: Replica, server_url: str, code: str, device: str) -> None:
    with httpx.Client(base_url=server_url) as client:
        joining.join(replica, HttpSyncService(client), server_url, code, device)
    exchange(replica)


def _invite(manager: Replica, rep_id: str) -> str:
    state = manager.state()
    with httpx.Client(base_url=state.server_url) as client:
        service = HttpSyncService(client, state.token)
        return service.invite(InviteRequest(user_id=rep_id)).code


def _watch(running: list[subprocess.Popen[bytes]]) -> int:
    """Return when a part ends by itself, with its exit code."""
    while True:
        for process in running:
            code = process.poll()
            if code is not None:
                return code
        time.sleep(0.3)
