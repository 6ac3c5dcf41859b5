"""Start, stop, kill and restart the real parts: the server and one app per person."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import httpx

from app.bench.ports import free_port

TOP = Path(__file__).resolve().parents[2]
_START_S = 60.0


@dataclass
class Process:
    """One part, on a port of its own; started again it keeps port and data.

    Attributes:
        code: Folder or zip file that its packages are read from.
    """

    command: list[str]
    port: int
    folder: Path
    path: str = "/"
    code: Path = TOP
    _running: subprocess.Popen[bytes] | None = None
    _sink: IO[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder / "process.log"

    def start(self) -> None:
        self._sink = self.log.open("ab")
        environment = {**os.environ, "FLET_SESSION_TIMEOUT": "20", "PYTHONPATH": str(self.code)}
        self._running = subprocess.Popen(
            [sys.executable, "-m", *self.command],
            stdout=self._sink,
            stderr=subprocess.STDOUT,
            cwd=self.code if self.code.is_dir() else self.folder,
            env=environment,
        )
        deadline = time.monotonic() + _START_S
        while True:
            try:
                httpx.get(self.url + self.path, timeout=2)
            except httpx.HTTPError:
                if self._running.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(self.log.read_text()) from None
                time.sleep(0.05)
            else:
                return

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End it: politely by default, `SIGKILL` for a dead battery."""
        if self._running:
            self._running.send_signal(how)
            try:
                self._running.wait(10)
            except subprocess.TimeoutExpired:
                self._running.kill()
                self._running.wait()
            self._running = None
        if self._sink:
            self._sink.close()
            self._sink = None


def app_process(folder: Path, data: Path | None = None) -> Process:
    """Describe the app of one person, served to a browser.

    Args:
        folder: Of its log, and of its data.
        data: Where its data is instead.
    """
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    command = ["app.cli", "app", "--web", "--port", str(port), "--data", str(data or folder)]
    return Process(command, port, folder)


def server_process(folder: Path) -> Process:
    """Describe a team's server on embedded SQLite."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    command = ["sync.server", "serve", "--port", str(port), "--data", str(folder)]
    command += ["--team", "Brewster & Lane", "--admin", "Maria Keller"]
    return Process(command, port, folder, "/health")


def rapport(*words: object) -> subprocess.CompletedProcess[str]:
    """Run the command line to its end."""
    command = [sys.executable, "-m", "app.cli", *map(str, words)]
    environment = {**os.environ, "PYTHONPATH": str(TOP)}
    return subprocess.run(
        command, cwd=TOP, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
