"""This device: where its data lives, what its clock says, how its replica opens."""

import os
import secrets
import socket
import time
from datetime import date, datetime
from pathlib import Path

import platformdirs

from sync.client.replica import FILE_NAME, Replica
from sync.core.errors import RapportError


class PortInUseError(RapportError):
    """Another program listens on the port."""

    key = "error.port_in_use"


def require_free_port(host: str, port: int) -> None:
    """Make sure that a port can be listened on, before work begins that needs it.

    Raises:
        PortInUseError: If it cannot.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortInUseError(host=host, port=port) from error


def data_folder(chosen: Path | None) -> Path:
    """Return the folder this person's data lives in.

    The one asked for, else ``RAPPORT_HOME``, else what the phone gives the
    app, else the platform's own place for it.
    """
    if chosen is not None:
        return chosen
    for name in ("RAPPORT_HOME", "FLET_APP_STORAGE_DATA"):
        if os.environ.get(name):
            return Path(os.environ[name])
    return Path(platformdirs.user_data_dir("Rapport", appauthor=False))


def now_ms() -> int:
    """Read the wall clock, UTC milliseconds."""
    return int(time.time() * 1000)


def today() -> date:
    """Return the local date."""
    return datetime.now().astimezone().date()


def open_replica(folder: Path) -> Replica:
    """Open the replica in a data folder, made if there is none.

    Raises:
        StoreError: If it cannot be used; nothing was changed.
    """
    return Replica(folder / FILE_NAME, now_ms, secrets.randbits)
