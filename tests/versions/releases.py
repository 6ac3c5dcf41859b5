"""Devices and servers of each version, each in a process that knows no other version."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from app.bench.ports import free_port
from tests.stories.processes import TOP, Process

FIRST = TOP / "tests" / "releases" / "0.1.0.zip"
TODAY = TOP
"""What a version's `sync` package is read from."""

_CHILD = Path(__file__).with_name("device_child.py")


class DeviceError(Exception):
    """What the device said instead of an answer: an error's key and fields."""


def environment(version: Path) -> dict[str, str]:
    """Return the environment in which `sync` is that version's."""
    return {**os.environ, "PYTHONPATH": str(version), "PYTHONWARNINGS": "error"}


@dataclass
class Device:
    """A replica that is used by one version, until it is closed; a `with` block.

    Attributes:
        file: The replica's database.
        version: Where its `sync` comes from.
    """

    file: Path
    version: Path

    def __enter__(self) -> Self:
        """Open the replica."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self._process = subprocess.Popen(
            [sys.executable, str(_CHILD), str(self.file)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=self.file.parent,
            env=environment(self.version),
            text=True,
        )
        path, _, _ = self("version")
        assert Path(path).is_relative_to(self.version), path
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Close the replica."""
        with self._process:
            self._process.communicate()

    def __call__(self, *command: object) -> Any:
        """Run a command of `device_child`.

        Raises:
            DeviceError: If it failed.
        """
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps(command) + "\n")
        stdin.flush()
        done, answer = json.loads(stdout.readline())
        if not done:
            raise DeviceError(*answer)
        return answer


def server(folder: Path, version: Path) -> Process:
    """Describe a team's server of a version; its `code` may be another's when it starts again."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    command = ["sync.server", "serve", "--port", str(port), "--data", str(folder)]
    command += ["--team", "Acme", "--admin", "Ann"]
    return Process(command, port, folder, "/health", version)


def first_code(folder: Path) -> str:
    """Return the invitation of the team's admin."""
    return (folder / "admin-invitation.txt").read_text("utf-8").strip()
