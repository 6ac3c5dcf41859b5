"""`rapport run`: a server with practice data, and the app as a rep and as a manager.

Every part is a process of its own, as it would be in earnest: stopping one
shows what the others do without it.
"""

import signal
import subprocess
import sys
import time
import webbrowser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

from app.commands.practice import make_practice
from app.device import open_replica, require_free_port, today
from sync.client import join as joining
from sync.client.engine import index, sync_once
from sync.client.http import HttpSyncService
from sync.client.replica import Replica
from sync.core.errors import RapportError
from sync.core.protocol import InviteRequest

INVITATION_FILE = "admin-invitation.txt"
_START_S = 30.0
_STOP_S = 8.0

Say = Callable[[str], None]


class PartFailedError(RapportError):
    """A process of the demonstration did not come up; it has said why itself."""

    key = "error.part_failed"


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
    running = [_start_server(folder / "server", ports.server)]
    try:
        _wait_until_up(f"{server_url}/health", running[0])
        prepare_team(folder, server_url, deals=deals, people=("manager", "rep"), say=say)
        people = (("rep", ports.rep), ("manager", ports.manager))
        for role, port in people:
            running.append(_start_app(folder / role, port))
        say("")
        for (role, port), process in zip(people, running[1:], strict=True):
            address = f"http://127.0.0.1:{port}"
            _wait_until_up(address, process)
            say(f"  the app as a {role:8} {address}")
            if browse:
                webbrowser.open(address)
        say(f"  the server            {server_url}")
        say("\nPress Ctrl+C to stop. The data stays in " + str(folder))
        return _watch(running)
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(running)


def _start_server(folder: Path, port: int) -> subprocess.Popen[bytes]:
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "sync.server", "serve", "--data", str(folder)]
    command += ["--port", str(port), "--team", "Brewster & Lane", "--admin", "Maria Keller"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)


def _start_app(folder: Path, port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "app.cli", "app", "--data", str(folder)]
    return subprocess.Popen([*command, "--web", "--port", str(port)])


def _wait_until_up(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            httpx.get(url, timeout=2.0)
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise PartFailedError(url=url)


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
            make_practice(manager.transaction, deals=deals, today=today())
            _exchange(manager)
        for name, rep_id in zip(people[1:], _reps(manager), strict=False):
            rep = open_replica(folder / name)
            try:
                if not rep.state().joined:
                    _join(rep, server_url, _invite(manager, rep_id), "Phone")
            finally:
                rep.close()
    finally:
        manager.close()


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
    _exchange(replica)


def _exchange(replica: Replica) -> None:
    state = replica.state()
    with httpx.Client(base_url=state.server_url) as client:
        sync_once(replica, HttpSyncService(client, state.token))
    index(replica)


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


def _stop(running: list[subprocess.Popen[bytes]]) -> None:
    for process in reversed(running):
        process.terminate()
    for process in running:
        try:
            process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
