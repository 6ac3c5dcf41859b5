"""Start the server and the app as processes of their own, as in earnest."""

import subprocess
import sys
import time
from pathlib import Path

import httpx

from sync.core.errors import RapportError

INVITATION_FILE = "admin-invitation.txt"
"""Where a server that has just founded its team leaves the first invitation."""

_START_S = 30.0
_STOP_S = 8.0


class PartFailedError(RapportError):
    """A process did not come up; it has said why itself."""

    key = "error.part_failed"


def start_server(folder: Path, port: int, team: str) -> subprocess.Popen[bytes]:
    """Start a server on 127.0.0.1 and wait until it answers.

    Args:
        folder: Its data folder; an empty one is given a team.
        port: Where to listen.
        team: Name of that team, whose admin is Maria Keller.

    Raises:
        PartFailedError: If it did not come up.
    """
    folder.mkdir(parents=True, exist_ok=True)
    command = ["-m", "sync.server", "serve", "--data", str(folder), "--port", str(port)]
    return _started([*command, "--team", team, "--admin", "Maria Keller"], port, "/health")


def start_app(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """Start the app for a browser on 127.0.0.1 and wait until it answers.

    Raises:
        PartFailedError: If it did not come up.
    """
    command = ["-m", "app.cli", "app", "--data", str(folder), "--web", "--port", str(port)]
    return _started(command, port, "/")


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask a process to end, and make it if it does not."""
    process.terminate()
    try:
        process.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _started(command: list[str], port: int, path: str) -> subprocess.Popen[bytes]:
    process = subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}{path}", process)
    except BaseException:  # also when the person at the terminal gives up waiting
        stop(process)
        raise
    return process


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a process answers at an address.

    Raises:
        PartFailedError: If it ended or took too long.
    """
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            httpx.get(url, timeout=2.0)
        except httpx.HTTPError:
            time.sleep(0.05)
        else:
            return
    raise PartFailedError(url=url)
